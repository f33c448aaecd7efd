using Comptoir.Documents;
using Xunit;

namespace Comptoir.Tests.Documents;

/// <summary>Numbers, amounts and dates as they are printed.</summary>
public sealed class SheetFormatsTests
{
    [Theory]
    [InlineData("fr", "EUR", 2, 1234567_89, "1 234 567,89 €")]
    [InlineData("en", "EUR", 2, 1234567_89, "€1,234,567.89")]
    [InlineData("fr", "EUR", 2, -5, "−0,05 €")]
    [InlineData("en", "USD", 2, -89_00, "−$89.00")]
    [InlineData("fr", "USD", 2, 0, "0,00 $US")]
    [InlineData("en", "JPY", 0, 12345, "¥12,345")]
    [InlineData("fr", "TND", 3, 1_234, "1,234 TND")]
    [InlineData("en", "CHF", 2, 12_50, "CHF 12.50")]
    [InlineData("en", "EUR", 2, long.MinValue, "−€92,233,720,368,547,758.08")]
    public void Amounts_have_the_decimals_of_their_currency(
        string language,
        string currency,
        int decimals,
        long minor,
        string expected
    ) =>
        Assert.Equal(
            expected,
            Plain(new SheetFormats(language).Amount(minor, Amounts(currency, decimals)))
        );

    [Theory]
    [InlineData("fr", "59", "59,00 €")]
    [InlineData("fr", "0.0123456", "0,012346 €")]
    [InlineData("en", "-0.0000001", "€0.00")]
    [InlineData("en", "1234.5", "€1,234.50")]
    public void Prices_keep_what_is_beyond_the_cent(
        string language,
        string price,
        string expected
    ) =>
        Assert.Equal(
            expected,
            Plain(
                new SheetFormats(language).Price(
                    decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture),
                    Amounts("EUR", 2)
                )
            )
        );

    [Theory]
    [InlineData("fr", "2026-03-01", "1er mars 2026", "01/03/2026")]
    [InlineData("fr", "2026-08-15", "15 août 2026", "15/08/2026")]
    [InlineData("en", "2026-03-01", "1 March 2026", "1 Mar 2026")]
    public void Dates_cannot_be_misread(
        string language,
        string date,
        string inWords,
        string inShort
    )
    {
        var formats = new SheetFormats(language);
        var day = DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(inWords, Plain(formats.Date(day)));
        Assert.Equal(inShort, Plain(formats.ShortDate(day)));
    }

    static string Plain(string text) => text.Replace('\u00A0', ' ');

    static SheetAmounts Amounts(string currency, int decimals) =>
        new()
        {
            Currency = currency,
            Decimals = decimals,
            Net = 0,
            Tax = 0,
            Gross = 0,
        };
}
