using System.Diagnostics;
using System.Globalization;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Retail;
using Comptoir.Payments;
using Comptoir.Tests.DemoShop;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>Real sales of nine months, read through the protocol, come to the sums of the file they are from.</summary>
public sealed class RetailSynchronizationTests(PostgresServer postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Real_sales_come_to_the_sums_of_their_file_on_SQLite() => CheckAsync(null);

    [Fact]
    [Trait("Needs", "PostgreSQL")]
    public async Task Real_sales_come_to_the_sums_of_their_file_on_PostgreSQL()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("COMPTOIR_TEST_LONG") == "1",
            "Set COMPTOIR_TEST_LONG=1 for tests that take more than a minute."
        );
        var missing = await postgres.MissingAsync();
        Assert.SkipWhen(missing is not null, missing ?? "");
        await CheckAsync(await postgres.CreateDatabaseAsync(Stop));
    }

    private static async Task CheckAsync(string? database)
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
        await using var work = await Workplace.StartAsync(server, database);
        var shop = await work.ConnectAsync();
        var watch = Stopwatch.StartNew();
        var run = await work.AskAsync(shop);
        await work.EndAsync(run);
        using var self = Process.GetCurrentProcess();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{watch.Elapsed.TotalSeconds:0.0} s, shop and office together at most {self.PeakWorkingSet64 / 1_000_000} MB"
        );

        await using var db = work.Database.Open(work.App.OfficeId);
        var months = new SortedDictionary<string, (int Orders, long Gross, long Refunds)>(
            StringComparer.Ordinal
        );
        await foreach (
            var order in db
                .Orders.Select(x => new { x.PlacedOn, x.Total })
                .AsAsyncEnumerable()
                .WithCancellation(Stop)
        )
            Add(order.PlacedOn, 1, order.Total, 0);
        await foreach (
            var payment in db
                .Payments.Where(x => x.Direction == PaymentDirection.Out)
                .Select(x => new { x.ProcessedAt, x.Amount })
                .AsAsyncEnumerable()
                .WithCancellation(Stop)
        )
            Add(
                DateOnly.FromDateTime(
                    TimeZoneInfo.ConvertTimeFromUtc(
                        payment.ProcessedAt,
                        TimeZoneInfo.FindSystemTimeZoneById("Europe/London")
                    )
                ),
                0,
                0,
                payment.Amount
            );
        // What cancels a purchase that is not in the file gives back nothing.
        foreach (
            var left in server
                .Shops[0]
                .RetailReport!.LeftOut.Where(x => x.Reason == LeftOutReason.NothingToCancel)
        )
            Add(left.Month, 0, 0, -left.GrossMinor);
        Assert.Equal(RetailTests.Simple(file).OrderBy(x => x.Key, StringComparer.Ordinal), months);
        Assert.Empty(await db.Attention.Select(x => x.Title).ToListAsync(Stop));

        void Add(DateOnly day, int orders, long gross, long refunds)
        {
            var month = day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            var known = months.GetValueOrDefault(month);
            months[month] = (known.Orders + orders, known.Gross + gross, known.Refunds + refunds);
        }
    }
}
