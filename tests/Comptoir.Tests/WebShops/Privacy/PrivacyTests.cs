using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Comptoir.Attention;
using Comptoir.Contacts;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Server;
using Comptoir.DemoShop.World;
using Comptoir.Health;
using Comptoir.Invoicing;
using Comptoir.Notifications;
using Comptoir.Sync;
using Comptoir.Tests.DemoShop;
using Comptoir.Tests.Invoicing;
using Comptoir.Tests.Sync;
using Comptoir.Users;
using Comptoir.WebShops;
using Comptoir.WebShops.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.WebShops.Privacy;

/// <summary>What a customer asks for by way of the shop is written down, done, and stays done.</summary>
public sealed class PrivacyTests
{
    const string Secret = "shpss_privacy";

    static readonly DemoShopSettings Lyon = ShopClient.Small() with { Name = "lyon", IdSpace = 11 };

    /// <summary>The same people; the ids are of another space.</summary>
    static readonly DemoShopSettings Nice = Lyon with { Name = "nice", IdSpace = 22 };

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_erased_customer_is_nowhere_any_more_and_is_not_brought_back()
    {
        await using var server = await ShopClient.Start(Lyon);
        await using var work = await Workplace.StartAsync(server);
        await Bookkeeping.IdentifyAsync(work.Database, work.App.OfficeId);
        var shop = await ConnectAsync(work, Lyon);
        await Bookkeeping.InvoiceAllAsync(
            work,
            shop,
            new DateOnly(2000, 1, 1),
            InvoiceMoment.Arrival
        );
        await work.PrepareAsync(shop);
        await work.SyncAsync(shop);
        await InvoiceAsync(work);
        var (customer, words) = Somebody(server);
        var api = await work.App.CreateApiClientAsync(Role.Owner);
        var contact = await ContactAsync(work, shop, customer.Number);
        await api.SendAsync(
            HttpMethod.Patch,
            $"contacts/{contact.Id}",
            new
            {
                own = new
                {
                    note = $"Rappeler {customer.LastName}",
                    invoiceEmail = customer.Email,
                    version = 0,
                },
            },
            HttpStatusCode.OK
        );
        await TroubleAsync(work, shop, customer);
        Assert.NotEmpty(await FoundAsync(work, words));

        var body = Body(
            new
            {
                shop_id = 1,
                customer = new { id = customer.Number, email = customer.Email },
                orders_to_redact = Orders(server, customer),
            }
        );
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await PostAsync(work, shop, "customers/redact", body, "shpss_other")
        );
        Assert.Equal(0, await CountAsync(work));
        foreach (var _ in Enumerable.Range(0, 3))
            Assert.Equal(HttpStatusCode.OK, await PostAsync(work, shop, "customers/redact", body));

