using System.Globalization;
using Comptoir.DemoShop.Seeded;
using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Retail;

/// <summary>
/// A shop made of real sales. An invoice is an order in pounds, dated as in the file (local time of London); prices contain 20 % tax in
/// the European Union of 2011 and none elsewhere; rows without a customer are guests; postage rows are shipping lines, other charges
/// custom lines. Refunds are those of <see cref="RetailLedger" />.
/// </summary>
internal static class RetailWorld
{
    private static readonly TaxRule[] Vat = [new("GB VAT", 2000)];
    private static readonly Currency Pound = Currency.Of("GBP");

    public static (ShopWorld World, RetailReport Report) Load(
        DemoShopSettings settings,
        string path
    )
    {
        var ledger = new RetailLedger();
        var titles = new Dictionary<string, Dictionary<string, int>>(
            StringComparer.OrdinalIgnoreCase
        );
        foreach (var row in RetailFile.Read(path))
        {
            ledger.Add(row);
            if (RetailLedger.IsArticle(row.Article) && row is { Quantity: > 0, Price: > 0 })
            {
                var counts = titles.TryGetValue(row.Article, out var known)
                    ? known
                    : titles[row.Article] = new(StringComparer.Ordinal);
                counts[row.Description] = counts.GetValueOrDefault(row.Description) + 1;
            }
        }

        var made = new Maker(SeededWorld.FirstNumber(settings), ledger, titles);
        var world = new ShopWorld
        {
            Shop = new Shop
            {
                Name = settings.Title,
                MyshopifyDomain = settings.Address,
                Currency = Pound,
                Number = made.First,
                IanaTimezone = "Europe/London",
                EnabledPresentmentCurrencies = ["GBP"],
                ShopAddress = new ShopAddress
                {
                    Company = settings.Title,
                    Address1 = "1 Warehouse Road",
                    City = "London",
                    Zip = "N1 1AA",
                    Country = "United Kingdom",
                    CountryCodeV2 = "GB",
                },
                CreatedAt = made.Opened,
            },
            Orders = made.Orders(),
            Customers = made.Customers(),
            Products = made.Products(),
            Locations = [made.Location],
            Companies = [],
        };
        return (
            world,
            new RetailReport(ledger.Rows, ledger.Invoices.Count, ledger.Refunds, ledger.LeftOut)
        );
    }

    private sealed class Maker
    {
        private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById(
            "Europe/London"
        );
        private readonly RetailLedger ledger;
        private readonly List<(string Article, string Title, long Minor)> articles = [];
        private readonly Dictionary<string, int> articleIndex = new(
            StringComparer.OrdinalIgnoreCase
        );
        private readonly List<(
            int Customer,
            string Country,
            DateTime First,
            DateTime Last,
            int Orders,
            long Spent
        )> customers = [];
        private readonly Dictionary<int, int> customerIndex = [];

        public Maker(
            long first,
            RetailLedger ledger,
            Dictionary<string, Dictionary<string, int>> titles
        )
        {
            (First, this.ledger) = (first, ledger);
            Opened =
                ledger.Invoices.Count > 0
                    ? Utc(ledger.Invoices[0].First.At).AddDays(-30)
                    : DateTimeOffset.UnixEpoch;
            Location = new Location
            {
                Number = first + 1,
                Name = "Warehouse",
                Address = new LocationAddress(
                    "1 Warehouse Road",
                    "London",
                    "N1 1AA",
                    "United Kingdom",
                    "GB"
                ),
                CreatedAt = Opened,
                UpdatedAt = Opened,
            };
            var prices = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
            foreach (var invoice in ledger.Invoices)
            {
                Count(invoice);
                invoice.Lines.ForEach(line => prices[line.Row.Article] = line.Row.UnitMinor);
            }

            foreach (
                var (article, counts) in titles.OrderBy(
                    t => t.Key,
                    StringComparer.OrdinalIgnoreCase
                )
            )
            {
                articleIndex[article] = articles.Count;
                var title = counts
                    .OrderByDescending(c => c.Value)
                    .ThenBy(c => c.Key, StringComparer.Ordinal)
                    .First()
                    .Key;
                articles.Add((article, title.Length == 0 ? article : title, prices[article]));
            }
        }

