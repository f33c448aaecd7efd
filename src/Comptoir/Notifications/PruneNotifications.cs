using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Notifications;

/// <summary>Takes away what was told long ago, with its e-mails.</summary>
sealed class PruneNotifications(Database database, TimeProvider clock)
{
    /// <summary>What was told is kept for so long.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    /// <summary>Prunes an office.</summary>
    /// <returns>How many notifications went.</returns>
    public Task<int> RunAsync(long officeId, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().UtcDateTime - Kept;
        return database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var gone = await db
                    .Notifications.Where(row => row.LatestAt < before)
                    .ExecuteDeleteAsync(ct);
                var mails = db.OutgoingMails.Where(mail =>
                    mail.DocumentId == null
                    && mail.QueuedAt < before
                    && !db.Notifications.Any(row => row.MailId == mail.Id)
                );
                await db
                    .MailEvents.Where(row => mails.Any(mail => mail.Id == row.MailId))
                    .ExecuteDeleteAsync(ct);
                await mails.ExecuteDeleteAsync(ct);
                return gone;
            },
            cancellationToken
        );
    }
}
