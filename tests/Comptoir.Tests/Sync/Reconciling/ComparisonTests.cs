using System.Globalization;
using Comptoir.Attention;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Server;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Sync.Reconciling;
using Comptoir.Tests.DemoShop;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Sync.Reconciling;

/// <summary>Each order that differs from the shop is found with its cause, and mended by reading it again.</summary>
public abstract class ComparisonTests
{
    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A connection string; null for SQLite.</summary>
    protected abstract Task<string?> DatabaseAsync();

    [Fact]
    public async Task Every_cause_is_found_and_mended_by_one_act_and_then_all_is_equal()
    {
        await using var server = await ShopClient.Start();
        await using var work = await Workplace.StartAsync(server, await DatabaseAsync());
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop);
        var served = server.Shops[0];
        var before = await CompareAsync(work, shop);
        Assert.Equal((60, 0), (before.Result.Orders, before.Differences.Count));
        Assert.All(
            before.Days,
            day => Assert.True(day.IsEqual, day.Day.ToString("O", CultureInfo.InvariantCulture))
        );

        var expected = await SpoilAsync(work, shop, served);
        var found = await CompareAsync(work, shop);

        Assert.Equal(expected, found.Differences.ToDictionary(x => x.ExternalId, x => x.Cause));
        Assert.Equal(
            expected.Count,
            found.Days.Where(day => !day.IsEqual).Sum(day => day.Differences)
        );
        Assert.Equal(
            served.Orders().Sum(x => x.Test ? 0 : x.CurrentTotalPriceSet.Shop),
            found.Days.Sum(day => day.Shop.Money.Total)
        );
        var leftOut = found.Differences.Single(x => x.Cause == DifferenceCause.LeftOut);
        Assert.Equal(("Marie", (OrderFigures?)null), (leftOut.LeftOutBy, leftOut.Ours));
        Assert.NotNull(leftOut.LeftOutAt);
        Assert.Equal(
            AttentionCode.Unreadable,
            found.Differences.Single(x => x.Cause == DifferenceCause.SetAside).Code
        );
        var amounts = found.Differences.Single(x => x.Cause == DifferenceCause.Amounts);
        Assert.Equal(
            (amounts.Shop!.Total + 100, amounts.ShopAt),
            (amounts.Ours!.Total, amounts.OursAt)
        );

        var mended = await MendAsync(work, shop, null);
        Assert.Equal((expected.Count - 1, 0), (mended.Asked, mended.LetIn));
        var after = await ResultAsync(work, shop);
        Assert.Equal(
            [(leftOut.ExternalId, DifferenceCause.LeftOut)],
            after.Differences.Select(x => (x.ExternalId, x.Cause))
        );