        public long First { get; }

        public DateTimeOffset Opened { get; }

        public Location Location { get; }

        public Table<Order> Orders()
        {
            var rows = new Row[ledger.Invoices.Count];
            for (var i = 0; i < rows.Length; i++)
            {
                var invoice = ledger.Invoices[i];
                var at = Utc(invoice.First.At);
                rows[i] = new Row(Number(i), at, Utc(invoice.LastChange), at, Deleted: false);
            }

            return new Table<Order>(rows, Order, Index);
        }

        public Table<Customer> Customers() =>
            new(
                [.. customers.Select((_, i) => Table<Customer>.RowOf(Customer(i)))],
                Customer,
                Index
            );

        public Table<Product> Products()
        {
            Product[] kept = [.. articles.Select((_, i) => Product(i))];
            return new Table<Product>(
                [.. kept.Select(Table<Product>.RowOf)],
                Product,
                Index,
                i => kept[i]
            );
        }

        private int Index(long number) =>
            number <= First
                ? -1
                : (int)Math.Min(int.MaxValue, ((number - First) / World.Order.ChildNumbers) - 1);

        private long Number(int index) => First + ((index + 1L) * World.Order.ChildNumbers);

        private static DateTimeOffset Utc(DateTime london) =>
            new(
                TimeZoneInfo.ConvertTimeToUtc(
                    DateTime.SpecifyKind(london, DateTimeKind.Unspecified),
                    London
                )
            );

        private void Count(RetailInvoice invoice)
        {
            if (invoice.First.Customer is not { } number)
            {
                return;
            }

            var spent = invoice.Lines.Sum(line => line.Row.UnitMinor * line.Left);
            if (!customerIndex.TryGetValue(number, out var index))
            {
                customerIndex[number] = index = customers.Count;
                customers.Add(
                    (number, invoice.First.Country, invoice.First.At, invoice.First.At, 0, 0)
                );
            }

            var known = customers[index];
            customers[index] = known with
            {
                Last = invoice.First.At > known.Last ? invoice.First.At : known.Last,
                Orders = known.Orders + 1,
                Spent = known.Spent + spent,
            };
        }

        private Order Order(int index)
        {
            var invoice = ledger.Invoices[index];
            var first = invoice.First;
            var at = Utc(first.At);
            var pair = new CurrencyPair(Pound, Pound);
            var number = Number(index);
            var address = Address(first.Customer, first.Country, number);
            var order = new Order
            {
                Number = number,
                Pair = pair,
                OrderNumber = index + 1001,
                Name = $"#{first.Invoice}",
                ConfirmationNumber = first.Invoice,
                CreatedAt = at,
                UpdatedAt = at,
                ProcessedAt = at,
                TaxesIncluded = true,
                SourceIdentifier = first.Invoice,
                CustomerLocale = "en",
                CustomerNumber = first.Customer is { } customer
                    ? Number(customerIndex[customer])
                    : null,
                BillingAddress = address,
                ShippingAddress = address,
                App = OrderApp.OnlineStore,
            };
            order.FulfillmentOrder = new FulfillmentOrder(order, Location);
            TaxRule[] rules = RetailCountries.IsTaxed(first.Country) ? Vat : [];
            var priced = invoice.Lines.ConvertAll(line => Priced(order, line.Row));
            priced.ForEach(line => line.ApplyTaxes(rules));
            order.Lines.AddRange(priced.OfType<LineItem>());
            order.ShippingLines.AddRange(priced.OfType<ShippingLine>());
            order.Place();
            if (order.TotalPriceSet.Presentment > 0)
            {
                order.Transact(at, "SALE", "manual", order.TotalPriceSet);
            }

            if (order.Lines.Count > 0)
            {
                order.Fulfil(
                    at,
                    [.. order.Lines.Select(line => (line, line.Quantity))],
                    Location,
                    null
                );
            }

            invoice.Refunds.ForEach(refund => GiveBack(order, invoice, priced, refund));
            return order;
        }

