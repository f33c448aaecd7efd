using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.EInvoicing.Port;

/// <summary>
/// Every minute: finds which way new documents go, hands over what is due, takes answers. What it does is a question about
/// state: doing it again, or in two processes at once, changes nothing.
/// </summary>
sealed partial class EInvoicingWorker(
    Database database,
    ChooseWay ways,
    HandOver handOver,
    TakeAnswers answers,
    TimeProvider clock,
    ILogger<EInvoicingWorker> log
) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Pause, clock);
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await AllAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends; what went is noted.
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
                await RunAsync(office, ct);
            }
            catch (ObjectDisposedException) when (ct.IsCancellationRequested)
            {
                // The program ends, and its database is closed already.
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // One office's trouble is not another's; it is tried again in a minute.
                Failed(error, office);
            }
    }

    /// <summary>Does all of it for one office, now.</summary>
    public async Task<EInvoicingReport> RunAsync(long officeId, CancellationToken cancellationToken)
    {
        await using (var db = database.Open(officeId))
            if (!await db.EInvoicingSettings.AnyAsync(row => row.IsOn, cancellationToken))
                return new EInvoicingReport(0, 0, 0, 0);
        var chosen = await ways.RunAsync(officeId, cancellationToken);
        var went = await handOver.RunAsync(officeId, cancellationToken);
        var (taken, aside) = await answers.RunAsync(officeId, cancellationToken);
        return new EInvoicingReport(chosen, went, taken, aside);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "E-invoicing of office {Office} failed")]
    partial void Failed(Exception error, long office);
}

/// <summary>What a round did.</summary>
/// <param name="Found">Documents whose way was found.</param>
/// <param name="HandedOver">Documents handed over.</param>
/// <param name="AnswersTaken">Files of answers taken.</param>
/// <param name="AnswersSetAside">Files of answers that could not be read.</param>
public sealed record EInvoicingReport(
    int Found,
    int HandedOver,
    int AnswersTaken,
    int AnswersSetAside
);
