using Comptoir.Offices;
using Comptoir.Vat;
using Xunit;

namespace Comptoir.Tests.Vat;

/// <summary>Which answer about a VAT number counts on a day, and which rate of the euro.</summary>
public sealed class AnswerAndRateTests
{
    static readonly DateOnly Day = new(2026, 6, 15);

    [Theory]
    // An answer of before counts for as many days as the office says, and the newest of them first.
    [InlineData("-10:yes", "yes")]
    [InlineData("-30:yes", "yes")]
    [InlineData("-31:yes", null)]
    [InlineData("-20:yes -1:no", "no")]
    [InlineData("0:yes", "yes")]
    // One given afterwards counts where there is none of before; what happened later does not undo it.
    [InlineData("5:yes", "yes")]
    [InlineData("-3:yes 10:no", "yes")]
    [InlineData("4:yes 10:no", "yes")]
    [InlineData("31:yes", null)]
    [InlineData("", null)]
    public void The_newest_answer_that_holds_counts(string given, string? expected)
    {
        var answers = given
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => text.Split(':'))
            .Select(
                (text, place) =>
                    new VatNumberAnswer
                    {
                        OfficeId = 1,
                        Id = place,
                        Number = "EL123456789",
                        At = Day.AddDays(int.Parse(text[0], null))
                            .ToDateTime(new(9, 0), DateTimeKind.Utc),
                        IsValid = text[1] == "yes",
                    }
            );
        var book = new VatBook(Seller(), answers: answers);

        var answer = book.AnswerOf("gr 123.456.789", Day);

        Assert.Equal(
            expected,
            answer is null ? null
                : answer.IsValid ? "yes"
                : "no"
        );
        Assert.Null(book.AnswerOf("DE123456789", Day));
    }

    [Fact]
    public void The_last_published_rate_counts_for_seven_days()
    {
        var book = new VatBook(
            Seller(),
            rates:
            [
                Rate("USD", 0, 1_080_000),
                Rate("USD", -1, 1_070_000),
                Rate("JPY", -1, 160_550_000),
            ]
        );

        Assert.Equal(new ExchangeRate("USD", 1.08m, Day, "ECB"), book.RateOf("USD", Day));
        Assert.Equal(1.07m, book.RateOf("USD", Day.AddDays(-1))!.PerEuro);
        Assert.Equal(Day, book.RateOf("USD", Day.AddDays(7))!.On);
        Assert.Null(book.RateOf("USD", Day.AddDays(8)));
        Assert.Null(book.RateOf("USD", Day.AddDays(-2)));
        Assert.Null(book.RateOf("GBP", Day));
        Assert.Equal(1m, book.RateOf("EUR", Day)!.PerEuro);
    }

    [Fact]
    public void Between_two_currencies_the_rate_goes_through_the_euro_on_one_day()
    {
        var book = new VatBook(
            Seller(),
            rates: [Rate("USD", 0, 1_080_000), Rate("USD", -1, 1_070_000), Rate("CHF", -1, 940_000)]
        );

        Assert.Equal(new ExchangeBetween(1.08m, Day, "ECB"), book.RateBetween("USD", "EUR", Day));
        Assert.Equal(0.925926m, book.RateBetween("EUR", "USD", Day)!.Rate);
        // The franc was not published on the day: both of the day before.
        Assert.Equal(
            new ExchangeBetween(1.138298m, Day.AddDays(-1), "ECB"),
            book.RateBetween("USD", "CHF", Day)
        );
        Assert.Null(book.RateBetween("USD", "GBP", Day));
    }

    static SellerIdentity Seller() => new() { OfficeId = 1, CountryCode = "FR" };

    static ReferenceRate Rate(string currency, int day, long perEuro) =>
        new()
        {
            OfficeId = 1,
            Currency = currency,
            On = Day.AddDays(day),
            PerEuro = perEuro,
            Source = "ECB",
        };
}