        private static void GiveBack(
            Order order,
            RetailInvoice invoice,
            List<Priced> priced,
            RetailRefund refund
        )
        {
            var lines = new List<(LineItem, int)>();
            var shipping = new List<(ShippingLine, MoneyBag)>();
            foreach (var (line, units) in refund.Lines)
            {
                switch (priced[line])
                {
                    case LineItem item:
                        lines.Add((item, units));
                        break;
                    case ShippingLine item:
                        var minor = invoice.Lines[line].Row.UnitMinor * units;
                        shipping.Add((item, new MoneyBag(minor, minor, order.Pair)));
                        break;
                }
            }

            order.Refund(Utc(refund.At), lines, shippingLines: shipping, note: refund.Cancellation);
        }

        private Priced Priced(Order order, RetailRow row)
        {
            if (RetailLedger.IsShipping(row.Article))
            {
                return new ShippingLine
                {
                    Order = order,
                    Id = order.Child("ShippingLine"),
                    Title = row.Description.Length == 0 ? row.Article : row.Description,
                    Code = row.Article,
                    OriginalPriceSet = new MoneyBag(row.GrossMinor, row.GrossMinor, order.Pair),
                };
            }

            var product = articleIndex.TryGetValue(row.Article, out var index)
                ? Number(index)
                : (long?)null;
            return new LineItem
            {
                Order = order,
                Id = order.Child("LineItem"),
                ProductNumber = product,
                VariantNumber = product + 1,
                Title =
                    row.Description.Length > 0 ? row.Description
                    : product is null ? row.Article
                    : articles[index].Title,
                Sku = product is null ? null : row.Article,
                Quantity = row.Quantity,
                OriginalUnitPriceSet = new MoneyBag(row.UnitMinor, row.UnitMinor, order.Pair),
            };
        }

        private Customer Customer(int index)
        {
            var known = customers[index];
            var number = Number(index);
            return new Customer
            {
                Number = number,
                LastName = string.Create(
                    CultureInfo.InvariantCulture,
                    $"Customer {known.Customer}"
                ),
                Email = string.Create(
                    CultureInfo.InvariantCulture,
                    $"customer{known.Customer}@example.com"
                ),
                Locale = "en",
                NumberOfOrders = known.Orders,
                AmountSpent = new Money(known.Spent, Pound),
                Addresses = [Address(known.Customer, known.Country, number)],
                CreatedAt = Utc(known.First).AddMinutes(-4),
                UpdatedAt = Utc(known.Last),
            };
        }

        private static MailingAddress Address(int? customer, string country, long number) =>
            new()
            {
                Id = Gid.Of("MailingAddress", number + 1),
                LastName = customer is { } known
                    ? string.Create(CultureInfo.InvariantCulture, $"Customer {known}")
                    : null,
                Country = RetailCountries.Code(country) == "IE" ? "Ireland" : country,
                CountryCodeV2 = RetailCountries.Code(country),
            };

        private Product Product(int index)
        {
            var (article, title, minor) = articles[index];
            var number = Number(index);
            var product = new Product
            {
                Number = number,
                Title = title,
                Vendor = "",
                Handle = article.ToLowerInvariant(),
                Options =
                [
                    new ProductOption(
                        Gid.Of("ProductOption", number),
                        "Title",
                        1,
                        ["Default Title"]
                    ),
                ],
                CreatedAt = Opened,
                UpdatedAt = Opened,
            };
            product.Variants.Add(
                new ProductVariant
                {
                    Number = number + 1,
                    Product = product,
                    Currency = Pound,
                    Title = "Default Title",
                    Sku = article,
                    PriceMinor = minor,
                    Position = 1,
                    CreatedAt = Opened,
                    UpdatedAt = Opened,
                    SelectedOptions = [new SelectedOption("Title", "Default Title")],
                    Stock = [new StockLevel(Location, 100, 0)],
                    CountryOfOrigin = null,
                }
            );
            return product;
        }
    }
}
