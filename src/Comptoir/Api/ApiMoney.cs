using System.Globalization;
using Comptoir.Money;

namespace Comptoir.Api;

/// <summary>An amount of money: exact decimals as text, with the currency it is in.</summary>
/// <param name="Amount">With the decimals of the currency: <c>12.34</c> euros, <c>1234</c> yen, <c>1.234</c> dinars.</param>
/// <param name="Currency">ISO 4217, three capital letters.</param>
[ApiExample("""{"amount":"12.34","currency":"EUR"}""")]
public sealed record ApiMoney(string Amount, string Currency)
{
    const decimal Millionth = 1_000_000m;

    /// <summary>From minor units.</summary>
    public static ApiMoney Of(long minor, string currency) =>
        new(new Currency(currency).ToUnits(minor).ToString(CultureInfo.InvariantCulture), currency);

    /// <summary>From millionths of the unit, as prices are kept: more decimals than the currency's only where they count.</summary>
    public static ApiMoney OfMillionths(long millionths, string currency)
    {
        var decimals = new Currency(currency).Exponent;
        var format = "0." + new string('0', decimals) + new string('#', 6 - decimals);
        return new(
            (millionths / Millionth).ToString(format, CultureInfo.InvariantCulture).TrimEnd('.'),
            currency
        );
    }
}
