using System.Data.Common;
using System.Linq.Expressions;
using Comptoir.Cluster;
using Comptoir.Offices;
using Comptoir.Storage;
using Comptoir.Sync.Scheduling;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync;

/// <summary>
/// Asks for runs, hands them to processes, and ends them. All of it is rows: any process sees any run, and the database
/// itself refuses a second one at work for a web shop.
/// </summary>
public sealed class Runs(Database database, IdSequence ids, TimeProvider clock, WorkerIdentity me)
{
    /// <summary>
    /// Asks for a run that reads what changed. When one of this kind is waiting or at work already, that is the answer: it
    /// reads the same.
    /// </summary>
    /// <exception cref="RunAtWorkException">A run of the other kind is waiting or at work.</exception>
    public Task<Run> AskAsync(
        long officeId,
        long webShopId,
        RunKind kind,
        CancellationToken cancellationToken
    ) => AskAsync(officeId, webShopId, kind, everything: false, cancellationToken);

    /// <summary>As the first, for whoever it is.</summary>
    public Task<Run> AskAsync(
        long officeId,
        long webShopId,
        RunKind kind,
        RunCause cause,
        CancellationToken cancellationToken
    ) => AskAsync(officeId, webShopId, kind, everything: false, cancellationToken, cause);

    /// <summary>As the first.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="webShopId">Its web shop.</param>
    /// <param name="kind">What the run does.</param>
    /// <param name="everything">The whole shop is read again instead of what changed.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <param name="cause">Who asks.</param>
    /// <exception cref="RunAtWorkException">
    /// A run of the other kind is waiting or at work, or one that reads less than was asked for.
    /// </exception>
    public async Task<Run> AskAsync(
        long officeId,
        long webShopId,
        RunKind kind,
        bool everything,
        CancellationToken cancellationToken,
        RunCause cause = RunCause.Person
    )
    {
        await using (var installation = database.OpenInstallation())
            if (
                cause == RunCause.Person
                && !await installation
                    .Offices.AtWork()
                    .AnyAsync(x => x.Id == officeId, cancellationToken)
            )
                throw new RefusedException(
                    "This office is a paused copy: nothing is synchronized in it. An owner can let it work under Settings, Backup."
                );
        for (var turn = 1; ; turn++)
        {
            await using (var db = database.Open(officeId))
            {
                var open = await db
                    .Runs.AsNoTracking()
                    .Where(IsOpen)
                    .Where(run => run.WebShopId == webShopId)
                    .OrderBy(run => run.Id)
                    .FirstOrDefaultAsync(cancellationToken);
                if (open is not null)
                    return open.Kind == kind && (open.Everything || !everything)
                        ? open
                        : throw new RunAtWorkException(open);
            }
            var asked = New(
                officeId,
                await ids.NextAsync(officeId, cancellationToken),
                webShopId,
                kind,
                everything,
                cause: cause
            );
            try
            {
                await database.WriteAsync(
                    officeId,
                    async (db, ct) =>
                    {
                        db.Runs.Add(asked);
                        await db.SaveChangesAsync(ct);
                    },
                    cancellationToken
                );
                return asked;
            }
            catch (DbUpdateException) when (turn < 3 && !cancellationToken.IsCancellationRequested)
            {
                // Somebody asked at the same moment; theirs is the answer, unless the shop is gone.
                await using var db = database.Open(officeId);
                if (!await db.WebShops.AnyAsync(shop => shop.Id == webShopId, cancellationToken))
                    throw;
            }
        }
    }

    /// <summary>A run that waits.</summary>
    internal Run New(
        long officeId,
        long id,
        long webShopId,
        RunKind kind,
        bool everything = false,
        bool wider = false,
        RunCause cause = RunCause.Person
    ) =>
        new()
        {
            OfficeId = officeId,
            Id = id,
            WebShopId = webShopId,
            Kind = kind,
            Everything = everything,
            Wider = wider,
            Cause = cause,
            State = RunState.Queued,
            QueuedAt = clock.GetUtcNow().UtcDateTime,
            Progress = new RunProgress(),
            Counts = new RunCounts(),
            Cursor = new RunCursor(),
        };

