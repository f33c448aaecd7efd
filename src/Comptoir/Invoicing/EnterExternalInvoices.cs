using Comptoir.Invoicing.Planning;
using Comptoir.Journal;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>
/// Notes invoices that another program made of orders older than the day from which documents are made here: credit notes
/// cite them, and drafts that wait for them are made anew.
/// </summary>
sealed class EnterExternalInvoices(
    Database database,
    OfficeJournal journals,
    InvoicingSignal signal
)
{
    /// <summary>Notes an invoice; the same number again replaces date and total.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="orderId">The order that it invoiced.</param>
    /// <param name="number">Its number there.</param>
    /// <param name="issuedOn">Its date.</param>
    /// <param name="gross">Its total with tax, minor units of the customer's currency; null when not known.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False when the office has no such order.</returns>
    /// <exception cref="RefusedException">The number will not do, or documents of this office have it.</exception>
    public async Task<bool> EnterAsync(
        long officeId,
        long orderId,
        string? number,
        DateOnly issuedOn,
        long? gross,
        string by,
        CancellationToken cancellationToken
    )
    {
        var given = number?.Trim() ?? "";
        if (given.Length is 0 or > NumberPattern.Longest)
            throw new RefusedException("Give the number of the document, 35 characters at most.");
        var known = await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var journal = await journals.OpenAsync(db, ct);
                if (
                    (await OrderBooks.ReadAsync(db, [orderId], ct)).FirstOrDefault() is not { } book
                )
                    return false;
                if (await db.Documents.AnyAsync(row => row.Number == given, ct))
                    throw new RefusedException("Another document has this number already.");
                var row = new ExternalInvoice
                {
                    OfficeId = officeId,
                    OrderId = orderId,
                    Number = given,
                    IssuedOn = issuedOn,
                    Gross = gross,
                };
                await db.UpsertAsync([row], ct);
                // What waited for the number is made again, with it.
                book.TakeBackDrafts();
                var writing = new PlanWriting(
                    db,
                    journal,
                    await Issuing.BeginAsync(db, journal, ct),
                    await Composing.ReadAsync(db, [book], ct),
                    new Queue<long>()
                );
                writing.Drop(book);
                writing.Waits(book, null);
                await writing.SaveAsync(ct);
                return true;
            },
            cancellationToken
        );
        signal.Wake(officeId);
        return known;
    }
}
