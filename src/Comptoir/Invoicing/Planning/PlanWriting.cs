using Comptoir.Journal;
using Comptoir.Sales;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Planning;

/// <summary>
/// Collects what plans of several orders make, and writes it at once, within one transaction that has the journal open.
/// </summary>
sealed class PlanWriting(
    ComptoirDb db,
    JournalWriter journal,
    Issuing issuing,
    Composing composing,
    Queue<long> ids
)
{
    readonly List<Document> documents = [];
    readonly List<Allocation> allocations = [];
    readonly List<long> dropped = [];
    readonly HashSet<Sale> sales = [];
    readonly List<OrderInvoicing> notes = [];
    readonly List<Sale> entered = [];
    readonly List<ExpectedFact> expected = [];

    /// <summary>What was made.</summary>
    public IReadOnlyList<Document> Documents => documents;

    /// <summary>Numbers for documents are left.</summary>
    public bool HasIds(int documents) => ids.Count >= documents;

    /// <summary>Adds the documents of a plan; issues them when asked to and when nothing refuses.</summary>
    /// <returns>Why documents were left as drafts; null when none was.</returns>
    public string? Add(
        OrderBook book,
        OrderPlan plan,
        Func<PlannedDocument, DraftTerms> terms,
        bool issue
    )
    {
        string? refusal = null;
        var rows = new PlanRows(book);
        Drop(book);
        foreach (var planned in plan.Documents)
        {
            var document = rows.Add(planned, ids.Dequeue(), terms(planned));
            book.Documents.Add(document);
            documents.Add(document);
            if (!issue)
                continue;
            var today = composing.DayOf(journal.Now);
            if (issuing.Refusal(composing, book, document, today) is { } words)
                refusal ??= words;
            else
                issuing.Issue(composing, book, document, today, document.MadeBy);
        }
        rows.Net(plan.Netted);
        Keep(book, rows);
        return refusal;
    }

    /// <summary>Writes what was taken back in a book.</summary>
    public void Drop(OrderBook book)
    {
        foreach (var draft in book.Dropped)
            dropped.Add(draft.Id);
        if (book.Dropped.Count > 0)
            sales.UnionWith(book.Order.Sales);
        book.Dropped.Clear();
    }

    /// <summary>A rule leaves the order out: nothing is to cover what is open.</summary>
    public void LeaveOut(OrderBook book, LeftOutRule rule)
    {
        Drop(book);
        foreach (var sale in book.Order.Sales)
        {
            if (!sale.IsOpen)
                continue;
            sales.Add(sale.ClosedBy(SaleCover.Nothing));
        }
        Note(
            book,
            note =>
            {
                note.LeftOut = rule;
                (note.Waits, note.WaitsSince) = (null, null);
            }
        );
    }

    /// <summary>Notes why an order waits, or that it waits no more.</summary>
    public void Waits(OrderBook book, WaitReason? reason)
    {
        if (book.Notes?.Waits == reason)
            return;
        Note(
            book,
            note =>
            {
                note.WaitsSince = reason is null ? null : note.WaitsSince ?? journal.Now;
                note.Waits = reason;
            }
        );
    }

    /// <summary>Changes what is remembered of an order.</summary>
    public void Note(OrderBook book, Action<OrderInvoicing> change)
    {
        book.Notes ??= new OrderInvoicing
        {
            OfficeId = book.Order.OfficeId,
            OrderId = book.Order.Id,
        };
        change(book.Notes);
        notes.Add(book.Notes);
    }

    /// <summary>Sales that were opened again, or closed.</summary>
    public void Reopened(IEnumerable<Sale> opened) => sales.UnionWith(opened);

    /// <summary>New entries of the office.</summary>
    public void Enter(IReadOnlyCollection<Sale> made)
    {
        sales.UnionWith(made);
        entered.AddRange(made);
    }

    /// <summary>The shop is expected to tell it too.</summary>
    public void Expect(ExpectedFact fact) => expected.Add(fact);

    /// <summary>Cancels out sales without a document.</summary>
    public void Net(OrderBook book, IReadOnlyCollection<Covered> parts)
    {
        var rows = new PlanRows(book);
        rows.Net(parts);
        Keep(book, rows);
    }

    // What comes next has to see them: they have their places among the allocations of their sales.
    void Keep(OrderBook book, PlanRows rows)
    {
        book.Allocations.AddRange(rows.Allocations);
        allocations.AddRange(rows.Allocations);
        sales.UnionWith(rows.Sales);
    }

    /// <summary>Writes all of it.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        if (dropped.Count > 0)
        {
            await db
                .Allocations.Where(row =>
                    row.DocumentId != null && dropped.Contains(row.DocumentId.Value)
                )
                .ExecuteDeleteAsync(ct);
            await db
                .DocumentLines.Where(row => dropped.Contains(row.DocumentId))
                .ExecuteDeleteAsync(ct);
            await db.Documents.Where(row => dropped.Contains(row.Id)).ExecuteDeleteAsync(ct);
            await db
                .ExpectedFacts.Where(row =>
                    row.Kind == ExpectedFactKind.Refund && dropped.Contains(row.EnteredId)
                )
                .ExecuteDeleteAsync(ct);
        }
        await InsertAsync(documents);
        await InsertAsync([.. documents.SelectMany(document => document.Lines)]);
        // Sales that are new with their credit have to be there before what covers them.
        await db.UpsertAsync([.. sales], ct);
        await InsertAsync([.. entered.SelectMany(sale => sale.Taxes)]);
        await InsertAsync(allocations);
        await InsertAsync(expected);
        await db.UpsertAsync(notes, ct);
        await issuing.SaveAsync(ct);

        async Task InsertAsync<T>(List<T> rows)
            where T : class, IOfficeOwned
        {
            if (await db.InsertMissingAsync(rows, ct) != rows.Count)
                throw new InvalidOperationException(
                    $"A row of {typeof(T).Name} was there already: nothing was written."
                );
        }
    }
}
