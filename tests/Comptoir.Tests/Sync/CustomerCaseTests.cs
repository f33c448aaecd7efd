using Comptoir.Attention;
using Comptoir.Contacts;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Server;
using Comptoir.DemoShop.World;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Tests.DemoShop;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>Every kind of customer, as a merchant meets them.</summary>
public sealed class CustomerCaseTests(PostgresServer postgres)
{
    private static readonly DemoShopSettings Lyon = ShopClient.Small(orders: 24) with
    {
        Name = "lyon",
        IdSpace = 11,
    };

    /// <summary>The same people, SKUs and names; the ids are of another space.</summary>
    private static readonly DemoShopSettings Nice = Lyon with { Name = "nice", IdSpace = 22 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_whom_I_had_imported_is_not_doubled_and_keeps_what_the_shop_does_not_know()
    {
        await using var server = await ShopClient.Start(Lyon);
        await using var work = await Workplace.StartAsync(server);
        var customer = Customers(server).First(c => c is { Email: not null, Phone: null });
        var imported = Imported(work, 900_001, customer.Email!.ToUpperInvariant(), "+33123456789");
        await work.App.AddAsync(imported, AddressByHand(imported));
        var shop = await work.ConnectAsync();
        var run = await work.SyncAsync(shop, everything: true);

        Assert.Equal(
            (Customers(server).Count - 1, 1),
            (run.Counts.Customers.Created, run.Counts.Customers.Updated)
        );
        await using var db = work.Database.Open(work.App.OfficeId);
        var contact = await db
            .Contacts.AsNoTracking()
            .Include(x => x.Addresses)
            .SingleAsync(x => x.EmailKey == Key(customer.Email), Stop);
        Assert.Equal(
            (900_001L, customer.LastName, "+33123456789", customer.Email),
            (contact.Id, contact.LastName, contact.Phone, contact.Email)
        );
        Assert.Equal(2, contact.Addresses.Count);
        Assert.Null(contact.WebShopId);
        await AssertNothingChangesAsync(work, shop);
    }

    [Fact]
    public async Task Of_several_contacts_with_the_same_email_the_oldest_is_taken_and_I_am_told()
    {
        await using var server = await ShopClient.Start(Lyon);
        await using var work = await Workplace.StartAsync(server);
        var customer = Customers(server).First(c => c.Email is not null);
        await work.App.AddAsync(
            Imported(work, 900_001, customer.Email!, created: DateTime.UnixEpoch.AddYears(40)),
            Imported(work, 900_002, customer.Email!, created: DateTime.UnixEpoch.AddYears(30))
        );
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop, everything: true);
        await work.SyncAsync(shop, everything: true);

        await using var db = work.Database.Open(work.App.OfficeId);
        Assert.Equal(2, await db.Contacts.CountAsync(x => x.EmailKey == Key(customer.Email), Stop));
        Assert.Equal(900_002, await ContactOfAsync(db, shop, customer.Number));
        var told = await db.Attention.AsNoTracking().SingleAsync(Stop);
        Assert.Equal(
            (AttentionCode.SeveralContacts, Key(customer.Email), (DateTime?)null),
            (told.Code, told.Detail, told.ResolvedAt)
        );
    }

    [Fact]
    public async Task Two_customers_of_a_shop_that_come_to_the_same_email_stay_two()
    {
        await using var server = await ShopClient.Start(Lyon);
        await using var work = await Workplace.StartAsync(server);
        var pair = Customers(server).Where(c => c.Email is not null).Take(2).ToList();
        await work.App.AddAsync(Imported(work, 900_001, pair[0].Email!));
        Change(server, pair[1].Number, c => c.Email = $" {pair[0].Email!.ToUpperInvariant()}");
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop, everything: true);

