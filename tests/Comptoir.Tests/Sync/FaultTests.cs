using Comptoir.DemoShop;
using Comptoir.DemoShop.Bulk;
using Comptoir.DemoShop.Faults;
using Comptoir.Sync;
using Comptoir.Tests.DemoShop;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>Whatever goes wrong on the way, what arrives is the same.</summary>
public sealed class FaultTests
{
    private static readonly Lazy<Task<string>> Undisturbed = new(() => DumpAsync(Shop()));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, Fault[]> Faults =>
        new()
        {
            { "too many requests", [new() { Kind = FaultKind.TooManyRequests, Count = 3 }] },
            {
                "throttled",
                [
                    new()
                    {
                        Kind = FaultKind.Throttled,
                        After = 2,
                        Count = 4,
                    },
                ]
            },
            {
                "the server fails",
                [
                    new() { Kind = FaultKind.ServerError, Count = 3 },
                    new()
                    {
                        Kind = FaultKind.ServerError,
                        After = 9,
                        Status = 502,
                        Count = 2,
                    },
                ]
            },
            {
                "the connection breaks",
                [
                    new()
                    {
                        Kind = FaultKind.ConnectionReset,
                        After = 4,
                        Count = 3,
                    },
                ]
            },
            {
                "the shop is slow",
                [
                    new()
                    {
                        Kind = FaultKind.Slow,
                        Count = 5,
                        Delay = TimeSpan.FromMilliseconds(80),
                    },
                ]
            },
            { "files end early", [new() { Kind = FaultKind.TruncatedDownload, Count = 7 }] },
            { "addresses of files expire", [new() { Kind = FaultKind.ExpiredUrl, Count = 3 }] },
            {
                "the address of a file is gone for good",
                [new() { Kind = FaultKind.ExpiredUrl, Count = 8 }]
            },
            {
                "bulk operations fail",
                [
                    new() { Kind = FaultKind.BulkInternalError, Count = 2 },
                    new() { Kind = FaultKind.BulkTimeout, After = 2 },
                ]
            },
            {
                "answers are lost after the operation began",
                [
                    new()
                    {
                        Kind = FaultKind.LostBulkAnswer,
                        After = 1,
                        Count = 3,
                    },
                ]
            },
            {
                "a bit of everything",
                [
                    Often(FaultKind.TooManyRequests, 0.1),
                    Often(FaultKind.ServerError, 0.1),
                    Often(FaultKind.ConnectionReset, 0.05),
                    Often(FaultKind.Throttled, 0.1),
                    Often(FaultKind.TruncatedDownload, 0.3),
                    Often(FaultKind.BulkInternalError, 0.2),
                    Often(FaultKind.LostBulkAnswer, 0.2),
                ]
            },
        };

    private static Fault Often(FaultKind kind, double probability) =>
        new()
        {
            Kind = kind,
            Probability = probability,
            Count = 12,
            Seed = 7,
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_goes_wrong_on_the_way_changes_nothing_of_what_arrives(
        string what,
        Fault[] faults
    )
    {
        await using var server = await ShopClient.Start(Shop());
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        server.Shops[0].Faults.Add(faults);
        var runs = 0;
        Run run;
        do
        {
            run = await work.RunAsync(shop);
        } while (run.State == RunState.Failed && ++runs < 4);
        Assert.True(run.State == RunState.Succeeded, $"{what}: {run.Error}");
        Assert.Contains(
            server.Shops[0].Requests.Counts,
            count => count.Key.StartsWith("fault.", StringComparison.Ordinal) || runs == 0
        );
        Assert.Equal(await Undisturbed.Value, await work.DumpAsync());
    }

    [Theory]
    [InlineData(BulkRowOrder.AnyOrder)]
    [InlineData(BulkRowOrder.Grouped)]
    public async Task The_sequence_of_rows_in_a_file_changes_nothing(BulkRowOrder order)
    {
        var shop = Shop();
        Assert.Equal(
            await Undisturbed.Value,
            await DumpAsync(shop with { Bulk = shop.Bulk with { RowOrder = order } })
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_line_that_cannot_be_read_is_told_or_read_again_and_nothing_stays_wrong(
        int after
    )
    {
        await using var server = await ShopClient.Start(Shop());
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        server.Shops[0].Faults.Add(new Fault { Kind = FaultKind.MalformedLine, After = after });
        await work.SyncAsync(shop);
        var first = await work.DumpAsync();
        if (first == await Undisturbed.Value)
            return;
        Assert.Contains("attention ", first, StringComparison.Ordinal);

        await work.SyncAsync(shop);
        await using var db = work.Database.Open(work.App.OfficeId);
        Assert.All(await db.Attention.ToListAsync(Stop), item => Assert.NotNull(item.ResolvedAt));
        Assert.Equal(
            await Undisturbed.Value,
            string.Join(
                '\n',
                (await work.DumpAsync())
                    .Split('\n')
                    .Where(line => !line.StartsWith("attention ", StringComparison.Ordinal))
            )
        );
    }

    [Fact]
    public async Task A_token_revoked_in_the_middle_ends_the_run_with_advice_and_a_new_one_completes_it()
    {
        await using var server = await ShopClient.Start(Shop());
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        server
            .Shops[0]
            .Faults.Add(
                new Fault
                {
                    Kind = FaultKind.RevokedToken,
                    After = 12,
                    Count = 1000,
                }
            );
        var failed = await work.RunAsync(shop);
        Assert.Equal((RunState.Failed, "TokenRefused"), (failed.State, failed.Failure));
        Assert.False(string.IsNullOrWhiteSpace(failed.Advice));
        Assert.Equal(WebShopProblem.TokenRefused, (await ReadAsync(work, shop)).Problem);

        var again = await work.RunAsync(shop);
        Assert.Equal("TokenRefused", again.Failure);

        server.Shops[0].Faults.Clear();
        var problem = await work
            .App.Services.GetRequiredService<ReplaceCredentials>()
            .ReplaceAsync(
                shop,
                new ConnectRequest(null, null, server.Shops[0].Settings.Token, null, null),
                Stop
            );
        Assert.Null(problem);
        Assert.Null((await ReadAsync(work, shop)).Problem);
        await work.SyncAsync(shop);
        Assert.Equal(await Undisturbed.Value, await work.DumpAsync());
    }

    private static async Task<WebShop> ReadAsync(Workplace work, WebShop shop)
    {
        await using var db = work.Database.Open(shop.OfficeId);
        return await db.WebShops.AsNoTracking().SingleAsync(x => x.Id == shop.Id, Stop);
    }

    private static DemoShopSettings Shop() => ShopClient.Small(orders: 80, seed: 5);

    private static async Task<string> DumpAsync(DemoShopSettings settings)
    {
        await using var server = await ShopClient.Start(settings);
        await using var work = await Workplace.StartAsync(server);
        await work.SyncAsync(await work.ConnectAsync());
        return await work.DumpAsync();
    }
}
