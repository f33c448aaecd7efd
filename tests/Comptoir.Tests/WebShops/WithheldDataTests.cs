using System.Net;
using System.Text.Json.Nodes;
using Comptoir.Contacts;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Schema;
using Comptoir.DemoShop.Server;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.WebShops;

/// <summary>What Shopify withholds is said, and nobody is dropped for it.</summary>
public sealed class WithheldDataTests
{
    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    static async Task<JsonNode> SynchronizedAsync(HttpClient client, long id)
    {
        var asked = await client.SendAsync(
            HttpMethod.Post,
            $"web-shops/{id}/synchronizations",
            null,
            HttpStatusCode.Accepted
        );
        var run = await ApplicationWithShop.FinishedAsync(client, asked.Number("runId"));
        Assert.True(run.Text("state") == "succeeded", run.ToJsonString());
        return run;
    }

    static string[] Groups(JsonNode answer) =>
        [.. answer["protectedData"]!["withheld"]!.AsArray().Select(group => group!.Text("group"))];

    public static TheoryData<PersonalData[], string[]> Kinds =>
        new()
        {
            { [PersonalData.Names], ["customerNames", "orderNames"] },
            { [PersonalData.Emails], ["customerEmails", "orderEmails"] },
            { [PersonalData.Phones], ["customerPhones", "orderPhones"] },
            { [PersonalData.Addresses], ["customerAddresses", "orderAddresses"] },
            { [PersonalData.Customers], ["customers"] },
            {
                [
                    PersonalData.Names,
                    PersonalData.Emails,
                    PersonalData.Phones,
                    PersonalData.Addresses,
                ],
                [
                    "customerNames",
                    "customerEmails",
                    "customerPhones",
                    "customerAddresses",
                    "orderNames",
                    "orderEmails",
                    "orderPhones",
                    "orderAddresses",
                ]
            },
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task All_customers_and_orders_arrive_without_what_is_withheld(
        PersonalData[] withheld,
        string[] groups
    )
    {
        await using var office = await ApplicationWithShop.StartAsync(
            ApplicationWithShop.Settings("lumiere", orders: 40) with
            {
                Withheld = withheld,
            }
        );
        var client = await office.ClientAsync();
        var tried = await client.SendAsync(
            HttpMethod.Post,
            "web-shops/test",
            ApplicationWithShop.Body("lumiere", "shpat_lumiere"),
            HttpStatusCode.OK
        );
        Assert.Equal(groups, Groups(tried));
        Assert.Empty((await client.ReadAsync("web-shops"))["items"]!.AsArray());

        var shop = await office.ConnectAsync(client);
        Assert.Equal(groups, Groups(shop));
        var run = await SynchronizedAsync(client, shop.Number("id"));
        Assert.Equal(
            office.Shopify.Shops[0].OrderCount,
            run["counts"]!["orders"]!.Number("created")
        );
        var isWithout = withheld.Contains(PersonalData.Customers);
        await using var db = office.Application.Database.Open(office.Application.OfficeId);
        var contacts = await db
            .Contacts.Include(contact => contact.Addresses)
            // Companies and their places are no personal data.
            .Where(contact => contact.IsCustomer && contact.Kind == ContactKind.Person)
            .ToListAsync(Cancelled);
        var orders = await db.Orders.ToListAsync(Cancelled);
        Assert.Equal(isWithout, contacts.Count == 0);
        Assert.All(contacts, contact => Assert.NotEmpty(contact.Name));
        Assert.Equal(
            !withheld.Contains(PersonalData.Emails) && !isWithout,
            contacts.Exists(contact => contact.Email is not null)
        );
        Assert.Equal(
            !withheld.Contains(PersonalData.Emails),
            orders.Exists(order => order.Email is not null)
        );
        Assert.Equal(
            !withheld.Contains(PersonalData.Names) && !isWithout,
            contacts.Exists(contact => contact.LastName is not null)
        );
        var addresses = contacts
            .SelectMany(contact => contact.Addresses.Select(one => one.Address))
            .Concat(orders.Select(order => order.BillingAddress).OfType<Address>())
            .ToList();
        Assert.Equal(
            !withheld.Contains(PersonalData.Addresses),
            addresses.Exists(address => address.Line1 is not null)
        );
        Assert.Contains(addresses, address => address.City is not null);
    }

    [Fact]
    public async Task What_was_withheld_is_read_once_it_is_granted_and_the_page_says_what_is_missing_until_then()
    {
        await using var office = await ApplicationWithShop.StartAsync(
            ApplicationWithShop.Settings("lumiere", orders: 12) with
            {
                Withheld = [PersonalData.Emails],
            }
        );
        var client = await office.ClientAsync();
        var id = (await office.ConnectAsync(client)).Number("id");
        await SynchronizedAsync(client, id);
        using var owner = await office.Application.CreateClientAsync(Comptoir.Users.Role.Owner);
        var page = await owner.GetStringAsync($"/web-shops/{id}", Cancelled);
        Assert.Contains("E-mail addresses of customers", page, StringComparison.Ordinal);
        Assert.Contains("protected customer data", page, StringComparison.Ordinal);

        office.Shopify.Shops[0].App.Withheld = [];
        var run = await SynchronizedAsync(client, id);
        Assert.True(run["counts"]!["customers"]!.Number("updated") > 0);
        Assert.Empty(Groups(await client.ReadAsync($"web-shops/{id}")));
        await using var db = office.Application.Database.Open(office.Application.OfficeId);
        Assert.True(await db.Contacts.AnyAsync(contact => contact.Email != null, Cancelled));
    }

    [Fact]
    public async Task What_was_known_is_kept_when_Shopify_hides_it_later()
    {
        await using var office = await ApplicationWithShop.StartAsync(
            ApplicationWithShop.Settings("lumiere", orders: 12)
        );
        var client = await office.ClientAsync();
        var id = (await office.ConnectAsync(client)).Number("id");
        await SynchronizedAsync(client, id);
        var before = await KnownAsync(office);

        office.Shopify.Shops[0].App.Withheld =
        [
            PersonalData.Names,
            PersonalData.Emails,
            PersonalData.Phones,
            PersonalData.Addresses,
        ];
        await SynchronizedAsync(client, id);
        Assert.Equal(before, await KnownAsync(office));
    }

    static async Task<List<string>> KnownAsync(ApplicationWithShop office)
    {
        await using var db = office.Application.Database.Open(office.Application.OfficeId);
        var contacts = await db
            .Contacts.Include(contact => contact.Addresses)
            .OrderBy(contact => contact.Id)
            .ToListAsync(Cancelled);
        var orders = await db.Orders.OrderBy(order => order.Id).ToListAsync(Cancelled);
        return
        [
            .. contacts.Select(contact =>
                $"{contact.Name} {contact.Email} {contact.Phone} {string.Join(' ', contact.Addresses.OrderBy(x => x.Number).Select(x => x.Address))}"
            ),
            .. orders.Select(order =>
                $"{order.Name} {order.CustomerName} {order.Email} {order.ContactId} {order.BillingAddress}"
            ),
        ];
    }

    [Fact]
    public async Task Without_optional_scopes_all_orders_arrive()
    {
        await using var office = await ApplicationWithShop.StartAsync(
            ApplicationWithShop.Settings("lumiere", orders: 40) with
            {
                Scopes = [.. ApplicationWithShop.NeededScopes, "read_all_orders"],
            }
        );
        var client = await office.ClientAsync();
        var shop = await office.ConnectAsync(client);
        string[] missing =
        [
            .. shop["scopes"]!["missing"]!.AsArray().Select(scope => scope!.Text("scope")),
        ];
        Assert.Contains("read_payment_terms", missing);
        Assert.Contains("read_returns", missing);
        var run = await SynchronizedAsync(client, shop.Number("id"));
        Assert.Equal(
            office.Shopify.Shops[0].OrderCount,
            run["counts"]!["orders"]!.Number("created")
        );
        Assert.Equal(0, run["counts"]!["orders"]!.Number("attention"));
    }

    [Fact]
    public async Task A_scope_taken_away_while_connected_needs_attention_and_comes_back_by_a_test()
    {
        await using var office = await ApplicationWithShop.StartAsync(
            ApplicationWithShop.Settings("lumiere", orders: 4)
        );
        var client = await office.ClientAsync();
        var id = (await office.ConnectAsync(client)).Number("id");
        ServedShop shopify = office.Shopify.Shops[0];
        var all = shopify.App.Scopes;
        shopify.App.Scopes = [.. all.Where(scope => scope != "read_products")];
        var test = await client.SendAsync(
            HttpMethod.Post,
            $"web-shops/{id}/test",
            null,
            HttpStatusCode.OK
        );
        var lacking = test["scopes"]!["missing"]!.AsArray().Single()!;
        Assert.Equal("read_products", lacking.Text("scope"));
        Assert.True((bool)lacking["isRequired"]!);
        var shop = await client.ReadAsync($"web-shops/{id}");
        Assert.Equal("needsAttention", shop.Text("state"));
        Assert.Equal("scopeMissing", shop["problem"]!.Text("code"));

        shopify.App.Scopes = all;
        test = await client.SendAsync(
            HttpMethod.Post,
            $"web-shops/{id}/test",
            null,
            HttpStatusCode.OK
        );
        Assert.Equal(4, test["orders"]!.Number("count"));
        Assert.True(test.Number("customers") > 0);
        Assert.True(test.Number("products") > 0);
        Assert.Equal("toBeSetUp", (await client.ReadAsync($"web-shops/{id}")).Text("state"));
    }
}
