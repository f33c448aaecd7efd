using Comptoir.DemoShop.Seeded;
using Comptoir.DemoShop.Webhooks;
using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Server;

/// <content>What can be done to orders.</content>
public sealed partial class ShopChanges
{
    private const long Shipping = 490;

    /// <summary>A new order of the first product in stock, paid.</summary>
    private string AddOrder(string? customerId, int quantity)
    {
        var product = Enumerable
            .Range(0, world.Products.Rows.Length)
            .Where(i => !world.Products.Rows[i].Deleted)
            .Select(i => world.Products[i])
            .First(p => !p.IsGiftCard);
        return Place(
            customerId,
            [(product.Variants[0], quantity)],
            isPaid: true,
            shipping: null,
            Names.France
        );
    }

    private string PlaceOrder(ShopChange change)
    {
        var lines = (change.Lines ?? [])
            .Select(line =>
                (
                    world.Variant(Number(line.Variant, "ProductVariant"))
                        ?? throw new KeyNotFoundException(
                            $"There is no {line.Variant} in this shop."
                        ),
                    line.Quantity
                )
            )
            .ToList();
        return lines.Count == 0
            ? throw new ArgumentException("An order needs lines.", nameof(change))
            : Place(
                change.Id,
                lines,
                isPaid: change.Text != "unpaid",
                lines.TrueForAll(l => l.Item1.Product.IsGiftCard) ? null : Shipping
            );
    }

    private string Place(
        string? customerId,
        IReadOnlyList<(ProductVariant Variant, int Quantity)> lines,
        bool isPaid,
        long? shipping,
        Country? country = null
    )
    {
        var at = Now;
        var customer = customerId is null
            ? null
            : world.Customers.Find(Number(customerId, "Customer"))
                ?? throw new KeyNotFoundException($"There is no customer {customerId}.");
        var reduced = lines
            .Where(line => line.Variant.Product.Reduced)
            .Select(line => line.Variant.Product.Number)
            .ToHashSet();
        var placed = world.Orders.Add(index =>
        {
            var pair = new CurrencyPair(world.Shop.Currency, world.Shop.Currency);
            var order = new Order
            {
                Number = NumberAt(index),
                Pair = pair,
                OrderNumber = index + 1001,
                Name = $"#{index + 1001}",
                CreatedAt = at,
                UpdatedAt = at,
                ProcessedAt = at,
                TaxesIncluded = true,
                CustomerNumber = customer?.Number,
                Email = customer?.Email,
                BillingAddress = customer?.DefaultAddress,
                ShippingAddress = customer?.DefaultAddress,
                App = OrderApp.OnlineStore,
            };
            order.FulfillmentOrder = new FulfillmentOrder(order, world.Locations[0]);
            var draft = new OrderDraft(order, country ?? CountryOf(order));
            foreach (var (variant, quantity) in lines)
            {
                draft.Add(draft.Line(variant.Product, variant, quantity));
            }

            if (shipping is { } price)
            {
                draft.Shipping("Colissimo", "colissimo", price);
            }

            draft.Tax(line => reduced.Contains(line.ProductNumber ?? 0));
            order.Place();
            if (isPaid)
            {
                order.Transact(at, "SALE", "shopify_payments", order.TotalPriceSet);
            }

            return order;
        });
        webhooks.Raise(ShopEvents.Of(null, placed));
        return placed.Id;
    }

    /// <summary>Where it goes to says which taxes are in its prices; an order without an address is of the shop's own country.</summary>
    private static Country CountryOf(Order order) =>
        Array
            .Find(Names.Countries, one => one.Country.Code == order.ShippingAddress?.CountryCodeV2)
            .Country
        ?? Names.France;

    private static LineItem Line(Order order, ShopChange change) =>
        change.Line >= 0 && change.Line < order.Lines.Count
            ? order.Lines[change.Line]
            : throw new ArgumentException(
                $"{order.Name} has no line {change.Line}.",
                nameof(change)
            );

    private static LineItem Custom(Order order, string title, long minor)
    {
        var line = new LineItem
        {
            Order = order,
            Id = order.Child("LineItem"),
            Title = title,
            Quantity = 1,
            OriginalUnitPriceSet = Rates.Bag(minor, order.Pair),
        };
        if (order.Lines.Find(l => l.TaxLines.Count > 0) is { } taxed)
        {
            line.ApplyTaxes([
                .. taxed.TaxLines.Select(t => new TaxRule(t.Title, t.RateHundredths)),
            ]);
        }

        return line;
    }

    private void Fulfil(Order order, DateTimeOffset at)
    {
        var left = order
            .Lines.Where(l => l.UnfulfilledQuantity > 0)
            .Select(l => (l, l.UnfulfilledQuantity))
            .ToList();
        if (left.Count == 0)
        {
            throw new InvalidOperationException($"Nothing of {order.Name} is left to send.");
        }

        Send(order, at, left);
    }

    private void Send(
        Order order,
        DateTimeOffset at,
        IReadOnlyList<(LineItem Line, int Quantity)> lines
    ) =>
        order.Fulfil(
            at,
            lines,
            world.Locations[0],
            new FulfillmentTrackingInfo(
                "Colissimo",
                "6A99999999999",
                "https://www.laposte.fr/outils/suivre-vos-envois?code=6A99999999999"
            )
        );

    private static void CancelParcel(Order order, ShopChange change, DateTimeOffset at)
    {
        if (
            change.Line < 0
            || change.Line >= order.Fulfillments.Count
            || order.Fulfillments[change.Line].Status != "SUCCESS"
        )
        {
            throw new InvalidOperationException(
                $"{order.Name} has no parcel {change.Line} that could be cancelled."
            );
        }

        order.CancelFulfillment(at, order.Fulfillments[change.Line]);
    }

    private static void RefundShipping(Order order, DateTimeOffset at)
    {
        if (
            order.ShippingLines.Count == 0
            || order.ShippingLines[0].CurrentDiscountedPriceSet is not { IsZero: false } left
        )
        {
            throw new InvalidOperationException($"No shipping of {order.Name} can be given back.");
        }

        order.Refund(at, [], left, restockType: "NO_RESTOCK");
    }

    private static void RefundOverpaid(Order order, DateTimeOffset at)
    {
        var over = -order.TotalOutstandingSet;
        if (over.Presentment <= 0 || over.Shop <= 0)
        {
            throw new InvalidOperationException($"Nothing too much was paid for {order.Name}.");
        }

        order.Refund(at, [], money: over);
    }

    private static void Cancel(Order order, DateTimeOffset at)
    {
        order.Cancel(at, "CUSTOMER");
        var shipping =
            order.ShippingLines.Count > 0
                ? order.ShippingLines[0].CurrentDiscountedPriceSet
                : (MoneyBag?)null;
        order.Refund(
            at,
            [.. order.Lines.Where(l => l.CurrentQuantity > 0).Select(l => (l, l.CurrentQuantity))],
            shipping,
            restockType: "CANCEL"
        );
    }

    private static void Move(Order order, string street)
    {
        order.BillingAddress = order.BillingAddress is { } b ? b with { Address1 = street } : null;
        order.ShippingAddress = order.ShippingAddress is { } s
            ? s with
            {
                Address1 = street,
            }
            : null;
    }
}
