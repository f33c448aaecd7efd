using System.Globalization;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Server;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Tests.DemoShop;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>A preparation tells what a synchronization would do, and what is left out stays out until it is let in.</summary>
public sealed class PreparationTests
{
    private readonly FakeTimeProvider clock = new(ShopClient.Now.AddHours(1));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Task<DemoShopServer> StartAsync(int orders) =>
        DemoShopServer.StartAsync(
            new DemoShopOptions { Clock = clock, Shops = [ShopClient.Small(orders: orders)] },
            Stop
        );

    [Fact]
    public async Task A_prepared_shop_of_2000_orders_leaves_the_office_as_it_was()
    {
        await using var server = await StartAsync(2000);
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        var before = await work.RowsAsync("runs", "run_items", "id_blocks");

        var run = await work.PrepareAsync(shop);

        Assert.Equal(before, await work.RowsAsync("runs", "run_items", "id_blocks"));
        await using var db = work.Database.Open(work.App.OfficeId);
        var items = db.RunItems.Where(item => item.RunId == run.Id);
        var world = server.Shops[0].World;
        Assert.Equal(2000, run.Counts.Orders.Created);
        Assert.Equal(2000, await items.CountAsync(item => item.Kind == LinkKind.Order, Stop));
        Assert.Equal(
            (
                run.Counts.Customers.Created,
                run.Counts.Products.Created,
                run.Counts.Suppliers.Created
            ),
            (
                await items.CountAsync(item => item.Kind == LinkKind.Customer, Stop),
                await items.CountAsync(item => item.Kind == LinkKind.Product, Stop),
                await items.CountAsync(item => item.Kind == LinkKind.Supplier, Stop)
            )
        );
        Assert.Equal(world.Products.Rows.Count(row => !row.Deleted), run.Counts.Products.Created);

        // The synchronization does what was announced, with what changed meanwhile.
        clock.Advance(TimeSpan.FromMinutes(30));
        server.Shops[0].Changes.Apply(new(ShopChangeKind.AddOrder, Quantity: 1));
        var done = await work.SyncAsync(shop);
        Assert.Equal(2001, await db.Orders.CountAsync(Stop));
        Assert.Equal(run.Counts.Customers.Created, done.Counts.Customers.Created);
        Assert.All(done.Totals!, total => Assert.True(total.IsEqual, total.ToString()));
        Assert.Equal(await WithoutPreparationAsync(server), await work.DumpAsync());
    }

    private static async Task<string> WithoutPreparationAsync(DemoShopServer server)
    {
        await using var work = await Workplace.StartAsync(server);
        await work.SyncAsync(await work.ConnectAsync());
        return await work.DumpAsync();
    }

    [Fact]
    public async Task What_is_left_out_stays_out_through_three_runs_and_comes_in_when_let_in()
    {
        await using var server = await StartAsync(120);
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        await work.PrepareAsync(shop);
        var served = server.Shops[0];
        var order = served.Orders().First(o => o.CustomerNumber is not null);
        var customer = order.CustomerNumber!.Value;
        var product = served
            .Orders()
            .SelectMany(o => o.Lines)
            .First(line => line.ProductNumber is not null)
            .ProductNumber!.Value;
        var supplier = served.World.Products.Find(product)!.Vendor;
        (LinkKind Kind, string Key)[] left =
        [
            (LinkKind.Order, Key(served.Orders().Last().Number)),
            (LinkKind.Customer, Key(customer)),
            (LinkKind.Product, Key(product)),
            (LinkKind.Supplier, supplier),
        ];
        await LeaveOutAsync(work, shop, left);

        for (var run = 0; run < 3; run++)
        {
            clock.Advance(TimeSpan.FromMinutes(20));
            served.Changes.Apply(
                new(ShopChangeKind.OrderNote, served.Orders().Last().Id, Text: $"{run}")
            );
            served.Changes.Apply(
                new(
                    ShopChangeKind.CustomerName,
                    $"gid://shopify/Customer/{customer}",
                    Text: $"Nom{run}"
                )
            );
            var counts = (await work.SyncAsync(shop, everything: run == 1)).Counts;
            await using var db = work.Database.Open(work.App.OfficeId);
            foreach (var (kind, key) in left)
                Assert.Null(
                    (
                        await db.Links.SingleAsync(x => x.Kind == kind && x.ExternalId == key, Stop)
                    ).LocalId
                );
            Assert.Equal(119, await db.Orders.CountAsync(Stop));
            Assert.False(await db.Products.AnyAsync(x => x.ExternalId == product, Stop));
            Assert.False(await db.Contacts.AnyAsync(x => x.Name == supplier, Stop));
            Assert.False(
                await db.OrderLines.AnyAsync(
                    x => x.VariantId != null && x.ProductExternalId == product,
                    Stop
                )
            );
            Assert.False(
                await db.Orders.AnyAsync(
                    x => x.CustomerExternalId == customer && x.ContactId != null,
                    Stop
                )
            );
            if (run < 2)
                Assert.Equal((1, 1), (counts.Orders.Excluded, counts.Customers.Excluded));
        }

        await LetInAsync(work, shop, left);
        await work.SyncAsync(shop);
        Assert.Equal(await WithoutPreparationAsync(server), await work.DumpAsync());
    }

