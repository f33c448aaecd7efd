using Comptoir.Deliveries;
using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Applying;

/// <summary>
/// What is stored below some orders before they are written again: to keep numbers, to see what is gone, and to see a
/// ledger that was changed behind our back.
/// </summary>
sealed class ChildrenThere
{
    ILookup<long, OrderLine> lines = Empty<OrderLine>();
    ILookup<long, OrderDiscount> discounts = Empty<OrderDiscount>();
    ILookup<long, Sale> sales = Empty<Sale>();
    ILookup<long, Delivery> deliveries = Empty<Delivery>();
    ILookup<long, Payment> payments = Empty<Payment>();

    public static ChildrenThere None { get; } = new();

    static ILookup<long, T> Empty<T>() => Array.Empty<T>().ToLookup(_ => 0L);

    public static async Task<ChildrenThere> ReadAsync(
        ComptoirDb db,
        List<long> orders,
        CancellationToken ct
    )
    {
        if (orders.Count == 0)
            return None;
        return new ChildrenThere
        {
            lines = (
                await db
                    .OrderLines.AsNoTracking()
                    .Where(x => orders.Contains(x.OrderId))
                    .ToListAsync(ct)
            ).ToLookup(x => x.OrderId),
            discounts = (
                await db
                    .OrderDiscounts.AsNoTracking()
                    .Where(x => orders.Contains(x.OrderId))
                    .ToListAsync(ct)
            ).ToLookup(x => x.OrderId),
            sales = (
                await db.Sales.AsNoTracking().Where(x => orders.Contains(x.OrderId)).ToListAsync(ct)
            ).ToLookup(x => x.OrderId),
            deliveries = (
                await db
                    .Deliveries.AsNoTracking()
                    .Include(x => x.Lines)
                    .Where(x => orders.Contains(x.OrderId))
                    .ToListAsync(ct)
            ).ToLookup(x => x.OrderId),
            payments = (
                await db
                    .Payments.AsNoTracking()
                    .Where(x => orders.Contains(x.OrderId))
                    .ToListAsync(ct)
            ).ToLookup(x => x.OrderId),
        };
    }

    Delivery? Stored(Delivery row) =>
        deliveries[row.OrderId].FirstOrDefault(x => x.ExternalId == row.ExternalId);

    Payment? Stored(Payment row) =>
        payments[row.OrderId].FirstOrDefault(x => x.ExternalId == row.ExternalId);

    public long? DeliveryId(Delivery row) => Stored(row)?.Id;

    public long? PaymentId(Payment row) => Stored(row)?.Id;

    public bool IsNew(Delivery row) => Stored(row) is null;

    public bool IsNew(Payment row) => Stored(row) is null;

    public bool IsNew(Sale row) => !sales[row.OrderId].Any(x => x.Number == row.Number);

    /// <summary>Stored sales that differ from what the shop says now, in words; empty when none does.</summary>
    public string LedgerChanges(SalesOrder order)
    {
        var now = order.Sales.ToDictionary(sale => sale.Number);
        var found = sales[order.Id]
            .Where(sale => sale.Origin == SaleOrigin.Shop)
            .OrderBy(sale => sale.Number)
            .Select(stored =>
                !now.TryGetValue(stored.Number, out var sale) ? $"Sale {stored.Number} is gone"
                : sale.CustomerTotal != stored.CustomerTotal
                || sale.CustomerTax != stored.CustomerTax
                || sale.Total != stored.Total
                || sale.Tax != stored.Tax
                || sale.Quantity != stored.Quantity
                || sale.Kind != stored.Kind
                    ? $"Sale {stored.Number} was {stored.CustomerTotal} and is {sale.CustomerTotal} ({order.CustomerCurrency}, minor units)"
                : null
            );
        return string.Join("; ", found.OfType<string>());
    }

    /// <summary>A complete read of an order deletes what it no longer has below it; the ledger stays.</summary>
    public async Task DeleteGoneAsync(ComptoirDb db, OrderRows rows, CancellationToken ct)
    {
        var id = rows.Order.Id;
        foreach (
            var line in lines[id]
                .ExceptBy(rows.Order.Lines.Select(x => (x.Kind, x.Number)), x => (x.Kind, x.Number))
        )
            await db
                .OrderLines.Where(x =>
                    x.OrderId == id && x.Kind == line.Kind && x.Number == line.Number
                )
                .ExecuteDeleteAsync(ct);
        foreach (
            var discount in discounts[id]
                .ExceptBy(rows.Order.Discounts.Select(x => x.Number), x => x.Number)
        )
            await db
                .OrderDiscounts.Where(x => x.OrderId == id && x.Number == discount.Number)
                .ExecuteDeleteAsync(ct);
        foreach (var payment in payments[id].ExceptBy(rows.Payments.Select(x => x.Id), x => x.Id))
            if (payment.ExternalId is not null)
                await db.Payments.Where(x => x.Id == payment.Id).ExecuteDeleteAsync(ct);
        foreach (var delivery in deliveries[id])
        {
            var now = rows.Deliveries.Find(x => x.Id == delivery.Id);
            if (now is null && delivery.ExternalId is not null)
                await db.Deliveries.Where(x => x.Id == delivery.Id).ExecuteDeleteAsync(ct);
            else if (now is not null)
                foreach (
                    var line in delivery.Lines.ExceptBy(now.Lines.Select(x => x.Line), x => x.Line)
                )
                    await db
                        .DeliveryLines.Where(x =>
                            x.DeliveryId == delivery.Id && x.Line == line.Line
                        )
                        .ExecuteDeleteAsync(ct);
        }
    }
}
