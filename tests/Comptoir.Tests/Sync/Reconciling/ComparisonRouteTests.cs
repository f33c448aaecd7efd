using System.Net;
using System.Text.Json.Nodes;
using Comptoir.DemoShop.Server;
using Comptoir.Users;
using Xunit;

namespace Comptoir.Tests.Sync.Reconciling;

/// <summary>The comparison by the API and on its page.</summary>
public sealed class ComparisonRouteTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_compares_sees_what_differs_and_has_it_mended()
    {
        await using var all = await ApplicationWithShop.StartAsync();
        var client = await all.ClientAsync();
        var shop = (await all.ConnectAsync(client)).Number("id");
        await RunAsync(client, $"web-shops/{shop}/synchronizations");
        var address = $"web-shops/{shop}/comparison";
        await client.RefusedAsync(HttpMethod.Get, address, null, HttpStatusCode.NotFound);
        await client.RefusedAsync(
            HttpMethod.Post,
            $"{address}/mend",
            new { },
            HttpStatusCode.UnprocessableEntity
        );
        var order = all.Shopify.Shops[0].Changes.Apply(new(ShopChangeKind.AddOrder));

        await RunAsync(client, address);

        var found = await client.ReadAsync(address);
        var difference = Assert.Single(found["differences"]!.AsArray())!;
        Assert.Equal(
            (order.Split('/')[^1], "missing", null),
            (
                difference["externalId"]!.ToString(),
                difference.Text("cause"),
                (JsonNode?)difference["office"]
            )
        );
        Assert.NotNull(difference["shop"]!["total"]!["amount"]);
        var day = found["days"]!.AsArray().Single(x => !(bool)x!["isEqual"]!)!;
        Assert.Equal(1, (int)day["shop"]!["orders"]! - (int)day["office"]!["orders"]!);

        await RunAsync(
            client,
            $"{address}/mend",
            new { orders = new[] { difference.Number("externalId") } }
        );

        var after = await client.ReadAsync(address);
        Assert.Empty(after["differences"]!.AsArray());
        Assert.All(after["days"]!.AsArray(), x => Assert.True((bool)x!["isEqual"]!));
        var viewer = await all.ClientAsync(Role.Viewer);
        await viewer.ReadAsync(address);
        await viewer.RefusedAsync(HttpMethod.Post, address, null, HttpStatusCode.Forbidden);
        await viewer.RefusedAsync(
            HttpMethod.Post,
            $"{address}/mend",
            null,
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task The_page_shows_what_differs_first_and_reads_it_again()
    {
        await using var all = await ApplicationWithShop.StartAsync();
        var client = await all.ClientAsync();
        var shop = (await all.ConnectAsync(client)).Number("id");
        await RunAsync(client, $"web-shops/{shop}/synchronizations");
        var browser = await all.Application.CreateClientAsync(Role.Manager);
        const string Page = "/accounting/comparison";
        Assert.Contains(
            "Nothing has been compared yet",
            await browser.GetStringAsync(Page, Stop),
            StringComparison.Ordinal
        );
        all.Shopify.Shops[0].Changes.Apply(new(ShopChangeKind.AddOrder));

        await SendAsync("compare");
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(Page, Stop));
        Assert.Contains("1 order differs", page, StringComparison.Ordinal);
        Assert.Contains("Never arrived", page, StringComparison.Ordinal);
        await SendAsync("all");

        page = WebUtility.HtmlDecode(await browser.GetStringAsync(Page, Stop));
        Assert.Contains("Equal to the shop, day by day", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Never arrived", page, StringComparison.Ordinal);
        var viewer = await all.Application.CreateClientAsync(Role.Viewer);
        Assert.DoesNotContain(
            "Compare now",
            await viewer.GetStringAsync(Page, Stop),
            StringComparison.Ordinal
        );

        async Task SendAsync(string form)
        {
            using var sent = await browser.SendFormAsync(Page, form);
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
            var run = sent.Headers.Location!.ToString().Split('/')[^1];
            await ApplicationWithShop.FinishedAsync(
                client,
                long.Parse(run, System.Globalization.CultureInfo.InvariantCulture)
            );
        }
    }

    static async Task RunAsync(HttpClient client, string address, object? body = null)
    {
        var asked = await client.SendAsync(HttpMethod.Post, address, body, HttpStatusCode.Accepted);
        var run = await ApplicationWithShop.FinishedAsync(client, asked.Number("runId"));
        Assert.Equal("succeeded", run.Text("state"));
    }
}
