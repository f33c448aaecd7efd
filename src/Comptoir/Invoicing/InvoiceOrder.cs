using Comptoir.Invoicing.Planning;
using Comptoir.Journal;
using Comptoir.Sales;
using Comptoir.Storage;

namespace Comptoir.Invoicing;

/// <summary>Invoices an order by hand, all of it or some units of some lines.</summary>
sealed class InvoiceOrder(
    Database database,
    IdSequence ids,
    OfficeJournal journals,
    SeriesThere series
)
{
    /// <summary>Makes documents of what is open of an order.</summary>
    /// <returns>The numbers of their rows; null when the office has no such order.</returns>
    /// <exception cref="RefusedException">Nothing is left to invoice, more was asked for than is, or issuing was refused: then nothing is made.</exception>
    public async Task<IReadOnlyList<long>?> MakeAsync(
        long officeId,
        long orderId,
        InvoiceRequest request,
        string by,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        await series.EnsureAsync(officeId, cancellationToken);
        var numbers = await NumbersAsync(ids, officeId, cancellationToken);
        return await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var journal = await journals.OpenAsync(db, ct);
                if (
                    (await OrderBooks.ReadAsync(db, [orderId], ct)).FirstOrDefault() is not { } book
                )
                    return null;
                if (Gates.IsUnmatched(book))
                    throw new RefusedException(
                        "The shop tells a refund that may be what was credited here. Say first on the list of expected facts whether it is the same."
                    );
                if (book.Order.IsTest)
                    throw new RefusedException(
                        "This is a test order: no money moved, and no document can be made of it."
                    );
                // Drafts of the rules step back for what a person asks.
                book.TakeBackDrafts();
                var asked = Asked(book, request.Lines);
                var plan = PlanOrder.ByHand(book, asked);
                if (plan.Waits is WaitReason.CreditedTooMuch)
                    throw new RefusedException(
                        "More was given back on this order than it was for: there is nothing to invoice."
                    );
                if (plan.Documents.Count == 0)
                    throw new RefusedException(
                        "Nothing of this order is left to invoice: documents cover all of it, or it was invoiced elsewhere."
                    );
                if (plan.Documents.Count > numbers.Count)
                    throw new RefusedException(
                        "This order needs more documents than can be made at once. Invoice it line by line."
                    );
                var composing = await Composing.ReadAsync(db, [book], journal.Now, ct);
                var issuing = await Issuing.BeginAsync(db, journal, ct);
                var writing = new PlanWriting(db, journal, issuing, composing, numbers);
                var refusal = writing.Add(
                    book,
                    plan,
                    planned =>
                        InvoiceDue.TermsOf(book, planned, composing, journal.Now, by) with
                        {
                            Buyer = request.Buyer,
                            Note = request.Note,
                            DueOn =
                                request.DueOn
                                ?? (
                                    planned.Kind == DocumentKind.Invoice
                                        ? composing.DueOn(book, journal.Now)
                                        : null
                                ),
                        },
                    request.Issue
                );
                if (request.Issue && refusal is not null)
                    throw new RefusedException(refusal);
                if (book.Notes is not null)
                    writing.Note(
                        book,
                        note =>
                        {
                            note.DroppedBy = null;
                            (note.Waits, note.WaitsSince) = (null, null);
                        }
                    );
                await writing.SaveAsync(ct);
                return (IReadOnlyList<long>?)[.. writing.Documents.Select(x => x.Id)];
            },
            cancellationToken
        );
    }

    /// <summary>Row numbers for what one act makes, taken before its transaction.</summary>
    internal static async Task<Queue<long>> NumbersAsync(
        IdSequence ids,
        long officeId,
        CancellationToken ct,
        int count = 20
    )
    {
        var first = await ids.NextAsync(officeId, count, ct);
        return new Queue<long>(Enumerable.Range(0, count).Select(i => first + i));
    }

    static Dictionary<(OrderLineKind, long), int>? Asked(
        OrderBook book,
        IReadOnlyList<LineQuantity>? lines
    )
    {
        if (lines is null)
            return null;
        if (lines.Count == 0)
            throw new RefusedException("Choose at least one line to invoice.");
        var asked = new Dictionary<(OrderLineKind, long), int>();
        if (lines.Contains(null!))
            throw new RefusedException("Give each line once, with one unit at least.");
        foreach (var (number, quantity, kind) in lines)
        {
            if (quantity < 1 || !asked.TryAdd((kind, number), quantity))
                throw new RefusedException("Give each line once, with one unit at least.");
            var open = book
                .Order.Sales.Where(sale =>
                    sale.IsOpen
                    && LineKey.Of(sale) is { } key
                    && key.Line == number
                    && key.IsShipping == (kind == OrderLineKind.Shipping)
                )
                .ToList();
            // What has no units is asked for as one.
            var units = open.Exists(sale => sale.OpenQuantity != 0)
                ? open.Sum(sale => sale.OpenQuantity)
                : Math.Min(1, open.Count);
            if (quantity > units)
                throw new RefusedException(
                    "More units were asked for than are left to invoice on this line."
                );
        }
        return asked;
    }
}
