using Comptoir.Storage;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Scheduling;

/// <summary>Chooses when a web shop is synchronized by itself.</summary>
public sealed class ChooseSchedule(Database database, TimeProvider clock)
{
    /// <summary>The schedule of a web shop; one that is off when none was chosen.</summary>
    public static async Task<ShopSchedule> ReadAsync(
        ComptoirDb db,
        WebShop shop,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(shop);
        return await db
                .ShopSchedules.AsNoTracking()
                .FirstOrDefaultAsync(x => x.WebShopId == shop.Id, cancellationToken)
            ?? new ShopSchedule { OfficeId = shop.OfficeId, WebShopId = shop.Id };
    }

    /// <summary>Keeps a choice; it holds at once.</summary>
    /// <exception cref="RefusedException">It cannot be, and why.</exception>
    public async Task RunAsync(
        long officeId,
        long webShopId,
        Timetable timetable,
        CancellationToken cancellationToken
    )
    {
        var chosen = Sound(timetable);
        await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var row = await db.ShopSchedules.FirstOrDefaultAsync(
                    x => x.WebShopId == webShopId,
                    ct
                );
                if (row is null)
                    db.Add(row = new ShopSchedule { OfficeId = officeId, WebShopId = webShopId });
                row.Choose(chosen, clock.GetUtcNow().UtcDateTime);
                await db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
    }

    static Timetable Sound(Timetable timetable)
    {
        if (!Enum.IsDefined(timetable.Mode))
            throw new RefusedException("Say the mode: off, interval, times or live.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timetable.TimeZone, out _))
            throw new RefusedException(
                "There is no such time zone. Give one by its name, such as Europe/Paris."
            );
        if (
            timetable.Mode == ScheduleMode.Interval
            && timetable.Minutes is < ShopSchedule.ShortestMinutes or > ShopSchedule.LongestMinutes
        )
            throw new RefusedException(
                "The interval must be from one minute to seven days (10,080 minutes)."
            );
        TimeOnly[] times =
        [
            .. timetable
                .Times.Select(time => new TimeOnly(time.Hour, time.Minute))
                .Distinct()
                .Order(),
        ];
        if (timetable.Mode == ScheduleMode.Times && times.Length == 0)
            throw new RefusedException("Give at least one time of the day, such as 06:00.");
        if (times.Length > ShopSchedule.MostTimes)
            throw new RefusedException("At most 24 times of the day can be given.");
        return timetable with
        {
            Times = times,
            Minutes =
                timetable.Mode == ScheduleMode.Interval
                    ? timetable.Minutes
                    : ShopSchedule.LiveMinutes,
        };
    }
}
