using System.Globalization;
using Comptoir.Offices;
using Comptoir.Vat;
using Xunit;

namespace Comptoir.Tests.Vat;

/// <summary>Rates and wordings by date, the office's own changes of them, and what every entry of the tables has.</summary>
public sealed class TableTests
{
    static readonly VatBook Book = Of("FR");

    [Theory]
    [InlineData("FR", "2026-11-26", "20 10 5.5 2.1")]
    [InlineData("FR-COR", "2026-11-26", "20 13 10 5.5 2.1 0.9")]
    [InlineData("FR-RE", "2026-11-26", "8.5 2.1 1.75 1.05")]
    [InlineData("FR-GP", "2026-11-26", "8.5 2.1 1.75 1.05")]
    [InlineData("FR-GF", "2026-11-26", "")]
    [InlineData("FR-YT", "2026-11-26", "")]
    [InlineData("DE", "2020-06-30", "19 7")]
    [InlineData("DE", "2020-07-01", "16 5")]
    [InlineData("DE", "2021-01-01", "19 7")]
    [InlineData("AT-JM", "2026-01-15", "19 13 10")]
    [InlineData("EE", "2023-12-31", "20 9 5")]
    [InlineData("EE", "2024-01-01", "22 9 5")]
    [InlineData("EE", "2025-06-30", "22 13 9")]
    [InlineData("EE", "2025-07-01", "24 13 9")]
    [InlineData("LU", "2022-12-31", "17 8 3 14")]
    [InlineData("LU", "2023-06-01", "16 7 3 13")]
    [InlineData("LU", "2024-01-01", "17 8 3 14")]
    [InlineData("FI", "2024-08-31", "24 14 10")]
    [InlineData("FI", "2024-09-01", "25.5 14 10")]
    [InlineData("FI", "2026-01-01", "25.5 13.5 10")]
    [InlineData("SK", "2024-12-31", "20 10 5")]
    [InlineData("SK", "2025-01-01", "23 19 5")]
    [InlineData("RO", "2025-07-31", "19 9 5")]
    [InlineData("RO", "2026-11-26", "21 11")]
    [InlineData("CZ", "2023-12-31", "21 15 10")]
    [InlineData("CZ", "2024-01-01", "21 12")]
    [InlineData("IE", "2021-02-28", "21 13.5 9 4.8")]
    [InlineData("IE", "2021-03-01", "23 13.5 9 4.8")]
    [InlineData("GR-ISL", "2026-11-26", "17 9 4")]
    [InlineData("PT-30", "2026-11-26", "22 12 4")]
    [InlineData("PT-20", "2021-06-30", "18 9 4")]
    [InlineData("CH", "2023-12-31", "7.7 3.7 2.5")]
    [InlineData("CH", "2024-01-01", "8.1 3.8 2.6")]
    [InlineData("XI", "2026-11-26", "20 5")]
    [InlineData("US", "2026-11-26", "")]
    public void The_rates_of_a_day_are_those_of_the_law(string area, string day, string percent) =>
        Assert.Equal(percent, Percent(Book.RatesOf(area, Day(day))));

    // The standard rates of the member states at the end of 2026.
    [Theory]
    [InlineData(
        "AT20 BE21 BG20 HR25 CY19 CZ21 DK25 EE24 FI25.5 FR20 DE19 GR24 HU27 IE23 IT22 LV21 LT21 LU17 MT18 NL21 PL23 PT23 RO21 SK23 SI22 ES21 SE25"
    )]
    public void The_standard_rate_of_every_member_state_comes_first(string expected)
    {
        var states = expected.Split(' ');
        Assert.Equal(27, states.Length);
        Assert.All(
            states,
            state =>
                Assert.Equal(
                    state[2..],
                    Percent(Book.RatesOf(state[..2], Day("2026-11-26"))).Split(' ')[0]
                )
        );
    }

    [Fact]
    public void Every_entry_has_a_source_and_the_day_on_which_it_was_entered()
    {
        var tables = VatTables.Here;
        IEnumerable<VatValidity> valid =
        [
            .. tables.Rates.Select(x => x.Valid),
            .. tables.Places.Select(x => x.Valid),
            .. tables.Wordings.Select(x => x.Valid),
        ];

        Assert.All(
            valid,
            entry =>
            {
                Assert.False(string.IsNullOrWhiteSpace(entry.Source));
                Assert.InRange(entry.Entered, Day("2026-11-26"), Day("2099-12-31"));
                Assert.True(entry.From is null || entry.Until is null || entry.From <= entry.Until);
            }
        );
        Assert.All(tables.Rates, x => Assert.Contains(x.Area, tables.AreaNames.Keys));
        Assert.All(tables.Places, x => Assert.Contains(x.Place.Area, tables.AreaNames.Keys));
    }

    [Fact]
    public void No_area_has_two_standard_rates_on_a_day()
    {
        var standard = VatTables.Here.Rates.Where(x => x.Kind == VatRateKind.Standard).ToList();
        foreach (var one in standard)
            Assert.Single(
                standard,
                other =>
                    other.Area == one.Area
                    && (
                        one.Valid.From is null
                        || other.Valid.Until is null
                        || one.Valid.From <= other.Valid.Until
                    )
                    && (
                        other.Valid.From is null
                        || one.Valid.Until is null
                        || other.Valid.From <= one.Valid.Until
                    )
            );
    }

