using Comptoir.Attention;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Server;
using Comptoir.Sync;
using Comptoir.Tests.DemoShop;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>After the first synchronization only what changed is read, and what is gone or was lost is found.</summary>
public sealed class ChangesOnlyTests
{
    private const string BulkStart = "graphql.bulkOperationRunQuery";
    private readonly FakeTimeProvider clock = new(ShopClient.Now.AddHours(1));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Task<DemoShopServer> StartAsync(int orders, double pointsPerSecond = 1_000_000) =>
        DemoShopServer.StartAsync(
            new DemoShopOptions
            {
                Clock = clock,
                Shops =
                [
                    ShopClient.Small(orders: orders) with
                    {
                        Limits = new DemoShopLimits(1_000_000, pointsPerSecond),
                    },
                ],
            },
            Stop
        );

    [Fact]
    public async Task A_shop_in_which_nothing_changed_costs_a_handful_of_questions()
    {
        await using var server = await StartAsync(80);
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop);
        clock.Advance(TimeSpan.FromHours(3));
        server.Shops[0].Requests.Clear();
        await work.SyncAsync(shop);
        Assert.Equal(0, server.Shops[0].Requests[BulkStart]);
        Assert.Equal(2, server.Shops[0].Requests["graphql"]);
    }

    [Fact]
    public async Task Few_changes_are_read_by_id_and_many_by_bulk_operations()
    {
        await using var server = await StartAsync(80, pointsPerSecond: 100);
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop);
        var served = server.Shops[0];

        await ChangeAsync(2);
        Assert.Equal(0, served.Requests[BulkStart]);
        await ChangeAsync(40);
        Assert.Equal(2, served.Requests[BulkStart]);

        async Task ChangeAsync(int orders)
        {
            clock.Advance(TimeSpan.FromMinutes(30));
            foreach (var order in served.Orders().Take(orders).ToList())
                served.Changes.Apply(
                    new(ShopChangeKind.OrderNote, order.Id, Text: $"{orders} changed")
                );
            served.Requests.Clear();
            var counts = (await work.SyncAsync(shop)).Counts.Orders;
            Assert.Equal(orders, counts.Updated);
            Assert.InRange(counts.All, orders, orders + 5);
            await using var db = work.Database.Open(work.App.OfficeId);
            Assert.Equal(
                orders,
                await db.Orders.CountAsync(order => order.Note == $"{orders} changed", Stop)
            );
        }
    }

    [Fact]
    public async Task What_the_shop_deletes_is_marked_and_what_is_recorded_of_it_stays()
    {
        await using var server = await StartAsync(80);
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop);
        var served = server.Shops[0];
        var order = served.Orders().First(o => o.CustomerNumber is not null);
        var product = served
            .Orders()
            .SelectMany(o => o.Lines)
            .First(line => line.ProductNumber is not null)
            .ProductNumber!.Value;
        clock.Advance(TimeSpan.FromMinutes(20));
        served.Changes.Apply(new(ShopChangeKind.DeleteOrder, order.Id));
        served.Changes.Apply(new(ShopChangeKind.DeleteProduct, $"gid://shopify/Product/{product}"));
        served.Changes.Apply(
            new(ShopChangeKind.DeleteCustomer, $"gid://shopify/Customer/{order.CustomerNumber}")
        );

        var run = await work.SyncAsync(shop);

        Assert.Equal(
            (1, 1, 1),
            (run.Counts.Orders.Deleted, run.Counts.Products.Deleted, run.Counts.Customers.Deleted)
        );
        Assert.All(run.Totals!, total => Assert.True(total.IsEqual, total.ToString()));
        await using var db = work.Database.Open(work.App.OfficeId);
        var kept = await db
            .Orders.Include(x => x.Sales)
            .SingleAsync(x => x.ExternalId == order.Number, Stop);
        Assert.NotNull(kept.DeletedAt);
        Assert.NotEmpty(kept.Sales);
        var gone = await db
            .Products.Include(x => x.Variants)
            .SingleAsync(x => x.ExternalId == product, Stop);
        Assert.NotNull(gone.DeletedAt);
        var variants = gone.Variants.ConvertAll(variant => variant.Id);
        Assert.False(await db.StockLevels.AnyAsync(x => variants.Contains(x.VariantId), Stop));
        Assert.True(await db.OrderLines.AnyAsync(x => variants.Contains(x.VariantId!.Value), Stop));
        Assert.NotNull(
            (await db.Contacts.SingleAsync(x => x.Id == kept.ContactId, Stop)).DeletedAt
        );

        served.Requests.Clear();
        var after = await work.SyncAsync(shop);
        Assert.Equal(0, served.Requests[BulkStart]);
        Assert.Equal(0, after.Counts.Orders.Deleted + after.Counts.Products.Deleted);
    }

    [Fact]
    public async Task What_is_deleted_between_a_preparation_and_its_synchronization_is_found()
    {
        await using var server = await StartAsync(80);
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        await work.PrepareAsync(shop);
        var served = server.Shops[0];
        var order = served.Orders().First(o => o.CustomerNumber is not null);
        clock.Advance(TimeSpan.FromMinutes(20));
        served.Changes.Apply(new(ShopChangeKind.DeleteOrder, order.Id));
        served.Changes.Apply(
            new(ShopChangeKind.DeleteCustomer, $"gid://shopify/Customer/{order.CustomerNumber}")
        );

        var run = await work.SyncAsync(shop);

        Assert.Equal((1, 1), (run.Counts.Orders.Deleted, run.Counts.Customers.Deleted));
        await using var db = work.Database.Open(work.App.OfficeId);
        Assert.Equal(79, await db.Orders.CountAsync(x => x.DeletedAt == null, Stop));
        Assert.Equal(0, (await work.PrepareAsync(shop)).Counts.Orders.Deleted);
    }

    [Fact]
    public async Task A_preparation_lists_what_the_shop_has_deleted()
    {
        await using var server = await StartAsync(80);
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop);
        var order = server.Shops[0].Orders().First();
        clock.Advance(TimeSpan.FromMinutes(20));
        server.Shops[0].Changes.Apply(new(ShopChangeKind.DeleteOrder, order.Id));
        server.Shops[0].Changes.Apply(new(ShopChangeKind.AddOrder, Quantity: 1));

        var run = await work.PrepareAsync(shop);

        Assert.Equal((1, 1), (run.Counts.Orders.Deleted, run.Counts.Orders.Created));
        await using var db = work.Database.Open(work.App.OfficeId);
        var gone = await db.RunItems.SingleAsync(x => x.Action == RunItemAction.Delete, Stop);
        Assert.Equal((LinkKind.Order, order.Name), (gone.Kind, gone.Title));
        Assert.False(await db.Orders.AnyAsync(x => x.DeletedAt != null, Stop));
    }

    [Fact]
    public async Task A_contact_that_an_import_brought_does_not_go_with_a_customer_of_a_shop()
    {
        await using var server = await StartAsync(80);
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop);
        var number = server
            .Shops[0]
            .Orders()
            .First(o => o.CustomerNumber is not null)
            .CustomerNumber!.Value;
        await using var db = work.Database.Open(work.App.OfficeId);
        var key = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var contact = (
            await db.Links.SingleAsync(
                x => x.Kind == LinkKind.Customer && x.ExternalId == key,
                Stop
            )
        ).LocalId;
        await db
            .Contacts.Where(x => x.Id == contact)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.WebShopId, (long?)null), Stop);
        clock.Advance(TimeSpan.FromMinutes(20));
        server
            .Shops[0]
            .Changes.Apply(new(ShopChangeKind.DeleteCustomer, $"gid://shopify/Customer/{number}"));

        await work.SyncAsync(shop);

        Assert.Null((await db.Contacts.SingleAsync(x => x.Id == contact, Stop)).DeletedAt);
    }

    [Fact]
    public async Task An_order_hidden_for_its_age_is_not_taken_for_deleted()
    {
        var small = ShopClient.Small(orders: 300);
        await using var server = await DemoShopServer.StartAsync(
            new DemoShopOptions
            {
                Clock = clock,
                Shops =
                [
                    small with
                    {
                        Scopes = [.. small.Scopes.Where(scope => scope != ScopeNeed.AllOrders)],
                    },
                ],
            },
            Stop
        );
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        var seen = (await work.SyncAsync(shop)).Counts.Orders.Created;
        Assert.InRange(seen, 1, 299);
        clock.Advance(TimeSpan.FromDays(30));

        var run = await work.SyncAsync(shop, everything: true);

        Assert.InRange(run.Counts.Orders.Unchanged, 0, seen - 1);
        Assert.Equal(0, run.Counts.Orders.Deleted);
        await using var db = work.Database.Open(work.App.OfficeId);
        Assert.Equal(seen, await db.Orders.CountAsync(order => order.DeletedAt == null, Stop));
    }

    [Fact]
    public async Task A_change_that_got_lost_is_found_because_the_shop_counts_otherwise()
    {
        await using var server = await StartAsync(80);
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop);
        var undisturbed = await work.DumpAsync();
        await using (var db = work.Database.Open(work.App.OfficeId))
        {
            // As if its page had never been shown.
            var link = await db.Links.FirstAsync(x => x.Kind == LinkKind.Customer, Stop);
            await db
                .Orders.Where(x => x.ContactId == link.LocalId)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.ContactId, (long?)null), Stop);
            await db
                .ContactAddresses.Where(x => x.ContactId == link.LocalId)
                .ExecuteDeleteAsync(Stop);
            await db.Contacts.Where(x => x.Id == link.LocalId).ExecuteDeleteAsync(Stop);
            await db
                .Links.Where(x => x.Kind == link.Kind && x.ExternalId == link.ExternalId)
                .ExecuteDeleteAsync(Stop);
        }
        clock.Advance(TimeSpan.FromHours(2));

        await work.SyncAsync(shop);

        Assert.Equal(undisturbed, await work.DumpAsync());
    }
}
