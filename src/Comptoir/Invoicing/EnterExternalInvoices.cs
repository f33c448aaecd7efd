using Comptoir.Invoicing.Planning;
using Comptoir.Journal;
using Comptoir.Sales;
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
    // On SQLite nobody else writes meanwhile.
    const int BatchSize = 100;

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
        return await EnterAsync(
                officeId,
                [
                    new ExternalInvoice
                    {
                        OfficeId = officeId,
                        OrderId = orderId,
                        Number = given,
                        IssuedOn = issuedOn,
                        Gross = gross,
                    },
                ],
                cancellationToken
            ) > 0;
    }

    /// <summary>Notes invoices; the same number again replaces date and total.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="rows">The invoices, with numbers that will do.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>How many were of orders that the office has.</returns>
    /// <exception cref="RefusedException">Documents of this office have one of the numbers.</exception>
    public async Task<int> EnterAsync(
        long officeId,
        IReadOnlyList<ExternalInvoice> rows,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        var entered = 0;
        // Rows of one order mostly come together: what waits for them is made anew once.
        foreach (var batch in rows.OrderBy(row => row.OrderId).Chunk(BatchSize))
            entered += await database.WriteAsync(
                officeId,
                (db, ct) => EnterAsync(db, batch, ct),
                cancellationToken
            );
        signal.Wake(officeId);
        return entered;
    }

    async Task<int> EnterAsync(ComptoirDb db, ExternalInvoice[] batch, CancellationToken ct)
    {
        var journal = await journals.OpenAsync(db, ct);
        var books = await OrderBooks.ReadAsync(
            db,
            [.. batch.Select(row => row.OrderId).Distinct()],
            ct
        );
        var known = books.ConvertAll(book => book.Order.Id);
        List<ExternalInvoice> rows = [.. batch.Where(row => known.Contains(row.OrderId))];
        if (rows.Count == 0)
            return 0;
        string[] numbers = [.. rows.Select(row => row.Number)];
        if (
            await db.Documents.AnyAsync(
                row => row.Number != null && numbers.Contains(row.Number),
                ct
            )
        )
            throw new RefusedException("Another document has this number already.");
        await db.UpsertAsync(rows, ct);
        // What waited for the numbers is made again, with them.
        var writing = new PlanWriting(
            db,
            journal,
            await Issuing.BeginAsync(db, journal, ct),
            await Composing.ReadAsync(db, books, journal.Now, ct),
            new Queue<long>()
        );
        foreach (var book in books)
        {
            book.TakeBackDrafts();
            writing.Drop(book);
            if (book.Documents.Exists(row => row.Kind == DocumentKind.Invoice))
                throw new RefusedException(
                    "This order was invoiced here: it cannot have an invoice of another program too."
                );
            // What was sold is invoiced by that; what comes back of it is to be credited here.
            writing.Reopened(
                book.Order.Sales.Where(sale =>
                        sale is { IsOpen: true, Origin: SaleOrigin.Shop, CustomerTotal: >= 0 }
                        && sale.Reason is "ORDER" or "ORDER_EDIT"
                        && sale.HappenedOn
                            <= rows.Where(row => row.OrderId == book.Order.Id)
                                .Max(row => row.IssuedOn)
                    )
                    .Select(sale => sale.ClosedBy(SaleCover.Elsewhere))
                    .ToList()
            );
            writing.Waits(book, null);
        }
        await writing.SaveAsync(ct);
        return rows.Count;
    }
}
