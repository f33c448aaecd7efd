using System.Diagnostics;
using System.Globalization;
using Comptoir.DemoShop;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Tests.DemoShop;
using Comptoir.Tests.Sync;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Cluster;

/// <summary>
/// Three processes on one PostgreSQL and thirty web shops: they share the work, and whatever happens to one of them, every shop
/// ends as it would have ended undisturbed.
/// </summary>
public sealed class ThreeProcessesTests(PostgresServer postgres)
{
    const int Shops = 30;
    const int Nodes = 3;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_share_thirty_shops_and_lose_nothing_when_one_is_killed_stopped_or_restarted()
    {
        if (await postgres.MissingAsync() is { } missing)
            Assert.Skip(missing);
        await using var server = await ShopClient.Start([
            .. Enumerable.Range(0, Shops).Select(number => Shop(number, TimeSpan.FromSeconds(12))),
        ]);
        var database = await postgres.CreateDatabaseAsync(Stop);
        var root = Directory.CreateTempSubdirectory("comptoir-three-").FullName;
        var nodes = new List<OfficeProcess>();
        try
        {
            // This process connects and looks; the work is done by the three.
            await using var work = await Workplace.StartAsync(
                server,
                database,
                Path.Combine(root, "desk"),
                working: false
            );
            var shops = await ConnectAsync(work);
            for (var i = 0; i < Nodes; i++)
            {
                var data = Directory.CreateDirectory(Path.Combine(root, $"node{i}")).FullName;
                File.Copy(
                    Path.Combine(root, "desk", "master.key"),
                    Path.Combine(data, "master.key")
                );
                nodes.Add(new(server.Address, data, ("ConnectionStrings__Comptoir", database)));
                nodes[i].Start();
            }
            foreach (var node in nodes)
                await node.ReadyAsync();
            await KnowEachOtherAsync(work);

            foreach (var shop in shops)
                await work.Runs.AskAsync(shop.OfficeId, shop.Id, RunKind.Synchronization, Stop);
            await Until.TrueAsync(
                async () => (await RunningAsync(work, shops)).Count == Shops,
                () => "all are at work"
            );
            var share = (await RunningAsync(work, shops))
                .CountBy(run => run.Worker!)
                .ToDictionary(StringComparer.Ordinal);
            Assert.Equal(Nodes, share.Count);
            Assert.All(share.Values, count => Assert.InRange(count, 8, 12));

            // One is killed: what it had goes on elsewhere.
            var watch = Stopwatch.StartNew();
            var killed = ProcessOf(nodes[0]);
            await nodes[0].KillAsync();
            await GoneAsync(work, shops, killed);
            Say($"killed: taken over after {watch.Elapsed.TotalSeconds:N1} s");

            // One sleeps, and wakes when others have done its work.
            var sleeping = ProcessOf(nodes[1]);
            await nodes[1].SignalAsync("STOP");
            Assert.Contains(
                await RunningAsync(work, shops),
                run => run.Worker!.Contains(sleeping, StringComparison.Ordinal)
            );
            watch.Restart();
            await GoneAsync(work, shops, sleeping);
            Say($"asleep: taken over after {watch.Elapsed.TotalSeconds:N1} s");
            nodes[0].Start();
            await nodes[0].ReadyAsync();

            // One is restarted as a service manager does, while shops are still being read.
            watch.Restart();
            await nodes[2].StopAsync();
            Say($"stopped gracefully in {watch.Elapsed.TotalSeconds:N1} s");
            nodes[2].Start();

            await Until.TrueAsync(
                async () =>
                    (await RunsAsync(work, shops)).TrueForAll(run =>
                        run.State == RunState.Succeeded
                    ),
                () => $"all have ended\n{nodes[0].Said}"
            );
            // What people are told of it comes a little later, from any of them.
            string[] told = ["news_marks", "notifications", "notification_choices"];
            var before = await work.RowsAsync(told);
            var woken = DateTime.UtcNow;
            await nodes[1].SignalAsync("CONT");
            // It goes on with what it believes to be its own; when it has stopped, it has tried to write all it wanted.
            await Until.TrueAsync(
                async () =>
                {
                    await using var db = work.Database.OpenInstallation();
                    return await db.ClusterNodes.AnyAsync(
                        node => node.Name.Contains(sleeping) && node.AliveAt > woken,
                        Stop
                    );
                },
                () => $"it is awake\n{nodes[1].Said}"
            );
            await nodes[1].StopAsync();
            Assert.Equal(before, await work.RowsAsync(told));

            Assert.Equal(
                await UndisturbedAsync(),
                await DumpsAsync(work, shops.ConvertAll(shop => shop.OfficeId))
            );
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
            await postgres.DropDatabaseAsync(database);
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>A shop whose operations take a while, so that all are at work at the same time.</summary>
    static DemoShopSettings Shop(int number, TimeSpan time) =>
        ShopClient.Small(orders: 30, seed: (ulong)number + 1) with
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"shop-{number}"),
            Token = string.Create(CultureInfo.InvariantCulture, $"shpat_{number}"),
            Bulk = new DemoShopBulkOptions { QueueTime = TimeSpan.Zero, RunTime = time },
        };

