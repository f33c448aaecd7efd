using System.Collections.Concurrent;
using Comptoir.Invoicing;
using Comptoir.Shopify;
using Comptoir.Sync.Choosing;
using Comptoir.WebShops;

namespace Comptoir.Sync;

/// <summary>
/// Works on runs: takes what waits, goes on with what a dead process has left, one at a time for each web shop. Stopped
/// gracefully, it lets its runs go, and another process takes them at once.
/// </summary>
public sealed partial class RunWorker(
    Runs runs,
    Synchronizer synchronizer,
    StagingArea staging,
    RunItems items,
    InvoicingSignal invoicing,
    TimeProvider clock,
    ILogger<RunWorker> log
) : BackgroundService
{
    /// <summary>Web shops that one process works for at once: more would only wait for the same cores.</summary>
    const int AtOnce = 4;

    /// <summary>What may pass by itself is tried again so often within a run.</summary>
    const int Attempts = 3;
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(3);
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<(long Office, long Shop), Task> working = new();
    readonly SemaphoreSlim asked = new(0);

    /// <summary>Looks at once instead of at the next turn: somebody has just asked for a run.</summary>
    public void Wake() => asked.Release();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var first = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var found = await runs.FindAsync(stoppingToken);
                if (first)
                    staging.CleanExcept([
                        .. (await runs.OpenAsync(stoppingToken)).Select(staging.For),
                    ]);
                first = false;
                foreach (var run in found)
                    if (
                        working.Count < AtOnce
                        && !working.ContainsKey((run.OfficeId, run.WebShopId))
                    )
                        await TakeAsync(run, stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // The database may be away for a moment: the next look finds it again.
                LogLookFailed(problem);
            }
            try
            {
                await asked.WaitAsync(Look, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
        await Task.WhenAll(working.Values);
    }

    async Task TakeAsync(Run run, CancellationToken stopping)
    {
        if (await runs.TakeAsync(run, stopping) is not { } mine)
            return;
        var key = (mine.OfficeId, mine.WebShopId);
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
                }
            },
            CancellationToken.None
        );
    }

    async Task WorkAsync(Run run, CancellationToken stopping)
    {
        using var hold = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var alive = StayAliveAsync(run, hold);
        try
        {
            LogBegun(run.Id, run.Epoch);
            var end = await DoAsync(run, hold.Token);
            await runs.EndAsync(run, end, CancellationToken.None);
            if (end.State == RunState.Succeeded && run.Kind != RunKind.Probe)
                await items.ForgetAsync(run, CancellationToken.None);
            LogEnded(run.Id, end.State, end.Error ?? "");
        }
        catch (RunLostException)
        {
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
            await runs.EndAsync(
                run,
                new RunEnd(RunState.Failed, "Unexpected", problem.Message, null),
                CancellationToken.None
            );
        }
        finally
        {
            await hold.CancelAsync();
            await alive;
            invoicing.Wake(run.OfficeId);
        }
    }

    async Task<RunEnd> DoAsync(Run run, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await synchronizer.RunAsync(run, ct);
                return new RunEnd(RunState.Succeeded);
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

    /// <inheritdoc/>
    public override void Dispose()
    {
        asked.Dispose();
        base.Dispose();
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
