namespace Comptoir.Money;

/// <summary>
/// Numbers kept as whole millionths: prices that are only shown, and rates. They may have more decimals than a currency has,
/// and are never summed.
/// </summary>
public static class Millionths
{
    const decimal One = 1_000_000m;

    /// <summary>The nearest whole number of millionths, halves away from zero.</summary>
    /// <exception cref="OverflowException">The number is beyond nine billions of units.</exception>
    public static long Of(decimal value) =>
        decimal.ToInt64(decimal.Round(value * One, MidpointRounding.AwayFromZero));

    /// <summary>The nearest whole number of millionths of a rate: 0.2 is 200000.</summary>
    /// <exception cref="OverflowException">The rate is beyond 2147.</exception>
    public static int OfRate(decimal rate) =>
        decimal.ToInt32(decimal.Round(rate * One, MidpointRounding.AwayFromZero));

    /// <summary>The number that the millionths stand for.</summary>
    public static decimal ToUnits(long millionths) => millionths / One;
}
