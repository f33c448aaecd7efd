using Comptoir.Money;
using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Sync;
using CsCheck;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>What must hold of money and counts for any numbers.</summary>
public sealed class MoneyPropertyTests
{
    private static readonly Gen<long> Amount = Gen.Long[-10_000_000, 10_000_000];

    // Amounts of a sale: total and tax parts in the shop's currency, the same in the customer's.
    private static readonly Gen<long[]> SaleAmounts = Amount.Array[6];

    [Fact]
    public void Any_change_of_one_amount_in_a_ledger_that_holds_is_found() =>
        Gen.Select(
                SaleAmounts.Array[1, 5],
                Amount.Select(Math.Abs).Array[0, 4],
                Gen.Bool,
                Gen.Int[0, 1000],
                Amount.Where(x => x != 0)
            )
            .Sample(
                (sales, payments, twoCurrencies, place, change) =>
                {
                    var ledger = new LedgerOfTest(sales, payments, twoCurrencies);
                    Assert.Equal(ControlState.Holds, ledger.Check().State);
                    ledger.Amounts[place % ledger.Amounts.Length] += change;
                    var (state, findings) = ledger.Check();
                    Assert.NotEqual(ControlState.Holds, state);
                    Assert.NotEmpty(findings);
                },
                threads: 1
            );

    [Fact]
    public void A_price_survives_its_millionths_and_halves_go_away_from_zero()
    {
        Gen.Long[-1_000_000_000_000, 1_000_000_000_000]
            .Sample(
                millionths =>
                    Assert.Equal(millionths, Millionths.Of(Millionths.ToUnits(millionths))),
                threads: 1
            );
        Gen.Decimal[-1_000_000m, 1_000_000m]
            .Sample(
                value =>
                    Assert.True(
                        Math.Abs(Millionths.ToUnits(Millionths.Of(value)) - value) <= 0.0000005m
                    ),
                threads: 1
            );
        Assert.Equal((1, -1), (Millionths.Of(0.0000005m), Millionths.Of(-0.0000005m)));
        Assert.Throws<OverflowException>(() => Millionths.Of(decimal.MaxValue / 1_000_001m));
    }

    [Fact]
    public void Counts_come_to_the_same_however_the_objects_were_split() =>
        Gen.Select(Gen.Int[0, 3].Array[0, 60], Gen.Int[1, 7])
            .Sample(
                (states, size) =>
                {
                    var whole = Sum(states);
                    var parts = states.Chunk(size).Select(Sum).Aggregate(new KindCounts(), Plus);
                    Assert.Equal(whole, parts);
                    Assert.Equal(states.Length, whole.All);
                },
                threads: 1
            );

    private static KindCounts Sum(IEnumerable<int> states) =>
        states
            .Select(state =>
                state switch
                {
                    0 => new KindCounts { Created = 1 },
                    1 => new KindCounts { Updated = 1 },
                    2 => new KindCounts { Unchanged = 1 },
                    _ => new KindCounts { Attention = 1 },
                }
            )
            .Aggregate(new KindCounts(), Plus);

    private static KindCounts Plus(KindCounts a, KindCounts b) => a + b;

    /// <summary>An order that adds up, as a row of amounts of which one can be changed.</summary>
    private sealed class LedgerOfTest
    {
        private const int PerSale = 8;
        private readonly int sales;
        private readonly int payments;
        private readonly bool twoCurrencies;

        public LedgerOfTest(long[][] sales, long[] payments, bool twoCurrencies)
        {
            (this.sales, this.payments, this.twoCurrencies) = (
                sales.Length,
                payments.Length,
                twoCurrencies
            );
            var amounts = new List<long>();
            foreach (var sale in sales)
            {
                var customer = twoCurrencies ? sale[3..] : sale[..3];
                amounts.AddRange([sale[0], sale[1] + sale[2], sale[1], sale[2]]);
                amounts.AddRange([
                    customer[0],
                    customer[1] + customer[2],
                    customer[1],
                    customer[2],
                ]);
            }
            foreach (var payment in payments)
                amounts.AddRange([payment, twoCurrencies ? payment / 3 : payment]);
            var shop = Sums(amounts, 0);
            var buyer = Sums(amounts, 1);
            // Current total, discrepancy, tax, received, refunded; in both currencies.
            amounts.AddRange([shop.Total - 7, 7, shop.Tax, shop.In, shop.Out]);
            amounts.AddRange([buyer.Total - 7, 7, buyer.Tax, buyer.In, buyer.Out]);
            Amounts = [.. amounts];
        }

        public long[] Amounts { get; }

        private (long Total, long Tax, long In, long Out) Sums(List<long> amounts, int currency)
        {
            var sums = (Total: 0L, Tax: 0L, In: 0L, Out: 0L);
            for (var i = 0; i < sales; i++)
            {
                sums.Total += amounts[(i * PerSale) + (currency * 4)];
                sums.Tax += amounts[(i * PerSale) + (currency * 4) + 1];
            }
            for (var i = 0; i < payments; i++)
            {
                var amount = amounts[(sales * PerSale) + (i * 2) + currency];
                if (i % 2 == 0)
                    sums.In += amount;
                else
                    sums.Out += amount;
            }
            return sums;
        }

        public (ControlState State, ControlFinding[] Findings) Check()
        {
            var totals = Amounts[((sales * PerSale) + (payments * 2))..];
            return ControlEquations.Check(
                new ControlEquations.ShopTotals(
                    "EUR",
                    twoCurrencies ? "USD" : "EUR",
                    false,
                    (totals[0], totals[5]),
                    (totals[1], totals[6]),
                    (totals[2], totals[7]),
                    (totals[3], totals[8]),
                    (totals[4], totals[9])
                ),
                [.. Enumerable.Range(0, sales).Select(Sale)],
                [.. Enumerable.Range(0, payments).Select(Payment)]
            );
        }

        private Sale Sale(int i)
        {
            var a = Amounts.AsSpan(i * PerSale, PerSale);
            return new Sale
            {
                OfficeId = 1,
                OrderId = 1,
                Number = i,
                Agreement = 1,
                Reason = "ORDER",
                HappenedAt = default,
                HappenedOn = default,
                Kind = "PRODUCT",
                Action = "ORDER",
                Total = a[0],
                CustomerTotal = a[4],
                Tax = a[1],
                CustomerTax = a[5],
                DiscountBeforeTax = 0,
                CustomerDiscountBeforeTax = 0,
                DiscountAfterTax = 0,
                CustomerDiscountAfterTax = 0,
                Taxes = [Tax(i, 0, a[2], a[6]), Tax(i, 1, a[3], a[7])],
            };
        }

        private static SaleTax Tax(int sale, int position, long amount, long customerAmount) =>
            new()
            {
                OfficeId = 1,
                OrderId = 1,
                Sale = sale,
                Position = position,
                Title = "TVA",
                Amount = amount,
                CustomerAmount = customerAmount,
            };

        private Payment Payment(int i)
        {
            var a = Amounts.AsSpan((sales * PerSale) + (i * 2), 2);
            return new Payment
            {
                OfficeId = 1,
                Id = i,
                OrderId = 1,
                Kind = i % 2 == 0 ? "SALE" : "REFUND",
                Status = "SUCCESS",
                Direction = i % 2 == 0 ? PaymentDirection.In : PaymentDirection.Out,
                IsTest = false,
                ProcessedAt = default,
                Currency = "EUR",
                Amount = a[0],
                CustomerCurrency = twoCurrencies ? "USD" : "EUR",
                CustomerAmount = a[1],
                Rounding = 0,
                CustomerRounding = 0,
            };
        }
    }
}
