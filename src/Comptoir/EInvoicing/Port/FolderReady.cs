using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Comptoir.EInvoicing.Port;

/// <summary>
/// The folders of offices that hand over invoices can be written. Without them everything else works: degraded, not down.
/// </summary>
sealed class FolderReady(Database database, IInvoicePlatform platform) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        List<long> offices;
        await using (var db = database.OpenInstallation())
            offices = await db.Offices.Select(office => office.Id).ToListAsync(cancellationToken);
        foreach (var office in offices)
        {
            await using var db = database.Open(office);
            if (
                await db.EInvoicingSettings.AnyAsync(row => row.IsOn, cancellationToken)
                && platform.Trouble(office) is { } trouble
            )
                return HealthCheckResult.Degraded(
                    $"Invoices cannot be handed over for office {office}: {trouble}"
                );
        }
        return HealthCheckResult.Healthy();
    }
}