    [Theory]
    [InlineData(
        VatCase.Franchise,
        "FR",
        "fr",
        "VATEX-FR-FRANCHISE",
        "TVA non applicable, art. 293 B du CGI"
    )]
    [InlineData(
        VatCase.IntraEuSupply,
        "DE",
        "fr",
        "VATEX-EU-IC",
        "Exonération de TVA, article 262 ter, I du CGI"
    )]
    [InlineData(
        VatCase.Export,
        "US",
        "fr",
        "VATEX-EU-G",
        "Exonération de TVA, article 262, I du CGI"
    )]
    [InlineData(
        VatCase.Export,
        "FR-RE",
        "fr",
        "VATEX-EU-G",
        "Exonération de TVA, article 294, 2 du CGI"
    )]
    [InlineData(VatCase.OneStopShop, "DE", "fr", null, "TVA Allemagne – régime OSS")]
    [InlineData(VatCase.OneStopShop, "DE", "en", null, "VAT Germany – OSS scheme")]
    [InlineData(VatCase.OneStopShop, "GR-ISL", "fr", null, "TVA Grèce – régime OSS")]
    [InlineData(VatCase.ForeignRegistration, "IT", "en", null, "VAT Italy")]
    public void A_case_has_its_code_and_wording(
        VatCase @case,
        string area,
        string language,
        string? code,
        string text
    ) =>
        Assert.Equal(
            new VatWording(code, text),
            Book.WordingOf(@case, area, Day("2026-11-26"), language)
        );

    [Theory]
    [InlineData(VatCase.ReverseCharge, "VATEX-EU-AE")]
    [InlineData(VatCase.DomesticReverseCharge, "VATEX-FR-AE")]
    public void Who_owes_the_tax_is_said_in_the_word_of_the_law(VatCase @case, string code)
    {
        foreach (var day in new[] { Day("2026-11-26"), Day("2028-06-01") })
        {
            var french = Book.WordingOf(@case, "DE", day, "fr")!;
            var english = Book.WordingOf(@case, "DE", day, "en")!;

            Assert.Equal((code, code), (french.Code, english.Code));
            Assert.Contains("Autoliquidation", french.Text, StringComparison.Ordinal);
            Assert.Contains("Reverse charge", english.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(VatCase.Domestic)]
    [InlineData(VatCase.Exempt)]
    public void The_law_asks_nothing_or_a_person_names_it(VatCase @case) =>
        Assert.Null(Book.WordingOf(@case, "FR", Day("2026-11-26"), "fr"));

    [Fact]
    public void References_to_the_CGI_end_with_2027_and_those_to_the_directive_follow()
    {
        var cases = Enum.GetValues<VatCase>()
            .Where(x => x is not (VatCase.Domestic or VatCase.Exempt));
        foreach (var @case in cases)
        {
            var before = Book.WordingOf(@case, "US", Day("2027-12-31"), "fr")!;
            var after = Book.WordingOf(@case, "US", Day("2028-01-01"), "fr")!;
            Assert.Equal(before.Code, after.Code);
            Assert.DoesNotContain("CGI", after.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_seller_of_another_state_does_not_cite_French_law()
    {
        var german = Of("DE");
        foreach (var @case in Enum.GetValues<VatCase>())
            Assert.DoesNotContain(
                "CGI",
                german.WordingOf(@case, "US", Day("2026-11-26"), "fr")?.Text ?? "",
                StringComparison.Ordinal
            );
        Assert.Contains(
            "CGI",
            Of("MC").WordingOf(VatCase.Export, "US", Day("2026-11-26"), "fr")!.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_office_adds_and_ends_rates_and_replaces_wordings()
    {
        var withdrawn = Change(VatTableChangeKind.RateAdded, "DE", 30_000);
        withdrawn.Withdraw("Alice", DateTime.UtcNow);
        var book = new VatBook(
            new SellerIdentity { OfficeId = 1, CountryCode = "FR" },
            [
                Change(VatTableChangeKind.RateEnded, "DE", 70_000),
                Change(VatTableChangeKind.RateAdded, "DE", 60_000),
                withdrawn,
                new VatTableChange
                {
                    OfficeId = 1,
                    Id = 9,
                    Kind = VatTableChangeKind.WordingReplaced,
                    Case = VatCase.OneStopShop,
                    English = "VAT of {country}",
                    French = "TVA : {country}",
                    From = Day("2027-01-01"),
                    Source = "accountant",
                    By = "Alice",
                    At = DateTime.UtcNow,
                },
            ]
        );

        Assert.Equal("19 7", Percent(book.RatesOf("DE", Day("2026-12-31"))));
        Assert.Equal("19 6", Percent(book.RatesOf("DE", Day("2027-01-01"))));
        Assert.Equal("19 7", Percent(book.RatesOf("DE", Day("2028-01-01"))));
        Assert.Equal("20 10 5.5 2.1", Percent(book.RatesOf("FR", Day("2027-01-01"))));
        Assert.Equal(
            "TVA Italie – régime OSS",
            book.WordingOf(VatCase.OneStopShop, "IT", Day("2026-12-31"), "fr")!.Text
        );
        Assert.Equal(
            "TVA : Italie",
            book.WordingOf(VatCase.OneStopShop, "IT", Day("2027-01-01"), "fr")!.Text
        );
    }

    static VatTableChange Change(VatTableChangeKind kind, string area, int rate) =>
        new()
        {
            OfficeId = 1,
            Id = rate,
            Kind = kind,
            Area = area,
            Rate = rate,
            RateKind = kind == VatTableChangeKind.RateAdded ? VatRateKind.Reduced : null,
            From = Day("2027-01-01"),
            Until = Day("2027-12-31"),
            Source = "Official Journal",
            By = "Alice",
            At = DateTime.UtcNow,
        };

    static VatBook Of(string country) =>
        new(new SellerIdentity { OfficeId = 1, CountryCode = country });

    static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Percent(IEnumerable<int> rates) =>
        string.Join(
            ' ',
            rates.Select(rate => (rate / 10_000m).ToString("0.##", CultureInfo.InvariantCulture))
        );
}
