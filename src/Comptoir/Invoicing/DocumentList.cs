using System.Linq.Expressions;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>What a list of documents shows of one.</summary>
public sealed record DocumentRow(
    long Id,
    DocumentKind Kind,
    DocumentState State,
    string? Number,
    DateOnly? IssuedOn,
    DateTime ListedAt,
    string BuyerName,
    long OrderId,
    string OrderName,
    long? WebShopId,
    string Currency,
    long Gross,
    long Tax,
    DateOnly? DueOn
)
{
    /// <summary>What of it is paid; null for a draft.</summary>
    public Settled? Settled { get; init; }
}

/// <summary>The filters of a list of documents, from the address.</summary>
/// <param name="Credits">Credit notes; otherwise invoices and receipts.</param>
/// <param name="Kind">One of the two kinds only.</param>
/// <param name="Text">Words to look for.</param>
/// <param name="State">Drafts or issued ones only.</param>
/// <param name="Payment">What is paid of them.</param>
/// <param name="WebShopId">Of one web shop only.</param>
/// <param name="Issued">The days of issue.</param>
public sealed record DocumentFilter(
    bool Credits,
    DocumentKind? Kind = null,
    string? Text = null,
    DocumentState? State = null,
    PaymentFilter? Payment = null,
    long? WebShopId = null,
    Period? Issued = null
);

/// <summary>What of documents is paid, as a list can be filtered by it.</summary>
public enum PaymentFilter
{
    /// <summary>Something is left to pay, or to give back.</summary>
    Open,

    /// <summary>Something is paid and something left.</summary>
    PartPaid,

    /// <summary>Nothing is left.</summary>
    Paid,

    /// <summary>Left to pay after the day by which it was to be paid.</summary>
    Overdue,
}

/// <summary>A page of documents.</summary>
/// <param name="Page">The rows and the places beside them.</param>
/// <param name="LookedBackTo">
/// Where the search for paid or unpaid ones stopped before the page was full, UTC; null when all was looked through or the
/// page is full.
/// </param>
public sealed record DocumentsFound(Page<DocumentRow> Page, DateTime? LookedBackTo);

/// <summary>
/// Reads lists of documents, page by page, along an index. What is paid is computed, so that no index knows it: a filter by
/// it reads along in large steps and stops after <see cref="MostLookedAt"/> documents, from where the next page goes on.
/// </summary>
static class DocumentList
{
    public const int PageSize = 50;
    public const int MostLookedAt = 10_000;
    const int Step = 2_000;

    /// <summary>The order of all lists of documents.</summary>
    public static Keyset<Document, DateTime> Keys(bool newestFirst) =>
        new(row => row.ListedAt, row => row.Id, newestFirst);

    /// <summary>A page of the list.</summary>
    public static async Task<DocumentsFound> ReadAsync(
        ComptoirDb db,
        DocumentFilter filter,
        bool newestFirst,
        PagePlace place,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var rows = Filtered(db, filter);
        if (filter.Payment is { } payment)
            return await LookAsync(
                db,
                rows,
                (row, settled) => Fits(payment, row, settled, today),
                Keys(newestFirst),
                place,
                cancellationToken
            );
        var page = await Keys(newestFirst)
            .ReadAsync(
                rows,
                place,
                PageSize,
                View(db),
                row => (row.ListedAt, row.Id),
                cancellationToken
            );
        return new(page with { Rows = await SettledAsync(db, page.Rows, cancellationToken) }, null);
    }

    /// <summary>The newest of some documents, with what of them is paid.</summary>
    public static async Task<IReadOnlyList<DocumentRow>> NewestAsync(
        ComptoirDb db,
        IQueryable<Document> rows,
        int count,
        CancellationToken cancellationToken
    ) =>
        await SettledAsync(
            db,
            await rows.OrderByDescending(row => row.ListedAt)
                .ThenByDescending(row => row.Id)
                .Take(count)
                .Select(View(db))
                .ToListAsync(cancellationToken),
            cancellationToken
        );