        await using var db = work.Database.Open(work.App.OfficeId);
        var ids = new[]
        {
            await ContactOfAsync(db, shop, pair[0].Number),
            await ContactOfAsync(db, shop, pair[1].Number),
        };
        Assert.Equal(900_001, ids[0]);
        Assert.NotEqual(ids[0], ids[1]);
        Assert.Equal(2, await db.Contacts.CountAsync(x => x.EmailKey == Key(pair[0].Email), Stop));
        await AssertNothingChangesAsync(work, shop);
    }

    [Fact]
    public Task Somebody_who_buys_in_two_of_my_shops_is_one_contact_and_the_shops_do_not_fight() =>
        ShareAsync(null);

    [Fact]
    [Trait("Needs", "PostgreSQL")]
    public async Task Shops_share_their_customers_on_PostgreSQL_too()
    {
        var missing = await postgres.MissingAsync();
        Assert.SkipWhen(missing is not null, missing ?? "");
        await ShareAsync(await postgres.CreateDatabaseAsync(Stop));
    }

    private static async Task ShareAsync(string? database)
    {
        await using var server = await ShopClient.Start(Lyon, Nice);
        await using var work = await Workplace.StartAsync(server, database);
        var shops = new[] { await work.ConnectAsync(0), await work.ConnectAsync(1) };
        await work.SyncAsync(shops[0], everything: true);
        await work.SyncAsync(shops[1], everything: true);

        var people = Customers(server).Where(c => c.Email is not null).ToList();
        await using var db = work.Database.Open(work.App.OfficeId);
        var contacts = await db
            .Contacts.AsNoTracking()
            .Include(x => x.Addresses)
            .Where(x => x.EmailKey != null)
            .ToListAsync(Stop);
        Assert.Equal(people.Count, contacts.Count);
        Assert.All(
            contacts,
            contact =>
            {
                Assert.Equal(shops[0].Id, contact.WebShopId);
                Assert.Equal(
                    shops.Select(shop => (long?)shop.Id),
                    contact.Addresses.Select(x => x.WebShopId).Order()
                );
            }
        );
        await AssertNothingChangesAsync(work, shops[0]);
        await AssertNothingChangesAsync(work, shops[1]);

        // The second shop takes its own address away, and calls her otherwise: the first one's stays, and leads.
        var her = people[0];
        var there = Customers(server, 1).Single(c => c.Email == her.Email);
        Change(
            server,
            there.Number,
            c =>
            {
                c.Addresses = [];
                c.LastName = "Autrement";
            },
            shop: 1
        );
        await work.SyncAsync(shops[1], everything: true);
        var contact = await db
            .Contacts.AsNoTracking()
            .Include(x => x.Addresses)
            .SingleAsync(x => x.EmailKey == Key(her.Email), Stop);
        Assert.Equal(her.LastName, contact.LastName);
        Assert.Equal(shops[0].Id, Assert.Single(contact.Addresses).WebShopId);
        await AssertNothingChangesAsync(work, shops[0]);
    }

    [Fact]
    public async Task A_customer_whose_data_Shopify_erased_is_erased_here_and_the_orders_stay()
    {
        await using var server = await ShopClient.Start(Lyon, Nice);
        await using var work = await Workplace.StartAsync(server);
        var shops = new[] { await work.ConnectAsync(0), await work.ConnectAsync(1) };
        await work.SyncAsync(shops[0], everything: true);
        var people = Customers(server).Where(c => c.Email is not null).Take(2).ToList();
        // The second of them is known to the other shop too.
        foreach (var other in Customers(server, 1).Where(c => c.Email != people[1].Email))
            server.Shops[1].World.Customers.Delete(other.Number);
        await work.SyncAsync(shops[1], everything: true);
        foreach (var person in people)
            Change(
                server,
                person.Number,
                c =>
                {
                    (c.FirstName, c.LastName, c.Email, c.Phone) = (null, null, null, null);
                    c.Addresses = [];
                }
            );
        await work.SyncAsync(shops[0], everything: true);

        await using var db = work.Database.Open(work.App.OfficeId);
        var erased = await ReadAsync(db, await ContactOfAsync(db, shops[0], people[0].Number));
        Assert.Equal(
            ($"#{people[0].Number}", null, null),
            (erased.Name, erased.Email, erased.EmailKey)
        );
        Assert.Empty(erased.Addresses);
        var shared = await ReadAsync(db, await ContactOfAsync(db, shops[0], people[1].Number));
        Assert.Equal(people[1].Email, shared.Email);
        Assert.Equal(shops[1].Id, Assert.Single(shared.Addresses).WebShopId);
        Assert.Equal(24, await db.Orders.CountAsync(x => x.WebShopId == shops[0].Id, Stop));
    }

    [Fact]
    public async Task When_Shopify_merges_two_customers_the_orders_go_to_the_one_that_stays()
    {
        await using var server = await ShopClient.Start(Lyon);
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop, everything: true);
        var order = server.Shops[0].Orders().First(o => o.CustomerNumber is not null);
        var gone = order.CustomerNumber!.Value;
        var stays = Customers(server).First(c => c.Number != gone).Number;
        await using var db = work.Database.Open(work.App.OfficeId);
        var before = await ContactOfAsync(db, shop, gone);

        var moved = server.Shops[0].Orders().Where(o => o.CustomerNumber == gone).ToList();
        foreach (var one in moved)
            server.Shops[0].Changes.Order(one.Number, o => o.CustomerNumber = stays);
        server.Shops[0].World.Customers.Delete(gone);
        await work.SyncAsync(shop, everything: true);

        Assert.False(await db.Orders.AnyAsync(x => x.ContactId == before, Stop));
        var now = await ContactOfAsync(db, shop, stays);
        foreach (var one in moved)
            Assert.Equal(
                (now, stays),
                await db
                    .Orders.Where(x => x.ExternalId == one.Number)
                    .Select(x => ValueTuple.Create(x.ContactId, x.CustomerExternalId!.Value))
                    .SingleAsync(Stop)
            );
    }

    [Fact]
    public async Task A_changed_email_changes_the_contact_and_makes_no_other()
    {
        await using var server = await ShopClient.Start(Lyon);
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop, everything: true);
        await using var db = work.Database.Open(work.App.OfficeId);
        var customer = Customers(server).First(c => c.Email is not null);
        var (id, count) = (
            await ContactOfAsync(db, shop, customer.Number),
            await db.Contacts.CountAsync(Stop)
        );
        server
            .Shops[0]
            .Changes.Apply(
                new(
                    ShopChangeKind.CustomerEmail,
                    $"gid://shopify/Customer/{customer.Number}",
                    Text: "Neuve@Example.FR"
                )
            );
        await work.SyncAsync(shop, everything: true);

        var contact = await ReadAsync(db, id);
        Assert.Equal(("Neuve@Example.FR", "neuve@example.fr"), (contact.Email, contact.EmailKey));
        Assert.Equal(count, await db.Contacts.CountAsync(Stop));
    }

    [Fact]
    public async Task Who_has_no_name_is_known_by_email_or_phone_and_several_addresses_are_kept()
    {
        await using var server = await ShopClient.Start(Lyon);
        await using var work = await Workplace.StartAsync(server);
        var some = Customers(server).Where(c => c.Email is not null).Take(3).ToList();
        Change(
            server,
            some[0].Number,
            c =>
            {
                (c.FirstName, c.LastName) = (null, null);
                c.Addresses = [];
            }
        );
        Change(
            server,
            some[1].Number,
            c =>
            {
                (c.FirstName, c.LastName, c.Email, c.Phone) = (null, null, null, "+33611111111");
                c.Addresses = [];
            }
        );
        Change(
            server,
            some[2].Number,
            c =>
                c.Addresses = [
                    .. c.Addresses,
                    c.Addresses[0] with
                    {
                        Id = $"gid://shopify/MailingAddress/{c.Number + 2}",
                        City = "Brest",
                    },
                ]
        );
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop, everything: true);

        await using var db = work.Database.Open(work.App.OfficeId);
        var contacts = new List<Contact>();
        foreach (var one in some)
            contacts.Add(await ReadAsync(db, await ContactOfAsync(db, shop, one.Number)));
        Assert.Equal(
            [some[0].Email!, "+33611111111"],
            contacts.Take(2).Select(contact => contact.Name)
        );
        Assert.Equal(
            [true, false],
            contacts[2].Addresses.OrderBy(x => x.Number).Select(x => x.IsDefault)
        );
    }

    [Fact]
    public async Task Numbers_of_a_business_are_found_where_my_shop_keeps_them()
    {
        await using var server = await ShopClient.Start(Lyon);
        await using var work = await Workplace.StartAsync(server);
        var some = Customers(server).Where(c => CompanyOf(server, c) is null).Take(4).ToList();
        Change(
            server,
            some[0].Number,
            c => c.Metafields.Add(new(1, "facturation", "tva", "fr 40 303 265 045"))
        );
        Change(server, some[1].Number, c => c.Tags = ["tva:DE 129.273.398"]);
        Change(
            server,
            some[2].Number,
            c => c.Addresses = [c.Addresses[0] with { Company = "IT00743110157" }]
        );
        Change(
            server,
            some[3].Number,
            c => c.Addresses = [c.Addresses[0] with { Company = "Les Trois Tilleuls" }]
        );
        var shop = await work.ConnectAsync();
        await work.Database.WriteAsync(
            work.App.OfficeId,
            async (db, ct) =>
            {
                var row = await db.WebShops.SingleAsync(ct);
                row.Settings = new WebShopSettings
                {
                    Fields = new FieldMapping
                    {
                        VatNumber =
                        [
                            new(FieldPlaceKind.Metafield, "facturation.tva"),
                            new(FieldPlaceKind.Tag, "tva:"),
                            new(FieldPlaceKind.AddressCompany),
                        ],
                    },
                };
                await db.SaveChangesAsync(ct);
            },
            Stop
        );
        await work.SyncAsync(shop, everything: true);

        await using var read = work.Database.Open(work.App.OfficeId);
        var numbers = new List<string?>();
        foreach (var one in some)
            numbers.Add(
                (await ReadAsync(read, await ContactOfAsync(read, shop, one.Number))).VatNumber
            );
        Assert.Equal(["FR40303265045", "DE129273398", "IT00743110157", null], numbers);
        Assert.Equal(
            "303265045",
            (await ReadAsync(read, await ContactOfAsync(read, shop, some[0].Number))).Siren
        );
        await AssertNothingChangesAsync(work, shop);
    }

    internal static List<Customer> Customers(DemoShopServer server, int shop = 0)
    {
        var table = server.Shops[shop].World.Customers;
        return
        [
            .. Enumerable
                .Range(0, table.Rows.Length)
                .Where(i => !table.Rows[i].Deleted)
                .Select(i => table[i]),
        ];
    }

    private static Company? CompanyOf(DemoShopServer server, Customer customer) =>
        server
            .Shops[0]
            .World.Companies.FirstOrDefault(company =>
                company.Contacts.Exists(person => person.CustomerNumber == customer.Number)
            );

    internal static void Change(
        DemoShopServer server,
        long number,
        Action<Customer> change,
        int shop = 0
    ) =>
        server
            .Shops[shop]
            .World.Customers.Change(
                number,
                customer =>
                {
                    change(customer);
                    customer.Touch(ShopClient.Now);
                }
            );

    internal static async Task AssertNothingChangesAsync(Workplace work, WebShop shop)
    {
        var before = await work.RowsAsync("runs", "id_blocks");
        await work.SyncAsync(shop, everything: true);
        Assert.Equal(before, await work.RowsAsync("runs", "id_blocks"));
    }

    internal static async Task<long?> ContactOfAsync(
        ComptoirDb db,
        WebShop shop,
        long number,
        LinkKind kind = LinkKind.Customer
    ) =>
        await db
            .Links.Where(link =>
                link.WebShopId == shop.Id && link.Kind == kind && link.ExternalId == $"{number}"
            )
            .Select(link => link.LocalId)
            .SingleAsync(Stop);

    internal static Task<Contact> ReadAsync(ComptoirDb db, long? id) =>
        db.Contacts.AsNoTracking().Include(x => x.Addresses).SingleAsync(x => x.Id == id, Stop);

    private static string Key(string? email) => email!.Trim().ToLowerInvariant();

    internal static Contact Imported(
        Workplace work,
        long id,
        string? email,
        string? phone = null,
        DateTime? created = null,
        ContactKind kind = ContactKind.Person,
        string name = "Importée",
        string? vat = null,
        string? siren = null
    ) =>
        new()
        {
            OfficeId = work.App.OfficeId,
            Id = id,
            Kind = kind,
            IsCustomer = true,
            IsSupplier = false,
            Name = name,
            Email = email,
            EmailKey = email is null ? null : Key(email),
            Phone = phone,
            Tags = [],
            TaxExempt = false,
            VatNumber = vat,
            Siren = siren,
            CreatedAt = created ?? DateTime.UnixEpoch.AddYears(50),
            UpdatedAt = DateTime.UnixEpoch.AddYears(50),
            SortName = SearchText.Sort(name),
            Search = SearchText.Words(name, email),
        };

    private static ContactAddress AddressByHand(Contact contact) =>
        new()
        {
            OfficeId = contact.OfficeId,
            ContactId = contact.Id,
            Number = 1,
            IsDefault = false,
            Address = new Address { City = "Quimper" },
        };
}
