using Comptoir.DemoShop.Webhooks;
using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Server;

/// <summary>
/// Acts that change a shop while it runs. Each is dated by the server's clock, raises <c>updatedAt</c> of what it changes and the
/// webhooks that Shopify raises for it.
/// </summary>
public sealed partial class ShopChanges
{
    private readonly ShopWorld world;
    private readonly ShopWebhooks webhooks;
    private readonly TimeProvider clock;

    internal ShopChanges(ShopWorld world, ShopWebhooks webhooks, TimeProvider clock) =>
        (this.world, this.webhooks, this.clock) = (world, webhooks, clock);

    /// <summary>Does one change.</summary>
    /// <returns>The gid of what was changed or made.</returns>
    /// <exception cref="KeyNotFoundException">There is no such object.</exception>
    /// <exception cref="InvalidOperationException">The object is in no state for it; it stays as it was.</exception>
    public string Apply(ShopChange change)
    {
        var at = Now;
        return change.Kind switch
        {
            ShopChangeKind.Price => Product(
                change,
                p => p.Variants.ForEach(v => (v.PriceMinor, v.UpdatedAt) = (change.Minor, at))
            ),
            ShopChangeKind.ProductTitle => Product(change, p => p.Title = Text(change)),
            ShopChangeKind.DeleteProduct => Delete(world.Products, change, "PRODUCTS_DELETE"),
            ShopChangeKind.AddProduct => AddProduct(Text(change), change.Minor),
            ShopChangeKind.AddVariant => Product(change, p => AddVariant(p, change, at)),
            ShopChangeKind.Stock => Stock(change, at),
            ShopChangeKind.AddOrder => AddOrder(change.Id, change.Quantity),
            ShopChangeKind.PlaceOrder => PlaceOrder(change),
            ShopChangeKind.RefundLine => Order(
                change,
                o => o.Refund(at, [(Line(o, change), change.Quantity)])
            ),
            ShopChangeKind.RefundAmount => Order(
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
            ),
            ShopChangeKind.RefundShipping => Order(change, o => RefundShipping(o, at)),
            ShopChangeKind.RefundOverpaid => Order(change, o => RefundOverpaid(o, at)),
            ShopChangeKind.OpenReturn => Order(
                change,
                o => o.OpenReturn(at, Line(o, change), change.Quantity, "UNWANTED")
            ),
            ShopChangeKind.EditOrder => Order(
                change,
                o => o.EditAdd(at, Custom(o, Text(change), change.Minor))
            ),
            ShopChangeKind.EditRemove => Order(
                change,
                o => o.EditRemove(at, Line(o, change), change.Quantity)
            ),
            ShopChangeKind.FulfilOrder => Order(change, o => Fulfil(o, at)),
            ShopChangeKind.FulfilLine => Order(
                change,
                o => Send(o, at, [(Line(o, change), change.Quantity)])
            ),
            ShopChangeKind.CancelFulfilment => Order(change, o => CancelParcel(o, change, at)),
            ShopChangeKind.PayOrder => Order(
                change,
                o => o.Transact(at, "SALE", "manual", o.TotalOutstandingSet)
            ),
            ShopChangeKind.CancelOrder => Order(change, o => Cancel(o, at)),
            ShopChangeKind.OrderNote => Order(change, o => o.Note = change.Text),
            ShopChangeKind.OrderAddress => Order(change, o => Move(o, Text(change))),
            ShopChangeKind.DeleteOrder => Delete(world.Orders, change, "ORDERS_DELETE"),
            ShopChangeKind.AddCustomer => AddCustomer(Text(change)),
            ShopChangeKind.CustomerName => Customer(change, c => c.LastName = change.Text),
            ShopChangeKind.CustomerEmail => Customer(change, c => c.Email = change.Text),
            ShopChangeKind.CustomerAddress => Customer(change, c => Move(c, Text(change))),
            ShopChangeKind.MergeCustomers => Merge(change),
            ShopChangeKind.DeleteCustomer => Delete(world.Customers, change, "CUSTOMERS_DELETE"),
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        };
    }

    /// <summary>Changes an order by any of its acts, for tests that need more than <see cref="Apply" /> offers.</summary>
    internal void Order(long number, Action<Order> act)
    {
        var before = world.Orders.Find(number);
        world.Orders.Change(number, act);
        webhooks.Raise(ShopEvents.Of(before, world.Orders.Find(number)!));
    }

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

    private string Order(ShopChange change, Action<Order> act)
    {
        var at = Now;
        Order(
            Number(change.Id, "Order"),
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
        var (at, number) = (Now, Number(change.Id, "Product"));
        return Product(
            number,
            product =>
            {
                act(product);
                product.Touch(at);
            }
        );
    }

    private string Product(long number, Action<Product> act)
    {
        var before = world.Products.Find(number);
        world.Products.Change(number, act);
        var after = world.Products.Find(number)!;
        webhooks.Raise(ShopEvents.Of(before, after));
        return after.Id;
    }

    private string Customer(ShopChange change, Action<Customer> act)
    {
        var (at, number) = (Now, Number(change.Id, "Customer"));
        var before = world.Customers.Find(number);
        world.Customers.Change(
            number,
            customer =>
            {
                act(customer);
                customer.Touch(at);
            }
        );
        webhooks.Raise(ShopEvents.Of(before, world.Customers.Find(number)!));
        return change.Id!;
    }

    private string Delete<T>(Table<T> table, ShopChange change, string topic)
        where T : Record
    {
        var number = Number(change.Id, typeof(T).Name);
        var gone = table.Find(number);
        table.Delete(number);
        webhooks.Raise(ShopEvents.Deleted(topic, gone!));
        return change.Id!;
    }

    private long NumberAt(int index) =>
        world.Shop.Number + ((index + 1L) * World.Order.ChildNumbers);

    private static string Text(ShopChange change) =>
        change.Text ?? throw new ArgumentException($"{change.Kind} needs a text.", nameof(change));

    private static long Number(string? id, string type) =>
        Gid.TryParse(id, out var given, out var number) && given == type
            ? number
            : throw new ArgumentException($"{id} is no gid of a {type}.", nameof(id));
}
