using Comptoir.DemoShop;
using Comptoir.Sync;
using Comptoir.Tests.DemoShop;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>What holds of a first and of a second synchronization, on either engine.</summary>
public abstract class FirstSynchronizationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A connection string; null for SQLite.</summary>
    protected abstract Task<string?> DatabaseAsync();

    [Fact]
    public async Task Everything_arrives_and_each_order_is_as_the_shop_has_it()
    {
        await using var server = await ShopClient.Start(ShopClient.Small(orders: 300, seed: 11));
        await using var work = await Workplace.StartAsync(server, await DatabaseAsync());
        var shop = await work.ConnectAsync();
        var run = await work.SyncAsync(shop);

        Assert.Equal(300, run.Counts.Orders.Created);
        Assert.Equal((0, 0), (run.Counts.Orders.Updated, run.Counts.Orders.Attention));
        var world = server.Shops[0].World;
        Assert.Equal(world.Customers.Rows.Length, run.Counts.Customers.Created);
        Assert.Equal(world.Products.Rows.Count(row => !row.Deleted), run.Counts.Products.Created);
        Assert.Equal(300, run.Counts.Control.Values.Sum());
        Assert.All(run.Totals!, total => Assert.Equal(total.Shop, total.Office));
        Assert.Equal(RunPhase.Finished, run.Progress.Phase);

        await using var db = work.Database.Open(work.App.OfficeId);
        var ours = await OrderText.OfOfficeAsync(db, Stop);
        var theirs = server.Shops[0].Orders().ToDictionary(o => o.Number, OrderText.Of);
        Assert.Equal(theirs.Keys.Order(), ours.Keys.Order());
        foreach (var (number, text) in theirs)
            Assert.Equal(text, ours[number]);
        Assert.Equal(
            theirs.Values.Sum(text => OrderText.CountOf(text, "delivery ")),
            run.Counts.Deliveries.Created
        );
        Assert.Equal(
            theirs.Values.Sum(text => OrderText.CountOf(text, "payment ")),
            run.Counts.Payments.Created
        );
        Assert.Empty(await db.Attention.ToListAsync(Stop));
    }

    [Fact]
    public async Task The_second_synchronization_writes_no_row_but_its_run()
    {
        await using var server = await ShopClient.Start(ShopClient.Small(orders: 120));
        await using var work = await Workplace.StartAsync(server, await DatabaseAsync());
        var shop = await work.ConnectAsync();
        var first = await work.SyncAsync(shop);
        var before = await work.RowsAsync("runs", "id_blocks");
        Assert.Contains("sale_taxes|", before, StringComparison.Ordinal);

        var second = await work.SyncAsync(shop, everything: true);

        Assert.Equal(before, await work.RowsAsync("runs", "id_blocks"));
        var counts = second.Counts;
        KindCounts[] kinds =
        [
            counts.Suppliers,
            counts.Customers,
            counts.Products,
            counts.Stock,
            counts.Orders,
            counts.Deliveries,
            counts.Payments,
        ];
        Assert.All(kinds, kind => Assert.Equal((0, 0), (kind.Created, kind.Updated)));
        Assert.Equal(first.Counts.Orders.Created, counts.Orders.Unchanged);
        Assert.Equal(first.Counts.Customers.Created, counts.Customers.Unchanged);
        Assert.Equal(first.Counts.Products.Created, counts.Products.Unchanged);
        Assert.Equal(first.Totals, second.Totals);
    }
}

public sealed class FirstSynchronizationOnSqlite : FirstSynchronizationTests
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

[Trait("Needs", "PostgreSQL")]
public sealed class FirstSynchronizationOnPostgres(PostgresServer server)
    : FirstSynchronizationTests
{
    protected override async Task<string?> DatabaseAsync()
    {
        var missing = await server.MissingAsync();
        Assert.SkipWhen(missing is not null, missing ?? "");
        return await server.CreateDatabaseAsync(TestContext.Current.CancellationToken);
    }
}
