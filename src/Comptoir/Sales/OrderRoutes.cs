using Comptoir.Api;
using Comptoir.Storage;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sales;

/// <summary>Sales orders in the API.</summary>
static class OrderRoutes
{
    public static void MapOrders(this RouteGroupBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("Sales");
        orders
            .MapGet("/", ListAsync)
            .WithSummary("Sales orders, newest first, or by change with updatedSince");
        orders
            .MapGet("/{id:long}", GetAsync)
            .WithSummary(
                "An order with its lines, its ledger in both currencies, deliveries, payments and documents"
            );
    }

    static async Task<Listed<OrderItem>> ListAsync(
        CurrentOffice office,
        string? q,
        long? webShop,
        Choice<OrderState>? state,
        DateOnly? from,
        DateOnly? to,
        DateTimeOffset? updatedSince,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var rows = db.Orders.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(q))
            rows = db.Orders.Matching(db, q).AsNoTracking();
        if (webShop is not null)
            rows = rows.Where(x => x.WebShopId == webShop);
        rows = Placed(OfState(rows, state?.Value), from, to);
        if (updatedSince is { } since)
        {
            var changed = since.UtcDateTime;
            return await new Keyset<SalesOrder, DateTime>(
                x => x.UpdatedAt,
                x => x.Id,
                false
            ).ListAsync(
                "orders:updated",
                rows.Where(x => x.UpdatedAt >= changed),
                limit,
                cursor,
                OrderItem.Of,
                x => (x.UpdatedAt, x.Id),
                cancellationToken
            );
        }
        return await new Keyset<SalesOrder, DateTime>(x => x.PlacedAt, x => x.Id, true).ListAsync(
            "orders:placed",
            rows,
            limit,
            cursor,
            OrderItem.Of,
            x => (x.PlacedAt, x.Id),
            cancellationToken
        );
    }

    static IQueryable<SalesOrder> OfState(IQueryable<SalesOrder> rows, OrderState? state) =>
        state switch
        {
            OrderState.Open => rows.Where(x => x.ClosedAt == null && x.CancelledAt == null),
            OrderState.Closed => rows.Where(x => x.ClosedAt != null && x.CancelledAt == null),
            OrderState.Cancelled => rows.Where(x => x.CancelledAt != null),
            _ => rows,
        };

    // The day is the shop's; the moment beside it, a day wider, lets the index bound what is read.
    static IQueryable<SalesOrder> Placed(IQueryable<SalesOrder> rows, DateOnly? from, DateOnly? to)
    {
        if (from is { } first)
        {
            var after = first.ToDateTime(default, DateTimeKind.Utc).AddDays(-1);
            rows = rows.Where(x => x.PlacedAt >= after && x.PlacedOn >= first);
        }
        if (to is { } last)
        {
            var before = last.ToDateTime(default, DateTimeKind.Utc).AddDays(2);
            rows = rows.Where(x => x.PlacedAt < before && x.PlacedOn <= last);
        }
        return rows;
    }

    static async Task<Results<Ok<OrderDetail>, ProblemHttpResult>> GetAsync(
        CurrentOffice office,
        long id,
        CancellationToken cancellationToken
    ) =>
        await DetailAsync(office, id, cancellationToken) is { } order
            ? TypedResults.Ok(order)
            : Missing.Of("order", id);

    /// <summary>All of an order; null when the office has none of this number.</summary>
    internal static async Task<OrderDetail?> DetailAsync(
        CurrentOffice office,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var order = await db
            .Orders.AsNoTracking()
            .AsSplitQuery()
            .Include(x => x.Lines)
            .Include(x => x.Discounts)
            .Include(x => x.Sales)
                .ThenInclude(x => x.Taxes)
            .FirstOrDefaultAsync(x => x.Id == id, cancellationToken);
        if (order is null)
            return null;
        var deliveries = await db
            .Deliveries.AsNoTracking()
            .Include(x => x.Lines)
            .Where(x => x.OrderId == id)
            .OrderBy(x => x.CreatedAt)
            .ToListAsync(cancellationToken);
        var payments = await db
            .Payments.AsNoTracking()
            .Where(x => x.OrderId == id)
            .OrderBy(x => x.ProcessedAt)
            .ToListAsync(cancellationToken);
        return await OrderDetail.ReadAsync(db, order, deliveries, payments, cancellationToken);
    }
}

/// <summary>Where an order stands in the shop.</summary>
public enum OrderState
{
    Open,
    Closed,
    Cancelled,
}
