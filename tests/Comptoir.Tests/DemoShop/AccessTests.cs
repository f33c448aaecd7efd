using System.Net;
using System.Text.Json;
using Comptoir.DemoShop;
using Xunit;

namespace Comptoir.Tests.DemoShop;

public sealed class AccessTests
{
    [Fact]
    public async Task Shops_are_told_apart_by_host_and_token()
    {
        await using var server = await ShopClient.Start(
            ShopClient.Small() with
            {
                Name = "one",
                Token = "shpat_1",
            },
            ShopClient.Small() with
            {
                Name = "two",
                Token = "shpat_2",
                Currency = "GBP",
            }
        );
        using var one = new ShopClient(server, server.Shops[0].Settings);
        using var two = new ShopClient(server, server.Shops[1].Settings);
        const string Query =
            "{ shop { currencyCode } orders(first: 1, sortKey: ID) { nodes { id name email } } }";
        var (first, second) = (await one.Data(Query), await two.Data(Query));
        Assert.Equal(
            ("EUR", "GBP"),
            (
                first.GetProperty("shop").GetProperty("currencyCode").GetString(),
                second.GetProperty("shop").GetProperty("currencyCode").GetString()
            )
        );
        JsonElement Order(JsonElement data) => data.GetProperty("orders").GetProperty("nodes")[0];
        Assert.Equal(
            Order(first).GetProperty("name").GetString(),
            Order(second).GetProperty("name").GetString()
        );
        Assert.NotEqual(
            Order(first).GetProperty("id").GetString(),
            Order(second).GetProperty("id").GetString()
        );

        using var wrong = await one.Send(Query, token: "shpat_2");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(
            """{"errors":"[API] Invalid API key or access token (unrecognized login or wrong password)"}""",
            await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        using var unknown = await one.Send(Query, host: "three.myshopify.com");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_missing_scope_is_an_error_beside_the_data_and_fails_a_bulk_operation()
    {
        await using var server = await ShopClient.Start(
            ShopClient.Small() with
            {
                Scopes = ["read_orders", "read_all_orders"],
            }
        );
        using var client = new ShopClient(server);
        using var response = await client.Send(
            "{ orders(first: 1) { nodes { id customer { id } } } }"
        );
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await client.Ask("{ orders(first: 1) { nodes { id customer { id } } } }");
        Assert.Equal(
            "ACCESS_DENIED",
            answer
                .GetProperty("errors")[0]
                .GetProperty("extensions")
                .GetProperty("code")
                .GetString()
        );
        Assert.Equal(
            JsonValueKind.Null,
            answer
                .GetProperty("data")
                .GetProperty("orders")
                .GetProperty("nodes")[0]
                .GetProperty("customer")
                .ValueKind
        );

        var operation = await client.Bulk("{ orders { edges { node { id customer { id } } } } }");
        Assert.Equal(
            ("FAILED", "ACCESS_DENIED"),
            (
                operation.GetProperty("status").GetString(),
                operation.GetProperty("errorCode").GetString()
            )
        );
    }

    [Fact]
    public async Task Without_read_all_orders_only_sixty_days_are_seen()
    {
        await using var server = await DemoShopServer.StartAsync(
            new DemoShopOptions
            {
                Clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(ShopClient.Now),
                Shops = [ShopClient.Small(orders: 300) with { Scopes = ["read_orders"] }],
            },
            TestContext.Current.CancellationToken
        );
        using var client = new ShopClient(server);
        var count = (await client.Data("{ ordersCount { count } }"))
            .GetProperty("ordersCount")
            .GetProperty("count")
            .GetInt32();
        Assert.Equal(
            server.Shops[0].Orders().Count(o => o.CreatedAt >= ShopClient.Now.AddDays(-60)),
            count
        );
        Assert.InRange(count, 1, 299);
    }

    [Fact]
    public async Task Cost_is_counted_and_refused_when_too_high()
    {
        var settings = ShopClient.Small() with { Limits = new DemoShopLimits(300, 0) };
        await using var server = await ShopClient.Start(settings);
        using var client = new ShopClient(server);
        var answer = await client.Ask("{ orders(first: 100) { nodes { id } } }");
        var cost = answer.GetProperty("extensions").GetProperty("cost");
        Assert.Equal(
            (102, 62),
            (
                cost.GetProperty("requestedQueryCost").GetInt32(),
                cost.GetProperty("actualQueryCost").GetInt32()
            )
        );
        Assert.Equal(
            238,
            cost.GetProperty("throttleStatus").GetProperty("currentlyAvailable").GetInt32()
        );

        string Code(JsonElement refused) =>
            refused
                .GetProperty("errors")[0]
                .GetProperty("extensions")
                .GetProperty("code")
                .GetString()!;
        Assert.Equal(
            "THROTTLED",
            Code(await client.Ask("{ orders(first: 250) { nodes { id } } }"))
        );
        Assert.Equal(
            "MAX_COST_EXCEEDED",
            Code(
                await client.Ask(
                    "{ orders(first: 250) { nodes { id lineItems(first: 10) { nodes { id } } } } }"
                )
            )
        );
        Assert.True(
            (await client.Ask("{ orders { nodes { id } } }")).TryGetProperty("errors", out _)
        );
        Assert.True(
            (await client.Ask("{ orders(first: 251) { nodes { id } } }")).TryGetProperty(
                "errors",
                out _
            )
        );
        Assert.True(
            (await client.Ask("{ orders(first: 1) { nodes { nmae } } }")).TryGetProperty(
                "errors",
                out _
            )
        );
    }

    [Theory]
    [InlineData("name:#1005", 1)]
    [InlineData("-name:1005", 59)]
    [InlineData("name:1005 OR name:1006", 2)]
    [InlineData("(name:1005 OR name:1006) AND -name:1006", 1)]
    [InlineData("name:'#1005',#1006", 0)]
    [InlineData("updated_at:>='2001-01-01T00:00:00Z'", 60)]
    [InlineData("created_at:<2001-01-01", 0)]
    [InlineData("unheard_of:5", 60)]
    public async Task Searches_find_what_their_syntax_says(string query, int count)
    {
        await using var server = await ShopClient.Start();
        using var client = new ShopClient(server);
        var data = await client.Data(
            "query($q: String!) { ordersCount(query: $q) { count } }",
            new { q = query }
        );
        Assert.Equal(count, data.GetProperty("ordersCount").GetProperty("count").GetInt32());
    }
}
