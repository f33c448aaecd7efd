using System.Globalization;
using Comptoir.Money;
using CsCheck;
using Xunit;

namespace Comptoir.Tests.Money;

/// <summary>Amounts are kept to the minor unit or refused, never rounded.</summary>
public sealed class CurrencyTests
{
    static readonly Gen<Currency> Any = Gen.OneOf(
        Gen.OneOf("EUR", "JPY", "TND", "CLF", "USD", "KRW", "BHD", "XPF", "HUF")
            .Select(code => new Currency(code)),
        Gen.Char['A', 'Z'].Array[3].Select(letters => new Currency(new string(letters)))
    );

    static readonly Gen<long> Minor = Gen.OneOf(
        Gen.Long[-1_000_000, 1_000_000],
        Gen.Long[-long.MaxValue / 4, long.MaxValue / 4]
    );

    [Theory]
    [InlineData("EUR", "12.34", 1234)]
    [InlineData("EUR", "12.3", 1230)]
    [InlineData("EUR", "12.340000", 1234)]
    [InlineData("EUR", "-0.01", -1)]
    [InlineData("JPY", "1500", 1500)]
    [InlineData("JPY", "1500.00", 1500)]
    [InlineData("TND", "1.234", 1234)]
    [InlineData("CLF", "1.2345", 12345)]
    public void An_amount_is_kept_in_minor_units(string currency, string amount, long minor) =>
        Assert.Equal(minor, new Currency(currency).ToMinor(Parse(amount)));

    [Theory]
    [InlineData("EUR", 1234, "12.34")]
    [InlineData("EUR", 1200, "12.00")]
    [InlineData("EUR", 0, "0.00")]
    [InlineData("EUR", -5, "-0.05")]
    [InlineData("JPY", 1500, "1500")]
    [InlineData("TND", 1234, "1.234")]
    [InlineData("TND", 1230, "1.230")]
    public void An_amount_is_told_with_the_decimals_of_its_currency(
        string currency,
        long minor,
        string amount
    ) =>
        Assert.Equal(
            amount,
            new Currency(currency).ToUnits(minor).ToString(CultureInfo.InvariantCulture)
        );

    [Theory]
    [InlineData("EUR", "0.001")]
    [InlineData("EUR", "12.345")]
    [InlineData("JPY", "0.5")]
    [InlineData("TND", "0.0001")]
    [InlineData("EUR", "92233720368547758.07")]
    [InlineData("EUR", "79228162514264337593543950335")]
    [InlineData("CLF", "-79228162514264337593543950335")]
    public void An_amount_that_cannot_be_kept_exactly_is_refused(string currency, string amount)
    {
        var refused = Assert.Throws<InexactAmountException>(() =>
            new Currency(currency).ToMinor(Parse(amount))
        );

        Assert.Equal(Parse(amount), refused.Amount);
        Assert.Equal(currency, refused.Currency.Code);
        Assert.Contains(currency, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Minor_units_told_and_kept_again_are_the_same() =>
        Gen.Select(Any, Minor)
            .Sample(
                (currency, minor) => Assert.Equal(minor, currency.ToMinor(currency.ToUnits(minor)))
            );

    [Fact]
    public void Amounts_told_have_just_the_decimals_of_the_currency() =>
        Gen.Select(Any, Minor)
            .Sample(
                (currency, minor) => Assert.Equal(currency.Exponent, currency.ToUnits(minor).Scale)
            );

    [Fact]
    public void One_decimal_too_many_is_always_refused() =>
        Gen.Select(Any, Gen.Long[-1_000_000_000, 1_000_000_000])
            .Where((_, amount) => amount % 10 != 0)
            .Sample(
                (currency, amount) =>
                {
                    var tooFine = currency.ToUnits(amount) / 10;
                    Assert.Throws<InexactAmountException>(() => currency.ToMinor(tooFine));
                }
            );

    [Fact]
    public void Sums_of_minor_units_are_sums_of_amounts() =>
        Gen.Select(Any, Gen.Long[-1_000_000_000, 1_000_000_000].Array[0, 20])
            .Sample(
                (currency, minors) =>
                    Assert.Equal(
                        currency.ToUnits(minors.Sum()),
                        minors.Sum(minor => currency.ToUnits(minor))
                    )
            );

    [Theory]
    [InlineData("")]
    [InlineData("EU")]
    [InlineData("eur")]
    [InlineData("EURO")]
    [InlineData("€€€")]
    [InlineData("EU1")]
    [InlineData(null)]
    public void What_is_not_three_capital_letters_is_no_currency(string? code) =>
        Assert.Throws<FormatException>(() => new Currency(code!));

    [Fact]
    public void Currencies_of_the_same_code_are_equal()
    {
        Assert.Equal(new Currency("EUR"), new Currency("EUR"));
        Assert.NotEqual(new Currency("EUR"), new Currency("USD"));
        Assert.Equal("EUR", new Currency("EUR").ToString());
    }

    static decimal Parse(string amount) => decimal.Parse(amount, CultureInfo.InvariantCulture);
}
