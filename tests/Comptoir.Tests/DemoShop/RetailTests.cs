using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Retail;
using Comptoir.DemoShop.World;
using Xunit;

namespace Comptoir.Tests.DemoShop;

public sealed partial class RetailTests
{
    private const string Header =
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    [Fact]
    public void Real_sales_keep_their_numbers_and_amounts_by_month()
    {
        var file = Requirements.Shared(
            "samples/online-retail/online-retail-2010-12..2011-08.csv.gz"
        );
        Assert.SkipWhen(file is null, "There is no file of real sales beside the repository.");
        var (world, report) = RetailWorld.Load(new DemoShopSettings { RetailFile = file }, file);
        var orders = new Dictionary<string, (int Orders, long Gross, long Refunds)>(
            StringComparer.Ordinal
        );
        for (var i = 0; i < world.Orders.Rows.Length; i++)
        {
            var order = world.Orders[i];
            var month = Month(London(order.CreatedAt));
            var known = orders.GetValueOrDefault(month);
            orders[month] = known with
            {
                Orders = known.Orders + 1,
                Gross = known.Gross + order.TotalPriceSet.Shop,
            };
            foreach (var refund in order.Refunds)
            {
                month = Month(London(refund.ProcessedAt));
                known = orders.GetValueOrDefault(month);
                orders[month] = known with
                {
                    Refunds = known.Refunds + refund.TotalRefundedSet.Shop,
                };
            }

            if (i % 50 == 0)
            {
                var sales = order.Agreements.SelectMany(a => a.Sales).ToList();
                Assert.Equal(order.CurrentTotalPriceSet, sales.Sum(order.Pair, s => s.TotalAmount));
                Assert.Equal(
                    order.CurrentTotalTaxSet,
                    sales.Sum(order.Pair, s => s.TotalTaxAmount)
                );
            }
        }

        var leftOut = report
            .LeftOut.Where(l => l.Reason == LeftOutReason.NothingToCancel)
            .ToDictionary(
                l => Month(l.Month.ToDateTime(default)),
                l => -l.GrossMinor,
                StringComparer.Ordinal
            );
        Assert.Equal(
            Simple(file).OrderBy(m => m.Key, StringComparer.Ordinal),
            orders
                .Select(m =>
                    KeyValuePair.Create(
                        m.Key,
                        m.Value with
                        {
                            Refunds = m.Value.Refunds + leftOut.GetValueOrDefault(m.Key),
                        }
                    )
                )
                .OrderBy(m => m.Key, StringComparer.Ordinal)
        );
        Assert.Equal(320_705, report.Rows);
    }

    [Fact]
    public async Task A_cancellation_gives_back_the_latest_purchase_at_the_same_price()
    {
        var file = Path.Combine(Path.GetTempPath(), $"comptoir-retail-{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(
            file,
            Header
                + """
                1,85123A,LIGHT,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
                2,85123A,"LIGHT, WHITE",2,2011-07-02 09:00:00,2.55,17850.0,United Kingdom
                2,POST,POSTAGE,1,2011-07-02 09:00:00,18.0,17850.0,United Kingdom
                3,85123A,LIGHT,1,2011-07-03 09:00:00,2.55,,Japan
                C4,85123A,LIGHT,-3,2011-07-04 09:00:00,2.55,17850.0,United Kingdom
                C4,85123A,LIGHT,-1,2011-07-04 09:00:00,2.10,17850.0,United Kingdom
                5,85123A,,-9,2011-07-05 09:00:00,0.0,,United Kingdom
                """,
            TestContext.Current.CancellationToken
        );
        try
        {
            var (world, report) = RetailWorld.Load(
                new DemoShopSettings { RetailFile = file },
                file
            );
            Assert.Equal(3, report.Orders);
            Assert.Equal(
                [1275, 1800, 255],
                Enumerable.Range(0, 3).Select(i => world.Orders[i].CurrentTotalPriceSet.Shop)
            );
            Assert.Equal(
                [255, 510],
                Enumerable.Range(0, 2).Select(i => world.Orders[i].TotalRefundedSet.Shop)
            );
            // 2.55 × 6 = 15.30 contains 2.55; a sixth of it is given back.
            Assert.Equal(
                [212, 300, 0],
                Enumerable.Range(0, 3).Select(i => world.Orders[i].CurrentTotalTaxSet.Shop)
            );
            Assert.Equal(
                new DateTimeOffset(2011, 7, 2, 8, 0, 0, TimeSpan.Zero),
                world.Orders[1].ProcessedAt
            );
            Assert.Null(world.Orders[2].CustomerNumber);
            Assert.Equal(
                [(LeftOutReason.NothingToCancel, -210L), (LeftOutReason.StockCorrection, 0L)],
                report.LeftOut.Select(l => (l.Reason, l.GrossMinor))
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The same sums by the simplest code: rows without quotes are split at commas, the others by a pattern.</summary>
    internal static Dictionary<string, (int Orders, long Gross, long Refunds)> Simple(string file)
    {
        var months = new Dictionary<string, (int Orders, long Gross, long Refunds)>(
            StringComparer.Ordinal
        );
        var firstMonth = new Dictionary<string, string>(StringComparer.Ordinal);
        using var reader = new StreamReader(
            new GZipStream(File.OpenRead(file), CompressionMode.Decompress)
        );
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Contains('"', StringComparison.Ordinal)
                ? [.. Cell().Matches(line).Select(m => m.Value)]
                : line.Split(',');
            var (invoice, quantity, month) = (
                cells[0],
                int.Parse(cells[3], CultureInfo.InvariantCulture),
                cells[4][..7]
            );
            var price = decimal.Parse(cells[5], CultureInfo.InvariantCulture);
            var gross = quantity * (long)Math.Round(price * 100, MidpointRounding.AwayFromZero);
            if (price < 0 || (quantity <= 0 && invoice[0] != 'C'))
            {
                continue;
            }

            if (invoice[0] == 'C')
            {
                var sums = months.GetValueOrDefault(month);
                months[month] = sums with { Refunds = sums.Refunds - gross };
                continue;
            }

            var isNew = firstMonth.TryAdd(invoice, month);
            month = firstMonth[invoice];
            var known = months.GetValueOrDefault(month);
            months[month] = known with
            {
                Orders = known.Orders + (isNew ? 1 : 0),
                Gross = known.Gross + gross,
            };
        }

        return months;
    }

    private static DateTime London(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime;

    private static string Month(DateTime at) =>
        at.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<=^|,)(\"([^\"]|\"\")*\"|[^,]*)(?=,|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cell();
}
