using System.Linq.Expressions;
using Comptoir.Storage;
using Comptoir.Web;

namespace Comptoir.Invoicing.Movements;

/// <summary>What the list of expected facts shows of one.</summary>
public sealed record ExpectedRow(
    long Id,
    ExpectedFactKind Kind,
    long OrderId,
    string OrderName,
    long? WebShopId,
    long EnteredId,
    long? Amount,
    string Currency,
    DateTime EnteredAt,
    string EnteredBy,
    DateTime? SettledAt,
    string? SettledBy,
    long? MatchedExternalId
);

/// <summary>Reads what was entered here and the shop is expected to tell.</summary>
static class ExpectedList
{
    public const int PageSize = 50;

    /// <summary>The order of the list: the oldest first, since it waits the longest.</summary>
    public static Keyset<ExpectedFact, DateTime> Keys { get; } =
        new(row => row.EnteredAt, row => row.Id, Descending: false);

    /// <summary>One page of what is open.</summary>
    public static Task<Page<ExpectedRow>> ReadAsync(
        ComptoirDb db,
        ExpectedFactKind? kind,
        long? webShopId,
        PagePlace place,
        CancellationToken ct
    ) =>
        Keys.ReadAsync(
            Filtered(db, kind, webShopId, isOpen: true),
            place,
            PageSize,
            View(db),
            row => (row.EnteredAt, row.Id),
            ct
        );

    /// <summary>The facts that are asked for.</summary>
    /// <param name="db">The office's context.</param>
    /// <param name="kind">What is expected; null for all.</param>
    /// <param name="webShopId">Of which shop's orders; null for all.</param>
    /// <param name="isOpen">Still expected, or settled; null for both.</param>
    public static IQueryable<ExpectedFact> Filtered(
        ComptoirDb db,
        ExpectedFactKind? kind,
        long? webShopId,
        bool? isOpen
    )
    {
        IQueryable<ExpectedFact> rows = db.ExpectedFacts;
        if (isOpen == true)
            rows = rows.Where(row => row.SettledAt == null);
        if (isOpen == false)
            rows = rows.Where(row => row.SettledAt != null);
        if (kind is { } one)
            rows = rows.Where(row => row.Kind == one);
        if (webShopId is { } shop)
            rows = rows.Where(row =>
                db.Orders.Any(order => order.Id == row.OrderId && order.WebShopId == shop)
            );
        return rows;
    }

    /// <summary>The row shown for a fact.</summary>
    public static Expression<Func<ExpectedFact, ExpectedRow>> View(ComptoirDb db) =>
        row => new ExpectedRow(
            row.Id,
            row.Kind,
            row.OrderId,
            db.Orders.Where(order => order.Id == row.OrderId)
                .Select(order => order.Name)
                .FirstOrDefault()
                ?? "",
            db.Orders.Where(order => order.Id == row.OrderId)
                .Select(order => order.WebShopId)
                .FirstOrDefault(),
            row.EnteredId,
            row.Amount,
            db.Orders.Where(order => order.Id == row.OrderId)
                .Select(order => order.CustomerCurrency)
                .FirstOrDefault()
                ?? "",
            row.EnteredAt,
            row.EnteredBy,
            row.SettledAt,
            row.SettledBy,
            row.MatchedExternalId
        );
}
