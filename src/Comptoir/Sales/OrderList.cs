using System.Linq.Expressions;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sales;

/// <summary>What the list of orders shows of one.</summary>
public sealed record OrderRow(
    long Id,
    string Name,
    DateTime PlacedAt,
    DateTime UpdatedAt,
    string CustomerName,
    string? CompanyName,
    long? WebShopId,
    string? FinancialStatus,
    string? FulfillmentStatus,
    bool Cancelled,
    bool IsDeleted,
    bool IsTest,
    FraudAdvice Fraud,
    string? MerchantOfRecord,
    DateOnly? PaymentDueOn,
    ControlState Control,
    string Currency,
    long Total,
    string CustomerCurrency,
    long CustomerTotal
);

/// <summary>The filters of the list of orders, from the address.</summary>
public sealed record OrderFilter(
    string? Text,
    string? Payment,
    string? Delivery,
    string? State,
    long? WebShopId,
    Period? Placed
);

/// <summary>Reads the list of orders, page by page, along an index.</summary>
static class OrderList
{
    public const int PageSize = 50;

    /// <summary>The orders of the list: <c>placed</c> or <c>updated</c>, with a minus before it for the newest first.</summary>
    public static Task<Page<OrderRow>> ReadAsync(
        ComptoirDb db,
        OrderFilter filter,
        string order,
        PagePlace place,
        OfficeTime time,
        CancellationToken cancellationToken
    )
    {
        var byUpdate = order.EndsWith("updated", StringComparison.Ordinal);
        var keys = new Keyset<SalesOrder, DateTime>(
            byUpdate ? row => row.UpdatedAt : row => row.PlacedAt,
            row => row.Id,
            order.StartsWith('-')
        );
        return keys.ReadAsync(
            Filtered(db, filter, time),
            place,
            PageSize,
            View,
            row => (byUpdate ? row.UpdatedAt : row.PlacedAt, row.Id),
            cancellationToken
        );
    }

    /// <summary>The newest of some orders.</summary>
    public static async Task<IReadOnlyList<OrderRow>> NewestAsync(
        IQueryable<SalesOrder> rows,
        int count,
        CancellationToken cancellationToken
    ) =>
        await rows.OrderByDescending(row => row.PlacedAt)
            .ThenByDescending(row => row.Id)
            .Take(count)
            .Select(View)
            .ToListAsync(cancellationToken);

    static readonly Expression<Func<SalesOrder, OrderRow>> View = row => new OrderRow(
        row.Id,
        row.Name,
        row.PlacedAt,
        row.UpdatedAt,
        row.CustomerName,
        row.CompanyName,
        row.WebShopId,
        row.FinancialStatus,
        row.FulfillmentStatus,
        row.CancelledAt != null,
        row.DeletedAt != null,
        row.IsTest,
        row.Fraud,
        row.MerchantOfRecord,
        row.PaymentDueOn,
        row.Control,
        row.Currency,
        row.Total,
        row.CustomerCurrency,
        row.CustomerTotal
    );

    static IQueryable<SalesOrder> Filtered(ComptoirDb db, OrderFilter filter, OfficeTime time)
    {
        var rows = db.Orders.Matching(db, filter.Text);
        if (!string.IsNullOrEmpty(filter.Payment))
            rows = rows.Where(row => row.FinancialStatus == filter.Payment);
        if (!string.IsNullOrEmpty(filter.Delivery))
            rows = rows.Where(row => row.FulfillmentStatus == filter.Delivery);
        // Who looks for what is to be delivered packs nothing that was cancelled.
        if (filter.Delivery is "UNFULFILLED" or "PARTIALLY_FULFILLED")
            rows = rows.Where(row => row.CancelledAt == null);
        if (filter.WebShopId is { } shop)
            rows = rows.Where(row => row.WebShopId == shop);
        if (filter.Placed is { } placed)
        {
            var from = time.StartOf(placed.From);
            var to = time.StartOf(placed.To.AddDays(1));
            rows = rows.Where(row => row.PlacedAt >= from && row.PlacedAt < to);
        }
        return filter.State switch
        {
            "open" => rows.Where(row => row.CancelledAt == null && row.ClosedAt == null),
            "cancelled" => rows.Where(row => row.CancelledAt != null),
            "feared" => rows.Where(row => row.Fraud != FraudAdvice.None),
            "broken" => rows.Where(row => row.Control == ControlState.Broken),
            _ => rows,
        };
    }
}
