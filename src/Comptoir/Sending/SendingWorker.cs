using Comptoir.Invoicing;
using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sending;

/// <summary>
/// Queues what the rule sends and sends what is due, whenever documents or e-mails came, and every quarter of a minute in case
/// another process has died before it could.
/// </summary>
sealed partial class SendingWorker(
    Database database,
    InvoicingSignal documents,
    SendingSignal mails,
    QueueIssued rule,
    SendQueued send,
    TimeProvider clock,
    ILogger<SendingWorker> log
) : BackgroundService
{
    static readonly TimeSpan Sweep = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await OnceAsync(stoppingToken);
                await WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends; what was sent is noted.
        }
    }

    /// <summary>Does what there is to do now.</summary>
    async Task OnceAsync(CancellationToken ct)
    {
        try
        {
            List<long> offices;
            await using (var db = database.OpenInstallation())
                offices = await db.Offices.AtWork().Select(office => office.Id).ToListAsync(ct);
            foreach (var office in offices)
                await RuleAsync(office, ct);
            await send.RunAsync(ct);
        }
        catch (ObjectDisposedException) when (ct.IsCancellationRequested)
        {
            // The program ends, and its database is closed already.
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // It is tried again with the next sweep.
            Failed(error);
        }
    }

    async Task RuleAsync(long office, CancellationToken ct)
    {
        try
        {
            await rule.RunAsync(office, ct);
        }
        catch (Exception error)
            when (error is not (OperationCanceledException or ObjectDisposedException))
        {
            // One office's trouble is not another's.
            RuleFailed(error, office);
        }
    }

    async Task WaitAsync(CancellationToken stopping)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var sweep = clock.CreateTimer(
            state => ((CancellationTokenSource)state!).Cancel(),
            wait,
            Sweep,
            Timeout.InfiniteTimeSpan
        );
        try
        {
            await await Task.WhenAny(
                documents.Done.WaitToReadAsync(wait.Token).AsTask(),
                mails.Woken.WaitToReadAsync(wait.Token).AsTask()
            );
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Time for the sweep.
        }
        await wait.CancelAsync();
        documents.Done.TryRead(out _);
        mails.Woken.TryRead(out _);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending e-mails failed")]
    partial void Failed(Exception error);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "What is to be sent of office {Office} could not be queued"
    )]
    partial void RuleFailed(Exception error, long office);
}
