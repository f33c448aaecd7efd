using Comptoir.Payments;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync;

/// <summary>The shop's own figures beside the sums of the office's rows.</summary>
static class ControlTotals
{
    /// <summary>
    /// Test orders are counted, and left out of the sums of money: theirs is none. Orders are counted within the window of
    /// time that the shop's own count covers, UTC.
    /// </summary>
    public static async Task<ControlTotal[]> ReadAsync(
        ComptoirDb db,
        ShopContext shop,
        ShopifyCount? counted,
        (DateTime? From, DateTime? Until) window,
        CancellationToken ct
    )
    {
        var orders = OrdersOf(db, shop);
        var stored = await Within(orders, window).LongCountAsync(ct);
        // What somebody left out is missing on purpose.
        var leftOut = await db.Links.LongCountAsync(
            link =>
                link.WebShopId == shop.WebShopId
                && link.Kind == LinkKind.Order
                && link.LocalId == null
                && link.LeftOutAt != null
                && link.GoneAt == null,
            ct
        );
        var real = orders.Where(order => !order.IsTest);
        var says = await real.GroupBy(_ => 1)
            .Select(group => new
            {
                Sales = group.Sum(x => x.CurrentTotal + x.RefundDiscrepancy),
                Tax = group.Sum(x => x.CurrentTax),
                Received = group.Sum(x => x.Received),
                Refunded = group.Sum(x => x.Refunded),
            })
            .FirstOrDefaultAsync(ct);
        // What people of the office entered the shop does not know.
        var sales = real.Join(
            db.Sales.Where(sale => sale.Origin == Comptoir.Sales.SaleOrigin.Shop),
            order => order.Id,
            sale => sale.OrderId,
            (_, sale) => sale
        );
        var ledger = await sales
            .GroupBy(_ => 1)
            .Select(group => new
            {
                Total = group.Sum(x => x.Total),
                Tax = group.Sum(x => x.Kind == "ADJUSTMENT" ? 0 : x.Tax),
            })
            .FirstOrDefaultAsync(ct);
        var payments = real.Join(
            db.Payments.Where(payment => payment.ExternalId != null),
            order => order.Id,
            payment => payment.OrderId,
            (_, payment) => payment
        );
        var money = await payments
            .Where(payment => payment.Direction != PaymentDirection.None)
            .GroupBy(payment => payment.Kind)
            .Select(group => new { Kind = group.Key, Amount = group.Sum(x => x.Amount) })
            .ToDictionaryAsync(x => x.Kind, x => x.Amount, ct);
        var received =
            money.GetValueOrDefault("SALE")
            + money.GetValueOrDefault("CAPTURE")
            - money.GetValueOrDefault("CHANGE");
        return
        [
            new ControlTotal(
                ControlFigure.Orders,
                null,
                // Of what was left out nobody knows the day: it may be older than what the shop counts.
                counted is { IsExact: true }
                    ? Math.Max(counted.Count - leftOut, Math.Min(counted.Count, stored))
                    : stored,
                stored
            ),
            new ControlTotal(
                ControlFigure.Sales,
                shop.Currency,
                says?.Sales ?? 0,
                ledger?.Total ?? 0
            ),
            new ControlTotal(ControlFigure.Tax, shop.Currency, says?.Tax ?? 0, ledger?.Tax ?? 0),
            new ControlTotal(ControlFigure.Received, shop.Currency, says?.Received ?? 0, received),
            new ControlTotal(
                ControlFigure.Refunded,
                shop.Currency,
                says?.Refunded ?? 0,
                money.GetValueOrDefault("REFUND")
            ),
        ];
    }

    /// <summary>
    /// What the office knows of the shop's products, customers and orders; the latter within a window of time, UTC. Within a
    /// preparation, what would be known afterwards.
    /// </summary>
    public static async Task<IReadOnlyDictionary<LinkKind, long>> KnownAsync(
        ComptoirDb db,
        ShopContext shop,
        (DateTime? From, DateTime? Until) window,
        long? preparation,
        CancellationToken ct
    )
    {
        var links = db.Links.Where(link => link.WebShopId == shop.WebShopId && link.GoneAt == null);
        return new Dictionary<LinkKind, long>
        {
            [LinkKind.Product] = await CountAsync(LinkKind.Product),
            [LinkKind.Customer] = await CountAsync(LinkKind.Customer),
            [LinkKind.Order] =
                await Within(OrdersOf(db, shop), window).LongCountAsync(ct)
                // Of an order that never came in nobody knows when it was placed.
                + await links.LongCountAsync(
                    link => link.Kind == LinkKind.Order && link.LocalId == null,
                    ct
                )
                + await ListedAsync(LinkKind.Order),
        };

        async Task<long> CountAsync(LinkKind kind) =>
            await links.LongCountAsync(link => link.Kind == kind, ct) + await ListedAsync(kind);

        // What is new in the list, less what it shows to be gone.
        async Task<long> ListedAsync(LinkKind kind)
        {
            if (preparation is not { } run)
                return 0;
            var listed = db.RunItems.Where(item => item.RunId == run && item.Kind == kind);
            return await listed.LongCountAsync(
                    item =>
                        item.Action != RunItemAction.Delete
                        && !links.Any(link =>
                            link.Kind == kind && link.ExternalId == item.ExternalId
                        ),
                    ct
                ) - await listed.LongCountAsync(item => item.Action == RunItemAction.Delete, ct);
        }
    }

    static IQueryable<Sales.SalesOrder> OrdersOf(ComptoirDb db, ShopContext shop) =>
        db.Orders.Where(order => order.WebShopId == shop.WebShopId && order.DeletedAt == null);

    static IQueryable<Sales.SalesOrder> Within(
        IQueryable<Sales.SalesOrder> orders,
        (DateTime? From, DateTime? Until) window
    ) =>
        orders.Where(order =>
            (window.From == null || order.CreatedAt >= window.From)
            && (window.Until == null || order.CreatedAt <= window.Until)
        );
}
