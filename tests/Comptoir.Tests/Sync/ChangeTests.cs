using Comptoir.Attention;
using Comptoir.Contacts;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Server;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Tests.DemoShop;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>What changes in the shop between two synchronizations is what the second one shows, and nothing else.</summary>
public sealed class ChangeTests
{
    private readonly FakeTimeProvider clock = new(ShopClient.Now.AddHours(1));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Task<DemoShopServer> StartAsync() =>
        DemoShopServer.StartAsync(
            new DemoShopOptions { Clock = clock, Shops = [ShopClient.Small(orders: 150)] },
            Stop
        );

    [Fact]
    public async Task Each_change_in_the_shop_is_shown_as_that_change_alone()
    {
        await using var server = await StartAsync();
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop);
        var served = server.Shops[0];
        var paid = served
            .Orders()
            .First(o =>
                o is { CancelledAt: null, CustomerNumber: not null }
                && o.DisplayFinancialStatus == "PAID"
                && o.TotalPriceSet.Shop > 500
                && o.Pair.Shop.Code == o.Pair.Presentment.Code
            );
        var unsent = served.Orders().First(o => o.Fulfillable && o.Lines.Count > 0);
        var customer = $"gid://shopify/Customer/{paid.CustomerNumber}";
        var product = $"gid://shopify/Product/{served.World.Products[3].Number}";

        var counts = await After(new(ShopChangeKind.Price, product, Minor: 4242));
        Assert.Equal("products 0+1", Said(counts));
        counts = await After(new(ShopChangeKind.CustomerName, customer, Text: "Lumière"));
        Assert.Equal("customers 0+1", Said(counts));
        counts = await After(new(ShopChangeKind.OrderNote, paid.Id, Text: "Sonnez deux fois"));
        Assert.Equal("orders 0+1", Said(counts));
        counts = await After(new(ShopChangeKind.FulfilOrder, unsent.Id));
        Assert.Equal("orders 0+1, deliveries 1+0", Said(counts));

        var ledger = await LedgerAsync();
        counts = await After(new(ShopChangeKind.RefundAmount, paid.Id, Minor: 100));
        Assert.Equal("orders 0+1, payments 1+0", Said(counts));
        counts = await After(new(ShopChangeKind.EditOrder, paid.Id, Minor: 750, Text: "Gravure"));
        Assert.Equal("orders 0+1", Said(counts));
        counts = await After(new(ShopChangeKind.AddOrder, customer, Quantity: 2));
        Assert.Equal("orders 1+0, payments 1+0", Said(counts));
        Assert.Superset(ledger, await LedgerAsync());
        Assert.Equal(ledger.Count + 3, (await LedgerAsync()).Count);

        // Of a product that is gone, what was sold of it stays.
        counts = await After(new(ShopChangeKind.DeleteProduct, product));
        Assert.Equal((0, 0), (counts.Products.Created, counts.Products.Updated));
        Assert.Equal(0, counts.Orders.Created);

        await using var db = work.Database.Open(work.App.OfficeId);
        var ours = await OrderText.OfOfficeAsync(db, Stop);
        foreach (var order in served.Orders())
            Assert.Equal(OrderText.Of(order), ours[order.Number]);
        Assert.Empty(await db.Attention.ToListAsync(Stop));

