using System.Data.Common;
using System.Security.Cryptography;
using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Closings;

/// <summary>Closes the days that are over in every office, soon after its midnight.</summary>
public sealed partial class CloseByItself(
    Database database,
    ClosePeriods close,
    TimeProvider clock,
    ILogger<CloseByItself> log
) : BackgroundService
{
    static readonly TimeSpan Often = TimeSpan.FromMinutes(5);

    /// <summary>Closes what is to be closed now; what fails in one office holds no other back.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        List<long> offices;
        await using (var installation = database.OpenInstallation())
            offices = await installation
                .Offices.AtWork()
                .OrderBy(office => office.Id)
                .Select(office => office.Id)
                .ToListAsync(cancellationToken);
        foreach (var office in offices)
        {
            try
            {
                var periods = await close.CloseEndedAsync(office, cancellationToken);
                if (periods > 0)
                    Closed(office, periods);
            }
            // One office's trouble is not another's, and never ends the program.
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Failed(error, office);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Often, clock);
        try
        {
            do
            {
                try
                {
                    await CloseAsync(stoppingToken);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    Failed(error, 0);
                }
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends: that is no failure to be told.
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Closed {Periods} periods of office {Office}"
    )]
    partial void Closed(long office, int periods);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Periods of office {Office} could not be closed; it is tried again every five minutes"
    )]
    partial void Failed(Exception error, long office);
}