    /// <summary>
    /// Runs that wait or are at work. One that works off webhooks does not count: it is over in a moment, and whatever is asked
    /// for waits behind it.
    /// </summary>
    internal static readonly Expression<Func<Run, bool>> IsOpen = run =>
        (run.State == RunState.Queued || run.State == RunState.Running) && run.Kind != RunKind.Live;

    /// <summary>Asks a run to stop; false when it is over, or is none of this office's.</summary>
    public async Task<bool> CancelAsync(
        long officeId,
        long runId,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var waiting = await db
                    .Runs.Where(run => run.Id == runId && run.State == RunState.Queued)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(run => run.State, RunState.Cancelled)
                                .SetProperty(run => run.FinishedAt, now),
                        ct
                    );
                var working = await db
                    .Runs.Where(run => run.Id == runId && run.State == RunState.Running)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(run => run.CancelRequested, true),
                        ct
                    );
                return waiting + working > 0;
            },
            cancellationToken
        );
    }

    /// <summary>Those of some open runs that wait for a process, or whose process is dead.</summary>
    public IEnumerable<Run> ToTake(IEnumerable<Run> open) =>
        open.Where(run => run.State == RunState.Queued || IsAbandoned(run));

    /// <summary>Runs of all offices that are not over, whoever works on them.</summary>
    public async Task<IReadOnlyList<Run>> OpenAsync(CancellationToken cancellationToken)
    {
        var open = new List<Run>();
        await using var installation = database.OpenInstallation();
        foreach (
            var office in await installation
                .Offices.AtWork()
                .Select(x => x.Id)
                .ToListAsync(cancellationToken)
        )
        {
            await using var db = database.Open(office);
            open.AddRange(
                await db
                    .Runs.AsNoTracking()
                    .Where(run => run.State == RunState.Queued || run.State == RunState.Running)
                    .OrderBy(run => run.QueuedAt)
                    .ToListAsync(cancellationToken)
            );
        }
        return open;
    }

    bool IsAbandoned(Run run) =>
        run.Worker is null
        || me.IsDead(run.Worker)
        || run.AliveAt is not { } alive
        || clock.GetUtcNow().UtcDateTime - alive > ClusterNode.Silence;

    /// <summary>
    /// Takes a run over: from now on only this process can write for it. Null when another process was faster, or works for
    /// the same web shop.
    /// </summary>
    public async Task<Run?> TakeAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var now = clock.GetUtcNow().UtcDateTime;
        try
        {
            return await database.WriteAsync(
                run.OfficeId,
                async (db, ct) =>
                {
                    var busy = await db.Runs.AnyAsync(
                        x =>
                            x.WebShopId == run.WebShopId
                            && x.State == RunState.Running
                            && x.Id != run.Id,
                        ct
                    );
                    if (busy)
                        return null;
                    var taken = await db
                        .Runs.Where(x =>
                            x.Id == run.Id && x.Epoch == run.Epoch && x.State == run.State
                        )
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(x => x.State, RunState.Running)
                                    .SetProperty(x => x.Epoch, x => x.Epoch + 1)
                                    .SetProperty(x => x.Worker, me.Name)
                                    .SetProperty(x => x.AliveAt, now)
                                    .SetProperty(x => x.StartedAt, x => x.StartedAt ?? now),
                            ct
                        );
                    return taken == 0
                        ? null
                        : await db.Runs.AsNoTracking().SingleAsync(x => x.Id == run.Id, ct);
                },
                cancellationToken
            );
        }
        catch (DbException) when (!cancellationToken.IsCancellationRequested)
        {
            // The unique index refused a second run at work: another process took one at the same moment.
            return null;
        }
    }

    /// <summary>After a failure a shop is left in peace for so long before its webhooks are looked at again.</summary>
    static readonly TimeSpan LivePause = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Takes up the run that works off the webhooks of a shop: that of its day, or a new one. Null when another run is at work,
    /// when one waits and goes first, or when the shop has just failed.
    /// </summary>
    public async Task<Run?> TakeLiveAsync(
        long officeId,
        long webShopId,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using (var look = database.Open(officeId))
            if (
                !await look.WebShops.AnyAsync(
                    x => x.Id == webShopId && x.DisconnectedAt == null && x.Problem == null,
                    cancellationToken
                )
                || !await look.ShopSchedules.AnyAsync(
                    x => x.WebShopId == webShopId && x.Mode == ScheduleMode.Live,
                    cancellationToken
                )
            )
                return null;
        var id = await ids.NextAsync(officeId, cancellationToken);
        try
        {
            return await database.WriteAsync(
                officeId,
                async (db, ct) =>
                {
                    var shop = await db
                        .WebShops.AsNoTracking()
                        .FirstOrDefaultAsync(x => x.Id == webShopId, ct);
                    if (shop is not { IsConnected: true, Problem: null })
                        return null;
                    // A paused copy looks at nothing by itself.
                    if (!await db.Offices.AtWork().AnyAsync(x => x.Id == officeId, ct))
                        return null;
                    var runs = db.Runs.Where(x => x.WebShopId == webShopId);
                    if (
                        await runs.AnyAsync(
                            x => x.State == RunState.Running || x.State == RunState.Queued,
                            ct
                        )
                        // What comes in first is chosen, and asked for.
                        || !await runs.AnyAsync(
                            x => x.Kind == RunKind.Synchronization && x.State == RunState.Succeeded,
                            ct
                        )
                    )
                        return null;
                    var day = now.Date;
                    var run = await runs.Where(x => x.Kind == RunKind.Live && x.QueuedAt >= day)
                        .OrderByDescending(x => x.Id)
                        .FirstOrDefaultAsync(ct);
                    if (run is { State: RunState.Failed } && now - run.FinishedAt < LivePause)
                        return null;
                    if (run is null)
                    {
                        run = New(officeId, id, webShopId, RunKind.Live, cause: RunCause.Webhooks);
                        db.Add(run);
                    }
                    run.TakeUp(me.Name, now);
                    await db.SaveChangesAsync(ct);
                    return run;
                },
                cancellationToken
            );
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Another process took it, or another run, at the same moment.
            return null;
        }
    }

    /// <summary>The run as it stands in the database.</summary>
    /// <exception cref="RunLostException">Another process has taken it over.</exception>
    public async Task<Run> ReloadAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await using var db = database.Open(run.OfficeId);
        return await db
                .Runs.AsNoTracking()
                .SingleOrDefaultAsync(
                    x => x.Id == run.Id && x.Epoch == run.Epoch,
                    cancellationToken
                )
            ?? throw new RunLostException();
    }

    /// <summary>Shows that the process lives; false when the run was taken away from it.</summary>
    public Task<bool> HoldAsync(Run run, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return UpdateAsync(run, row => row.SetProperty(x => x.AliveAt, now), cancellationToken);
    }

    /// <summary>Lets go of a run in the middle: another process may take it at once.</summary>
    public Task<bool> ReleaseAsync(Run run, CancellationToken cancellationToken) =>
        UpdateAsync(run, row => row.SetProperty(x => x.Worker, (string?)null), cancellationToken);

    /// <summary>
    /// Ends a run and notes what keeps its web shop from the next one, together: whoever sees the end sees the problem.
    /// </summary>
    /// <returns>False when another process has taken it over: nothing was written.</returns>
    public async Task<bool> EndAsync(Run run, RunEnd end, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(end);
        var now = clock.GetUtcNow().UtcDateTime;
        // What the night's synchronization has read is compared by the next run: asked for with its end, it is never forgotten.
        var next =
            run.Wider && end.State == RunState.Succeeded
                ? New(
                    run.OfficeId,
                    await ids.NextAsync(run.OfficeId, cancellationToken),
                    run.WebShopId,
                    RunKind.Comparison,
                    cause: RunCause.Schedule
                )
                : null;
        return await database.WriteAsync(
            run.OfficeId,
            async (db, ct) =>
            {
                var ended = await Mine(db, run)
                    .ExecuteUpdateAsync(
                        row =>
                            row.SetProperty(x => x.State, end.State)
                                .SetProperty(x => x.FinishedAt, now)
                                .SetProperty(x => x.IsQuiet, end.IsQuiet)
                                .SetProperty(x => x.Failure, end.Failure)
                                .SetProperty(x => x.Error, end.Error)
                                .SetProperty(x => x.Advice, end.Advice),
                        ct
                    );
                if (ended == 0)
                    return false;
                if (
                    next is not null
                    && !await db.Runs.AnyAsync(
                        x => x.WebShopId == run.WebShopId && x.State == RunState.Queued,
                        ct
                    )
                )
                {
                    db.Add(next);
                    await db.SaveChangesAsync(ct);
                }
                if (run.Wider && end.State == RunState.Succeeded)
                    await AskDue.NightDoneAsync(db, run.WebShopId, now, ct);
                if (end.Problem is not { } problem)
                    return true;
                var shop = await db.WebShops.SingleAsync(x => x.Id == run.WebShopId, ct);
                shop.Report(problem);
                await db.SaveChangesAsync(ct);
                return true;
            },
            cancellationToken
        );
    }

    /// <summary>How long runs are kept that found nothing.</summary>
    static readonly TimeSpan QuietKept = TimeSpan.FromDays(1);

    /// <summary>Deletes older runs of a web shop that nobody asked for and that found nothing; the newest stay.</summary>
    public Task ForgetQuietAsync(Run ended, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ended);
        var since = clock.GetUtcNow().UtcDateTime - QuietKept;
        return database.WriteAsync(
            ended.OfficeId,
            (db, ct) =>
                db
                    .Runs.Where(run =>
                        run.WebShopId == ended.WebShopId
                        && run.IsQuiet
                        && run.State == RunState.Succeeded
                        && run.FinishedAt < since
                        && run.Id != ended.Id
                    )
                    .ExecuteDeleteAsync(ct),
            cancellationToken
        );
    }

    static IQueryable<Run> Mine(ComptoirDb db, Run run) =>
        db.Runs.Where(x => x.Id == run.Id && x.Epoch == run.Epoch && x.State == RunState.Running);

    Task<bool> UpdateAsync(
        Run run,
        Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Run>> change,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            run.OfficeId,
            async (db, ct) => await Mine(db, run).ExecuteUpdateAsync(change, ct) == 1,
            cancellationToken
        );
}

/// <summary>Another run of the web shop waits or is at work: one web shop, one worker.</summary>
/// <param name="run">That run.</param>
public sealed class RunAtWorkException(Run run)
    : InvalidOperationException($"Run {run.Id} is open.")
{
    /// <summary>That run.</summary>
    public Run Run { get; } = run;
}

/// <summary>How a run ended.</summary>
/// <param name="State">Succeeded, failed or cancelled.</param>
/// <param name="Failure">Key of the texts that explain a failure.</param>
/// <param name="Error">What happened, in detail.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Problem">What keeps the web shop from being synchronized until somebody acts.</param>
public sealed record RunEnd(
    RunState State,
    string? Failure = null,
    string? Error = null,
    string? Advice = null,
    WebShopProblem? Problem = null
)
{
    /// <inheritdoc cref="Run.IsQuiet"/>
    public bool IsQuiet { get; init; }
}
