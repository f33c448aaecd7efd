using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Importing;

/// <summary>Deletes uploaded files that were not imported within a day, and what imports left behind.</summary>
public sealed partial class ImportSweep(
    Database database,
    ImportFiles files,
    TimeProvider clock,
    ILogger<ImportSweep> log
) : BackgroundService
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    static readonly TimeSpan Often = TimeSpan.FromHours(1);

    /// <summary>Deletes what is older than a day.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().UtcDateTime - Kept;
        files.DeleteBefore(before);
        List<long> offices;
        await using (var installation = database.OpenInstallation())
            offices = await installation
                .Set<Office>()
                .Select(x => x.Id)
                .ToListAsync(cancellationToken);
        foreach (var office in offices)
            await database.WriteAsync(
                office,
                async (db, ct) =>
                {
                    foreach (
                        var import in await db
                            .Imports.Where(x =>
                                x.UploadedAt < before
                                && x.State != ImportState.Applied
                                && x.State != ImportState.Expired
                            )
                            .ToListAsync(ct)
                    )
                        import.Expire();
                    await db.SaveChangesAsync(ct);
                },
                cancellationToken
            );
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Often, clock);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
                when (error
                        is IOException
                            or UnauthorizedAccessException
                            or System.Data.Common.DbException
                )
            {
                // The next hour tries again; meanwhile a file lies longer than it should.
                Failed(error);
            }
        } while (await NextAsync(timer, stoppingToken));
    }

    /// <summary>False when the program ends: that is no failure to be told.</summary>
    static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old files of imports could not be deleted")]
    partial void Failed(Exception error);
}