        Assert.Equal(1, (await MendAsync(work, shop, [leftOut.ExternalId])).LetIn);
        var end = await ResultAsync(work, shop);
        Assert.Empty(end.Differences);
        Assert.All(
            end.Days,
            day => Assert.True(day.IsEqual, day.Day.ToString("O", CultureInfo.InvariantCulture))
        );
        Assert.Equal(served.OrderCount, end.Result.Orders);
        await using var db = work.Database.Open(shop.OfficeId);
        Assert.False(await db.Attention.AnyAsync(x => x.ResolvedAt == null, Stop));
        var ours = await OrderText.OfOfficeAsync(db, Stop);
        foreach (var order in served.Orders())
            Assert.Equal(OrderText.Of(order), ours.GetValueOrDefault(order.Number));
    }

    /// <summary>One order of each cause.</summary>
    static async Task<Dictionary<long, DifferenceCause>> SpoilAsync(
        Workplace work,
        WebShop shop,
        ServedShop served
    )
    {
        var old = served.Orders().Where(x => x is { Test: false, CancelledAt: null }).ToList();
        var expected = new Dictionary<long, DifferenceCause>
        {
            [Number(served.Changes.Apply(new(ShopChangeKind.AddOrder)))] = DifferenceCause.Missing,
            [Number(served.Changes.Apply(new(ShopChangeKind.AddOrder)))] = DifferenceCause.LeftOut,
            [Number(served.Changes.Apply(new(ShopChangeKind.AddOrder)))] = DifferenceCause.SetAside,
            [old[0].Number] = DifferenceCause.Amounts,
            [old[1].Number] = DifferenceCause.DeletedInShop,
            [old[2].Number] = DifferenceCause.Changed,
            [old[3].Number] = DifferenceCause.DeletedHere,
        };
        var (leftOut, aside) = (expected.Keys.ElementAt(1), expected.Keys.ElementAt(2));
        served.Changes.Apply(new(ShopChangeKind.DeleteOrder, old[1].Id));
        served.Changes.Apply(new(ShopChangeKind.OrderNote, old[2].Id, Text: "Sonnez deux fois"));
        var (wrong, marked) = ((long?)old[0].Number, (long?)old[3].Number);
        await work.Database.WriteAsync(
            shop.OfficeId,
            async (db, ct) =>
            {
                await db
                    .Orders.Where(x => x.ExternalId == wrong)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(x => x.CurrentTotal, x => x.CurrentTotal + 100),
                        ct
                    );
                await db
                    .Orders.Where(x => x.ExternalId == marked)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(x => x.DeletedAt, DateTime.UtcNow),
                        ct
                    );
                db.Add(
                    new Link
                    {
                        OfficeId = shop.OfficeId,
                        WebShopId = shop.Id,
                        Kind = LinkKind.Order,
                        ExternalId = leftOut.ToString(CultureInfo.InvariantCulture),
                        Fingerprint = [],
                        LeftOutAt = DateTime.UtcNow,
                        LeftOutBy = "Marie",
                    }
                );
                db.Add(
                    new AttentionItem
                    {
                        OfficeId = shop.OfficeId,
                        Id = 900_001,
                        WebShopId = shop.Id,
                        Code = AttentionCode.Unreadable,
                        SubjectKind = "Order",
                        Subject = aside.ToString(CultureInfo.InvariantCulture),
                        Title = "#1",
                        Detail = "",
                        RaisedAt = DateTime.UtcNow,
                    }
                );
                await db.SaveChangesAsync(ct);
            },
            Stop
        );
        return expected;
    }

    private protected static long Number(string gid) =>
        long.Parse(gid.Split('/')[^1], CultureInfo.InvariantCulture);

    private protected static async Task<ComparisonView> CompareAsync(
        Workplace work,
        WebShop shop,
        bool whole = true
    )
    {
        await EndedAsync(work, await work.AskAsync(shop, RunKind.Comparison, whole));
        return await ResultAsync(work, shop);
    }

    private protected static async Task<Mended> MendAsync(
        Workplace work,
        WebShop shop,
        long[]? numbers
    )
    {
        var mended = await work
            .App.Services.GetRequiredService<MendDifferences>()
            .RunAsync(shop.OfficeId, shop.Id, numbers, Stop);
        await EndedAsync(work, mended.Run!);
        return mended;
    }

    static async Task EndedAsync(Workplace work, Run run)
    {
        var ended = await work.EndAsync(run);
        Assert.True(ended.State == RunState.Succeeded, $"{ended.State}: {ended.Error}");
    }

    private protected static async Task<ComparisonView> ResultAsync(Workplace work, WebShop shop)
    {
        await using var db = work.Database.Open(shop.OfficeId);
        return (await ComparisonView.ReadAsync(db, shop.Id, Stop))!;
    }
}

