using System.Collections.Concurrent;
using System.Threading.Channels;
using Comptoir.Cluster;
using Comptoir.Invoicing;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Choosing;
using Comptoir.Sync.Scheduling;
using Comptoir.WebShops;

namespace Comptoir.Sync;

/// <summary>
/// Works on runs: asks for those that are due, takes its share of what waits, goes on with what a dead process has left, and
/// works off what webhooks name; one at a time for each web shop. Stopped gracefully, it lets its runs go, and another process
/// takes them at once.
/// </summary>
public sealed partial class RunWorker(
    Runs runs,
    AskDue schedules,
    Nodes nodes,
    Inbox inbox,
    Synchronizer synchronizer,
    StagingArea staging,
    RunItems items,
    InvoicingSignal invoicing,
    TimeProvider clock,
    ILogger<RunWorker> log
) : BackgroundService
{
    /// <summary>Web shops that one process works for at once. Most of the time each waits for Shopify.</summary>
    const int AtOnce = 16;

    /// <summary>What may pass by itself is tried again so often within a run.</summary>
    const int Attempts = 3;
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<(long Office, long Shop), Task> working = new();
    readonly Channel<bool> asked = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Looks at once instead of at the next turn: somebody has just asked for a run.</summary>
    public void Wake() => asked.Writer.TryWrite(true);

    /// <summary>Looks at once: a message of a web shop has come. One that is being worked for sees it by itself.</summary>
    public void Wake(long officeId, long webShopId)
    {
        if (!working.ContainsKey((officeId, webShopId)))
            Wake();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var first = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (first)
                    staging.CleanExcept([
                        .. (await runs.OpenAsync(stoppingToken)).Select(staging.For),
                    ]);
                first = false;
                await LookAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // The database may be away for a moment: the next look finds it again.
                LogLookFailed(problem);
            }
            try
            {
                await WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
        await Task.WhenAll(working.Values);
        await nodes.LeaveAsync();
    }

    /// <summary>Until somebody asks, and no longer than a moment.</summary>
    async Task WaitAsync(CancellationToken stopping)
    {
        var next = asked.Reader.WaitToReadAsync(stopping).AsTask();
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(next, Task.Delay(Look, clock, pause.Token));
        await pause.CancelAsync();
        stopping.ThrowIfCancellationRequested();
        asked.Reader.TryRead(out _);
    }

    async Task LookAsync(CancellationToken ct)
    {
        var sharing = await nodes.BeatAsync(ct);
        await schedules.RunAsync(ct);
        var open = await runs.OpenAsync(ct);
        var waiting = await inbox.WaitingAsync(ct);
        // Each process takes its share of all there is to do, rounded up, so that none is left over and none takes it all.
        var all = open.Select(run => (run.OfficeId, run.WebShopId))
            .Union(waiting.Select(one => (one.OfficeId, one.WebShopId)))
            .Count();
        var most = Math.Min(AtOnce, Math.Max(1, (all + sharing - 1) / sharing));
        foreach (var run in runs.ToTake(open))
            if (working.Count < most && !working.ContainsKey((run.OfficeId, run.WebShopId)))
                await TakeAsync(run.OfficeId, run.WebShopId, () => runs.TakeAsync(run, ct), ct);
        foreach (var (office, shop, _, _) in waiting)
            if (
                working.Count < most
                && !working.ContainsKey((office, shop))
                && !open.Any(run => run.OfficeId == office && run.WebShopId == shop)
            )
                await TakeAsync(office, shop, () => runs.TakeLiveAsync(office, shop, ct), ct);
    }

    async Task TakeAsync(long office, long shop, Func<Task<Run?>> take, CancellationToken stopping)
    {
        if (await take() is not { } mine)
            return;
        var key = (office, shop);
        working[key] = Task.Run(
            async () =>
            {
                try
                {
                    await WorkAsync(mine, stopping);
                }
                finally
                {
                    working.TryRemove(key, out _);
                    Wake();
                }
            },
            CancellationToken.None
        );
    }

    async Task WorkAsync(Run run, CancellationToken stopping)
    {
        using var hold = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var alive = StayAliveAsync(run, hold);
        var isQuiet = false;
        using var measure = Telemetry.ComptoirMeter.Begin(run);
        try
        {
            LogBegun(run.Id, run.Epoch);
            var end = await DoAsync(run, hold.Token);
            if (!await runs.EndAsync(run, end, CancellationToken.None))
            {
                LogLost(run.Id);
                return;
            }
            measure.Outcome = end.State.ToString();
            isQuiet = end.IsQuiet;
            if (
                end.State == RunState.Succeeded
                && run.Kind is RunKind.Synchronization or RunKind.Preparation
            )
                await items.ForgetAsync(run, CancellationToken.None);
            if (end.IsQuiet)
                await runs.ForgetQuietAsync(run, CancellationToken.None);
            LogEnded(run.Id, end.State, end.Error ?? "");
        }
        catch (RunLostException)
        {
            LogLost(run.Id);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // The sign of life has found it to be another process's.
            LogLost(run.Id);
        }
        catch (OperationCanceledException)
        {
            await runs.ReleaseAsync(run, CancellationToken.None);
            LogReleased(run.Id);
        }
        catch (Exception problem)
        {
            LogBroken(problem, run.Id);
            measure.Outcome = nameof(RunState.Failed);
            var end = new RunEnd(RunState.Failed, "Unexpected", problem.Message, null);
            if (!await runs.EndAsync(run, end, CancellationToken.None))
                LogLost(run.Id);
        }
        finally
        {
            await hold.CancelAsync();
            await alive;
            if (!isQuiet)
                invoicing.Wake(run.OfficeId);
        }
    }

    async Task<RunEnd> DoAsync(Run run, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var counts = await synchronizer.RunAsync(run, ct);
                return new RunEnd(RunState.Succeeded)
                {
                    IsQuiet = run.Cause != RunCause.Person && !counts.HasChanges,
                };
            }
            catch (RunCancelledException)
            {
                return new RunEnd(RunState.Cancelled);
            }
            catch (ShopifyException failure) when (failure.Retryable && attempt < Attempts)
            {
                LogAgain(run.Id, failure.Message);
                await Task.Delay(Pause * attempt, clock, ct);
                // What was applied stays; the run goes on from the row, where its cursor was written.
                run = await runs.ReloadAsync(run, ct);
            }
            catch (ShopifyException failure)
            {
                return new RunEnd(
                    RunState.Failed,
                    failure.Kind.ToString(),
                    failure.Message,
                    failure.Advice,
                    WebShopProblems.Of(failure)
                );
            }
        }
    }

    async Task StayAliveAsync(Run run, CancellationTokenSource hold)
    {
        try
        {
            while (true)
            {
                await Task.Delay(SignOfLife, clock, hold.Token);
                if (!await runs.HoldAsync(run, hold.Token))
                {
                    await hold.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
        catch (Exception problem)
        {
            // Without a sign of life another process will take the run: better stop than work for nothing.
            LogLookFailed(problem);
            await hold.CancelAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} begins (epoch {Epoch})")]
    partial void LogBegun(long run, int epoch);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} ended: {State} {Detail}")]
    partial void LogEnded(long run, RunState state, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run} goes on after a pause: {Reason}")]
    partial void LogAgain(long run, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Run {Run} was taken over by another process"
    )]
    partial void LogLost(long run);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Run {Run} was let go: this process stops"
    )]
    partial void LogReleased(long run);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} broke")]
    partial void LogBroken(Exception problem, long run);

    [LoggerMessage(Level = LogLevel.Error, Message = "The runs that wait cannot be read")]
    partial void LogLookFailed(Exception problem);
}
