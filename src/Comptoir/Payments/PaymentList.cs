using System.Linq.Expressions;
using Comptoir.Storage;
using Comptoir.Web;

namespace Comptoir.Payments;

/// <summary>What the list of payments shows of one.</summary>
public sealed record PaymentRow(
    long Id,
    long OrderId,
    string OrderName,
    string CustomerName,
    long? WebShopId,
    long? ExternalId,
    string Kind,
    string Status,
    PaymentDirection Direction,
    string? Gateway,
    DateTime ProcessedAt,
    string Currency,
    long Amount,
    string CustomerCurrency,
    long CustomerAmount,
    string? EnteredBy,
    string? Note,
    long? SameAs,
    string? ReversedReason
);

/// <summary>Which payments.</summary>
public enum PaymentListState
{
    /// <summary>Received.</summary>
    Received,

    /// <summary>Given back.</summary>
    GivenBack,

    /// <summary>Tried, authorized, awaited, taken back: without effect on the money.</summary>
    Uncounted,

    /// <summary>Entered by hand.</summary>
    ByHand,
}

/// <summary>The filters of the list of payments.</summary>
/// <param name="Text">Begins a word of the order: its name, the customer.</param>
/// <param name="State">Which; null for all.</param>
/// <param name="WebShopId">Of which shop's orders.</param>
/// <param name="From">From this moment on, UTC.</param>
/// <param name="Before">Before this moment, UTC.</param>
public sealed record PaymentFilter(
    string? Text,
    PaymentListState? State,
    long? WebShopId,
    DateTime? From,
    DateTime? Before
);

/// <summary>Reads the list of payments, page by page, along an index.</summary>
static class PaymentList
{
    public const int PageSize = 50;

    /// <summary>The order of the list: the newest first.</summary>
    public static Keyset<Payment, DateTime> Keys { get; } =
        new(row => row.ProcessedAt, row => row.Id, Descending: true);

    /// <summary>One page.</summary>
    public static Task<Page<PaymentRow>> ReadAsync(
        ComptoirDb db,
        PaymentFilter filter,
        PagePlace place,
        CancellationToken ct
    ) =>
        Keys.ReadAsync(
            Filtered(db, filter),
            place,
            PageSize,
            View(db),
            row => (row.ProcessedAt, row.Id),
            ct
        );

    /// <summary>The payments that are asked for.</summary>
    public static IQueryable<Payment> Filtered(ComptoirDb db, PaymentFilter filter)
    {
        IQueryable<Payment> rows = db.Payments;
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var orders = db.Orders.Matching(db, filter.Text).Select(order => order.Id);
            rows = rows.Where(row => orders.Contains(row.OrderId));
        }
        if (filter.WebShopId is { } shop)
            rows = rows.Where(row =>
                db.Orders.Any(order => order.Id == row.OrderId && order.WebShopId == shop)
            );
        if (filter.From is { } from)
            rows = rows.Where(row => row.ProcessedAt >= from);
        if (filter.Before is { } before)
            rows = rows.Where(row => row.ProcessedAt < before);
        return filter.State switch
        {
            PaymentListState.Received => rows.Where(row => row.Direction == PaymentDirection.In),
            PaymentListState.GivenBack => rows.Where(row => row.Direction == PaymentDirection.Out),
            PaymentListState.Uncounted => rows.Where(row => row.Direction == PaymentDirection.None),
            PaymentListState.ByHand => rows.Where(row => row.EnteredBy != null),
            _ => rows,
        };
    }

    /// <summary>The row shown for a payment.</summary>
    public static Expression<Func<Payment, PaymentRow>> View(ComptoirDb db) =>
        row => new PaymentRow(
            row.Id,
            row.OrderId,
            db.Orders.Where(order => order.Id == row.OrderId)
                .Select(order => order.Name)
                .FirstOrDefault()
                ?? "",
            db.Orders.Where(order => order.Id == row.OrderId)
                .Select(order => order.CompanyName ?? order.CustomerName)
                .FirstOrDefault()
                ?? "",
            db.Orders.Where(order => order.Id == row.OrderId)
                .Select(order => order.WebShopId)
                .FirstOrDefault(),
            row.ExternalId,
            row.Kind,
            row.Status,
            row.Direction,
            row.Gateway,
            row.ProcessedAt,
            row.Currency,
            row.Amount,
            row.CustomerCurrency,
            row.CustomerAmount,
            row.EnteredBy,
            row.Note,
            row.SameAs,
            row.ReversedReason
        );
}
