using System.Globalization;
using Comptoir.Money;

namespace Comptoir.Web;

/// <summary>
/// Writes amounts by the reader's culture: the currency's own number of decimals, the true minus (−),
/// the symbol where it is not mistaken for another's.
/// </summary>
public static class MoneyFormat
{
    // "$" alone means another money in every country that uses it: only the US dollar keeps a symbol of its own here.
    static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["EUR"] = "€",
        ["GBP"] = "£",
        ["JPY"] = "¥",
        ["USD"] = "$",
        ["CAD"] = "CA$",
        ["AUD"] = "A$",
        ["NZD"] = "NZ$",
        ["INR"] = "₹",
        ["KRW"] = "₩",
        ["ILS"] = "₪",
    };

    /// <summary>An amount with its currency, such as <c>€113.90</c> or <c>113,90 €</c>.</summary>
    /// <param name="minor">The amount in minor units of the currency.</param>
    /// <param name="currency">ISO 4217 code.</param>
    /// <param name="culture">The reader's culture; the current one if none is given.</param>
    public static string Text(long minor, string currency, CultureInfo? culture = null)
    {
        var of = new Currency(currency);
        return Write(of.ToUnits(minor), of, of.Exponent, culture);
    }

    /// <summary>A price kept in millionths of the unit, with at least the currency's decimals.</summary>
    public static string Price(long millionths, string currency, CultureInfo? culture = null)
    {
        var of = new Currency(currency);
        var units = millionths / 1_000_000m;
        var decimals = of.Exponent;
        while (decimals < 6 && decimal.Round(units, decimals) != units)
            decimals++;
        return Write(units, of, decimals, culture);
    }

    /// <summary>An amount without decimals and currency, for the axis of a chart.</summary>
    public static string Round(long minor, string currency, CultureInfo? culture = null) =>
        new Currency(currency).ToUnits(minor).ToString("N0", culture ?? CultureInfo.CurrentCulture);

    static string Write(decimal units, Currency currency, int decimals, CultureInfo? culture)
    {
        var own = (NumberFormatInfo)(culture ?? CultureInfo.CurrentCulture).NumberFormat.Clone();
        var symbol = Symbols.GetValueOrDefault(currency.Code);
        own.CurrencySymbol = symbol ?? currency.Code;
        own.CurrencyDecimalDigits = decimals;
        own.NegativeSign = "−";
        // A code before the amount needs its space; a symbol does not.
        if (symbol is null && own.CurrencyPositivePattern == 0)
            own.CurrencyPositivePattern = 2;
        own.CurrencyNegativePattern = own.CurrencyPositivePattern switch
        {
            0 => 1,
            1 => 5,
            2 => 9,
            _ => 8,
        };
        return units.ToString("C", own).Replace(' ', '\u00A0');
    }
}
