using System.Runtime.InteropServices;
using Comptoir.Sales;

namespace Comptoir.Invoicing.Planning;

/// <summary>A tax as lines of documents name it: lines of the same tax are summed.</summary>
/// <param name="Rate">In millionths; null when no tax is named.</param>
/// <param name="Title">What the shop calls it.</param>
/// <param name="ChannelLiable">The sales channel owes it.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct TaxKey(int? Rate, string? Title, bool ChannelLiable);

/// <summary>Amounts of a part of a sale, minor units: in the shop's currency and in the customer's.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct Amounts(long Gross, long Tax, long CustomerGross, long CustomerTax)
{
    public static Amounts operator +(Amounts a, Amounts b) =>
        checked(
            new(
                a.Gross + b.Gross,
                a.Tax + b.Tax,
                a.CustomerGross + b.CustomerGross,
                a.CustomerTax + b.CustomerTax
            )
        );

    public static Amounts operator -(Amounts a, Amounts b) => a + -b;

    public static Amounts operator -(Amounts a) =>
        new(-a.Gross, -a.Tax, -a.CustomerGross, -a.CustomerTax);

    public bool IsZero => this == default;

    /// <summary>A part of it, each amount rounded half away from zero.</summary>
    public Amounts Part(long part, long whole) =>
        new(
            Shares.Rounded(Gross, part, whole),
            Shares.Rounded(Tax, part, whole),
            Shares.Rounded(CustomerGross, part, whole),
            Shares.Rounded(CustomerTax, part, whole)
        );
}

/// <summary>
/// Splits a sale over the rates of its taxes, one document line for each. Two taxes of one sale mean one of two things: both
/// are on the whole of it (a state's and a county's), and stay one line with both rates; or each is on a part of it (delivery
/// of goods of two rates), and the sale is split as the taxes say.
/// </summary>
static class TaxParts
{
    /// <summary>The parts of an amount of a sale; they sum to it exactly.</summary>
    public static IEnumerable<(TaxKey Key, Amounts Amounts)> Of(Sale sale, Amounts amounts)
    {
        var taxes = sale.Taxes.FindAll(tax => tax.CustomerAmount != 0 || tax.Amount != 0);
        if (taxes.Count == 0)
            taxes = sale.Taxes.Take(1).ToList();
        if (taxes.Count == 0)
            return [(default, amounts)];
        if (taxes.Count == 1)
            return [(KeyOf(taxes[0]), amounts)];
        // The highest rate first: its line tells the units.
        var byRate = taxes.OrderByDescending(tax => tax.Rate).ToList();
        var bases = byRate.ConvertAll(BaseOf);
        return
            bases.TrueForAll(part => part is not null)
            && !IsStacked(sale, bases)
            && Weights(bases) is { } weights
            ? Split(byRate, weights, amounts)
            : [(Together(taxes), amounts)];
    }

    static TaxKey KeyOf(SaleTax tax) => new(tax.Rate, tax.Title, tax.ChannelLiable == true);

    static TaxKey Together(List<SaleTax> taxes) =>
        new(
            taxes.TrueForAll(tax => tax.Rate is not null) ? taxes.Sum(tax => tax.Rate) : null,
            string.Join(" + ", taxes.Select(tax => tax.Title).Distinct(StringComparer.Ordinal)),
            taxes.TrueForAll(tax => tax.ChannelLiable == true)
        );

    /// <summary>What a tax was computed on, minor units of the customer's currency; null when its rate does not say.</summary>
    static decimal? BaseOf(SaleTax tax) =>
        tax.Rate is > 0 and { } rate
            ? Math.Abs((decimal)tax.CustomerAmount) * 1_000_000 / rate
            : null;

    // On the whole, each base is about the net amount; on parts, their sum is.
    static bool IsStacked(Sale sale, List<decimal?> bases)
    {
        var net = Math.Abs(sale.CustomerTotal - sale.CustomerTax);
        return bases.Sum() > net * 1.25m + 2 * bases.Count * 20;
    }

    static long[]? Weights(List<decimal?> bases)
    {
        var weights = bases.Select(part => (long)Math.Round(part!.Value)).ToArray();
        return weights.Sum() > 0 ? weights : null;
    }

    static List<(TaxKey, Amounts)> Split(List<SaleTax> taxes, long[] weights, Amounts amounts)
    {
        var byTax = taxes.Select(tax => Math.Abs(tax.CustomerAmount)).ToArray();
        var net = Shares.Of(amounts.Gross - amounts.Tax, weights);
        var tax = Shares.Of(amounts.Tax, byTax);
        var customerNet = Shares.Of(amounts.CustomerGross - amounts.CustomerTax, weights);
        var customerTax = Shares.Of(amounts.CustomerTax, byTax);
        return
        [
            .. taxes.Select(
                (row, i) =>
                    (
                        KeyOf(row),
                        new Amounts(
                            net[i] + tax[i],
                            tax[i],
                            customerNet[i] + customerTax[i],
                            customerTax[i]
                        )
                    )
            ),
        ];
    }
}

/// <summary>Shares of amounts that sum to them exactly.</summary>
static class Shares
{
    /// <summary>A part of an amount, rounded half away from zero.</summary>
    /// <param name="amount">Minor units.</param>
    /// <param name="part">How much of <paramref name="whole"/>.</param>
    /// <param name="whole">Not 0.</param>
    public static long Rounded(long amount, long part, long whole)
    {
        var product = (Int128)amount * part;
        var divisor = (Int128)whole;
        if (divisor < 0)
            (product, divisor) = (-product, -divisor);
        var half = divisor / 2;
        return (long)((product >= 0 ? product + half : product - half) / divisor);
    }

    /// <summary>An amount by weights: by largest remainder, the first of equals first.</summary>
    /// <param name="amount">Minor units.</param>
    /// <param name="weights">Not negative, not all 0.</param>
    public static long[] Of(long amount, IReadOnlyList<long> weights)
    {
        var whole = weights.Aggregate((Int128)0, (sum, weight) => sum + weight);
        if (whole <= 0)
            throw new ArgumentException("Weights must not all be 0.", nameof(weights));
        var negative = amount < 0;
        Int128 left = Math.Abs(amount);
        var shares = new long[weights.Count];
        var rests = new Int128[weights.Count];
        var total = (Int128)Math.Abs(amount);
        for (var i = 0; i < shares.Length; i++)
        {
            var (share, rest) = Int128.DivRem(total * weights[i], whole);
            shares[i] = (long)share;
            rests[i] = rest;
            left -= share;
        }
        foreach (
            var i in Enumerable
                .Range(0, shares.Length)
                .OrderByDescending(i => rests[i])
                .ThenBy(i => i)
                .Take((int)left)
        )
            shares[i]++;
        return negative ? Array.ConvertAll(shares, share => -share) : shares;
    }
}
