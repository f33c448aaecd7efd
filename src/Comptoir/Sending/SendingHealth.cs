using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Comptoir.Sending;

/// <summary>
/// Documents are to be sent and cannot be: no server is set, or e-mails wait for a person. The office works all the same, so that
/// this only lowers its health.
/// </summary>
sealed class SendingHealth(Database database, IOptions<ComptoirOptions> options) : IHealthCheck
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
                !options.Value.Smtp.IsSet
                && await db.DocumentStyles.AnyAsync(
                    style => style.SentUpTo != null,
                    cancellationToken
                )
            )
                return HealthCheckResult.Degraded(
                    "Documents are to be sent when they are issued, but no mail server is set: Comptoir__Smtp__Host."
                );
            var troubled = await db.OutgoingMails.CountAsync(
                mail => mail.DocumentId != null && OutgoingMail.Troubled.Contains(mail.State),
                cancellationToken
            );
            if (troubled > 0)
                return HealthCheckResult.Degraded(
                    $"{troubled} e-mails of office {office} wait for a person, under E-mails."
                );
        }
        return HealthCheckResult.Healthy();
    }
}
