using Comptoir.DemoShop;
using Comptoir.Tests.DemoShop;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>A shop that refuses shipping lines in bulk is read all the same.</summary>
public sealed class ShippingLinesTests
{
    [Fact]
    public async Task Shipping_lines_that_are_refused_in_bulk_are_read_in_pages()
    {
        async Task<(string Dump, long Pages)> SynchronizedAsync(params string[] refused)
        {
            var settings = ShopClient.Small(orders: 80);
            await using var server = await ShopClient.Start(
                settings with
                {
                    Bulk = settings.Bulk with { Refused = refused },
                }
            );
            await using var work = await Workplace.StartAsync(server);
            var run = await work.SyncAsync(await work.ConnectAsync());
            Assert.Equal(0, run.Counts.Orders.Attention);
            return (await work.DumpAsync(), server.Shops[0].Requests["graphql.nodes"]);
        }
        var usual = await SynchronizedAsync();
        var refused = await SynchronizedAsync("shippingLines");
        Assert.Equal(usual.Dump, refused.Dump);
        // Never one question per order.
        Assert.InRange(refused.Pages - usual.Pages, 4, 8);
    }
}
