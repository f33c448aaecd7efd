using System.Net;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Faults;
using Xunit;

namespace Comptoir.Tests.Sync;

public sealed class RunRouteTests : IAsyncLifetime
{
    ApplicationWithShop office = null!;
    HttpClient client = null!;
    long shop;

    public async ValueTask InitializeAsync()
    {
        office = await ApplicationWithShop.StartAsync();
        client = await office.ClientAsync();
        shop = (await office.ConnectAsync(client)).Number("id");
    }

    public ValueTask DisposeAsync() => office.DisposeAsync();

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    async Task<long> AskAsync() =>
        (
            await client.SendAsync(
                HttpMethod.Post,
                $"web-shops/{shop}/synchronizations",
                null,
                HttpStatusCode.Accepted
            )
        ).Number("runId");

    [Fact]
    public async Task A_shop_is_synchronized_by_API_to_the_end_and_its_orders_are_read_in_both_currencies()
    {
        var run = await ApplicationWithShop.FinishedAsync(client, await AskAsync());
        Assert.Equal("succeeded", run.Text("state"));
        Assert.Equal(
            ("synchronization", "finished"),
            (run.Text("kind"), run["progress"]!.Text("phase"))
        );
        Assert.Equal(60, run["counts"]!["orders"]!.Number("created"));
        Assert.NotNull(run["finishedAt"]);
        Assert.Null(run["error"]);
        var totals = run["totals"]!;
        Assert.True((bool)totals["equal"]!, totals.ToJsonString());
        Assert.Equal(60, totals["orders"]!.Number("shop"));
        Assert.Equal("EUR", totals["sales"]!["shop"]!.Text("currency"));

        var orders = (await client.ReadAsync($"orders?webShop={shop}&limit=500"))["items"]!;
        Assert.Equal(60, orders.AsArray().Count);
        var foreign = orders
            .AsArray()
            .First(order => order!["customerTotal"]!.Text("currency") != "EUR")!;
        var read = await client.ReadAsync($"orders/{foreign.Number("id")}");
        var ledger = read["totals"]!["ledger"]!;
        Assert.Equal(
            ("EUR", foreign["customerTotal"]!.Text("currency")),
            (ledger["shop"]!.Text("currency"), ledger["customer"]!.Text("currency"))
        );
        Assert.Equal("holds", read.Text("control"));

        var list = (await client.ReadAsync($"runs?webShop={shop}&state=succeeded"))["items"]!;
        Assert.Equal(run.ToJsonString(), Assert.Single(list.AsArray())!.ToJsonString());
        Assert.Empty((await client.ReadAsync("runs?webShop=999"))["items"]!.AsArray());
        var answer = await client.ReadAsync($"web-shops/{shop}");
        Assert.Equal("succeeded", answer["lastRun"]!.Text("state"));

        var over = await client.RefusedAsync(
            HttpMethod.Delete,
            $"runs/{run.Number("id")}",
            null,
            HttpStatusCode.Conflict
        );
        Assert.Contains("over", over.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_at_work_is_the_answer_to_who_asks_again_and_stops_when_asked_to()
    {
        // Each answer of the shop takes so long that the run is at work while it is looked at.
        office
            .Shopify.Shops[0]
            .Faults.Add([
                new Fault
                {
                    Kind = FaultKind.Slow,
                    Count = 1_000,
                    Delay = TimeSpan.FromMilliseconds(300),
                },
            ]);
        var run = await AskAsync();
        Assert.Equal(run, await AskAsync());
        var open = await client.RefusedAsync(
            HttpMethod.Delete,
            $"web-shops/{shop}",
            null,
            HttpStatusCode.Conflict
        );
        Assert.Contains("Stop it", open.Text("detail"), StringComparison.Ordinal);
        var asked = await client.SendAsync(
            HttpMethod.Delete,
            $"runs/{run}",
            null,
            HttpStatusCode.Accepted
        );
        Assert.True(
            (bool)asked["cancelRequested"]! || asked.Text("state") == "cancelled",
            asked.ToJsonString()
        );
        office.Shopify.Shops[0].Faults.Clear();
        var ended = await ApplicationWithShop.FinishedAsync(client, run);
        Assert.Equal("cancelled", ended.Text("state"));
        Assert.NotEqual(run, await AskAsync());
    }

    [Fact]
    public async Task A_run_that_fails_says_why_and_what_to_do_and_so_does_its_web_shop()
    {
        office
            .Shopify.Shops[0]
            .Faults.Add([new Fault { Kind = FaultKind.RevokedToken, Count = 1_000 }]);
        var run = await ApplicationWithShop.FinishedAsync(client, await AskAsync());
        Assert.Equal("failed", run.Text("state"));
        var error = run["error"]!;
        Assert.Contains("token", error.Text("what"), StringComparison.Ordinal);
        Assert.NotEmpty(error.Text("advice"));
        Assert.DoesNotContain(office.Shop.Token, run.ToJsonString(), StringComparison.Ordinal);
        var problem = await Eventually.FindAsync(
            async () => (await client.ReadAsync($"web-shops/{shop}"))["problem"],
            "the web shop says its problem"
        );
        Assert.Equal("tokenRefused", problem.Text("code"));
        office.Shopify.Shops[0].Faults.Clear();
        await client.SendAsync(HttpMethod.Post, $"web-shops/{shop}/test", null, HttpStatusCode.OK);
        Assert.Null((await client.ReadAsync($"web-shops/{shop}"))["problem"]);
    }

    [Fact]
    public async Task The_same_request_again_gets_the_same_run_even_when_it_is_over()
    {
        async Task<(string? Location, string Body)> PostAsync()
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Post,
                $"/api/v1/web-shops/{shop}/synchronizations"
            );
            request.Headers.Add("Idempotency-Key", "night-1");
            using var answer = await client.SendAsync(request, Cancelled);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            return (
                answer.Headers.Location?.ToString(),
                await answer.Content.ReadAsStringAsync(Cancelled)
            );
        }
        var first = await PostAsync();
        var location = first.Location!["/api/v1/runs/".Length..];
        await ApplicationWithShop.FinishedAsync(
            client,
            long.Parse(location, System.Globalization.CultureInfo.InvariantCulture)
        );
        Assert.Equal(first, await PostAsync());
        Assert.Single((await client.ReadAsync("runs"))["items"]!.AsArray());
    }
}
