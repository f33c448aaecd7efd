using System.Threading.Channels;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops.Privacy;

/// <summary>Says that something was asked for.</summary>
public sealed class PrivacySignal
{
    readonly Channel<bool> channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>The requests are looked at at once.</summary>
    public void Wake() => channel.Writer.TryWrite(true);

    /// <summary>Until somebody asks, and no longer than a while.</summary>
    internal async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken stopping)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(
            channel.Reader.WaitToReadAsync(pause.Token).AsTask(),
            Task.Delay(longest, clock, pause.Token)
        );
        await pause.CancelAsync();
        stopping.ThrowIfCancellationRequested();
        channel.Reader.TryRead(out _);
    }
}

/// <summary>
/// Erases what shops ask to be erased, soon after they did. What it does is written in one transaction with its record; doing it in
/// two processes at once changes nothing.
/// </summary>
sealed partial class PrivacyWorker(
    Database database,
    Redact redact,
    PrivacySignal signal,
    TimeProvider clock,
    ILogger<PrivacyWorker> log
) : BackgroundService
{
    static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await OnceAsync(stoppingToken);
                await signal.WaitAsync(Pace, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    async Task OnceAsync(CancellationToken ct)
    {
        try
        {
            List<long> offices;
            await using (var db = database.OpenInstallation())
                offices = await db.Offices.Select(office => office.Id).ToListAsync(ct);
            foreach (var office in offices)
            {
                List<ShopPrivacyRequest> open;
                await using (var db = database.Open(office))
                    open = await db
                        .PrivacyRequests.AsNoTracking()
                        .Where(x => x.DoneAt == null)
                        .OrderBy(x => x.Id)
                        .ToListAsync(ct);
                foreach (var request in open.Where(x => x.IsToBeCarriedOut))
                    await redact.RunAsync(request, ct);
            }
        }
        catch (ObjectDisposedException) when (ct.IsCancellationRequested)
        {
            // The program ends, and its database is closed already.
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The database may be away for a moment: the next look finds it again.
            Failed(error);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "What shops ask to be erased could not be erased now; it is tried again"
    )]
    partial void Failed(Exception error);
}
