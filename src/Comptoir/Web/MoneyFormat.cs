using System.Globalization;

namespace Comptoir.Web;

/// <summary>
/// Writes amounts by the reader's culture: the currency's own number of decimals, the true minus (−),
/// the symbol where it is not mistaken for another's.
/// </summary>
public static class MoneyFormat
{
    // "$" alone means another money in every country that uses it: only the US dollar keeps a symbol of its own here.
    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
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
    public static string Text(long minor, string currency, CultureInfo? culture = null) =>
        Write(minor, currency, Exponent(currency), culture);

    /// <summary>An amount without its decimals, for the axis of a chart.</summary>
    public static string Round(long minor, string currency, CultureInfo? culture = null)
    {
        var whole = minor / (long)Math.Pow(10, Exponent(currency));
        return whole.ToString("N0", culture ?? CultureInfo.CurrentCulture);
    }

    private static string Write(long minor, string currency, int exponent, CultureInfo? culture)
    {
        var own = (NumberFormatInfo)(culture ?? CultureInfo.CurrentCulture).NumberFormat.Clone();
        var symbol = Symbols.GetValueOrDefault(currency);
        own.CurrencySymbol = symbol ?? currency;
        own.CurrencyDecimalDigits = exponent;
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
        var scale = 1m;
        for (var i = 0; i < exponent; i++)
            scale *= 10;
        return (minor / scale).ToString("C", own).Replace(' ', '\u00A0');
    }

    private static int Exponent(string currency) =>
        currency switch
        {
            "JPY" or "KRW" or "VND" or "CLP" or "XAF" or "XOF" or "XPF" or "ISK" => 0,
            "BHD" or "KWD" or "OMR" or "JOD" or "TND" => 3,
            _ => 2,
        };
}
