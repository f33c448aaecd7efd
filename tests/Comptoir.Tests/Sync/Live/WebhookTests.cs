using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Comptoir.DemoShop.Server;
using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Sync.Live;

/// <summary>What a shop tells by itself is looked at again at once, and only what is really the shop's is believed.</summary>
public sealed class WebhookTests
{
    const string Secret = "shpss_signing";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static Task<ApplicationWithShop> StartAsync() =>
        ApplicationWithShop.StartWithAsync(
            null,
            // Nobody listens there: messages are posted by the tests themselves.
            ["Comptoir:PublicUrl=http://127.0.0.1:9"]
        );

    static async Task<(HttpClient Client, long Shop)> LiveAsync(ApplicationWithShop all)
    {
        var client = await all.ClientAsync();
        var shop = await client.SendAsync(
            HttpMethod.Post,
            "web-shops",
            new
            {
                address = all.Shop.Address,
                credentials = new
                {
                    kind = "token",
                    token = all.Shop.Token,
                    apiSecret = Secret,
                },
            },
            HttpStatusCode.Created
        );
        var id = shop.Number("id");
        var asked = await client.SendAsync(
            HttpMethod.Post,
            $"web-shops/{id}/synchronizations",
            null,
            HttpStatusCode.Accepted
        );
        var run = await ApplicationWithShop.FinishedAsync(client, asked.Number("runId"));
        Assert.Equal("succeeded", run.Text("state"));
        await client.SendAsync(
            HttpMethod.Put,
            $"web-shops/{id}/automatic",
            new { mode = "live" },
            HttpStatusCode.OK
        );
        return (client, id);
    }

