using System.Net;
using System.Text;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Schema;
using Comptoir.DemoShop.Server;
using Comptoir.Tests.DemoShop;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>Orders that are read a second time, because the first reading showed two moments or not all of them.</summary>
public sealed class RereadOrderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_read_again_finds_the_customer_that_its_first_half_did_not_name()
    {
        await using var server = await ShopClient.Start(ShopClient.Small(orders: 24));
        var order = server.Shops[0].Orders().First(o => o.CustomerNumber is not null);
        var customer = $"gid://shopify/Customer/{order.CustomerNumber}";
        using var altered = new AlteredLines(line =>
            IsHeader(line, order.Id)
                ? OtherMoment(line)
                    .Replace(customer, $"{customer[..^4]}9999", StringComparison.Ordinal)
                : line
        );
        await using var work = await Workplace.StartAsync(server, handler: altered);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop, everything: true);

        await using var db = work.Database.Open(work.App.OfficeId);
        var stored = await db
            .Orders.AsNoTracking()
            .SingleAsync(x => x.ExternalId == order.Number, Stop);
        Assert.Equal(order.CustomerNumber, stored.CustomerExternalId);
        Assert.NotNull(stored.ContactId);
    }

    [Fact]
    public async Task An_order_that_goes_while_it_is_read_is_left_as_it_was()
    {
        await using var server = await ShopClient.Start(ShopClient.Small(orders: 24));
        var orders = server.Shops[0].Orders().Take(2).ToList();
        var going = -1;
        using var altered = new AlteredLines(line =>
        {
            if (going < 0 || !IsHeader(line, orders[going].Id))
                return line;
            server.Shops[0].Changes.Apply(new(ShopChangeKind.DeleteOrder, orders[going].Id));
            return OtherMoment(line);
        });
        await using var work = await Workplace.StartAsync(server, handler: altered);
        var shop = await work.ConnectAsync();
        going = 0;
        var first = await work.SyncAsync(shop, everything: true);
        Assert.Equal((23, 0), (first.Counts.Orders.Created, first.Counts.Orders.Attention));
        await using var db = work.Database.Open(work.App.OfficeId);
        Assert.False(await db.Orders.AnyAsync(x => x.ExternalId == orders[0].Number, Stop));

        var before = (await OrderText.OfOfficeAsync(db, Stop))[orders[1].Number];
        going = 1;
        var second = await work.SyncAsync(shop, everything: true);
        Assert.Equal(
            (0, 0, 23),
            (
                second.Counts.Orders.Created,
                second.Counts.Orders.Updated,
                second.Counts.Orders.Unchanged
            )
        );
        Assert.Equal(before, (await OrderText.OfOfficeAsync(db, Stop))[orders[1].Number]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","errors":[{"message":"denied","extensions":{"code":"ACCESS_DENIED"}}]""")]
    public async Task Lines_of_a_parcel_that_cannot_be_read_any_more_are_kept(string errors)
    {
        // Without the scopes of fulfilment orders the lines are read in pages.
        await using var server = await ShopClient.Start(
            ShopClient.Small(orders: 24) with
            {
                Scopes =
                [
                    .. Access.All.Where(scope =>
                        !scope.Contains("fulfillment_orders", StringComparison.Ordinal)
                    ),
                ],
            }
        );
        using var blind = new BlindToParcels(errors);
        await using var work = await Workplace.StartAsync(server, handler: blind);
        var shop = await work.ConnectAsync();
        await work.SyncAsync(shop, everything: true);
        await using var db = work.Database.Open(work.App.OfficeId);
        var lines = await db.DeliveryLines.CountAsync(Stop);
        Assert.NotEqual(0, lines);

        blind.On = true;
        var run = await work.SyncAsync(shop, everything: true);
        Assert.True(blind.Asked);
        Assert.Equal(lines, await db.DeliveryLines.CountAsync(Stop));
        Assert.Equal((0, 24), (run.Counts.Orders.Updated, run.Counts.Orders.Unchanged));

        // What else changes of such an order changes nothing of its parcels.
        var sent = server.Shops[0].Orders().First(o => o.Fulfillments.Count > 0);
        server.Shops[0].Changes.Apply(new(ShopChangeKind.OrderNote, sent.Id, Text: "x"));
        Assert.Equal(1, (await work.SyncAsync(shop, everything: true)).Counts.Orders.Updated);
        Assert.Equal(lines, await db.DeliveryLines.CountAsync(Stop));
    }

    private static bool IsHeader(string line, string id) =>
        line.Contains($"\"id\":\"{id}\"", StringComparison.Ordinal)
        && line.Contains("\"totalPriceSet\"", StringComparison.Ordinal);

    /// <summary>The header as it was a hundred years ago: another moment than the ledger's.</summary>
    private static string OtherMoment(string line)
    {
        const string Field = "\"updatedAt\":\"2";
        var at = line.IndexOf(Field, StringComparison.Ordinal) + Field.Length - 1;
        return $"{line[..at]}19{line[(at + 2)..]}";
    }

    /// <summary>Shows no parcel, with or without a reason.</summary>
    private sealed class BlindToParcels(string errors) : DelegatingHandler(new SocketsHttpHandler())
    {
        public bool On { get; set; }
        public bool Asked { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (
                !On
                || request.Content is not { } content
                || !(await content.ReadAsStringAsync(cancellationToken)).Contains(
                    "query FulfillmentLines",
                    StringComparison.Ordinal
                )
            )
                return await base.SendAsync(request, cancellationToken);
            Asked = true;
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(
                    $"{{\"data\":{{\"nodes\":[null]}}{errors}}}",
                    Encoding.UTF8,
                    "application/json"
                ),
                RequestMessage = request,
            };
        }
    }
}