    static async Task<DocumentsFound> LookAsync(
        ComptoirDb db,
        IQueryable<Document> rows,
        Func<Looked, Settled, bool> fits,
        Keyset<Document, DateTime> keys,
        PagePlace place,
        CancellationToken ct
    )
    {
        var backwards = place.Before is not null;
        var began = place.After;
        List<Looked> found = [];
        string? next;
        Looked? last = null;
        var looked = 0;
        do
        {
            var step = await keys.ReadAsync(
                rows,
                place,
                Step,
                row => new Looked(row.Id, row.OrderId, row.ListedAt, row.DueOn),
                row => (row.ListedAt, row.Id),
                ct
            );
            var settled = await SettlementView.ReadAsync(
                db,
                step.Rows.Select(row => row.OrderId),
                ct
            );
            var fitting = step.Rows.Where(row =>
                settled.TryGetValue(row.Id, out var state) && fits(row, state)
            );
            found = backwards ? [.. fitting, .. found] : [.. found, .. fitting];
            if (step.Rows.Count > 0)
                last = backwards ? step.Rows[0] : step.Rows[^1];
            looked += step.Rows.Count;
            next = backwards ? step.Previous : step.Next;
            place = backwards ? new(null, next) : new(next, null);
        } while (next is not null && found.Count < PageSize && looked < MostLookedAt);
        if (found.Count > PageSize)
        {
            found = backwards ? found[^PageSize..] : found[..PageSize];
            var edge = backwards ? found[0] : found[^1];
            next = keys.PlaceOf(edge.ListedAt, edge.Id);
        }
        var isShort = next is not null && found.Count < PageSize;
        var ids = found.ConvertAll(row => row.Id);
        var shown = await db
            .Documents.Where(row => ids.Contains(row.Id))
            .Select(View(db))
            .ToDictionaryAsync(row => row.Id, ct);
        var page = await SettledAsync(db, [.. ids.Select(id => shown[id])], ct);
        string? First() => found.Count > 0 ? keys.PlaceOf(found[0].ListedAt, found[0].Id) : began;
        string? Last() => found.Count > 0 ? keys.PlaceOf(found[^1].ListedAt, found[^1].Id) : null;
        return new(
            backwards ? new(page, next, Last()) : new(page, began is null ? null : First(), next),
            isShort ? last?.ListedAt : null
        );
    }

    static bool Fits(PaymentFilter payment, Looked row, Settled settled, DateOnly today) =>
        payment switch
        {
            PaymentFilter.Open => settled.Left > 0,
            PaymentFilter.PartPaid => settled.State
                is PaymentState.PartPaid
                    or PaymentState.PartGivenBack,
            PaymentFilter.Paid => settled.Left == 0,
            _ => settled.IsOverdue(row.DueOn, today),
        };

    /// <summary>The rows with what of them is paid.</summary>
    public static async Task<IReadOnlyList<DocumentRow>> SettledAsync(
        ComptoirDb db,
        IReadOnlyList<DocumentRow> rows,
        CancellationToken ct
    )
    {
        var settled = await SettlementView.ReadAsync(
            db,
            rows.Where(row => row.State == DocumentState.Issued).Select(row => row.OrderId),
            ct
        );
        return [.. rows.Select(row => row with { Settled = settled.GetValueOrDefault(row.Id) })];
    }

    /// <summary>The row shown for a document.</summary>
    public static Expression<Func<Document, DocumentRow>> View(ComptoirDb db) =>
        row => new DocumentRow(
            row.Id,
            row.Kind,
            row.State,
            row.Number,
            row.IssuedOn,
            row.ListedAt,
            row.BuyerName,
            row.OrderId,
            db.Orders.Where(order => order.Id == row.OrderId)
                .Select(order => order.Name)
                .FirstOrDefault()
                ?? "",
            row.WebShopId,
            row.Currency,
            row.Gross,
            row.Tax,
            row.DueOn
        );

    static IQueryable<Document> Filtered(ComptoirDb db, DocumentFilter filter)
    {
        var rows = db.Documents.Matching(db, filter.Text);
        rows =
            filter.Credits ? rows.Where(row => row.Kind == DocumentKind.CreditNote)
            : filter.Kind is { } kind ? rows.Where(row => row.Kind == kind)
            : rows.Where(row => row.Kind != DocumentKind.CreditNote);
        if (filter.State is { } state)
            rows = rows.Where(row => row.State == state);
        else if (filter.Payment is not null)
            rows = rows.Where(row => row.State == DocumentState.Issued);
        if (filter.WebShopId is { } shop)
            rows = rows.Where(row => row.WebShopId == shop);
        if (filter.Issued is { } days)
            rows = rows.Where(row => row.IssuedOn >= days.From && row.IssuedOn <= days.To);
        return rows;
    }

    sealed record Looked(long Id, long OrderId, DateTime ListedAt, DateOnly? DueOn);
}
