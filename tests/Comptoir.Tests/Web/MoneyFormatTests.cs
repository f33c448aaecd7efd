using System.Globalization;
using Comptoir.Web;
using Xunit;

namespace Comptoir.Tests.Web;

public sealed class MoneyFormatTests
{
    [Theory]
    [InlineData("en-GB", 11390, "EUR", "€113.90")]
    [InlineData("en-GB", -3241, "EUR", "−€32.41")]
    [InlineData("en-US", 123456789, "USD", "$1,234,567.89")]
    [InlineData("en-GB", -20455, "CHF", "−CHF 204.55")]
    [InlineData("fr-FR", 11390, "EUR", "113,90 €")]
    [InlineData("fr-FR", -3241, "EUR", "−32,41 €")]
    [InlineData("en-GB", 1500, "JPY", "¥1,500")]
    [InlineData("en-GB", 1500, "KWD", "KWD 1.500")]
    public void An_amount_is_written_with_its_currencys_own_decimals(
        string culture,
        long minor,
        string currency,
        string text
    ) =>
        Assert.Equal(
            text,
            MoneyFormat
                .Text(minor, currency, CultureInfo.GetCultureInfo(culture))
                .Replace('\u00A0', ' ')
                .Replace('\u202F', ' ')
        );
}
