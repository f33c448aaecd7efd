using System.Net.Http.Json;
using System.Text.Json;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Server;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Comptoir.Tests.DemoShop;

/// <summary>A shop that lives stays a shop that adds up, and lives the same life again from the same seed.</summary>
public sealed class BustleTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Many_changes_of_all_kinds_keep_every_ledger_balanced(ulong seed)
    {
        await using var server = await DemoShopServer.StartAsync(
            new DemoShopOptions
            {
                Clock = new FakeTimeProvider(ShopClient.Now.AddHours(1)),
                Shops = [ShopClient.Small()],
            },
            Stop
        );
        var shop = server.Shops[0];
        shop.Bustle.Reseed(seed);
        var done = shop.Bustle.Step(1500);
        Assert.All(shop.Orders(), LedgerTests.Balanced);
        using var client = new ShopClient(server);
        foreach (
            var query in new[]
            {
                "{ customers { edges { node { id amountSpent { amount } defaultAddress { zip } } } } }",
                "{ products { edges { node { id variants { edges { node { id price } } } } } } }",
                "{ orders { edges { node { id customer { id } lineItems { edges { node { id variant { id } } } } } } } }",
            }
        )
            Assert.NotEmpty(await client.Rows(query));
        Assert.Empty(
            Enum.GetValues<ShopChangeKind>()
                .Except(done.Select(change => change.Kind))
                // What any order of one line does, PlaceOrder does too.
                .Except([ShopChangeKind.AddOrder])
        );
    }

    [Fact]
    public async Task The_same_seed_does_the_same_to_the_same_shop()
    {
        await using var one = await ShopClient.Start();
        await using var other = await ShopClient.Start();
        Assert.Equal(Life(one), Life(other));

        static string Life(DemoShopServer server)
        {
            server.Shops[0].Bustle.Reseed(7);
            return JsonSerializer.Serialize(server.Shops[0].Bustle.Step(300));
        }
    }

    [Fact]
    public async Task Another_process_lets_it_run_and_stops_it()
    {
        await using var server = await ShopClient.Start();
        using var client = new ShopClient(server);
        var shop = server.Shops[0];
        using var stepped = await client.Http.PostAsJsonAsync(
            "/__demo/bustle",
            new { seed = 5, steps = 10 },
            Stop
        );
        Assert.NotEmpty(
            (await stepped.Content.ReadFromJsonAsync<JsonElement>(Stop)).EnumerateArray()
        );
        Assert.Equal(10, shop.Bustle.Steps);
        using var started = await client.Http.PostAsJsonAsync(
            "/__demo/bustle",
            new { perSecond = 500 },
            Stop
        );
        Assert.True(
            (await started.Content.ReadFromJsonAsync<JsonElement>(Stop))
                .GetProperty("isRunning")
                .GetBoolean()
        );
        await Eventually.FindAsync(
            () => Task.FromResult(shop.Bustle.Steps > 30 ? shop : null),
            "twenty steps"
        );
        using var stopped = await client.Http.DeleteAsync("/__demo/bustle", Stop);
        var steps = shop.Bustle.Steps;
        Assert.False(shop.Bustle.IsRunning);
        Assert.Equal(
            steps,
            (await client.Http.GetFromJsonAsync<JsonElement>("/__demo/bustle", Stop))
                .GetProperty("steps")
                .GetInt64()
        );
    }
}
