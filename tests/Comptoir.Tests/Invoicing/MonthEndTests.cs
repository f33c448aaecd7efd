using Comptoir.DemoShop;
using Comptoir.DemoShop.Server;
using Comptoir.Invoicing;
using Comptoir.Invoicing.Closings;
using Comptoir.Journal;
using Comptoir.Tests.DemoShop;
using Comptoir.Tests.Sync;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Invoicing;

/// <summary>A synchronization before midnight, one after it, and a shop whose day is another: each document is in its month.</summary>
public sealed class MonthEndTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Europe/Paris")]
    [InlineData("Pacific/Auckland")]
    public async Task No_document_falls_into_the_wrong_month_and_a_closed_month_gets_no_more(
        string shopZone
    )
    {
        // In Paris it is half past eleven in the evening of the 31st of October; time goes on as the test runs.
        var clock = new HurriedClock();
        At(clock, "2026-10-31T22:30:00Z");
        await using var server = await DemoShopServer.StartAsync(
            new DemoShopOptions
            {
                Clock = clock,
                Shops = [ShopClient.Small(orders: 30) with { TimeZone = shopZone }],
            },
            Stop
        );
        await using var work = await Workplace.StartAsync(server, clock: clock);
        var office = work.App.OfficeId;
        await Bookkeeping.IdentifyAsync(work.Database, office);
        var shop = await work.ConnectAsync();
        await Bookkeeping.InvoiceAllAsync(
            work,
            shop,
            new DateOnly(2000, 1, 1),
            InvoiceMoment.Arrival
        );
        var changes = server.Shops[0].Changes;
        var buyer = server.Shops[0].World.Customers[0].Id;

        await work.SyncAsync(shop);
        await InvoiceAsync(work);
        changes.Apply(new(ShopChangeKind.AddOrder, buyer, Quantity: 1));
        await work.SyncAsync(shop);
        await InvoiceAsync(work);
        var october = await IssuedAsync(work);
        Assert.NotEmpty(october);
        Assert.All(october, row => Assert.Equal(new DateOnly(2026, 10, 31), row.On));

        // Placed in October, and here only when in Paris November has begun.
        changes.Apply(new(ShopChangeKind.AddOrder, buyer, Quantity: 2));
        At(clock, "2026-10-31T23:00:01Z");
        await work.SyncAsync(shop);
        // The month is closed before its late order is invoiced.
        await work.App.Services.GetRequiredService<ClosePeriods>().CloseEndedAsync(office, Stop);
        await InvoiceAsync(work);
        await InvoiceAsync(work);
        await work.SyncAsync(shop);
        await InvoiceAsync(work);

        var all = await IssuedAsync(work);
        var late = Assert.Single(all.Except(october));
        Assert.Equal(new DateOnly(2026, 11, 1), late.On);
        await using var db = work.Database.Open(office);
        var closed = await db.Closings.AsNoTracking().ToListAsync(Stop);
        Assert.Single(closed, x => x.Period == ClosingPeriod.Month);
        Assert.Equal(
            october.Count,
            closed
                .Single(x => x.Period == ClosingPeriod.Month && x.From == new DateOnly(2026, 10, 1))
                .Totals.Sum(total => total.Documents)
        );
    }

    private static void At(HurriedClock clock, string time) =>
        clock.Ahead = DateTimeOffset.Parse(time, null) - TimeProvider.System.GetUtcNow();

    private static Task<DueReport> InvoiceAsync(Workplace work) =>
        work.App.Services.GetRequiredService<InvoiceDue>().RunAsync(work.App.OfficeId, null, Stop);

    private static async Task<List<(string? Number, DateOnly? On)>> IssuedAsync(Workplace work)
    {
        await using var db = work.Database.Open(work.App.OfficeId);
        var rows = await db
            .Documents.Where(row => row.State == DocumentState.Issued)
            .OrderBy(row => row.Id)
            .Select(row => new { row.Number, row.IssuedOn })
            .ToListAsync(Stop);
        return rows.ConvertAll(row => (row.Number, row.IssuedOn));
    }
}
