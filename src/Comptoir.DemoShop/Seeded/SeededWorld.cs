using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Seeded;

/// <summary>A shop made from a seed.</summary>
internal static class SeededWorld
{
    /// <summary>Room for ids of one shop: a million orders with ten thousand things each.</summary>
    public const long IdSpace = 10_000_000_000;

    public static ShopWorld Create(DemoShopSettings settings, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.Orders, 900_000, nameof(settings));
        var first = FirstNumber(settings);
        var currency = Currency.Of(settings.Currency);
        var timeline = new Timeline(now.ToUniversalTime());
        var locations = Locations(first, timeline.Start);
        var catalogue = new CatalogueSeed(
            settings.Seed,
            first,
            currency,
            timeline.Start,
            locations
        );
        CustomerSeed customers = null!;
        OrderSeed orders = null!;
        customers = new CustomerSeed(
            settings.Seed,
            first,
            currency,
            index => orders.CustomerTimeOf(index)
        );
        var customerCount = Math.Max(1, settings.Orders * 45 / 100);
        var companies = Companies(first, timeline.Start, customers, customerCount);
        orders = new OrderSeed(
            settings,
            first,
            timeline,
            catalogue,
            customers,
            locations,
            companies
        );
        var (rows, sums) = Count(orders, settings.Orders, first, customerCount);
        customers.Sums = sums;
        var living = catalogue.Count - CatalogueSeed.Deleted;
        return new ShopWorld
        {
            Shop = new Shop
            {
                Name = settings.Title,
                MyshopifyDomain = settings.Address,
                Currency = currency,
                Number = first,
                CreatedAt = timeline.Start.AddDays(-90),
                IanaTimezone = settings.TimeZone,
            },
            Orders = new Table<Order>(rows, orders.Make, number => Index(number, first)),
            Customers = new Table<Customer>(
                CustomerRows(customers, customerCount),
                customers.Make,
                number => Index(number, first)
            ),
            // Those that were deleted keep their places, so that a new product gets another number.
            Products = new Table<Product>(
                [
                    .. catalogue.Kept.Select(
                        (product, i) => Table<Product>.RowOf(product) with { Deleted = i >= living }
                    ),
                ],
                catalogue.Make,
                number => Index(number, first),
                i => catalogue.Kept[i]
            ),
            Locations = locations,
            Companies = companies,
        };
    }

    public static long FirstNumber(DemoShopSettings settings)
    {
        var space = settings.IdSpace ?? (int)(Hash(settings.Name) % 8999) + 1;
        return space * IdSpace;
    }

    private static int Index(long number, long first) =>
        number <= first
            ? -1
            : (int)Math.Min(int.MaxValue, ((number - first) / Order.ChildNumbers) - 1);

    /// <summary>Makes every order once to know its dates and what its customer spent; nothing of it is kept but that.</summary>
    private static (Row[] Rows, CustomerSums[] Sums) Count(
        OrderSeed orders,
        int count,
        long first,
        int customerCount
    )
    {
        var rows = new Row[count];
        var sums = new CustomerSums[customerCount];
        var spent = new (int Customer, long Minor)[count];
        Parallel.For(
            0,
            count,
            index =>
            {
                var order = orders.Make(index);
                rows[index] = Table<Order>.RowOf(order);
                spent[index] = order.CustomerNumber is { } number
                    ? (Index(number, first), order.CurrentTotalPriceSet.Shop)
                    : (-1, 0);
            }
        );
        for (var i = 0; i < count; i++)
        {
            if (spent[i].Customer >= 0)
            {
                ref var sum = ref sums[spent[i].Customer];
                sum.Orders++;
                sum.Spent += spent[i].Minor;
                sum.LastOrderTicks = Math.Max(sum.LastOrderTicks, rows[i].CreatedAt.UtcTicks);
            }
        }

        return (rows, sums);
    }

    private static Row[] CustomerRows(CustomerSeed customers, int count)
    {
        var rows = new Row[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = Table<Customer>.RowOf(customers.Make(i));
        }

        return rows;
    }

    private static List<Location> Locations(long first, DateTimeOffset at) =>
        [
            Place(
                first + 1,
                "Entrepôt Avignon",
                "ZI de Courtine",
                "Avignon",
                "84000",
                at,
                online: true
            ),
            Place(
                first + 2,
                "Boutique Avignon",
                "12 rue des Teinturiers",
                "Avignon",
                "84000",
                at,
                online: false
            ),
            Place(first + 3, "Entrepôt Lyon", "8 quai Perrache", "Lyon", "69002", at, online: true),
        ];

    private static Location Place(
        long number,
        string name,
        string street,
        string city,
        string zip,
        DateTimeOffset at,
        bool online
    ) =>
        new()
        {
            Number = number,
            Name = name,
            Address = new LocationAddress(street, city, zip, "France", "FR"),
            FulfillsOnlineOrders = online,
            CreatedAt = at,
            UpdatedAt = at,
        };

    private static List<Company> Companies(
        long first,
        DateTimeOffset at,
        CustomerSeed customers,
        int customerCount
    )
    {
        var companies = new List<Company>();
        for (
            var i = 0;
            i < Names.Companies.Length && CustomerSeed.ContactOf(i) < customerCount;
            i++
        )
        {
            var contact = CustomerSeed.ContactOf(i);
            var person = customers.PersonOf(contact);
            var number = first + i + 1;
            var company = new Company
            {
                Number = number,
                Name = Names.Companies[i],
                ExternalId = i % 2 == 0 ? $"C{1000 + i}" : null,
                CreatedAt = at,
                UpdatedAt = at,
            };
            var address = new CompanyAddress(
                Gid.Of("CompanyAddress", number),
                person.Street,
                person.City,
                person.Zip,
                company.Name,
                person.Country.Code,
                person.Country.Name
            );
            company.Locations.Add(
                new CompanyLocation(company, number, person.City, address, Names.VatNumbers[i])
            );
            company.Contacts.Add(new CompanyContact(company, number, customers.NumberOf(contact)));
            companies.Add(company);
        }

        return companies;
    }

    private static ulong Hash(string text)
    {
        // FNV-1a: string.GetHashCode differs from run to run.
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return hash;
    }
}
