using System.Net;
using System.Net.Http.Json;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Server;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Comptoir.Tests.DemoShop;

public sealed class ChangeTests
{
    [Fact]
    public async Task Every_change_is_seen_by_its_date_and_keeps_the_ledger_balanced()
    {
        var clock = new FakeTimeProvider(ShopClient.Now.AddHours(1));
        await using var server = await DemoShopServer.StartAsync(
            new DemoShopOptions { Clock = clock, Shops = [ShopClient.Small()] },
            TestContext.Current.CancellationToken
        );
        using var client = new ShopClient(server);
        var shop = server.Shops[0];
        var paid = shop.Orders()
            .First(o =>
                o is { CancelledAt: null, TaxesIncluded: true }
                && o.DisplayFinancialStatus == "PAID"
                && o.TotalPriceSet.Shop > 500
                && o.Lines[0].Quantity == 1
            );
        var customer = shop.Orders().First(o => o.CustomerNumber is not null);
        var customerId = $"gid://shopify/Customer/{customer.CustomerNumber}";
        var product = (await client.Data("{ products(first: 1) { nodes { id } } }"))
            .GetProperty("products")
            .GetProperty("nodes")[0]
            .GetProperty("id")
            .GetString();
        ShopChange[] changes =
        [
            new(ShopChangeKind.RefundAmount, paid.Id, Minor: 100),
            new(ShopChangeKind.EditOrder, paid.Id, Minor: 750, Text: "Gravure"),
            new(ShopChangeKind.PayOrder, paid.Id),
            new(ShopChangeKind.RefundLine, paid.Id),
            new(ShopChangeKind.CustomerName, customerId, Text: "Lumière"),
            new(ShopChangeKind.Price, product, Minor: 4242),
            new(ShopChangeKind.AddOrder, customerId, Quantity: 2),
        ];
        foreach (var change in changes)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            shop.Changes.Apply(change);
        }

        var since = ShopClient
            .Now.AddHours(1)
            .ToString(
                "yyyy-MM-dd'T'HH:mm:ss'Z'",
                System.Globalization.CultureInfo.InvariantCulture
            );
        var found = await client.Data(
            "query($q: String!) { orders(first: 9, query: $q, sortKey: UPDATED_AT) { nodes { id name lineItems(first: 9) { nodes { quantity } } } } customers(first: 9, query: $q) { nodes { lastName } } products(first: 9, query: $q) { nodes { variants(first: 1) { nodes { price } } } } }",
            new { q = $"updated_at:>='{since}'" }
        );
        var orders = found.GetProperty("orders").GetProperty("nodes");
        Assert.Equal(2, orders.GetArrayLength());
        Assert.Equal(paid.Id, orders[0].GetProperty("id").GetString());
        Assert.Equal("#1061", orders[1].GetProperty("name").GetString());
        Assert.Equal(
            "Lumière",
            found
                .GetProperty("customers")
                .GetProperty("nodes")[0]
                .GetProperty("lastName")
                .GetString()
        );
        Assert.Equal(
            "42.42",
            found
                .GetProperty("products")
                .GetProperty("nodes")[0]
                .GetProperty("variants")
                .GetProperty("nodes")[0]
                .GetProperty("price")
                .GetString()
        );
        Assert.All(shop.Orders(), LedgerTests.Balanced);

        shop.Changes.Apply(new ShopChange(ShopChangeKind.DeleteOrder, paid.Id));
        Assert.Equal(
            System.Text.Json.JsonValueKind.Null,
            (await client.Data("query($id: ID!) { order(id: $id) { id } }", new { id = paid.Id }))
                .GetProperty("order")
                .ValueKind
        );
    }

    [Fact]
    public async Task A_change_that_an_order_refuses_leaves_it_as_it_was()
    {
        await using var server = await ShopClient.Start();
        using var client = new ShopClient(server);
        var shop = server.Shops[0];
        var order = shop.Orders().First();
        var change = new[]
        {
            new
            {
                kind = "RefundLine",
                id = order.Id,
                quantity = 999,
            },
        };
        using var answer = await client.Http.PostAsJsonAsync(
            "/__demo/changes",
            change,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(order.UpdatedAt, shop.Orders().First().UpdatedAt);
    }
}
