using Comptoir.Money;

namespace Comptoir.Invoicing.Orders;

/// <summary>
/// What a line of an order entered by hand comes to, minor units. Gross is net and tax exactly: with prices that contain the
/// tax, the net is rounded and the tax is the rest; otherwise the tax is rounded. Halves are rounded away from zero.
/// </summary>
/// <param name="Charged">What the price of the units comes to less the discount, as prices are: with tax or without.</param>
/// <param name="Discount">The discount, as prices are.</param>
/// <param name="Gross">With tax.</param>
/// <param name="Tax">The tax within.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
readonly record struct OrderAmounts(long Charged, long Discount, long Gross, long Tax)
{
    const decimal Whole = 1_000_000m;

    /// <summary>The most that a line may come to, in units of its currency.</summary>
    const decimal Most = 1_000_000_000m;

    /// <summary>Without tax.</summary>
    public long Net => Gross - Tax;

    /// <summary>Reckons a line.</summary>
    /// <param name="unitPrice">Price of a unit before discounts, in units of the currency.</param>
    /// <param name="quantity">Units.</param>
    /// <param name="discount">What is taken off the whole line.</param>
    /// <param name="rate">The rate of the tax, in millionths.</param>
    /// <param name="taxesIncluded">Prices contain the tax.</param>
    /// <param name="currency">The currency.</param>
    /// <exception cref="RefusedException">The discount is more than the price, has too many decimals, or the line is beyond what is kept.</exception>
    public static OrderAmounts Of(
        decimal unitPrice,
        int quantity,
        LineReduction discount,
        int rate,
        bool taxesIncluded,
        Currency currency
    )
    {
        if (unitPrice * quantity > Most)
            throw new RefusedException(
                "The line comes to more than a billion. Check price and quantity."
            );
        var full = currency.Nearest(unitPrice * quantity);
        var off = discount.Of(full, currency);
        if (off > full)
            throw new RefusedException(
                "The discount is more than what it is taken off. Lower it, or take the line out."
            );
        var charged = full - off;
        if (!taxesIncluded)
        {
            var added = Nearest(charged * rate / Whole);
            return new(charged, off, charged + added, added);
        }
        var net = Nearest(charged * Whole / (Whole + rate));
        return new(charged, off, charged, charged - net);
    }

    static long Nearest(decimal minor) =>
        decimal.ToInt64(decimal.Round(minor, MidpointRounding.AwayFromZero));
}

/// <summary>What is taken off a line: an amount in units of its currency, a percentage, or nothing.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
readonly record struct LineReduction(decimal Amount, decimal Percent)
{
    /// <summary>The amount in minor units.</summary>
    public long Of(long full, Currency currency)
    {
        if (Percent > 0)
            return decimal.ToInt64(
                decimal.Round(full * Percent / 100, MidpointRounding.AwayFromZero)
            );
        try
        {
            return currency.ToMinor(Amount);
        }
        catch (InexactAmountException)
        {
            throw new RefusedException("This amount has more decimals than its currency.");
        }
    }

    /// <summary>Reads the plain form: <c>5</c> or <c>10%</c>; null is nothing.</summary>
    public static LineReduction Read(string? plain)
    {
        if (plain is null)
            return default;
        var isPercent = plain.EndsWith('%');
        var figure = decimal.Parse(
            plain.TrimEnd('%'),
            System.Globalization.CultureInfo.InvariantCulture
        );
        return isPercent ? new(0, figure) : new(figure, 0);
    }
}
