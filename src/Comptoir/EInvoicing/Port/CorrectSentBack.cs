using Comptoir.Invoicing;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.EInvoicing.Port;

/// <summary>
/// What follows a rejection or a refusal, in one act of a person: a credit note that stays in the books, and the invoice once
/// more under a new number.
/// </summary>
sealed class CorrectSentBack(Database database, CreditInvoice credit, TimeProvider clock)
{
    const int LongestReason = 1_000;

    /// <summary>Credits an invoice that was sent back, and issues it again.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="documentId">The invoice.</param>
    /// <param name="buyer">The buyer put right; null for the same.</param>
    /// <param name="reason">Why; null for what the platform or the buyer said.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The rows of credit note and invoice; null when the office has no such electronic invoice.</returns>
    /// <exception cref="RefusedException">It was not sent back, or issuing was refused.</exception>
    public async Task<(long CreditNote, long Invoice)?> RunAsync(
        long officeId,
        long documentId,
        Party? buyer,
        string? reason,
        string by,
        CancellationToken cancellationToken
    )
    {
        byte[]? content;
        string? said;
        await using (var db = database.Open(officeId))
        {
            var invoice = await db
                .ElectronicInvoices.AsNoTracking()
                .FirstOrDefaultAsync(row => row.DocumentId == documentId, cancellationToken);
            if (invoice is null)
                return null;
            if (!invoice.IsSentBack)
                throw new RefusedException(
                    "Neither the platform nor the buyer has sent this invoice back. To correct it all the same, credit it or make it again for another buyer."
                );
            content = await db
                .Documents.Where(row => row.Id == documentId && row.Kind == DocumentKind.Invoice)
                .Select(row => row.Content)
                .FirstOrDefaultAsync(cancellationToken);
            said = await db
                .ElectronicEvents.Where(row =>
                    row.DocumentId == documentId
                    && (row.Code == LifeCycle.Rejected || row.Code == LifeCycle.Refused)
                )
                .OrderByDescending(row => row.At)
                .Select(row => row.Reason)
                .FirstOrDefaultAsync(cancellationToken);
        }
        if (content is null)
            throw new RefusedException(
                "A credit note that was sent back is put right by crediting the invoice again."
            );
        var frozen = FrozenDocument.Read(content);
        var words = frozen.Language == "fr" ? "Facture rejetée ou refusée" : "Invoice sent back";
        var why = reason ?? (said is null ? words : $"{words} : {said}");
        var made = await credit.ReissueAsync(
            officeId,
            documentId,
            buyer ?? frozen.Buyer,
            // A platform may say more than a reason on a document holds.
            reason is null
            && why.Length > LongestReason
                ? why[..LongestReason]
                : why,
            issue: true,
            by,
            cancellationToken
        );
        await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var invoice = await db.ElectronicInvoices.SingleAsync(
                    row => row.DocumentId == documentId,
                    ct
                );
                invoice.MadeAgain(clock.GetUtcNow().UtcDateTime);
                await db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
        return made;
    }
}
