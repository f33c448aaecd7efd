using System.Text.Json.Serialization;
using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Server;

/// <summary>What can be done to a shop over HTTP.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ShopChangeKind>))]
public enum ShopChangeKind
{
    /// <summary>Sets the price of a product's variants to <see cref="ShopChange.Minor" />.</summary>
    Price,

    /// <summary>Sets the title of a product to <see cref="ShopChange.Text" />.</summary>
    ProductTitle,

    /// <summary>Deletes a product.</summary>
    DeleteProduct,

    /// <summary>A customer buys <see cref="ShopChange.Quantity" /> of a product, paid.</summary>
    AddOrder,

    /// <summary>Gives back <see cref="ShopChange.Quantity" /> units of line <see cref="ShopChange.Line" />.</summary>
    RefundLine,

    /// <summary>Gives back <see cref="ShopChange.Minor" /> as goodwill.</summary>
    RefundAmount,

    /// <summary>Adds a custom line of <see cref="ShopChange.Minor" /> called <see cref="ShopChange.Text" /> by an order edit.</summary>
    EditOrder,

    /// <summary>Sends all that is left to send.</summary>
    FulfilOrder,

    /// <summary>Marks what is owed as paid.</summary>
    PayOrder,

    /// <summary>Cancels an order and gives everything back.</summary>
    CancelOrder,

    /// <summary>Writes <see cref="ShopChange.Text" /> as the note of an order; nothing else changes.</summary>
    OrderNote,

    /// <summary>Deletes an order.</summary>
    DeleteOrder,

    /// <summary>Sets the family name of a customer to <see cref="ShopChange.Text" />.</summary>
    CustomerName,

    /// <summary>Sets the e-mail address of a customer to <see cref="ShopChange.Text" />.</summary>
    CustomerEmail,

    /// <summary>Deletes a customer.</summary>
    DeleteCustomer,
}

/// <summary>One change.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Id">Gid of what is changed; for <see cref="ShopChangeKind.AddOrder" /> the customer, null for a guest.</param>
/// <param name="Line">Index of an order's line, from 0.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Minor">An amount in minor units of the shop's currency.</param>
/// <param name="Text">A text.</param>
public sealed record ShopChange(
    ShopChangeKind Kind,
    string? Id = null,
    int Line = 0,
    int Quantity = 1,
    long Minor = 0,
    string? Text = null
);

/// <summary>Acts that change a shop while it runs. Each is dated by the server's clock and raises <c>updatedAt</c> of what it changes.</summary>
public sealed class ShopChanges
{
    private readonly ShopWorld world;
    private readonly TimeProvider clock;

    internal ShopChanges(ShopWorld world, TimeProvider clock) =>
        (this.world, this.clock) = (world, clock);

    /// <summary>Does one change.</summary>
    /// <returns>The gid of what was changed or made.</returns>
    /// <exception cref="KeyNotFoundException">There is no such object.</exception>
    /// <exception cref="InvalidOperationException">The object is in no state for it; it stays as it was.</exception>
    public string Apply(ShopChange change)
    {
        var at = Now;
        switch (change.Kind)
        {
            case ShopChangeKind.Price:
                return Product(
                    change,
                    p => p.Variants.ForEach(v => (v.PriceMinor, v.UpdatedAt) = (change.Minor, at))
                );
            case ShopChangeKind.ProductTitle:
                return Product(change, p => p.Title = Text(change));
            case ShopChangeKind.DeleteProduct:
                world.Products.Delete(Number(change, "Product"));
                return change.Id!;
            case ShopChangeKind.AddOrder:
                return AddOrder(change.Id, change.Quantity).Id;
            case ShopChangeKind.RefundLine:
                return Order(change, o => o.Refund(at, [(o.Lines[change.Line], change.Quantity)]));
            case ShopChangeKind.RefundAmount:
                return Order(
                    change,
                    o =>
                        o.Refund(
                            at,
                            [],
                            null,
                            -Seeded.Rates.Bag(change.Minor, o.Pair),
                            "CUSTOMER",
                            "NO_RESTOCK"
                        )
                );
            case ShopChangeKind.EditOrder:
                return Order(change, o => o.EditAdd(at, Custom(o, Text(change), change.Minor)));
            case ShopChangeKind.FulfilOrder:
                return Order(change, o => Fulfil(o, at));
            case ShopChangeKind.PayOrder:
                return Order(change, o => o.Transact(at, "SALE", "manual", o.TotalOutstandingSet));
            case ShopChangeKind.CancelOrder:
                return Order(change, o => Cancel(o, at));
            case ShopChangeKind.OrderNote:
                return Order(change, o => o.Note = change.Text);
            case ShopChangeKind.DeleteOrder:
                world.Orders.Delete(Number(change, "Order"));
                return change.Id!;
            case ShopChangeKind.CustomerName:
                return Customer(change, c => c.LastName = change.Text);
            case ShopChangeKind.CustomerEmail:
                return Customer(change, c => c.Email = change.Text);
            case ShopChangeKind.DeleteCustomer:
                world.Customers.Delete(Number(change, "Customer"));
                return change.Id!;
            default:
                throw new ArgumentOutOfRangeException(nameof(change));
        }
    }

