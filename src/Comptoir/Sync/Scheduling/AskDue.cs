using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Scheduling;

/// <summary>Asks for the synchronizations that are due.</summary>
public sealed partial class AskDue(
    Database database,
    IdSequence ids,
    Runs runs,
    TimeProvider clock,
    ILogger<AskDue> log
)
{
    /// <summary>When the wider one is asked for that finds another at work.</summary>
    static readonly TimeSpan Later = TimeSpan.FromMinutes(2);

    /// <summary>When the night's synchronization is asked for again that did not come to its end.</summary>
    static readonly TimeSpan Again = TimeSpan.FromHours(1);

    /// <summary>The night's synchronization has come to its end: the next one is that of the next night.</summary>
    public static async Task NightDoneAsync(
        ComptoirDb db,
        long webShop,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var schedule = await db.ShopSchedules.FirstOrDefaultAsync(
            x => x.WebShopId == webShop,
            cancellationToken
        );
        if (schedule is null)
            return;
        schedule.NightlyAt = schedule.Timetable.NextNight(now);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Looks at the schedules of all offices.</summary>
    /// <returns>How many runs were asked for.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        List<long> offices;
        await using (var db = database.OpenInstallation())
            offices = await db.Offices.AtWork().Select(x => x.Id).ToListAsync(cancellationToken);
        var asked = 0;
        foreach (var office in offices)
        {
            List<long> due;
            await using (var db = database.Open(office))
                due = await db
                    .ShopSchedules.Where(x => x.NextAt <= now || x.NightlyAt <= now)
                    .Select(x => x.WebShopId)
                    .ToListAsync(cancellationToken);
            foreach (var shop in due)
                if (await AskAsync(office, shop, now, cancellationToken))
                    asked++;
        }
        return asked;
    }

    /// <summary>
    /// Moves the schedule on and asks, in one transaction: of two processes that saw the same moment one asks, and a crash in
    /// between leaves the moment as it was.
    /// </summary>
    async Task<bool> AskAsync(long office, long webShop, DateTime now, CancellationToken ct)
    {
        var id = await ids.NextAsync(office, ct);
        try
        {
            return await database.WriteAsync(
                office,
                async (db, token) =>
                {
                    var schedule = await db
                        .ShopSchedules.AsNoTracking()
                        .SingleAsync(x => x.WebShopId == webShop, token);
                    var night = schedule.NightlyAt <= now;
                    var regular = schedule.NextAt <= now;
                    if (!night && !regular)
                        return false;
                    var timetable = schedule.Timetable;
                    var next = regular
                        ? timetable.Following(schedule.NextAt!.Value, now)
                        : schedule.NextAt;
                    var (may, isBusy) = await MayAsync(db, webShop, token);
                    // One at work reads what changed, but not what the night's reads.
                    var nightly =
                        !night ? schedule.NightlyAt
                        : isBusy ? now + Later
                        // Until one has succeeded it is asked for again.
                        : may ? now + Again
                        : timetable.NextNight(now);
                    var moved = await db
                        .ShopSchedules.Where(x =>
                            x.WebShopId == webShop
                            && x.NextAt == schedule.NextAt
                            && x.NightlyAt == schedule.NightlyAt
                        )
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(x => x.NextAt, next)
                                    .SetProperty(x => x.NightlyAt, nightly),
                            token
                        );
                    if (moved == 0 || !may)
                        return false;
                    db.Add(
                        runs.New(
                            office,
                            id,
                            webShop,
                            RunKind.Synchronization,
                            wider: night,
                            cause: RunCause.Schedule
                        )
                    );
                    await db.SaveChangesAsync(token);
                    return true;
                },
                ct
            );
        }
        catch (DbUpdateException error)
        {
            // Somebody asked at the same moment; the schedule is as it was, and is looked at again.
            Collided(error, webShop, office);
            return false;
        }
    }

    /// <summary>
    /// One that waits or is at work reads the same. The first synchronization is asked for by a person, who sees before what
    /// comes in.
    /// </summary>
    static async Task<(bool May, bool IsBusy)> MayAsync(
        ComptoirDb db,
        long webShop,
        CancellationToken ct
    )
    {
        var runs = db.Runs.Where(x => x.WebShopId == webShop);
        if (await runs.AnyAsync(Runs.IsOpen, ct))
            return (false, true);
        return (
            await db.WebShops.AnyAsync(x => x.Id == webShop && x.DisconnectedAt == null, ct)
                && await runs.AnyAsync(
                    x => x.Kind == RunKind.Synchronization && x.State == RunState.Succeeded,
                    ct
                ),
            false
        );
    }

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "Web shop {WebShop} of office {Office} is asked for already"
    )]
    partial void Collided(Exception error, long webShop, long office);
}
