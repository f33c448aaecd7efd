using System.Linq.Expressions;
using Comptoir.Storage;
using Comptoir.Web;

namespace Comptoir.Deliveries;

/// <summary>What the list of deliveries shows of one.</summary>
public sealed record DeliveryRow(
    long Id,
    long OrderId,
    string OrderName,
    string CustomerName,
    long? WebShopId,
    long? ExternalId,
    string Name,
    string Status,
    string? DisplayStatus,
    DateTime CreatedAt,
    Tracking[] Tracking,
    int Units,
    string? EnteredBy,
    long? SameAs,
    DateTime? ReversedAt,
    string? ReversedReason
);

/// <summary>Which deliveries.</summary>
public enum DeliveryListState
{
    /// <summary>On their way or there.</summary>
    Sent,

    /// <summary>Cancelled, failed, told twice or taken back.</summary>
    Uncounted,

    /// <summary>Entered by hand.</summary>
    ByHand,
}

/// <summary>The filters of the list of deliveries.</summary>
/// <param name="Text">Begins a word of the order: its name, the customer.</param>
/// <param name="State">Which; null for all.</param>
/// <param name="WebShopId">Of which shop's orders.</param>
/// <param name="From">From this moment on, UTC.</param>
/// <param name="Before">Before this moment, UTC.</param>
public sealed record DeliveryFilter(
    string? Text,
    DeliveryListState? State,
    long? WebShopId,
    DateTime? From,
    DateTime? Before
);

/// <summary>Reads the list of deliveries, page by page, along an index.</summary>
static class DeliveryList
{
    public const int PageSize = 50;

    /// <summary>The order of the list: the newest first.</summary>
    public static Keyset<Delivery, DateTime> Keys { get; } =
        new(row => row.CreatedAt, row => row.Id, Descending: true);

    /// <summary>One page.</summary>
    public static Task<Page<DeliveryRow>> ReadAsync(
        ComptoirDb db,
        DeliveryFilter filter,
        PagePlace place,
        CancellationToken ct
    ) =>
        Keys.ReadAsync(
            Filtered(db, filter),
            place,
            PageSize,
            View(db),
            row => (row.CreatedAt, row.Id),
            ct
        );

    /// <summary>The deliveries that are asked for.</summary>
    public static IQueryable<Delivery> Filtered(ComptoirDb db, DeliveryFilter filter)
    {
        IQueryable<Delivery> rows = db.Deliveries;
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
            rows = rows.Where(row => row.CreatedAt >= from);
        if (filter.Before is { } before)
            rows = rows.Where(row => row.CreatedAt < before);
        return filter.State switch
        {
            DeliveryListState.Sent => rows.Where(row =>
                row.Status == "SUCCESS" && row.SameAs == null && row.ReversedAt == null
            ),
            DeliveryListState.Uncounted => rows.Where(row =>
                row.Status != "SUCCESS" || row.SameAs != null || row.ReversedAt != null
            ),
            DeliveryListState.ByHand => rows.Where(row => row.EnteredBy != null),
            _ => rows,
        };
    }

    /// <summary>The row shown for a delivery.</summary>
    public static Expression<Func<Delivery, DeliveryRow>> View(ComptoirDb db) =>
        row => new DeliveryRow(
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
            row.Name,
            row.Status,
            row.DisplayStatus,
            row.CreatedAt,
            row.Tracking,
            row.Lines.Sum(line => line.Quantity),
            row.EnteredBy,
            row.SameAs,
            row.ReversedAt,
            row.ReversedReason
        );
}
