using System.Net;
using System.Text.Json.Nodes;
using Comptoir.DemoShop.Faults;
using Comptoir.Health;
using Comptoir.Tests.Cli;
using Comptoir.Users;
using Xunit;

namespace Comptoir.Tests.Health;

/// <summary>The health of a web shop as people, programs and a terminal see it.</summary>
public sealed class ShopHealthTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_revoked_token_is_told_everything_is_kept_and_it_goes_on_when_it_is_replaced()
    {
        await using var office = await ApplicationWithShop.StartAsync();
        using var client = await office.ClientAsync();
        var shop = (await office.ConnectAsync(client)).Number("id");
        Assert.Equal("succeeded", await SynchronizeAsync(client, shop));
        Assert.Equal("ok", State(await client.ReadAsync($"web-shops/{shop}/health"), "access"));
        Assert.Equal("ok", State(await client.ReadAsync($"web-shops/{shop}/health"), "clock"));

        var faults = office.Shopify.Shops[0].Faults;
        faults.Add(new Fault { Kind = FaultKind.RevokedToken, Count = 1_000 });
        Assert.Equal("failed", await SynchronizeAsync(client, shop));
        var health = await client.ReadAsync($"web-shops/{shop}/health");
        Assert.Equal(("wrong", "wrong"), (health.Text("state"), State(health, "access")));
        using var browser = await office.Application.CreateClientAsync(Role.Manager);
        var page = await browser.GetStringAsync($"/web-shops/{shop}", Stop);
        Assert.Contains(">Access</span>", page, StringComparison.Ordinal);
        Assert.Contains($"/web-shops/{shop}/credentials", page, StringComparison.Ordinal);
        Assert.Contains(
            "Does not work",
            await browser.GetStringAsync("/settings/health", Stop),
            StringComparison.Ordinal
        );
        Assert.Equal(60, (await client.ReadAsync("orders?limit=500"))["items"]!.AsArray().Count);

        faults.Clear();
        await client.SendAsync(
            HttpMethod.Patch,
            $"web-shops/{shop}",
            new { credentials = new { kind = "token", token = office.Shop.Token } },
            HttpStatusCode.OK
        );
        Assert.Equal("succeeded", await SynchronizeAsync(client, shop));
        Assert.Equal("ok", State(await client.ReadAsync($"web-shops/{shop}/health"), "access"));
        await client.RefusedAsync(
            HttpMethod.Get,
            "web-shops/4711/health",
            null,
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task The_doctor_asks_each_shop_and_says_by_its_exit_code_whether_all_is_well()
    {
        var data = Directory.CreateTempSubdirectory("comptoir-cli-").FullName;
        try
        {
            var office = await ApplicationWithShop.StartInAsync(data);
            await using var shopify = office.Shopify;
            using (var client = await office.ClientAsync())
                await SynchronizeAsync(client, (await office.ConnectAsync(client)).Number("id"));
            await office.Application.DisposeAsync();
            var program = new ComptoirProgram(data, shopify.Address);

            var well = await program.RunAsync("doctor");
            Assert.Contains(
                "ok    Access: Shopify lets the app in.",
                well.Output,
                StringComparison.Ordinal
            );
            Assert.Contains("ok    Clock: ", well.Output, StringComparison.Ordinal);
            var lacks =
                well.Output.Contains("look ", StringComparison.Ordinal)
                || well.Output.Contains("WRONG", StringComparison.Ordinal);
            Assert.Equal(lacks ? 1 : 0, well.Code);

            shopify.Shops[0].Faults.Add(new Fault { Kind = FaultKind.RevokedToken, Count = 1_000 });
            var ill = await program.RunAsync("doctor");
            Assert.Equal(1, ill.Code);
            Assert.Contains(
                "WRONG Access: Shopify does not accept the access token any more.",
                ill.Output,
                StringComparison.Ordinal
            );
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(data, recursive: true);
        }
    }

    static async Task<string> SynchronizeAsync(HttpClient client, long shop)
    {
        var run = await client.SendAsync(
            HttpMethod.Post,
            $"web-shops/{shop}/synchronizations",
            null,
            HttpStatusCode.Accepted
        );
        return (await ApplicationWithShop.FinishedAsync(client, run.Number("runId"))).Text("state");
    }

    static string State(JsonNode health, string check) =>
        health["checks"]!.AsArray().Single(x => x!.Text("check") == check)!.Text("state");
}
