using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Schema;

/// <summary>Finds any object by its gid. The number of what hangs on an order leads back to the order.</summary>
internal static class NodeLookup
{
    public static object? Find(FieldCall call, string? gid, string? only = null)
    {
        if (!Gid.TryParse(gid, out var type, out var number) || (only is not null && only != type))
        {
            return null;
        }

        var world = call.World;
        return type switch
        {
            "Order" => RootAnswers.Visible(world.Orders.Find(number), call),
            "Customer" => world.Customers.Find(number),
            "Product" => world.Products.Find(number),
            "ProductVariant" => world.Variant(number),
            "InventoryItem" => world.Variant(number)?.InventoryItem,
            "Location" => world.Locations.FirstOrDefault(l => l.Number == number),
            "Company" => world.Companies.FirstOrDefault(c => c.Number == number),
            "CompanyLocation" => world
                .Companies.SelectMany(c => c.Locations)
                .FirstOrDefault(l => l.Number == number),
            "CompanyContact" => world
                .Companies.SelectMany(c => c.Contacts)
                .FirstOrDefault(l => l.Number == number),
            "Shop" => world.Shop.Number == number ? world.Shop : null,
            "WebhookSubscription" => call.Session.Webhooks.Find(gid),
            "BulkOperation" => call.Session.Bulk.Find(gid),
            _ => RootAnswers.Visible(
                world.Orders.Find(number - (number % Order.ChildNumbers)),
                call
            )
                is { } order
                ? Child(order, type, gid!)
                : null,
        };
    }

    private static object? Child(Order order, string type, string gid) =>
        type switch
        {
            "LineItem" => order.Lines.Concat(order.TipLines).FirstOrDefault(l => l.Id == gid),
            "ShippingLine" => order.ShippingLines.Find(s => s.Id == gid),
            "Refund" => order.Refunds.Find(r => r.Id == gid),
            "Return" => order.Returns.Find(r => r.Id == gid),
            "OrderTransaction" => order.Transactions.Find(t => t.Id == gid),
            "Fulfillment" => order.Fulfillments.Find(f => f.Id == gid),
            "FulfillmentOrder" => order.FulfillmentOrder is { } f && f.Id == gid ? f : null,
            "PaymentTerms" => order.PaymentTerms is { } t && t.Id == gid ? t : null,
            _ => null,
        };
}
