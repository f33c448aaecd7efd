using Comptoir.DemoShop;
using Comptoir.Tests.DemoShop;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>Shops and offices do not mix, however alike they are.</summary>
public sealed class ApartTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_shops_with_the_same_order_names_stay_apart_and_share_their_customers()
    {
        // The same seed gives the same people, SKUs and names; the ids are of another space.
        var lyon = ShopClient.Small() with
        {
            Name = "lyon",
            Title = "Lyon",
            IdSpace = 11,
        };
        var nice = lyon with { Name = "nice", Title = "Nice", IdSpace = 22 };
        await using var server = await ShopClient.Start(lyon, nice);
        await using var work = await Workplace.StartAsync(server);
        var shops = new[] { await work.ConnectAsync(0), await work.ConnectAsync(1) };
        // At the same time: one office, two shops.
        var runs = await Task.WhenAll(shops.Select(work.RunAsync));

        Assert.All(runs, run => Assert.Equal(60, run.Counts.Orders.Created));
        Assert.All(runs.SelectMany(run => run.Totals!), total => Assert.True(total.IsEqual));
        await using var db = work.Database.Open(work.App.OfficeId);
        var orders = await db.Orders.AsNoTracking().ToListAsync(Stop);
        Assert.Equal(120, orders.Count);
        Assert.All(orders.GroupBy(order => order.Name), pair => Assert.Equal(2, pair.Count()));
        var linked = (await db.Links.AsNoTracking().ToListAsync(Stop)).ToLookup(
            link => link.LocalId,
            link => link.WebShopId
        );
        var contacts = await db.Contacts.AsNoTracking().ToDictionaryAsync(x => x.Id, Stop);
        // Who has an e-mail is known by it, even though both shops came at the same moment; who has none is known to one shop.
        Assert.All(
            orders.Where(order => order.ContactId is not null),
            order =>
                Assert.Equal(
                    contacts[order.ContactId!.Value].EmailKey is null
                        ? [order.WebShopId!.Value]
                        : shops.Select(shop => shop.Id),
                    linked[order.ContactId!.Value].Order()
                )
        );
        var lines = await db
            .OrderLines.AsNoTracking()
            .Where(line => line.VariantId != null)
            .Select(line => new { line.OrderId, VariantId = line.VariantId!.Value })
            .ToListAsync(Stop);
        var shopOf = orders.ToDictionary(order => order.Id, order => order.WebShopId!.Value);
        Assert.All(lines, line => Assert.Equal([shopOf[line.OrderId]], linked[line.VariantId]));
        Assert.All(
            contacts.Values.Where(x => x.EmailKey is not null).GroupBy(x => x.EmailKey),
            same => Assert.Single(same)
        );

        var second = await work.SyncAsync(shops[0], everything: true);
        Assert.Equal(60, second.Counts.Orders.Unchanged);
    }

    [Fact]
    public async Task Two_offices_with_the_same_shop_have_the_same_and_see_nothing_of_each_other()
    {
        await using var server = await ShopClient.Start();
        await using var work = await Workplace.StartAsync(server);
        var other = await work.App.AddOfficeAsync("The other");
        var ours = await work.ConnectAsync();
        var theirs = await work.ConnectAsync(officeId: other);
        await Task.WhenAll(work.SyncAsync(ours), work.SyncAsync(theirs));

        Assert.Equal(await work.DumpAsync(), await work.DumpAsync(other));
        await using var db = work.Database.Open(other);
        Assert.Equal(60, await db.Orders.CountAsync(Stop));
        Assert.False(await db.Orders.AnyAsync(order => order.OfficeId != other, Stop));
    }
}
