using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Vat;

/// <summary>Asks the register whenever somebody wants an answer, and every few minutes for those it did not give.</summary>
sealed partial class VatNumberWorker(
    Database database,
    AskAboutVatNumbers ask,
    TimeProvider clock,
    ILogger<VatNumberWorker> log
) : BackgroundService
{
    static readonly TimeSpan Sweep = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!ask.Asks)
            return;
        try
        {
            while (true)
            {
                await AllAsync(stoppingToken);
                using var sweep = new CancellationTokenSource(Sweep, clock);
                using var wait = CancellationTokenSource.CreateLinkedTokenSource(
                    stoppingToken,
                    sweep.Token
                );
                await WantedAsync(wait.Token, stoppingToken);
                while (ask.Offices.TryRead(out _)) { }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends; what was answered is stored.
        }
    }

    async Task WantedAsync(CancellationToken sweep, CancellationToken stop)
    {
        try
        {
            await ask.Offices.WaitToReadAsync(sweep);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Time for the sweep.
        }
    }

    async Task AllAsync(CancellationToken ct)
    {
        List<long> offices;
        await using (var db = database.OpenInstallation())
            offices = await db.Offices.AtWork().Select(office => office.Id).ToListAsync(ct);
        foreach (var office in offices)
            try
            {
                await ask.RunAsync(office, ct);
            }
            catch (ObjectDisposedException) when (ct.IsCancellationRequested)
            {
                // The program ends, and its database is closed already.
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // One office's trouble is not another's; it is tried again with the next sweep.
                Failed(error, office);
            }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "VAT numbers of office {Office} could not be asked about"
    )]
    partial void Failed(Exception error, long office);
}
