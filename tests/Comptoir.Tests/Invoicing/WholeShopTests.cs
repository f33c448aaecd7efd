using Comptoir.DemoShop;
using Comptoir.Invoicing;
using Comptoir.Sales;
using Comptoir.Tests.DemoShop;
using Comptoir.Tests.Sync;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Invoicing;

/// <summary>Whole shops invoiced: the documents are equal to the shop's ledger, to the minor unit, in both currencies.</summary>
public sealed class WholeShopTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(InvoiceMoment.FullyPaid)]
    [InlineData(InvoiceMoment.Arrival)]
    [InlineData(InvoiceMoment.EachDelivery)]
    public async Task The_demo_shop_comes_to_documents_that_are_its_ledger(InvoiceMoment when)
    {
        await using var server = await DemoShopServer.StartAsync(
            new DemoShopOptions { Shops = [ApplicationWithShop.Settings("monde", 400)] },
            Stop
        );
        await using var work = await Workplace.StartAsync(server);
        await InvoiceAsync(work, new DateOnly(2000, 1, 1), when);
    }

    [Fact]
    public async Task Real_sales_from_a_cut_over_date_come_to_documents_that_are_their_ledger()
    {
        var file = Requirements.Shared(
            "samples/online-retail/online-retail-2010-12..2011-08.csv.gz"
        );
        Assert.SkipWhen(file is null, "There is no file of real sales beside the repository.");
        await using var server = await ShopClient.Start(
            ShopClient.Small() with
            {
                RetailFile = file,
                Currency = "GBP",
            }
        );
        await using var work = await Workplace.StartAsync(server);
        await InvoiceAsync(work, new DateOnly(2011, 7, 15), InvoiceMoment.Arrival);

        // What is older makes no document of its own; what comes back of it waits for the number of its invoice.
        await using var db = work.Database.Open(work.App.OfficeId);
        Assert.False(
            await db.Documents.AnyAsync(
                row =>
                    row.Kind == DocumentKind.Invoice
                    && db.Orders.Any(order =>
                        order.Id == row.OrderId && order.PlacedOn < new DateOnly(2011, 7, 15)
                    ),
                Stop
            )
        );
    }

    private static async Task InvoiceAsync(Workplace work, DateOnly from, InvoiceMoment when)
    {
        var office = work.App.OfficeId;
        await Bookkeeping.IdentifyAsync(work.Database, office);
        var shop = await work.ConnectAsync();
        await Bookkeeping.InvoiceAllAsync(work, shop, from, when);
        await work.SyncAsync(shop);
        var report = await work
            .App.Services.GetRequiredService<InvoiceDue>()
            .RunAsync(office, null, Stop);
        Assert.True(report.Invoices > 0);
        Assert.Empty(
            (
                await work
                    .App.Services.GetRequiredService<Comptoir.Health.VerifyOffice>()
                    .VerifyAsync(office, Stop)
            )
                .Findings.Where(finding =>
                    !finding.What.StartsWith("Does not add up", StringComparison.Ordinal)
                )
                .Select(finding => $"{finding.Where}: {finding.What}")
        );

        await using var db = work.Database.Open(office);
        var ledger = await db
            .Sales.GroupBy(sale => sale.OrderId)
            .Select(sales => new
            {
                Order = sales.Key,
                Customer = sales.Sum(sale =>
                    sale.Cover == SaleCover.Documents ? sale.CustomerTotal : 0
                ),
                Shop = sales.Sum(sale => sale.Cover == SaleCover.Documents ? sale.Total : 0),
                Open = sales.Sum(sale => sale.IsOpen ? 1 : 0),
                OpenCustomer = sales.Sum(sale => sale.CustomerOpen),
                OpenShop = sales.Sum(sale => sale.Open),
            })
            .ToListAsync(Stop);
        var documents = (await db.Documents.AsNoTracking().ToListAsync(Stop)).ToLookup(row =>
            row.OrderId
        );
        Assert.All(
            ledger,
            row =>
            {
                var of = documents[row.Order].ToList();
                Assert.Equal(row.Customer - row.OpenCustomer, of.Sum(x => x.Sign * x.Gross));
                Assert.Equal(row.Shop - row.OpenShop, of.Sum(x => x.Sign * x.ShopGross));
            }
        );
        // What is open is open for a reason: not due yet, or noted.
        var open = ledger.Where(row => row.Open > 0).Select(row => row.Order).ToList();
        if (when == InvoiceMoment.Arrival)
        {
            var noted = await db
                .OrderInvoicings.Where(row => row.Waits != null)
                .Select(row => row.OrderId)
                .ToListAsync(Stop);
            // Orders with terms are invoiced with their deliveries.
            var terms = await db
                .Orders.Where(row => row.PaymentTerms != null)
                .Select(row => row.Id)
                .ToListAsync(Stop);
            Assert.Empty(open.Except(noted).Except(terms));
        }
        var again = await work
            .App.Services.GetRequiredService<InvoiceDue>()
            .RunAsync(office, null, Stop);
        Assert.Equal((0, 0, 0), (again.Invoices, again.CreditNotes, again.Receipts));
    }
}
