using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>Reads what <see cref="Settlement"/> needs, for all documents of many orders at once.</summary>
static class SettlementView
{
    /// <summary>What is paid of the issued documents of some orders, by the number of their rows. Three queries, however many orders.</summary>
    public static async Task<IReadOnlyDictionary<long, Settled>> ReadAsync(
        ComptoirDb db,
        IEnumerable<long> orderIds,
        CancellationToken cancellationToken
    )
    {
        long[] orders = [.. orderIds.Distinct()];
        var settled = new Dictionary<long, Settled>();
        if (orders.Length == 0)
            return settled;
        var documents = await db
            .Documents.Where(x => orders.Contains(x.OrderId) && x.State == DocumentState.Issued)
            .OrderBy(x => x.IssuedAt)
            .ThenBy(x => x.Id)
            .Select(x => new
            {
                x.OrderId,
                x.Id,
                x.Kind,
                x.Gross,
                x.Corrects,
            })
            .ToListAsync(cancellationToken);
        var money = await MoneyAsync(db, orders, cancellationToken);
        var sales = await db
            .Sales.Where(x => orders.Contains(x.OrderId))
            .GroupBy(x => x.OrderId)
            .Select(x => new
            {
                OrderId = x.Key,
                All = x.Sum(sale => sale.CustomerTotal),
                Elsewhere = x.Sum(sale =>
                    sale.Cover == SaleCover.Documents ? 0 : sale.CustomerTotal
                ),
            })
            .ToDictionaryAsync(x => x.OrderId, cancellationToken);
        foreach (var order in documents.GroupBy(x => x.OrderId))
        {
            List<IssuedDocument> issued =
            [
                .. order.Select(x => new IssuedDocument(
                    x.Id,
                    x.Kind == DocumentKind.CreditNote ? -x.Gross : x.Gross,
                    [.. x.Corrects.Select(c => c.DocumentId).OfType<long>()]
                )),
            ];
            var ledger = sales.GetValueOrDefault(order.Key);
            var elsewhere = ledger?.Elsewhere ?? 0;
            var funds = new OrderFunds(
                money.GetValueOrDefault(order.Key),
                elsewhere,
                (ledger?.All ?? 0) - elsewhere - issued.Sum(x => x.Owed)
            );
            foreach (var (id, state) in Settlement.Of(issued, funds))
                settled[id] = state;
        }
        return settled;
    }

    static Task<Dictionary<long, long>> MoneyAsync(
        ComptoirDb db,
        long[] orders,
        CancellationToken ct
    ) =>
        db
            .Payments.Where(x => orders.Contains(x.OrderId) && x.Direction != PaymentDirection.None)
            .GroupBy(x => x.OrderId)
            .Select(x => new
            {
                OrderId = x.Key,
                Money = x.Sum(payment =>
                    payment.Direction == PaymentDirection.In
                        ? payment.CustomerAmount
                        : -payment.CustomerAmount
                ),
            })
            .ToDictionaryAsync(x => x.OrderId, x => x.Money, ct);
}
