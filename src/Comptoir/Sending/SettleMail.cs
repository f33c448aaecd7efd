using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sending;

/// <summary>What people do with e-mails that did not simply arrive.</summary>
sealed class SettleMail(Database database, QueueMail queue, TimeProvider clock)
{
    const int LongestReason = 500;

    /// <summary>Notes that an e-mail came back.</summary>
    /// <returns>False when the office has none of this number.</returns>
    /// <exception cref="RefusedException">It was not sent, or nothing is said.</exception>
    public Task<bool> BouncedAsync(
        long officeId,
        long id,
        string said,
        string by,
        CancellationToken cancellationToken
    )
    {
        var words = PlainText.Line(said, LongestReason);
        if (words.Length == 0)
            throw new RefusedException("Say what came back, in a few words.");
        return ChangeAsync(
            officeId,
            id,
            (mail, now) => mail.Bounce(now, by, words),
            cancellationToken
        );
    }

    /// <summary>Notes that an e-mail of which that was open has arrived.</summary>
    public Task<bool> ArrivedAsync(
        long officeId,
        long id,
        string by,
        CancellationToken cancellationToken
    ) => ChangeAsync(officeId, id, (mail, now) => mail.Arrived(now, by), cancellationToken);

    /// <summary>Puts an e-mail aside: it needs nobody any more, and is not sent.</summary>
    public Task<bool> SettleAsync(
        long officeId,
        long id,
        string by,
        CancellationToken cancellationToken
    ) => ChangeAsync(officeId, id, (mail, now) => mail.Settle(now, by), cancellationToken);

    /// <summary>Sends the document of an e-mail again, as a new one; what was open about the old one is settled.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="id">The e-mail.</param>
    /// <param name="to">Another address; null for the same.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What became of it; null when the office has none of this number.</returns>
    public async Task<QueueOutcome?> AgainAsync(
        long officeId,
        long id,
        string? to,
        string by,
        CancellationToken cancellationToken
    )
    {
        OutgoingMail? mail;
        await using (var db = database.Open(officeId))
            mail = await db
                .OutgoingMails.AsNoTracking()
                .FirstOrDefaultAsync(
                    row => row.Id == id && row.DocumentId != null,
                    cancellationToken
                );
        if (mail is null)
            return null;
        var outcome = (
            await queue.QueueAsync(
                officeId,
                [mail.DocumentId!.Value],
                to ?? (mail.To.Length > 0 ? mail.To : null),
                by,
                cancellationToken
            )
        )[0];
        if (outcome.MailId is not null && mail.NeedsPerson)
            await SettleAsync(officeId, id, by, cancellationToken);
        return outcome;
    }

    async Task<bool> ChangeAsync(
        long officeId,
        long id,
        Func<OutgoingMail, DateTime, MailEvent> change,
        CancellationToken ct
    )
    {
        try
        {
            return await database.WriteAsync(
                officeId,
                async (db, token) =>
                {
                    var mail = await db.OutgoingMails.FirstOrDefaultAsync(
                        row => row.Id == id && row.DocumentId != null,
                        token
                    );
                    if (mail is null)
                        return false;
                    db.Add(change(mail, clock.GetUtcNow().UtcDateTime));
                    await db.SaveChangesAsync(token);
                    return true;
                },
                ct
            );
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new RefusedException(
                "Something happened to this e-mail at the same moment. Look at it again."
            );
        }
    }
}