    [Fact]
    public async Task A_preparation_after_the_first_synchronization_shows_what_changed_field_by_field()
    {
        await using var server = await StartAsync(60);
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop);
        var served = server.Shops[0];
        var order = served.Orders().First(o => o.CustomerNumber is not null);
        clock.Advance(TimeSpan.FromMinutes(20));
        served.Changes.Apply(
            new(
                ShopChangeKind.CustomerName,
                $"gid://shopify/Customer/{order.CustomerNumber}",
                Text: "Lumière"
            )
        );
        served.Changes.Apply(new(ShopChangeKind.OrderNote, order.Id, Text: "Sonnez"));
        served.Changes.Apply(
            new(
                ShopChangeKind.DeleteProduct,
                $"gid://shopify/Product/{served.World.Products[2].Number}"
            )
        );
        var before = await work.RowsAsync("runs", "run_items", "id_blocks");

        var run = await work.PrepareAsync(shop);

        Assert.Equal(before, await work.RowsAsync("runs", "run_items", "id_blocks"));
        await using var db = work.Database.Open(work.App.OfficeId);
        var items = await db.RunItems.Where(item => item.RunId == run.Id).ToListAsync(Stop);
        var name = items.Single(item =>
            item.Kind == LinkKind.Customer && item.Action == RunItemAction.Update
        );
        Assert.EndsWith(
            "Lumière",
            Assert.Single(name.Changes, change => change.Field == "Name").To,
            StringComparison.Ordinal
        );
        var note = items.Single(item =>
            item.Kind == LinkKind.Order && item.ExternalId == Key(order.Number)
        );
        Assert.Equal(("Note", "Sonnez"), (Assert.Single(note.Changes).Field, note.Changes[0].To));
    }

    [Fact]
    public async Task Orders_from_a_chosen_day_alone_come_in_and_an_earlier_day_brings_the_others()
    {
        await using var server = await StartAsync(120);
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        var days = server.Shops[0].Orders().Select(o => o.ProcessedAt).Order().ToList();
        var day = DateOnly.FromDateTime(days[60].UtcDateTime);
        await ChooseAsync(
            new WebShopSettings
            {
                OrdersFrom = day,
                Stock = false,
                Suppliers = false,
            }
        );

        var run = await work.SyncAsync(shop);

        await using var db = work.Database.Open(work.App.OfficeId);
        Assert.InRange(run.Counts.Orders.Created, 40, 70);
        Assert.False(await db.Orders.AnyAsync(order => order.PlacedOn < day, Stop));
        Assert.False(await db.StockLevels.AnyAsync(Stop));
        Assert.False(await db.Contacts.AnyAsync(contact => contact.IsSupplier, Stop));
        Assert.All(run.Totals!, total => Assert.True(total.IsEqual, total.ToString()));

        await ChooseAsync(new WebShopSettings());
        await work.SyncAsync(shop);
        Assert.Equal(await WithoutPreparationAsync(server), await work.DumpAsync());

        Task ChooseAsync(WebShopSettings settings) =>
            work.Database.WriteAsync(
                shop.OfficeId,
                async (write, ct) =>
                {
                    (await write.WebShops.SingleAsync(x => x.Id == shop.Id, ct)).Settings =
                        settings;
                    await write.SaveChangesAsync(ct);
                },
                Stop
            );
    }

    private static async Task LeaveOutAsync(
        Workplace work,
        WebShop shop,
        (LinkKind Kind, string Key)[] objects
    )
    {
        await using var db = work.Database.Open(shop.OfficeId);
        foreach (var (kind, key) in objects)
            db.Links.Add(
                new Link
                {
                    OfficeId = shop.OfficeId,
                    WebShopId = shop.Id,
                    Kind = kind,
                    ExternalId = key,
                    Fingerprint = [],
                    LeftOutAt = DateTime.UtcNow,
                    LeftOutBy = "Hélène",
                }
            );
        await db.SaveChangesAsync(Stop);
    }

    private static async Task LetInAsync(
        Workplace work,
        WebShop shop,
        (LinkKind Kind, string Key)[] objects
    )
    {
        await using var db = work.Database.Open(shop.OfficeId);
        foreach (var (kind, key) in objects)
            await db
                .Links.Where(x => x.WebShopId == shop.Id && x.Kind == kind && x.ExternalId == key)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(x => x.LeftOutAt, (DateTime?)null)
                            .SetProperty(x => x.LeftOutBy, (string?)null),
                    Stop
                );
    }

    private static string Key(long number) => number.ToString(CultureInfo.InvariantCulture);
}