    static async Task<List<WebShop>> ConnectAsync(Workplace work)
    {
        var shops = new List<WebShop>();
        for (var i = 0; i < Shops; i++)
            // An office each: what shops of one office share depends on which comes first.
            shops.Add(await work.ConnectAsync(i, await work.App.AddOfficeAsync($"Office {i}")));
        return shops;
    }

    static async Task<SortedDictionary<int, string>> DumpsAsync(Workplace work, List<long> offices)
    {
        var dumps = new SortedDictionary<int, string>();
        for (var i = 0; i < offices.Count; i++)
            dumps[i] = await work.DumpAsync(offices[i]);
        return dumps;
    }

    /// <summary>The same shops, from a server that answers without waiting.</summary>
    static async Task<SortedDictionary<int, string>> UndisturbedAsync()
    {
        await using var server = await ShopClient.Start([
            .. Enumerable.Range(0, Shops).Select(number => Shop(number, TimeSpan.Zero)),
        ]);
        await using var calm = await Workplace.StartAsync(server);
        var shops = await ConnectAsync(calm);
        await Task.WhenAll(shops.Select(shop => calm.SyncAsync(shop)));
        return await DumpsAsync(calm, shops.ConvertAll(shop => shop.OfficeId));
    }

    /// <summary>Waits until each process has looked around since all were there.</summary>
    static async Task KnowEachOtherAsync(Workplace work)
    {
        DateTime? complete = null;
        await Until.TrueAsync(
            async () =>
            {
                await using var db = work.Database.OpenInstallation();
                var nodes = await db.ClusterNodes.AsNoTracking().ToListAsync(Stop);
                if (nodes.Count == Nodes)
                    complete ??= DateTime.UtcNow;
                return complete is { } since && nodes.TrueForAll(node => node.AliveAt > since);
            },
            () => "each knows all"
        );
    }

    static async Task<List<Run>> RunsAsync(Workplace work, List<WebShop> shops)
    {
        var runs = new List<Run>();
        foreach (var shop in shops)
        {
            await using var db = work.Database.Open(shop.OfficeId);
            runs.AddRange(await db.Runs.AsNoTracking().ToListAsync(Stop));
        }
        return runs;
    }

    static async Task<List<Run>> RunningAsync(Workplace work, List<WebShop> shops) =>
        (await RunsAsync(work, shops)).FindAll(run => run.State == RunState.Running);

    /// <summary>Waits until a process holds nothing any more.</summary>
    static Task GoneAsync(Workplace work, List<WebShop> shops, string process) =>
        Until.TrueAsync(
            async () =>
                (await RunningAsync(work, shops)).TrueForAll(run =>
                    run.Worker?.Contains(process, StringComparison.Ordinal) != true
                ),
            () => $"{process} holds nothing"
        );

    static string ProcessOf(OfficeProcess node) =>
        string.Create(CultureInfo.InvariantCulture, $"/{node.Id}/");

    static void Say(string what) => TestContext.Current.TestOutputHelper?.WriteLine(what);
}