    /// <summary>Changes an order by any of its acts, for tests that need more than <see cref="Apply" /> offers.</summary>
    internal void Order(long number, Action<Order> act) => world.Orders.Change(number, act);

    private DateTimeOffset Now
    {
        get
        {
            // Shopify's dates have no fraction of a second.
            var now = clock.GetUtcNow();
            return new DateTimeOffset(
                now.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond,
                TimeSpan.Zero
            );
        }
    }

    /// <summary>A new order of the first product in stock, paid.</summary>
    private Order AddOrder(string? customerId, int quantity)
    {
        var at = Now;
        var customer = customerId is null
            ? null
            : world.Customers.Find(Gid.TryParse(customerId, out _, out var n) ? n : -1)
                ?? throw new KeyNotFoundException($"There is no customer {customerId}.");
        var product = Enumerable
            .Range(0, world.Products.Rows.Length)
            .Where(i => !world.Products.Rows[i].Deleted)
            .Select(i => world.Products[i])
            .First(p => !p.IsGiftCard);
        return world.Orders.Add(index =>
        {
            var pair = new CurrencyPair(world.Shop.Currency, world.Shop.Currency);
            var number = world.Shop.Number + ((index + 1L) * World.Order.ChildNumbers);
            var order = new Order
            {
                Number = number,
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
            var variant = product.Variants[0];
            var line = new LineItem
            {
                Order = order,
                Id = order.Child("LineItem"),
                ProductNumber = product.Number,
                VariantNumber = variant.Number,
                Title = product.Title,
                Sku = variant.Sku,
                Vendor = product.Vendor,
                Quantity = quantity,
                OriginalUnitPriceSet = new MoneyBag(variant.PriceMinor, variant.PriceMinor, pair),
            };
            line.ApplyTaxes([new TaxRule("FR TVA", 2000)]);
            order.Lines.Add(line);
            order.Place();
            order.Transact(at, "SALE", "shopify_payments", order.TotalPriceSet);
            return order;
        });
    }

    private static LineItem Custom(Order order, string title, long minor)
    {
        var line = new LineItem
        {
            Order = order,
            Id = order.Child("LineItem"),
            Title = title,
            Quantity = 1,
            OriginalUnitPriceSet = Seeded.Rates.Bag(minor, order.Pair),
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

        order.Fulfil(
            at,
            left,
            world.Locations[0],
            new FulfillmentTrackingInfo(
                "Colissimo",
                "6A99999999999",
                "https://www.laposte.fr/outils/suivre-vos-envois?code=6A99999999999"
            )
        );
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

    private string Order(ShopChange change, Action<Order> act)
    {
        var at = Now;
        world.Orders.Change(
            Number(change, "Order"),
            order =>
            {
                act(order);
                order.Touch(at);
            }
        );
        return change.Id!;
    }

    private string Product(ShopChange change, Action<Product> act)
    {
        var at = Now;
        world.Products.Change(
            Number(change, "Product"),
            product =>
            {
                act(product);
                product.Touch(at);
            }
        );
        return change.Id!;
    }

    private string Customer(ShopChange change, Action<Customer> act)
    {
        var at = Now;
        world.Customers.Change(
            Number(change, "Customer"),
            customer =>
            {
                act(customer);
                customer.Touch(at);
            }
        );
        return change.Id!;
    }

    private static string Text(ShopChange change) =>
        change.Text ?? throw new ArgumentException($"{change.Kind} needs a text.", nameof(change));

    private static long Number(ShopChange change, string type) =>
        Gid.TryParse(change.Id, out var given, out var number) && given == type
            ? number
            : throw new ArgumentException($"{change.Id} is no gid of a {type}.", nameof(change));
}