    static async Task<HttpStatusCode> PostAsync(
        HttpClient client,
        long shop,
        string topic,
        string body,
        string secret = Secret
    )
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"/api/v1/webhooks/shopify/{shop}"
        )
        {
            Content = new ByteArrayContent(bytes),
        };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Shopify-Topic", topic);
        request.Headers.Add(
            "X-Shopify-Hmac-Sha256",
            Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes))
        );
        request.Headers.Add("X-Shopify-Shop-Domain", "lumiere.myshopify.com");
        request.Headers.Add(
            "X-Shopify-Triggered-At",
            DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture)
        );
        // Shopify has no API key.
        var key = client.DefaultRequestHeaders.Authorization;
        client.DefaultRequestHeaders.Authorization = null;
        using var response = await client.SendAsync(request, Stop);
        client.DefaultRequestHeaders.Authorization = key;
        return response.StatusCode;
    }

    static string Named(string gid) =>
        new JsonObject
        {
            ["id"] = long.Parse(gid.Split('/')[^1], CultureInfo.InvariantCulture),
            ["admin_graphql_api_id"] = gid,
        }.ToJsonString();

    [Fact]
    public async Task A_new_order_is_here_as_soon_as_the_shop_tells_of_it()
    {
        await using var all = await StartAsync();
        var (client, shop) = await LiveAsync(all);
        var order = all.Shopify.Shops[0].Changes.Apply(new(ShopChangeKind.AddOrder));

        Assert.Equal(
            HttpStatusCode.OK,
            await PostAsync(client, shop, "orders/create", Named(order))
        );

        var number = order.Split('/')[^1];
        await Eventually.FindAsync(
            async () =>
            {
                var found = await client.ReadAsync("orders?limit=500");
                return found["items"]!
                    .AsArray()
                    .FirstOrDefault(x => x!["externalId"]!.ToString() == number);
            },
            "the order comes in"
        );
        var runs = await client.ReadAsync($"runs?webShop={shop}");
        Assert.Contains(runs["items"]!.AsArray(), run => run!.Text("kind") == "live");
    }

    [Fact]
    public async Task What_the_shop_says_to_be_deleted_is_asked_for_and_marked()
    {
        await using var all = await StartAsync();
        var (client, shop) = await LiveAsync(all);
        var served = all.Shopify.Shops[0];
        var (gone, there) = (served.Orders().First().Id, served.Orders().Last().Id);
        served.Changes.Apply(new(ShopChangeKind.DeleteOrder, gone));

        // One is gone, and one is said to be gone and is not.
        await PostAsync(client, shop, "orders/delete", Named(gone));
        await PostAsync(client, shop, "orders/delete", Named(there));

        var database = all.Application.Database;
        var deleted = await Eventually.FindAsync(
            async () =>
            {
                await using var db = database.Open(all.Application.OfficeId);
                return await db.Orders.FirstOrDefaultAsync(x => x.DeletedAt != null, Stop);
            },
            "the order is marked"
        );
        Assert.Equal(
            gone.Split('/')[^1],
            deleted.ExternalId?.ToString(CultureInfo.InvariantCulture)
        );
        await EmptyAsync(all);
        await using var after = database.Open(all.Application.OfficeId);
        Assert.Equal(1, await after.Orders.CountAsync(x => x.DeletedAt != null, Stop));
    }

    [Fact]
    public async Task A_false_signature_is_refused_and_nothing_is_looked_at()
    {
        await using var all = await StartAsync();
        var (client, shop) = await LiveAsync(all);
        var order = Named(all.Shopify.Shops[0].Orders().First().Id);

        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await PostAsync(client, shop, "orders/updated", order, "shpss_other")
        );
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await PostAsync(client, shop + 1000, "orders/updated", order)
        );
        Assert.Empty(await all.Application.Services.GetRequiredService<Inbox>().WaitingAsync(Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,2]")]
    [InlineData("""{"id":"x"}""")]
    [InlineData("""{"id":99999999999999999999999}""")]
    public async Task A_body_that_names_nothing_is_taken_and_forgotten(string body)
    {
        await using var all = await StartAsync();
        var (client, shop) = await LiveAsync(all);

        Assert.Equal(HttpStatusCode.OK, await PostAsync(client, shop, "orders/updated", body));
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_count_for_a_while()
    {
        await using var all = await StartAsync();
        var (client, shop) = await LiveAsync(all);
        await client.SendAsync(
            HttpMethod.Patch,
            $"web-shops/{shop}",
            new { credentials = new { kind = "token", apiSecret = "shpss_newer" } },
            HttpStatusCode.OK
        );
        var order = Named(all.Shopify.Shops[0].Orders().First().Id);

        // Each office's secrets are kept in memory for some seconds: a new one counts at once all the same.
        Assert.Equal(HttpStatusCode.OK, await PostAsync(client, shop, "orders/updated", order));
        await Eventually.FindAsync(
            async () =>
                await PostAsync(client, shop, "orders/updated", order, "shpss_newer")
                == HttpStatusCode.OK
                    ? "taken"
                    : null,
            "the new secret counts"
        );
    }

    [Fact]
    public async Task The_shop_is_asked_to_tell_of_everything_and_to_be_silent_in_the_end()
    {
        await using var all = await StartAsync();
        var (client, shop) = await LiveAsync(all);
        var webhooks = all.Shopify.Shops[0].Webhooks;
        await Eventually.FindAsync(
            () =>
                Task.FromResult(
                    webhooks.Topics.Contains("ORDERS_UPDATED")
                    && webhooks.Topics.Contains("APP_UNINSTALLED")
                        ? "there"
                        : null
                ),
            "the shop is subscribed to"
        );
        await Eventually.FindAsync(
            async () =>
            {
                await using var db = all.Application.Database.Open(all.Application.OfficeId);
                return await db.ShopSubscriptions.FirstOrDefaultAsync(
                    x => x.CheckedAt != null && x.Failure == null && x.Address != "",
                    Stop
                );
            },
            "it is written down"
        );

        await client.SendAsync(HttpMethod.Delete, $"web-shops/{shop}", null, HttpStatusCode.OK);

        Assert.Empty(webhooks.Topics);
    }

    [Fact]
    public async Task What_nobody_can_read_is_not_asked_for_again_and_again()
    {
        await using var all = await StartAsync();
        var (client, shop) = await LiveAsync(all);

        await PostAsync(client, shop, "companies/delete", """{"id":123456789}""");
        await PostAsync(client, shop, "products/update", """{"id":987654321}""");

        await EmptyAsync(all);
        var runs = await client.ReadAsync($"runs?webShop={shop}&limit=500");
        Assert.InRange(runs["items"]!.AsArray().Count, 2, 4);
    }

    [Fact]
    public async Task Live_no_more_the_shop_is_asked_to_be_silent()
    {
        await using var all = await StartAsync();
        var (client, shop) = await LiveAsync(all);
        var webhooks = all.Shopify.Shops[0].Webhooks;
        await Eventually.FindAsync(
            () => Task.FromResult(webhooks.Topics.Count > 10 ? "there" : null),
            "the shop is subscribed to"
        );

        await client.SendAsync(
            HttpMethod.Put,
            $"web-shops/{shop}/automatic",
            new { mode = "off" },
            HttpStatusCode.OK
        );

        await Eventually.FindAsync(
            () => Task.FromResult(webhooks.Topics.Count == 0 ? "silent" : null),
            "the shop is silent"
        );
    }

    static Task<string> EmptyAsync(ApplicationWithShop all) =>
        Eventually.FindAsync(
            async () =>
                (
                    await all.Application.Services.GetRequiredService<Inbox>().WaitingAsync(Stop)
                ).Count == 0
                    ? "empty"
                    : null,
            "everything is looked at"
        );
}
