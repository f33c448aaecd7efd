using Comptoir.Invoicing;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sending;

/// <summary>
/// The rule that sends what is issued, as a question over state: which documents came into the journal after the place up to
/// which the shop's documents are dealt with, and have no e-mail yet? Numbers of the journal are given one after the other under
/// its lock: nothing can come in before that place later on.
/// </summary>
sealed class QueueIssued(Database database, IdSequence ids, ComposeMail compose, TimeProvider clock)
{
    const int BatchSize = 200;

    /// <summary>Queues what is to be sent of an office's documents. Two processes at once change nothing twice.</summary>
    /// <returns>How many e-mails were queued, those without an address included.</returns>
    public async Task<int> RunAsync(long officeId, CancellationToken cancellationToken)
    {
        List<Ruled> styles;
        await using (var db = database.Open(officeId))
            styles = await db
                .DocumentStyles.Select(style => new Ruled(style.WebShopId, style.SentUpTo))
                .ToListAsync(cancellationToken);
        var queued = 0;
        foreach (var style in styles)
        {
            var from = style.SentUpTo;
            while (from is { } mark)
            {
                var (count, next) = await StepAsync(
                    officeId,
                    style.WebShopId,
                    [.. styles.Select(other => other.WebShopId).Where(shop => shop != 0)],
                    mark,
                    cancellationToken
                );
                queued += count;
                from = next;
            }
        }
        return queued;
    }

    /// <summary>Queues some, and moves the place on.</summary>
    /// <returns>How many, and where to go on; null at the end.</returns>
    async Task<(int Queued, long? Next)> StepAsync(
        long officeId,
        long shop,
        long[] withOwn,
        long mark,
        CancellationToken ct
    )
    {
        List<Document> documents;
        long end;
        await using (var db = database.Open(officeId))
        {
            // Asked for first: all documents up to there are to be seen then.
            end = await db.JournalHeads.Select(head => head.Length).FirstOrDefaultAsync(ct);
            if (end <= mark)
                return (0, null);
            documents = await db
                .Documents.AsNoTracking()
                .Where(row =>
                    row.JournalNumber > mark
                    && row.JournalNumber <= end
                    && row.Issuer == DocumentIssuer.Here
                    && (
                        shop == 0
                            ? row.WebShopId == null || !withOwn.Contains(row.WebShopId.Value)
                            : row.WebShopId == shop
                    )
                )
                .OrderBy(row => row.JournalNumber)
                .Take(BatchSize)
                .ToListAsync(ct);
        }
        var isFull = documents.Count == BatchSize;
        var upTo = isFull ? documents[^1].JournalNumber!.Value : end;
        var first = documents.Count == 0 ? 0 : await ids.NextAsync(officeId, documents.Count, ct);
        var queued = await database.WriteAsync(
            officeId,
            (db, token) => WriteAsync(db, shop, mark, upTo, documents, first, token),
            ct
        );
        return queued is null ? (0, null) : (queued.Value, isFull ? upTo : null);
    }

    async Task<int?> WriteAsync(
        ComptoirDb db,
        long shop,
        long mark,
        long upTo,
        List<Document> documents,
        long first,
        CancellationToken ct
    )
    {
        // Whoever moves the place queues; of two only one does.
        var moved = await db
            .DocumentStyles.Where(style => style.WebShopId == shop && style.SentUpTo == mark)
            .ExecuteUpdateAsync(set => set.SetProperty(style => style.SentUpTo, upTo), ct);
        if (moved == 0)
            return null;
        var numbers = documents.ConvertAll(row => row.Id);
        var have = await db
            .OutgoingMails.Where(mail =>
                mail.DocumentId != null && numbers.Contains(mail.DocumentId.Value)
            )
            .Select(mail => mail.DocumentId!.Value)
            .ToListAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var queued = 0;
        foreach (var row in documents.Where(row => !have.Contains(row.Id)))
        {
            var frozen = FrozenDocument.Read(row.Content!);
            var mail = QueueMail.New(
                db.OfficeId,
                first++,
                row,
                frozen,
                MailAddress.Usable(frozen.Buyer.Email) ?? "",
                null,
                compose.NewMessageId(),
                now
            );
            db.AddRange(mail, mail.Queue());
            queued++;
        }
        await db.SaveChangesAsync(ct);
        return queued;
    }

    sealed record Ruled(long WebShopId, long? SentUpTo);
}
