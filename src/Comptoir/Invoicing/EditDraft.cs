using Comptoir.Invoicing.Planning;
using Comptoir.Journal;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>Changes and drops drafts. What a person has touched, no rule makes anew.</summary>
sealed class EditDraft(Database database, OfficeJournal journals)
{
    /// <summary>Changes a draft; false when the office has none of this number.</summary>
    /// <exception cref="RefusedException">It is issued, or a text is too long.</exception>
    public Task<bool> ChangeAsync(
        long officeId,
        long id,
        DraftChange change,
        string by,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                await journals.OpenAsync(db, ct);
                var document = await db.Documents.FirstOrDefaultAsync(row => row.Id == id, ct);
                if (document is null)
                    return false;
                RefuseIssued(document);
                if (change.Buyer is { } buyer)
                {
                    if (string.IsNullOrWhiteSpace(buyer.Name))
                        throw new RefusedException("Give the buyer’s name.");
                    document.Buyer = buyer;
                    document.BuyerName = buyer.Name;
                    document.Search = SearchText.Words([buyer.Name, document.Search]);
                }
                document.Note = Text(change.Note, document.Note);
                document.Reason = Text(change.Reason, document.Reason);
                if (change.DueOn is { Year: < 2000 or > 2199 })
                    throw new RefusedException("This is not a day. Write it such as 2026-03-01.");
                document.DueOn = change.DueOn ?? document.DueOn;
                document.IsAutomatic = false;
                await db.SaveChangesAsync(ct);
                return true;
            },
            cancellationToken
        );

    static string? Text(string? changed, string? was) =>
        changed switch
        {
            null => was,
            { Length: > 2000 } => throw new RefusedException(
                "A text on a document may have 2,000 characters at most."
            ),
            _ => PlainText.Lines(changed, int.MaxValue) is { Length: > 0 } text ? text : null,
        };

    /// <summary>Drops drafts: what they reserved is open again.</summary>
    /// <returns>How many were dropped.</returns>
    /// <exception cref="RefusedException">One of them is issued: then none is dropped.</exception>
    public Task<int> DropAsync(
        long officeId,
        IReadOnlyCollection<long> ids,
        string by,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var journal = await journals.OpenAsync(db, ct);
                var orders = await db
                    .Documents.Where(row => ids.Contains(row.Id))
                    .Select(row => row.OrderId)
                    .Distinct()
                    .ToListAsync(ct);
                var books = await OrderBooks.ReadAsync(db, orders, ct);
                var writing = new PlanWriting(
                    db,
                    journal,
                    await Issuing.BeginAsync(db, journal, ct),
                    await Composing.ReadAsync(db, books, journal.Now, ct),
                    new Queue<long>()
                );
                var dropped = 0;
                var credits = new List<Sale>();
                foreach (var book in books)
                {
                    // An invoice made again covers what its credit note has opened: it goes first.
                    foreach (
                        var draft in book
                            .Documents.Where(row => ids.Contains(row.Id))
                            .OrderByDescending(row => row.Sign)
                            .ToList()
                    )
                    {
                        RefuseIssued(draft);
                        // What a person credited here and the shop does not know goes with the draft.
                        credits.AddRange(
                            book.Order.Sales.Where(sale =>
                                sale.Origin == SaleOrigin.Office
                                && draft.Agreement == sale.Agreement
                            )
                        );
                        TakeBack(book, draft);
                        dropped++;
                    }
                    // Otherwise the rules would make it again at once.
                    if (book.Dropped.Exists(draft => draft.IsAutomatic))
                        writing.Note(
                            book,
                            note =>
                            {
                                note.DroppedBy = by;
                                (note.Waits, note.WaitsSince) = (WaitReason.Dropped, journal.Now);
                            }
                        );
                    else
                        writing.Waits(book, null);
                    writing.Drop(book);
                }
                await writing.SaveAsync(ct);
                await DeleteAsync(db, credits, ct);
                return dropped;
            },
            cancellationToken
        );

    static void TakeBack(OrderBook book, Document draft)
    {
        try
        {
            book.TakeBack(draft);
        }
        catch (InvalidOperationException)
        {
            throw new RefusedException(
                "This credit note was made together with a new invoice that takes the place of the old one. Drop that invoice with it, or issue both."
            );
        }
    }

    static async Task DeleteAsync(ComptoirDb db, List<Sale> credits, CancellationToken ct)
    {
        foreach (var agreement in credits.GroupBy(sale => (sale.OrderId, sale.Agreement)))
        {
            var (order, numbers) = (
                agreement.Key.OrderId,
                agreement.Select(sale => sale.Number).ToList()
            );
            await db
                .SaleTaxes.Where(row => row.OrderId == order && numbers.Contains(row.Sale))
                .ExecuteDeleteAsync(ct);
            await db
                .Sales.Where(row => row.OrderId == order && numbers.Contains(row.Number))
                .ExecuteDeleteAsync(ct);
        }
    }

    static void RefuseIssued(Document document)
    {
        if (document.State == DocumentState.Issued)
            throw new RefusedException(
                "This document is issued and never changes. Credit it instead."
            );
    }
}
