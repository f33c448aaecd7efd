using Comptoir.Attention;
using Comptoir.DemoShop.Server;
using Comptoir.Sync;
using Comptoir.Tests.DemoShop;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>One object that cannot be read or kept holds up none of the others.</summary>
public sealed class PoisonTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_with_too_many_decimals_is_set_aside_once_until_the_shop_mends_it()
    {
        await using var server = await ShopClient.Start();
        var order = server
            .Shops[0]
            .Orders()
            .First(o => o.TotalPriceSet.Shop > 1000 && o.TotalPriceSet.Shop % 100 != 0);
        using var altered = new AlteredLines(line =>
            IsRoot(line, order.Id) ? MoveThePoint(line) : line
        )
        {
            AnswersToo = true,
        };
        await using var work = await Workplace.StartAsync(server, handler: altered);
        var shop = await work.ConnectAsync();
        for (var run = 0; run < 3; run++)
        {
            var counts = (await work.SyncAsync(shop, everything: true)).Counts.Orders;
            Assert.Equal((1, 60), (counts.Attention, counts.All));
        }

        await using (var db = work.Database.Open(work.App.OfficeId))
        {
            Assert.Equal(59, await db.Orders.CountAsync(Stop));
            var told = await db.Attention.AsNoTracking().SingleAsync(Stop);
            Assert.Equal(
                (AttentionCode.InexactAmount, order.Name, null),
                (told.Code, told.Title, told.ResolvedAt)
            );
        }

        altered.Off = true;
        var mended = await work.SyncAsync(shop, everything: true);
        Assert.Equal(
            (1, 59, 0),
            (
                mended.Counts.Orders.Created,
                mended.Counts.Orders.Unchanged,
                mended.Counts.Orders.Attention
            )
        );
        await using var after = work.Database.Open(work.App.OfficeId);
        var settled = await after.Attention.AsNoTracking().SingleAsync(Stop);
        Assert.NotNull(settled.ResolvedAt);
        Assert.Null(settled.ResolvedBy);
    }

    [Fact]
    public async Task An_order_with_an_impossible_id_or_a_broken_line_is_read_again_by_itself()
    {
        await using var server = await ShopClient.Start();
        var ids = server.Shops[0].Orders().Take(2).Select(o => o.Id).ToList();
        using var altered = new AlteredLines(line =>
            IsRoot(line, ids[0])
                ? line.Replace(ids[0], $"{ids[0][..^1]}x", StringComparison.Ordinal)
            : IsRoot(line, ids[1])
                ? line.Replace("\"test\":false", "\"test\":\"nay\"", StringComparison.Ordinal)
            : line
        );
        await using var work = await Workplace.StartAsync(server, handler: altered);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop);
        await using var db = work.Database.Open(work.App.OfficeId);
        var ours = await OrderText.OfOfficeAsync(db, Stop);
        foreach (var order in server.Shops[0].Orders())
            Assert.Equal(OrderText.Of(order), ours.GetValueOrDefault(order.Number));

        altered.Off = true;
        await work.SyncAsync(shop);
        Assert.False(await db.Attention.AnyAsync(item => item.ResolvedAt == null, Stop));
    }

    [Fact]
    public async Task A_customer_that_a_file_shows_broken_is_read_again_and_its_orders_find_it()
    {
        await using var server = await ShopClient.Start();
        var bought = server.Shops[0].Orders().First(o => o.CustomerNumber is not null);
        var id = $"gid://shopify/Customer/{bought.CustomerNumber}";
        using var altered = new AlteredLines(line =>
            IsRoot(line, id)
                ? line.Replace(
                    "\"taxExempt\":false",
                    "\"taxExempt\":\"nay\"",
                    StringComparison.Ordinal
                )
                : line
        );
        await using var work = await Workplace.StartAsync(server, handler: altered);
        var shop = await work.ConnectAsync();
        var run = await work.SyncAsync(shop);
        await using var db = work.Database.Open(work.App.OfficeId);
        var order = await db
            .Orders.AsNoTracking()
            .SingleAsync(x => x.ExternalId == bought.Number, Stop);
        Assert.NotNull(order.ContactId);
        Assert.Equal(60, await db.Orders.CountAsync(Stop));
        // It was told, and settled by the same run: the shop counts one more than the file held.
        var told = await db.Attention.AsNoTracking().SingleAsync(Stop);
        Assert.Equal((AttentionCode.Unreadable, "Customer"), (told.Code, told.SubjectKind));
        Assert.NotNull(told.ResolvedAt);
        Assert.Null(told.ResolvedBy);
        Assert.Equal(0, run.Counts.Customers.Attention);
    }

    [Fact]
    public async Task Stock_that_cannot_be_read_is_told_and_settled_when_it_can()
    {
        await using var server = await ShopClient.Start();
        var broken = "";
        using var altered = new AlteredLines(line =>
        {
            if (
                !line.Contains("\"__typename\":\"InventoryItem\"", StringComparison.Ordinal)
                || !line.Contains("\"tracked\":true", StringComparison.Ordinal)
            )
                return line;
            if (broken.Length == 0)
                broken = line;
            return line == broken
                ? line.Replace("\"tracked\":true", "\"tracked\":\"ye\"", StringComparison.Ordinal)
                : line;
        });
        await using var work = await Workplace.StartAsync(server, handler: altered);
        var shop = await work.ConnectAsync();
        Assert.Equal(1, (await work.SyncAsync(shop)).Counts.Stock.Attention);
        Assert.NotEmpty(broken);
        altered.Off = true;
        var counts = (await work.SyncAsync(shop)).Counts.Stock;
        Assert.Equal((0, 1), (counts.Attention, counts.Created));
        await using var db = work.Database.Open(work.App.OfficeId);
        var told = await db.Attention.AsNoTracking().SingleAsync(Stop);
        Assert.Equal("Stock", told.SubjectKind);
        Assert.NotNull(told.ResolvedAt);
    }

    [Fact]
    public async Task A_note_of_five_megabytes_is_kept()
    {
        await using var server = await ShopClient.Start();
        var order = server.Shops[0].Orders().First();
        var note = new string('é', 5_000_000);
        server.Shops[0].Changes.Apply(new(ShopChangeKind.OrderNote, order.Id, Text: note));
        await using var work = await Workplace.StartAsync(server);
        var run = await work.SyncAsync(await work.ConnectAsync());
        Assert.Equal(60, run.Counts.Orders.Created);
        await using var db = work.Database.Open(work.App.OfficeId);
        Assert.Equal(
            note,
            await db
                .Orders.Where(x => x.ExternalId == order.Number)
                .Select(x => x.Note)
                .SingleAsync(Stop)
        );
    }

    private static bool IsRoot(string line, string id) =>
        line.Contains($"\"id\":\"{id}\"", StringComparison.Ordinal)
        && !line.Contains("__parentId", StringComparison.Ordinal)
        && !line.Contains("\"agreements\"", StringComparison.Ordinal);

    /// <summary>12.34 becomes 1.234 at the first total: as long as before, and in no minor unit.</summary>
    private static string MoveThePoint(string line)
    {
        var at = line.IndexOf("\"totalPriceSet\"", StringComparison.Ordinal);
        if (at < 0)
            return line;
        var point = line.IndexOf('.', line.IndexOf("\"amount\":", at, StringComparison.Ordinal));
        var letters = line.ToCharArray();
        (letters[point], letters[point - 1]) = (letters[point - 1], letters[point]);
        return new string(letters);
    }
}