        var done = await DoneAsync(work);
        Assert.Equal(1, await CountAsync(work));
        Assert.Equal(
            (1, Orders(server, customer).Length, 0),
            (done.Outcome!.Contacts, done.Outcome.Orders, done.Outcome.KeptForOtherShops)
        );
        Assert.True(done.Outcome.DocumentsKept > 0);
        Assert.Empty(await FoundAsync(work, words));
        // The shop still has the data, and changes them: what is read of them brings nothing back, nor does a list of what would come.
        var order = server.Shops[0].Orders().First(x => x.CustomerNumber == customer.Number);
        server
            .Shops[0]
            .Changes.Apply(
                new(ShopChangeKind.OrderNote, order.Id, Text: $"Pour {customer.DisplayName}")
            );
        server
            .Shops[0]
            .Changes.Apply(new(ShopChangeKind.CustomerAddress, customer.Id, Text: words[2]));
        var later = await work.SyncAsync(shop);
        Assert.Equal((1, 1), (later.Counts.Orders.Updated, later.Counts.Customers.Excluded));
        Assert.Empty(await FoundAsync(work, words));
        await work.SyncAsync(shop, everything: true);
        await InvoiceAsync(work);
        Assert.Empty(await FoundAsync(work, words));
        await work.PrepareAsync(shop);
        Assert.Empty(await FoundAsync(work, words));
        var link = await LinkAsync(work, shop, customer.Number);
        Assert.Equal(Link.Privacy, link.LeftOutBy);
        Assert.Equal(
            0,
            await work
                .App.Services.GetRequiredService<Comptoir.Sync.Choosing.LetIn>()
                .AllAsync(shop.OfficeId, shop.Id, LinkKind.Customer, Stop)
        );
        Assert.Empty(
            (
                await work
                    .App.Services.GetRequiredService<VerifyOffice>()
                    .VerifyAsync(shop.OfficeId, Stop)
            )
                .Findings.Where(finding =>
                    !finding.What.StartsWith("Does not add up", StringComparison.Ordinal)
                )
                .Select(finding => $"{finding.Where}: {finding.What}")
        );
    }

    [Fact]
    public async Task What_a_synchronization_has_read_before_the_erasure_is_not_written_after_it()
    {
        await using var server = await ShopClient.Start(Lyon);
        await using var work = await Workplace.StartAsync(server);
        var shop = await ConnectAsync(work, Lyon);
        await work.SyncAsync(shop);
        var (customer, words) = Somebody(server);
        foreach (var order in server.Shops[0].Orders().ToList())
            server
                .Shops[0]
                .Changes.Apply(
                    new(ShopChangeKind.OrderNote, order.Id, Text: $"Pour {customer.DisplayName}")
                );
        var run = await work.AskAsync(shop, everything: true);
        await work.UntilAsync(run, now => now.Progress.Phase >= RunPhase.Customers);

        await PostAsync(
            work,
            shop,
            "customers/redact",
            Body(
                new
                {
                    customer = new { id = customer.Number },
                    orders_to_redact = Orders(server, customer),
                }
            )
        );
        await DoneAsync(work);

        Assert.Equal(RunState.Succeeded, (await work.EndAsync(run)).State);
        await using var db = work.Database.Open(work.App.OfficeId);
        var orders = await db
            .Orders.AsNoTracking()
            .Where(x => x.CustomerExternalId == customer.Number)
            .ToListAsync(Stop);
        Assert.NotEmpty(orders);
        Assert.All(orders, x => Assert.Equal((null, null, ""), (x.Note, x.Email, x.CustomerName)));
        // Of the others the synchronization has brought what changed.
        Assert.Equal(
            server.Shops[0].OrderCount - orders.Count,
            await db.Orders.CountAsync(x => x.Note == $"Pour {customer.DisplayName}", Stop)
        );
    }

    [Fact]
    public async Task What_another_shop_knows_of_an_erased_customer_stays_and_what_the_office_imported_too()
    {
        await using var server = await ShopClient.Start(Lyon, Nice);
        await using var work = await Workplace.StartAsync(server);
        var (customer, _) = Somebody(server);
        var other = People(server)
            .First(x =>
                x.Email is not null && x.Number != customer.Number && x.LastName is not null
            );
        await work.App.AddAsync(Imported(work, other.Email!));
        var lyon = await ConnectAsync(work, Lyon);
        await work.SyncAsync(lyon);
        var nice = await ConnectAsync(work, Nice);
        await work.SyncAsync(nice);
        var shared = await ContactAsync(work, lyon, customer.Number);

        foreach (var one in new[] { customer.Number, other.Number })
        {
            await PostAsync(
                work,
                lyon,
                "customers/redact",
                Body(new { customer = new { id = one }, orders_to_redact = Array.Empty<long>() })
            );
            await DoneAsync(work);
        }
        await work.SyncAsync(lyon, everything: true);
        await work.SyncAsync(nice);

        await using var db = work.Database.Open(work.App.OfficeId);
        var kept = await db.Contacts.AsNoTracking().SingleAsync(x => x.Id == shared.Id, Stop);
        Assert.Equal((nice.Id, shared.Name, shared.Email), (kept.WebShopId, kept.Name, kept.Email));
        Assert.False(
            await db.Orders.AnyAsync(x => x.WebShopId == lyon.Id && x.ContactId == shared.Id, Stop)
        );
        Assert.False(
            await db.Orders.AnyAsync(
                x =>
                    x.WebShopId == lyon.Id
                    && x.CustomerExternalId == customer.Number
                    && (x.Email != null || x.CustomerName != ""),
                Stop
            )
        );
        Assert.Equal(
            other.Email,
            (await db.Contacts.AsNoTracking().SingleAsync(x => x.Id == 900_001, Stop)).Email
        );
        var outcomes = await db
            .PrivacyRequests.AsNoTracking()
            .OrderBy(x => x.Id)
            .Select(x => x.Outcome!)
            .ToListAsync(Stop);
        Assert.Equal(
            [(0, 1, 0), (0, 0, 1)],
            outcomes.Select(x => (x.Contacts, x.KeptForOtherShops, x.KeptOfOffice))
        );
    }

    [Fact]
    public async Task Who_asks_to_see_gets_everything_in_one_file_and_a_person_says_that_it_is_answered()
    {
        await using var server = await ShopClient.Start(Lyon);
        await using var work = await Workplace.StartAsync(server);
        var shop = await ConnectAsync(work, Lyon);
        await work.SyncAsync(shop);
        var (customer, words) = Somebody(server);
        await PostAsync(
            work,
            shop,
            "customers/data_request",
            Body(
                new
                {
                    customer = new { id = customer.Number },
                    orders_requested = Orders(server, customer),
                    data_request = new { id = 77 },
                }
            )
        );
        var manager = await work.App.CreateApiClientAsync(Role.Manager);
        var asked = (await manager.ReadAsync("privacy-requests"))["items"]!.AsArray().Single()!;
        Assert.Equal(
            ("see", customer.Number, null),
            (asked.Text("kind"), asked.Number("customer"), (string?)asked["doneAt"])
        );
        Assert.Equal(
            30,
            (asked["dueAt"]!.GetValue<DateTime>() - asked["receivedAt"]!.GetValue<DateTime>()).Days
        );
        var id = asked.Number("id");
        Assert.Equal(1, await OpenEntriesAsync(work));

        var file = (await manager.ReadAsync($"privacy-requests/{id}/data")).ToJsonString(
            new()
            {
                Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
        Assert.All(words, word => Assert.Contains(word, file, StringComparison.Ordinal));
        Assert.All(
            server.Shops[0].Orders().Where(x => x.CustomerNumber == customer.Number),
            order => Assert.Contains($"\"{order.Name}\"", file, StringComparison.Ordinal)
        );

        await manager.SendAsync(
            HttpMethod.Post,
            $"privacy-requests/{id}/done",
            null,
            HttpStatusCode.OK
        );
        Assert.Equal(0, await OpenEntriesAsync(work));
        var viewer = await work.App.CreateApiClientAsync(Role.Accountant);
        await viewer.RefusedAsync(
            HttpMethod.Get,
            "privacy-requests",
            null,
            HttpStatusCode.Forbidden
        );
        await manager.RefusedAsync(
            HttpMethod.Post,
            $"privacy-requests/{id}/confirm",
            null,
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task A_whole_shop_is_erased_when_an_owner_has_confirmed_it_and_no_sooner()
    {
        await using var server = await ShopClient.Start(Lyon);
        await using var work = await Workplace.StartAsync(server);
        var shop = await ConnectAsync(work, Lyon);
        await work.SyncAsync(shop);
        var (_, words) = Somebody(server);
        await PostAsync(
            work,
            shop,
            "shop/redact",
            Body(new { shop_id = 1, shop_domain = Lyon.Address })
        );
        var owner = await work.App.CreateClientAsync(Role.Owner);
        var page = await owner.GetStringAsync("/settings/privacy", Stop);
        Assert.Contains("Erase all customers of the shop", page, StringComparison.Ordinal);
        Assert.Equal(1, await OpenEntriesAsync(work));
        Assert.NotEmpty(await FoundAsync(work, words));
        long id;
        await using (var db = work.Database.Open(work.App.OfficeId))
            id = (await db.PrivacyRequests.SingleAsync(Stop)).Id;
        var manager = await work.App.CreateApiClientAsync(Role.Manager);
        await manager.RefusedAsync(
            HttpMethod.Post,
            $"privacy-requests/{id}/done",
            null,
            HttpStatusCode.UnprocessableEntity
        );

        using (var sent = await owner.SendFormAsync("/settings/privacy", $"confirm-{id}"))
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);

        var done = await DoneAsync(work);
        Assert.Equal(server.Shops[0].OrderCount, done.Outcome!.Orders);
        Assert.Equal(0, await OpenEntriesAsync(work));
        var needles = People(server)
            .SelectMany(x => new[] { x.Email, x.Phone })
            .OfType<string>()
            .ToArray();
        Assert.Empty(await FoundAsync(work, [.. words, .. needles]));
        await work.SyncAsync(shop, everything: true);
        Assert.Empty(await FoundAsync(work, [.. words, .. needles]));
    }

    /// <summary>Something is wrong with the customer, and somebody was told of it.</summary>
    static async Task TroubleAsync(Workplace work, WebShop shop, Customer customer)
    {
        await work.App.AddUserAsync(Role.Manager);
        await using (var db = work.Database.OpenInstallation())
        {
            var user = await db.Users.Select(x => x.Id).FirstAsync(Stop);
            await work.App.AddAsync(
                new AttentionItem
                {
                    OfficeId = shop.OfficeId,
                    Id = 900_010,
                    WebShopId = shop.Id,
                    Code = AttentionCode.SeveralContacts,
                    SubjectKind = "Customer",
                    Subject = customer.Number.ToString(CultureInfo.InvariantCulture),
                    Title = customer.DisplayName,
                    Detail = $"{customer.Email}",
                    RaisedAt = DateTime.UnixEpoch,
                },
                new Notification
                {
                    OfficeId = shop.OfficeId,
                    Id = 900_011,
                    UserId = user,
                    Kind = NotificationKind.Attention,
                    WebShopId = shop.Id,
                    Subject = "attention 900010 of 0",
                    Facts = new NotificationFacts
                    {
                        Count = 1,
                        Newest = [new NamedObject(900_010, customer.DisplayName)],
                    },
                    RaisedAt = DateTime.UnixEpoch,
                    LatestAt = DateTime.UnixEpoch,
                }
            );
        }
    }

    static Contact Imported(Workplace work, string email) =>
        new()
        {
            OfficeId = work.App.OfficeId,
            Id = 900_001,
            Kind = ContactKind.Person,
            IsCustomer = true,
            IsSupplier = false,
            Name = "Imported",
            Email = email,
            EmailKey = ContactValues.EmailKey(email),
            Tags = [],
            TaxExempt = false,
            CreatedAt = DateTime.UnixEpoch,
            UpdatedAt = DateTime.UnixEpoch,
            SortName = "imported",
            Search = "imported",
        };

    /// <summary>A customer with orders, and what nobody else in the shop has of it.</summary>
    static (Customer Customer, string[] Words) Somebody(DemoShopServer server)
    {
        var all = People(server);
        var customer = all.First(x =>
            x is { Email: not null, LastName: not null, FirstName: not null }
            && x.Addresses.Count > 0
            && all.Count(y => y.DisplayName == x.DisplayName) == 1
            && all.Count(y => y.Addresses.Exists(a => a.Address1 == x.Addresses[0].Address1)) == 1
            && Orders(server, x).Length > 0
        );
        return (
            customer,
            [
                customer.DisplayName,
                customer.Email!,
                customer.Addresses[0].Address1!,
                .. customer.Phone is { } phone ? new[] { phone } : [],
            ]
        );
    }

    static List<Customer> People(DemoShopServer server)
    {
        var table = server.Shops[0].World.Customers;
        return [.. Enumerable.Range(0, table.Rows.Length).Select(i => table[i])];
    }

    static long[] Orders(DemoShopServer server, Customer customer) =>
        [
            .. server
                .Shops[0]
                .Orders()
                .Where(x => x.CustomerNumber == customer.Number)
                .Select(x => x.Number),
        ];

    static string Body(object body) => JsonSerializer.Serialize(body);

    static async Task<WebShop> ConnectAsync(Workplace work, DemoShopSettings settings)
    {
        var result = await work
            .App.Services.GetRequiredService<ConnectWebShop>()
            .ConnectAsync(
                work.App.OfficeId,
                new ConnectRequest(null, settings.Address, settings.Token, null, Secret),
                Stop
            );
        Assert.Null(result.Problem);
        return result.Shop!;
    }

    static async Task<HttpStatusCode> PostAsync(
        Workplace work,
        WebShop shop,
        string topic,
        string body,
        string secret = Secret
    )
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var client = await work.App.CreateClientAsync();
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"/api/v1/webhooks/shopify/{shop.Id}"
        )
        {
            Content = new ByteArrayContent(bytes),
        };
        request.Headers.Add("X-Shopify-Topic", topic);
        request.Headers.Add("X-Shopify-Webhook-Id", $"{topic} {body.Length}");
        request.Headers.Add("X-Shopify-Shop-Domain", shop.Address);
        request.Headers.Add(
            "X-Shopify-Hmac-Sha256",
            Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes))
        );
        using var response = await client.SendAsync(request, Stop);
        return response.StatusCode;
    }

    static async Task<int> CountAsync(Workplace work)
    {
        await using var db = work.Database.Open(work.App.OfficeId);
        return await db.PrivacyRequests.CountAsync(Stop);
    }

    /// <summary>The newest request, when nothing is to be carried out any more.</summary>
    static async Task<ShopPrivacyRequest> DoneAsync(Workplace work)
    {
        ShopPrivacyRequest? newest = null;
        await Until.TrueAsync(
            async () =>
            {
                await using var db = work.Database.Open(work.App.OfficeId);
                var all = await db
                    .PrivacyRequests.AsNoTracking()
                    .OrderBy(x => x.Id)
                    .ToListAsync(Stop);
                newest = all[^1];
                return all.TrueForAll(x => x.DoneAt is not null);
            },
            () => "the request is not carried out"
        );
        return newest!;
    }

    static async Task<int> OpenEntriesAsync(Workplace work)
    {
        await using var db = work.Database.Open(work.App.OfficeId);
        return await db.Attention.CountAsync(
            x => x.Code == AttentionCode.PrivacyRequest && x.ResolvedAt == null,
            Stop
        );
    }

    static async Task<Link> LinkAsync(Workplace work, WebShop shop, long customer)
    {
        var key = customer.ToString(CultureInfo.InvariantCulture);
        await using var db = work.Database.Open(work.App.OfficeId);
        return await db
            .Links.AsNoTracking()
            .SingleAsync(
                x => x.WebShopId == shop.Id && x.Kind == LinkKind.Customer && x.ExternalId == key,
                Stop
            );
    }

    static async Task<Contact> ContactAsync(Workplace work, WebShop shop, long customer)
    {
        var link = await LinkAsync(work, shop, customer);
        await using var db = work.Database.Open(work.App.OfficeId);
        return await db.Contacts.AsNoTracking().SingleAsync(x => x.Id == link.LocalId, Stop);
    }

    static Task<DueReport> InvoiceAsync(Workplace work) =>
        work.App.Services.GetRequiredService<InvoiceDue>().RunAsync(work.App.OfficeId, null, Stop);

    /// <summary>
    /// Rows of any table in which one of some words stands, in whatever case; but for issued documents and what belongs to them.
    /// </summary>
    static async Task<List<string>> FoundAsync(Workplace work, string[] words)
    {
        // Issued documents and the journal are kept by law; their frozen content is no text column.
        var rows = await work.RowsAsync(
            "journal_records",
            "document_files",
            "document_lines",
            "mail_events"
        );
        return
        [
            .. rows.Split('\n')
                .Where(row =>
                    !(
                        row.StartsWith("documents|", StringComparison.Ordinal)
                        && row.Contains("|state=Issued|", StringComparison.Ordinal)
                    ) && words.Any(word => row.Contains(word, StringComparison.OrdinalIgnoreCase))
                ),
        ];
    }
}