public sealed class ComparisonOnSqlite : ComparisonTests
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);

    [Fact]
    public async Task Many_orders_are_read_by_a_bulk_operation_and_days_before_the_window_are_not_compared()
    {
        var settings = ShopClient.Small(orders: 450) with { Now = DateTimeOffset.UtcNow };
        await using var server = await ShopClient.Start(settings);
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop);

        var whole = await CompareAsync(work, shop);
        Assert.Equal((450, 0), (whole.Result.Orders, whole.Differences.Count));
        Assert.Null(whole.Result.From);
        Assert.Equal(450, whole.Days.Sum(day => day.Ours.Orders));

        var recent = await CompareAsync(work, shop, whole: false);
        Assert.InRange(recent.Result.Orders, 1, 449);
        Assert.Equal(
            CompareDays.Days - 1,
            recent.Result.To.DayNumber - recent.Result.From!.Value.DayNumber
        );
        Assert.All(recent.Days, day => Assert.True(day.IsEqual && day.Day >= recent.Result.From));
    }

    [Fact]
    public async Task What_differs_after_it_was_read_again_says_so()
    {
        await using var server = await ShopClient.Start();
        var order = server.Shops[0].Orders().First(x => !x.Test);
        using var wrong = new WrongHeaders(order.Id);
        await using var work = await Workplace.StartAsync(server, handler: wrong);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop);
        var first = Assert.Single((await CompareAsync(work, shop)).Differences);
        Assert.Equal(
            (DifferenceCause.Amounts, false, (DateTime?)null),
            (first.Cause, first.Remains, first.AskedAt)
        );
        Assert.Equal(99_999_99, first.Shop!.Refunded);

        await MendAsync(work, shop, null);

        var second = Assert.Single((await ResultAsync(work, shop)).Differences);
        Assert.Equal((DifferenceCause.Amounts, true), (second.Cause, second.Remains));
        Assert.NotNull(second.AskedAt);
        // Whoever asks once more is told again.
        await MendAsync(work, shop, [second.ExternalId]);
        Assert.True(Assert.Single((await ResultAsync(work, shop)).Differences).Remains);
    }

    [Fact]
    public async Task The_nightly_synchronization_is_followed_by_a_comparison()
    {
        await using var server = await ShopClient.Start();
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop);
        var night = work.Runs.New(
            shop.OfficeId,
            900_001,
            shop.Id,
            RunKind.Synchronization,
            wider: true,
            cause: RunCause.Schedule
        );
        await work.App.AddAsync(night);
        await work.EndAsync(night);

        await using var db = work.Database.Open(shop.OfficeId);
        var compared = await db
            .Runs.AsNoTracking()
            .SingleAsync(x => x.Kind == RunKind.Comparison, Stop);
        Assert.Equal(RunCause.Schedule, compared.Cause);
        Assert.Equal(RunState.Succeeded, (await work.EndAsync(compared)).State);
        Assert.Equal(compared.Id, (await ResultAsync(work, shop)).Result.RunId);
        // The comparison is no synchronization: what the next one begins with is what the last one has read.
        Assert.Equal(0, (await work.SyncAsync(shop)).Counts.Orders.All);
    }

    /// <summary>Shows another amount in the list of headers than the order itself has.</summary>
    sealed class WrongHeaders(string id) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var isList =
                request.Content is not null
                && (await request.Content.ReadAsStringAsync(cancellationToken)).Contains(
                    "query OrderHeaders",
                    StringComparison.Ordinal
                );
            var answer = await base.SendAsync(request, cancellationToken);
            if (!isList)
                return answer;
            var json = System.Text.Json.Nodes.JsonNode.Parse(
                await answer.Content.ReadAsStringAsync(cancellationToken)
            )!;
            foreach (var node in json["data"]!["orders"]!["nodes"]!.AsArray())
                if ((string)node!["id"]! == id)
                    node["totalRefundedSet"]!["shopMoney"]!["amount"] = "99999.99";
            answer.Content = new StringContent(
                json.ToJsonString(),
                System.Text.Encoding.UTF8,
                "application/json"
            );
            return answer;
        }
    }
}

[Trait("Needs", "PostgreSQL")]
public sealed class ComparisonOnPostgres(PostgresServer server) : ComparisonTests
{
    protected override async Task<string?> DatabaseAsync()
    {
        var missing = await server.MissingAsync();
        Assert.SkipWhen(missing is not null, missing ?? "");
        return await server.CreateDatabaseAsync(Stop);
    }
}
