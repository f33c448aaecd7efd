using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Storage;

namespace Comptoir.Invoicing;

/// <summary>
/// Orders of which something may be due: one question over state. What exactly is due of each is worked out from its rows
/// (<see cref="Planning.PlanOrder"/>); the question only spares reading those of which nothing can be.
/// </summary>
static class DueOrders
{
    /// <summary>The numbers of the orders, each once.</summary>
    /// <param name="db">The office's context.</param>
    /// <param name="among">Orders to look at; null for all.</param>
    public static IQueryable<long> Of(ComptoirDb db, IReadOnlyCollection<long>? among)
    {
        // Few sales are open among many: their index leads.
        var open = db.Sales.Where(sale => sale.IsOpen);
        if (among is not null)
            open = open.Where(sale => among.Contains(sale.OrderId));
        return from id in open.Select(sale => sale.OrderId).Distinct()
            join order in db.Orders on id equals order.Id
            join rules in db.InvoicingRules on order.WebShopId ?? 0 equals rules.WebShopId
            let moment = order.PaymentTerms == null ? rules.When : rules.WhenTerms
            where rules.Make != WhatToMake.Orders
            where
                // What comes back is credited whatever the moment.
                db.Sales.Any(sale => sale.OrderId == id && sale.IsOpen && sale.CustomerTotal < 0)
                || order.CancelledAt != null
                || moment == InvoiceMoment.Arrival
                || (
                    moment == InvoiceMoment.FullyPaid
                    && (
                        db.Sales.Where(sale => sale.OrderId == id).Sum(sale => sale.CustomerTotal)
                            <= db.Payments.Where(payment => payment.OrderId == id)
                                .Sum(payment =>
                                    payment.Direction == PaymentDirection.In
                                        ? payment.CustomerAmount
                                    : payment.Direction == PaymentDirection.Out
                                        ? -payment.CustomerAmount
                                    : 0
                                )
                        || db.Payments.Any(payment =>
                            payment.OrderId == id
                            && payment.Kind == "VOID"
                            && payment.Status == "SUCCESS"
                        )
                    )
                )
                || (
                    moment == InvoiceMoment.EachDelivery
                    && (
                        db.Deliveries.Any(delivery =>
                            delivery.OrderId == id
                            && delivery.Status == "SUCCESS"
                            && delivery.SameAs == null
                            && delivery.ReversedAt == null
                        ) || !db.OrderLines.Any(line => line.OrderId == id && line.ToSend > 0)
                    )
                )
                || (
                    moment == InvoiceMoment.LastDelivery
                    && (
                        !db.OrderLines.Any(line => line.OrderId == id && line.ToSend > 0)
                        // What was sent here and the shop does not know yet.
                        || db.Deliveries.Any(delivery =>
                            delivery.OrderId == id && delivery.ExternalId == null
                        )
                    )
                )
            select id;
    }
}
