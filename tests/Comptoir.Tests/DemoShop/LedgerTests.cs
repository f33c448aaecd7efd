using Comptoir.DemoShop;
using Comptoir.DemoShop.Seeded;
using Comptoir.DemoShop.World;
using CsCheck;
using Xunit;

namespace Comptoir.Tests.DemoShop;

public sealed class LedgerTests
{
    private static readonly string[] Currencies = ["EUR", "GBP", "JPY", "USD"];

    [Fact]
    public void The_control_equations_hold_for_every_order_of_any_seed() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 3].Select(i => Currencies[i]))
            .Sample(
                (seed, currency) =>
                {
                    foreach (
                        var order in Orders(
                            new DemoShopSettings
                            {
                                Seed = seed,
                                Orders = 400,
                                Now = ShopClient.Now,
                                Currency = currency,
                            }
                        )
                    )
                    {
                        Balanced(order);
                    }
                },
                iter: 6,
                threads: 1
            );

    [Fact]
    public void A_seed_gives_the_same_shop_again()
    {
        var settings = new DemoShopSettings
        {
            Seed = 7,
            Orders = 100,
            Now = ShopClient.Now,
        };
        var (one, two) = (Orders(settings).ToList(), Orders(settings).ToList());
        Assert.Equal(
            one.Select(o => (o.Id, o.UpdatedAt, o.CurrentTotalPriceSet.Shop)),
            two.Select(o => (o.Id, o.UpdatedAt, o.CurrentTotalPriceSet.Shop))
        );
    }

    [Fact]
    public void The_worked_cases_come_out_to_the_cent()
    {
        var cases = Orders(new DemoShopSettings { Orders = 300, Now = ShopClient.Now })
            .Where(o => o.Tags.Exists(t => t.StartsWith("case-", StringComparison.Ordinal)))
            .ToDictionary(o =>
                int.Parse(
                    o.Tags.Find(t => t.StartsWith("case-", StringComparison.Ordinal))!.AsSpan(5),
                    System.Globalization.CultureInfo.InvariantCulture
                )
            );
        Assert.Equal(33, cases.Count);

        var refunded = cases[1];
        Assert.Equal(
            (3187, 532),
            (
                refunded.OriginalTotalPriceSet.Shop,
                refunded.Agreements[0].Sales.Sum(s => s.TotalTaxAmount.Shop)
            )
        );
        Assert.Equal(
            [-899, -200],
            refunded.Agreements.Skip(1).Select(a => a.Sales.Sum(s => s.TotalAmount.Shop))
        );
        Assert.Equal(
            2088,
            refunded.Agreements.SelectMany(a => a.Sales).Sum(s => s.TotalAmount.Shop)
        );

        Assert.Equal(500, cases[2].TotalTipReceivedSet.Shop);
        Assert.Equal(
            (50000, 0),
            (cases[3].CurrentTotalPriceSet.Shop, cases[3].CurrentTotalTaxSet.Shop)
        );
        Assert.Equal(
            (10000, 6000),
            (cases[5].CurrentTotalPriceSet.Presentment, cases[5].TotalReceivedSet.Presentment)
        );
        Assert.Equal(
            ["GIFT_CARD", "PRODUCT"],
            cases[6].Agreements[0].Sales.Select(s => s.LineType)
        );
        Assert.Equal([4000, 4000], cases[7].Transactions.Select(t => t.AmountSet.Shop));
        Assert.Equal([-4000, 5500], cases[8].Agreements[1].Sales.Select(s => s.TotalAmount.Shop));
        Assert.Equal("VOIDED", cases[9].DisplayFinancialStatus);
        Assert.Equal(0, cases[10].CurrentTotalPriceSet.Shop);
        Assert.Equal(500, cases[11].RefundDiscrepancySet.Shop);
        Assert.True(cases[12].CurrentTotalPriceSet.Shop > 0);
        Assert.Equal(-2, cases[13].TotalCashRoundingAdjustment.PaymentSet.Shop);
        Assert.Equal((301, 0), (cases[14].Lines.Count, cases[14].TotalPriceSet.Shop));
        Assert.Equal(-800, cases[15].Agreements[1].Sales.Sum(s => s.TotalAmount.Shop));
        Assert.Equal([550, 2000], cases[16].TaxLines.Select(t => t.RateHundredths));
        Assert.Equal(850, Assert.Single(cases[17].TaxLines).RateHundredths);
        Assert.All(cases[24].TaxLines, t => Assert.True(t.ChannelLiable));
        Assert.Equal(
            (24_690, 12_345),
            (cases[26].CurrentTotalPriceSet.Presentment, cases[26].TotalRefundedSet.Presentment)
        );
        Assert.Equal(
            [(3000, 500), (240, 40)],
            cases[27].Agreements[0].Sales.Select(s => (s.TotalAmount.Shop, s.TotalTaxAmount.Shop))
        );
        Assert.Equal(3240, cases[27].TotalReceivedSet.Shop);
    }

    private static IEnumerable<Order> Orders(DemoShopSettings settings)
    {
        var world = SeededWorld.Create(settings, settings.Now!.Value);
        return Enumerable.Range(0, settings.Orders).Select(i => world.Orders[i]);
    }

    /// <summary>The control equations, from the entries and independently from lines, shipping, tips, duties and fees.</summary>
    internal static void Balanced(Order order)
    {
        var sales = order.Agreements.SelectMany(a => a.Sales).ToList();
        Assert.All(
            sales,
            sale => Assert.Equal(sale.TotalTaxAmount, sale.Taxes.Sum(order.Pair, t => t.Amount))
        );
        Assert.Equal(
            order.CurrentTotalPriceSet + order.RefundDiscrepancySet,
            sales.Sum(order.Pair, s => s.TotalAmount)
        );
        Assert.Equal(
            order.CurrentTotalTaxSet,
            sales.Where(s => s.LineType != "ADJUSTMENT").Sum(order.Pair, s => s.TotalTaxAmount)
        );

        var lines = order.Lines.Sum(
            order.Pair,
            l =>
                l.Current
                + (
                    order.TaxesIncluded
                        ? MoneyBag.Zero(order.Pair)
                        : l.TaxLines.Sum(
                            order.Pair,
                            t => t.PriceSet - l.Part(t.PriceSet, 0, l.Removed)
                        )
                )
        );
        var shipping = order.ShippingLines.Sum(
            order.Pair,
            s =>
                s.CurrentDiscountedPriceSet
                + (order.TaxesIncluded ? MoneyBag.Zero(order.Pair) : s.Tax - s.RefundedTax)
        );
        var duties = order.Lines.SelectMany(l => l.Duties).Sum(order.Pair, d => d.Price);
        Assert.Equal(
            order.CurrentTotalPriceSet,
            lines
                + shipping
                + order.TotalTipReceivedSet
                + duties
                + order.AdditionalFees.Sum(order.Pair, fee => fee.Price)
        );

        var settled = order.Transactions.Where(t => t.Status == "SUCCESS").ToList();
        MoneyBag Of(params string[] kinds) =>
            settled.Where(t => kinds.Contains(t.Kind)).Sum(order.Pair, t => t.AmountSet);
        Assert.Equal(
            order.TotalReceivedSet - order.TotalRefundedSet,
            Of("SALE", "CAPTURE") - Of("CHANGE") - Of("REFUND")
        );
        Assert.All(
            order.Refunds,
            refund =>
                Assert.Equal(
                    refund.TotalRefundedSet,
                    refund.Transactions.Sum(order.Pair, t => t.AmountSet)
                )
        );
        Assert.True(
            order.CurrentTotalPriceSet.Shop >= 0
                && order.TotalRefundedSet.Presentment <= order.TotalReceivedSet.Presentment,
            order.Name
        );
        Assert.True(
            order.UpdatedAt >= order.CreatedAt && order.UpdatedAt <= ShopClient.Now.AddHours(2),
            $"{order.Name} {order.UpdatedAt}"
        );
    }
}