        async Task<RunCounts> After(ShopChange change)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            served.Changes.Apply(change);
            return (await work.SyncAsync(shop)).Counts;
        }

        async Task<HashSet<string>> LedgerAsync() =>
            [
                .. (await work.DumpAsync())
                    .Split('\n')
                    .Where(line => line.StartsWith("Sale|", StringComparison.Ordinal)),
            ];
    }

    private static string Said(RunCounts counts) =>
        string.Join(
            ", ",
            new (string Name, KindCounts Count)[]
            {
                ("suppliers", counts.Suppliers),
                ("products", counts.Products),
                ("stock", counts.Stock),
                ("customers", counts.Customers),
                ("orders", counts.Orders),
                ("deliveries", counts.Deliveries),
                ("payments", counts.Payments),
            }
                .Where(kind => kind.Count.Created + kind.Count.Updated + kind.Count.Attention > 0)
                .Select(kind => $"{kind.Name} {kind.Count.Created}+{kind.Count.Updated}")
        );

    [Fact]
    public async Task What_a_product_an_order_or_a_customer_no_longer_has_is_taken_away()
    {
        await using var server = await StartAsync();
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop);
        var world = server.Shops[0].World;
        var sold = server
            .Shops[0]
            .Orders()
            .SelectMany(o => o.Lines)
            .Select(line => world.Variant(line.VariantNumber ?? 0))
            .First(variant => variant is { Product.Variants.Count: > 1 })!;
        var order = server.Shops[0].Orders().First(o => o.CustomerNumber is not null);
        var kept = await work.DumpAsync();

        clock.Advance(TimeSpan.FromMinutes(1));
        world.Products.Change(
            sold.Product.Number,
            product =>
            {
                product.Variants.RemoveAll(variant => variant.Number == sold.Number);
                product.Touch(clock.GetUtcNow());
            }
        );
        server.Shops[0].Changes.Apply(new(ShopChangeKind.OrderNote, order.Id, Text: "x"));
        server
            .Shops[0]
            .Changes.Apply(
                new(
                    ShopChangeKind.CustomerName,
                    $"gid://shopify/Customer/{order.CustomerNumber}",
                    Text: "Neuve"
                )
            );
        long orderId;
        await using (var db = work.Database.Open(work.App.OfficeId))
        {
            var stored = await db
                .Orders.AsNoTracking()
                .SingleAsync(x => x.ExternalId == order.Number, Stop);
            orderId = stored.Id;
            await work.App.AddAsync(
                new OrderDiscount
                {
                    OfficeId = stored.OfficeId,
                    OrderId = stored.Id,
                    Number = 77,
                    Kind = "ManualDiscount",
                    Label = "gone",
                    Target = "LINE_ITEM",
                },
                new ContactAddress
                {
                    OfficeId = stored.OfficeId,
                    ContactId = stored.ContactId!.Value,
                    Number = 77,
                    WebShopId = shop.Id,
                    IsDefault = false,
                    Address = new Address { City = "gone" },
                }
            );
        }
        await work.SyncAsync(shop);

        await using var after = work.Database.Open(work.App.OfficeId);
        Assert.False(await after.OrderDiscounts.AnyAsync(x => x.Number == 77, Stop));
        Assert.False(await after.ContactAddresses.AnyAsync(x => x.Number == 77, Stop));
        Assert.False(await after.Variants.AnyAsync(x => x.ExternalId == sold.Number, Stop));
        Assert.Equal(
            kept.Split('\n').Count(IsLedger),
            (await work.DumpAsync()).Split('\n').Count(IsLedger)
        );
        Assert.NotEqual(0, orderId);
    }

    private static bool IsLedger(string line) => line.StartsWith("Sale|", StringComparison.Ordinal);

    [Fact]
    public async Task A_sale_that_changed_behind_our_back_is_told_and_stays_as_it_was_stored()
    {
        await using var server = await StartAsync();
        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop);
        var order = server.Shops[0].Orders().First(o => o.Agreements[0].Sales.Count > 1);
        // The database itself refuses to change a ledger.
        await using (var db = work.Database.OpenInstallation())
            await db.Database.ExecuteSqlRawAsync("drop trigger frozen_sales_update", Stop);
        await work.Database.WriteAsync(
            work.App.OfficeId,
            async (db, ct) =>
                await db
                    .Sales.Where(sale =>
                        db.Orders.Any(x => x.Id == sale.OrderId && x.ExternalId == order.Number)
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(sale => sale.CustomerTotal, 123_456L)
                                .SetProperty(sale => sale.CustomerOpen, 0L),
                        ct
                    ),
            Stop
        );
        for (var run = 0; run < 3; run++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            server
                .Shops[0]
                .Changes.Apply(new(ShopChangeKind.OrderNote, order.Id, Text: $"note {run}"));
            await work.SyncAsync(shop);
        }

        await using var after = work.Database.Open(work.App.OfficeId);
        var stored = await after
            .Orders.AsNoTracking()
            .Include(x => x.Sales)
            .SingleAsync(x => x.ExternalId == order.Number, Stop);
        Assert.Equal("note 2", stored.Note);
        Assert.All(stored.Sales, sale => Assert.Equal(123_456, sale.CustomerTotal));
        var told = await after
            .Attention.AsNoTracking()
            .SingleAsync(x => x.Code == AttentionCode.LedgerChanged, Stop);
        Assert.Equal((order.Name, null), (told.Title, told.ResolvedAt));
        Assert.Contains("123456", told.Detail, StringComparison.Ordinal);
    }
}
