using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Webhooks;

/// <summary>Which notices Shopify raises for a change: found by comparing what was with what is. One act raises a burst.</summary>
internal static class ShopEvents
{
    /// <summary>For an order; null before when it is new.</summary>
    public static IEnumerable<ShopEvent> Of(Order? before, Order after)
    {
        if (before is null)
        {
            yield return About("ORDERS_CREATE", after);
        }

        foreach (var transaction in after.Transactions.Skip(before?.Transactions.Count ?? 0))
        {
            if (transaction.Status is "SUCCESS" or "FAILURE" or "ERROR")
            {
                yield return new(
                    "ORDER_TRANSACTIONS_CREATE",
                    () => WebhookBodies.Transaction(transaction)
                );
            }
        }

        if (after.FullyPaid && before?.FullyPaid is not true)
        {
            yield return About("ORDERS_PAID", after);
        }

        if (before is not null)
        {
            foreach (var one in Changed(before, after))
            {
                yield return one;
            }
        }

        // Most of what happens to an order raises this one too, sometimes more than once.
        yield return About("ORDERS_UPDATED", after);
        if (before is null)
        {
            foreach (
                var product in after.Lines.Select(l => l.ProductNumber).OfType<long>().Distinct()
            )
            {
                // What is ordered counts as updated, though nothing that is kept of it changes.
                yield return new("PRODUCTS_UPDATE", () => WebhookBodies.Deleted(product));
            }
        }
    }

    private static IEnumerable<ShopEvent> Changed(Order before, Order after)
    {
        foreach (var @return in after.Returns.Skip(before.Returns.Count))
        {
            yield return new("RETURNS_APPROVE", () => WebhookBodies.Return(@return));
            if (@return.Status == "CLOSED")
            {
                yield return new("RETURNS_CLOSE", () => WebhookBodies.Return(@return));
            }
        }

        foreach (var refund in after.Refunds.Skip(before.Refunds.Count))
        {
            yield return new("REFUNDS_CREATE", () => WebhookBodies.Refund(refund));
        }

        foreach (var fulfillment in after.Fulfillments.Skip(before.Fulfillments.Count))
        {
            yield return new("FULFILLMENTS_CREATE", () => WebhookBodies.Fulfillment(fulfillment));
        }

        foreach (
            var (old, now) in before
                .Fulfillments.Zip(after.Fulfillments)
                .Where(pair => pair.First.Status != pair.Second.Status)
        )
        {
            yield return new("FULFILLMENTS_UPDATE", () => WebhookBodies.Fulfillment(now));
        }

        if (after.DisplayFulfillmentStatus != before.DisplayFulfillmentStatus)
        {
            switch (after.DisplayFulfillmentStatus)
            {
                case "FULFILLED":
                    yield return About("ORDERS_FULFILLED", after);
                    break;
                case "PARTIALLY_FULFILLED":
                    yield return About("ORDERS_PARTIALLY_FULFILLED", after);
                    break;
            }
        }

        if (Edits(after) > Edits(before))
        {
            yield return new(
                "ORDERS_EDITED",
                () => WebhookBodies.Edited(after, [.. after.Lines.Skip(before.Lines.Count)])
            );
        }

        if (after.CancelledAt is not null && before.CancelledAt is null)
        {
            yield return About("ORDERS_CANCELLED", after);
        }
    }

    /// <summary>For a product; null before when it is new. Its inventory items are created, updated and deleted with it.</summary>
    public static IEnumerable<ShopEvent> Of(Product? before, Product after)
    {
        yield return new(
            before is null ? "PRODUCTS_CREATE" : "PRODUCTS_UPDATE",
            () => WebhookBodies.Product(after)
        );
        foreach (var variant in after.Variants)
        {
            var old = before?.Variants.Find(v => v.Number == variant.Number);
            if (old is null)
            {
                yield return new("INVENTORY_ITEMS_CREATE", () => WebhookBodies.Item(variant));
                foreach (var level in variant.InventoryItem.Levels)
                {
                    yield return new("INVENTORY_LEVELS_CONNECT", () => WebhookBodies.Level(level));
                }
            }
            else
            {
                foreach (
                    var (was, level) in old
                        .Stock.Zip(variant.InventoryItem.Levels)
                        .Where(pair => pair.First != pair.Second.Stock)
                )
                {
                    yield return new("INVENTORY_LEVELS_UPDATE", () => WebhookBodies.Level(level));
                }
            }
        }
    }

    /// <summary>For a customer; null before when they are new.</summary>
    public static IEnumerable<ShopEvent> Of(Customer? before, Customer after) =>
        [
            new(
                before is null ? "CUSTOMERS_CREATE" : "CUSTOMERS_UPDATE",
                () => WebhookBodies.Customer(after)
            ),
        ];

    /// <summary>For what is gone: a product takes its inventory items with it.</summary>
    public static IEnumerable<ShopEvent> Deleted(string topic, Record record)
    {
        yield return new(topic, () => WebhookBodies.Deleted(record.Number));
        foreach (var variant in (record as Product)?.Variants ?? [])
        {
            yield return new("INVENTORY_ITEMS_DELETE", () => WebhookBodies.Deleted(variant.Number));
        }
    }

    private static int Edits(Order order) =>
        order.Agreements.Where(a => a.Reason == "ORDER_EDIT").Sum(a => a.Sales.Count);

    private static ShopEvent About(string topic, Order order) =>
        new(topic, () => WebhookBodies.Order(order));
}
