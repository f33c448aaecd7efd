using Comptoir.DemoShop.Webhooks;
using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Server;

/// <content>What can be done to customers and the catalogue.</content>
public sealed partial class ShopChanges
{
    private string AddCustomer(string name)
    {
        var at = Now;
        var blank = name.IndexOf(' ', StringComparison.Ordinal);
        var added = world.Customers.Add(index =>
        {
            var number = NumberAt(index);
            return new Customer
            {
                Number = number,
                FirstName = blank > 0 ? name[..blank] : null,
                LastName = name[(blank + 1)..],
                Email = $"client{index}@example.fr",
                AmountSpent = new Money(0, world.Shop.Currency),
                Addresses = [HomeOf(number, "1 place de l'Horloge")],
                CreatedAt = at,
                UpdatedAt = at,
            };
        });
        webhooks.Raise(ShopEvents.Of(null, added));
        return added.Id;
    }

    private static MailingAddress HomeOf(long customer, string street) =>
        new()
        {
            Id = Gid.Of("MailingAddress", customer + 1),
            Address1 = street,
            Zip = "84000",
            City = "Avignon",
            Country = "France",
            CountryCodeV2 = "FR",
        };

    private static void Move(Customer customer, string street) =>
        customer.Addresses =
            customer.Addresses.Count == 0
                ? [HomeOf(customer.Number, street)]
                : [customer.Addresses[0] with { Address1 = street }, .. customer.Addresses.Skip(1)];

    /// <summary>The orders of one customer become another's; the one is gone then. Contacts of companies cannot be merged.</summary>
    private string Merge(ShopChange change)
    {
        var at = Now;
        var (kept, gone) = (Number(change.Id, "Customer"), Number(change.Other, "Customer"));
        if (kept == gone || !world.Customers.Exists(kept) || !world.Customers.Exists(gone))
        {
            throw new KeyNotFoundException("Two customers of this shop are needed.");
        }

        if (world.Companies.SelectMany(c => c.Contacts).Any(c => c.CustomerNumber == gone))
        {
            throw new InvalidOperationException($"{change.Other} buys for a company.");
        }

        var addresses = world.Customers.Find(gone)!.Addresses;
        for (var i = 0; i < world.Orders.Rows.Length; i++)
        {
            if (!world.Orders.Rows[i].Deleted && world.Orders[i].CustomerNumber == gone)
            {
                Order(
                    world.Orders.Rows[i].Number,
                    order =>
                    {
                        order.CustomerNumber = kept;
                        order.Touch(at);
                    }
                );
            }
        }

        world.Customers.Change(
            kept,
            customer =>
            {
                customer.Addresses = [.. customer.Addresses, .. addresses];
                customer.Touch(at);
            }
        );
        world.Customers.Delete(gone);
        var one = world.Customers.Find(kept)!;
        webhooks.Raise([
            new("CUSTOMERS_MERGE", () => WebhookBodies.Merged(change.Id!, change.Other!)),
            .. ShopEvents.Of(one, one),
        ]);
        return change.Id!;
    }

    private string AddProduct(string title, long minor)
    {
        var at = Now;
        var added = world.Products.Add(index =>
        {
            var number = NumberAt(index);
            var product = new Product
            {
                Number = number,
                Title = title,
                Vendor = world.Shop.Name,
                Handle = $"nouveau-{index}",
                ProductType = "Nouveautés",
                Options =
                [
                    new ProductOption(
                        Gid.Of("ProductOption", number),
                        "Title",
                        1,
                        ["Default Title"]
                    ),
                ],
                CreatedAt = at,
                UpdatedAt = at,
            };
            product.Variants.Add(Variant(product, "Default Title", minor, at));
            return product;
        });
        webhooks.Raise(ShopEvents.Of(null, added));
        return added.Id;
    }

    private void AddVariant(Product product, ShopChange change, DateTimeOffset at) =>
        product.Variants.Add(Variant(product, Text(change), change.Minor, at));

    private ProductVariant Variant(Product product, string title, long minor, DateTimeOffset at)
    {
        var position = product.Variants.Count + 1;
        return new ProductVariant
        {
            Number = product.Number + position,
            Product = product,
            Currency = world.Shop.Currency,
            Title = title,
            Sku = $"N-{product.Number / World.Order.ChildNumbers % 100_000:000}-{position}",
            PriceMinor = minor,
            Position = position,
            CreatedAt = at,
            UpdatedAt = at,
            SelectedOptions =
                product.Options.Count > 0
                    ? [new SelectedOption(product.Options[0].Name, title)]
                    : [],
            Stock = [.. world.Locations.Select(place => new StockLevel(place, 10, 0))],
        };
    }

    /// <summary>The variant's own moment moves with its stock, the product's does not.</summary>
    private string Stock(ShopChange change, DateTimeOffset at)
    {
        var number = Number(change.Id, "ProductVariant");
        Product(
            number - (number % World.Order.ChildNumbers),
            product =>
            {
                var variant =
                    product.Variants.Find(v => v.Number == number)
                    ?? throw new KeyNotFoundException($"There is no {change.Id} in this shop.");
                if (change.Line < 0 || change.Line >= variant.Stock.Count)
                {
                    throw new InvalidOperationException(
                        $"{change.Id} is not kept at place {change.Line}."
                    );
                }

                variant.Stock[change.Line] = variant.Stock[change.Line] with
                {
                    Available = change.Quantity,
                };
                variant.UpdatedAt = at;
            }
        );
        return change.Id!;
    }
}
