using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Notifications;

/// <summary>
/// Looks every few seconds at what is new in the offices and tells it. Whatever happens, happens in rows: nobody calls here, and
/// nothing is lost when the process dies before it told.
/// </summary>
sealed partial class NewsWorker(
    Database database,
    TellNews tell,
    QueueNotices mail,
    PruneNotifications prune,
    TimeProvider clock,
    ILogger<NewsWorker> log
) : BackgroundService
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Prune = TimeSpan.FromHours(12);

    DateTimeOffset pruned;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Other workers come first: nobody waits for news at a start.
        pruned = clock.GetUtcNow();
        try
        {
            while (true)
            {
                await Task.Delay(Look, clock, stoppingToken);
                await OnceAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends; what is not told yet is told after the next start.
        }
    }

    async Task OnceAsync(CancellationToken ct)
    {
        var prunes = clock.GetUtcNow() - pruned > Prune;
        if (prunes)
            pruned = clock.GetUtcNow();
        try
        {
            List<long> offices;
            await using (var db = database.OpenInstallation())
                offices = await db.Offices.AtWork().Select(office => office.Id).ToListAsync(ct);
            foreach (var office in offices)
                await OneAsync(office, prunes, ct);
        }
        catch (ObjectDisposedException) when (ct.IsCancellationRequested)
        {
            // The program ends, and its database is closed already.
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LookFailed(error);
        }
    }

    async Task OneAsync(long office, bool prunes, CancellationToken ct)
    {
        try
        {
            await tell.RunAsync(office, ct);
            await mail.RunAsync(office, ct);
            if (prunes)
                await prune.RunAsync(office, ct);
        }
        catch (Exception error)
            when (error is not (OperationCanceledException or ObjectDisposedException))
        {
            // One office's trouble is not another's; it is tried again with the next look.
            Failed(error, office);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The news of office {Office} were not told")]
    partial void Failed(Exception error, long office);

    [LoggerMessage(Level = LogLevel.Error, Message = "What is new cannot be read")]
    partial void LookFailed(Exception error);
}
