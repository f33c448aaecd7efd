using System.Globalization;

namespace Comptoir.Documents;

/// <summary>
/// Numbers, amounts and dates of a sheet by its language. The rules stand here and are not taken from the machine, whose
/// language data differs from one version to the next: the same sheet must give the same bytes everywhere.
/// </summary>
sealed class SheetFormats
{
    const char NoBreak = '\u00A0';
    const string Minus = "\u2212";

    static readonly Dictionary<string, (string English, string French)> Symbols = new(
        StringComparer.Ordinal
    )
    {
        ["EUR"] = ("€", "€"),
        ["GBP"] = ("£", "£"),
        ["USD"] = ("$", "$US"),
        ["CAD"] = ("CA$", "$CA"),
        ["AUD"] = ("A$", "$AU"),
        ["JPY"] = ("¥", "¥"),
    };

    readonly bool french;
    readonly NumberFormatInfo numbers;

    /// <summary>The formats of a language.</summary>
    /// <exception cref="ArgumentException">The language is neither English nor French.</exception>
    public SheetFormats(string language)
    {
        french = language switch
        {
            "fr" => true,
            "en" => false,
            _ => throw new ArgumentException(
                $"A sheet is written in 'en' or 'fr', not in '{language}'.",
                nameof(language)
            ),
        };
        numbers = new NumberFormatInfo
        {
            NumberDecimalSeparator = french ? "," : ".",
            NumberGroupSeparator = french ? NoBreak.ToString() : ",",
            NegativeSign = Minus,
        };
        Words = french ? SheetWords.French : SheetWords.English;
    }

    public SheetWords Words { get; }

    /// <summary>A quantity, without zeros that say nothing.</summary>
    public string Quantity(decimal quantity) => quantity.ToString("#,##0.######", numbers);

    /// <summary>An amount in minor units with its currency.</summary>
    public string Amount(long minor, SheetAmounts amounts) =>
        Amount(minor, amounts.Currency, amounts.Decimals);

    /// <summary>An amount in minor units of any currency.</summary>
    public string Amount(long minor, string currency, int decimals)
    {
        var units = new decimal(minor);
        for (var i = 0; i < decimals; i++)
            units /= 10;
        return Money(units, currency, decimals, decimals);
    }

    /// <summary>A number with all the decimals it has.</summary>
    public string Number(decimal number) => number.ToString("#,##0.##########", numbers);

    /// <summary>A share in millionths, such as a rate of tax: 5.5% or 5,5 %.</summary>
    public string Percent(int millionths) =>
        (millionths / 10_000m).ToString("0.####", numbers) + (french ? NoBreak + "%" : "%");

    /// <summary>A price in units of the currency, with all its decimals up to six.</summary>
    public string Price(decimal units, SheetAmounts amounts) =>
        Money(units, amounts.Currency, amounts.Decimals, Math.Max(6, amounts.Decimals));

    string Money(decimal units, string currency, int atLeast, int atMost)
    {
        var pattern = "#,##0." + new string('0', atLeast) + new string('#', atMost - atLeast);
        var number = Math.Abs(units).ToString(pattern, numbers);
        // What is rounded away leaves no sign behind.
        var sign = decimal.Round(units, atMost) < 0 ? Minus : "";
        var known = Symbols.TryGetValue(currency, out var symbol);
        if (french)
            return sign + number + NoBreak + (known ? symbol.French : currency);
        return sign + (known ? symbol.English : currency + NoBreak) + number;
    }

    /// <summary>A date in words: 20 November 2026.</summary>
    public string Date(DateOnly date) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Day(date)}{NoBreak}{Words.Months[date.Month - 1]} {date.Year}"
        );

    /// <summary>A date in short. English is read on both sides of the ocean, so the month is a word there.</summary>
    public string ShortDate(DateOnly date) =>
        french
            ? date.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{date.Day}{NoBreak}{Words.Months[date.Month - 1][..3]}{NoBreak}{date.Year}"
            );

    string Day(DateOnly date) =>
        french && date.Day == 1 ? "1er" : date.Day.ToString(CultureInfo.InvariantCulture);
}
