using System.Threading.Channels;
using Comptoir.Offices;
using Comptoir.Storage;
using Comptoir.Vat;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>Says that something happened in an office of which documents may be due. Whoever changes orders, money, deliveries or rules says it; nobody calls invoicing.</summary>
public sealed class InvoicingSignal
{
    readonly Channel<long> channel = Channel.CreateBounded<long>(
        new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>The office is looked at soon.</summary>
    public void Wake(long officeId) => channel.Writer.TryWrite(officeId);

    internal ChannelReader<long> Offices => channel.Reader;

    // Only the latest news counts for whoever follows: it asks about all offices' state.
    readonly Channel<long> done = Channel.CreateBounded<long>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }
    );

    /// <summary>What was due in an office is made: whatever follows from documents can be asked about.</summary>
    public void Followed(long officeId) => done.Writer.TryWrite(officeId);

    /// <summary>Read by what follows documents.</summary>
    internal ChannelReader<long> Done => done.Reader;
}

/// <summary>
/// Makes what is due whenever something happened, and every few minutes in case another process has died before it could. What
/// it does is a question about state: doing it again, or in two processes at once, changes nothing.
/// </summary>
sealed partial class InvoicingWorker(
    Database database,
    InvoicingSignal signal,
    InvoiceDue due,
    MatchFacts match,
    RecordPayments payments,
    VatNews news,
    TimeProvider clock,
    ILogger<InvoicingWorker> log
) : BackgroundService
{
    static readonly TimeSpan Sweep = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        news.Listen(signal.Wake);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await AllAsync(stoppingToken);
                using var wait = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                using var sweep = clock.CreateTimer(
                    state => ((CancellationTokenSource)state!).Cancel(),
                    wait,
                    Sweep,
                    Timeout.InfiniteTimeSpan
                );
                await WokenAsync(wait.Token);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends; what was made is whole.
        }
    }

    /// <summary>Works on what it is woken for, until it is time to look at all.</summary>
    async Task WokenAsync(CancellationToken ct)
    {
        try
        {
            while (await signal.Offices.WaitToReadAsync(ct))
            {
                var offices = new HashSet<long>();
                while (signal.Offices.TryRead(out var office))
                    offices.Add(office);
                foreach (var office in offices)
                    await OneAsync(office, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // Time for the sweep, or the end of the program: the caller knows.
        }
    }

    async Task AllAsync(CancellationToken ct)
    {
        List<long> offices;
        await using (var db = database.OpenInstallation())
            offices = await db.Offices.AtWork().Select(office => office.Id).ToListAsync(ct);
        foreach (var office in offices)
            await OneAsync(office, ct);
    }

    // Somebody may wake it for a paused copy, by what they enter there.
    async Task<bool> IsAtWorkAsync(long officeId, CancellationToken ct)
    {
        await using var db = database.OpenInstallation();
        return await db.Offices.AtWork().AnyAsync(office => office.Id == officeId, ct);
    }

    async Task OneAsync(long office, CancellationToken ct)
    {
        try
        {
            if (!await IsAtWorkAsync(office, ct))
                return;
            await match.RunAsync(office, ct);
            await due.RunAsync(office, null, ct);
            await payments.RunAsync(office, ct);
            signal.Followed(office);
        }
        catch (ObjectDisposedException) when (ct.IsCancellationRequested)
        {
            // The program ends, and its database is closed already.
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // One office's trouble is not another's; it is tried again with the next change or sweep.
            Failed(error, office);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Invoicing of office {Office} failed")]
    partial void Failed(Exception error, long office);
}
