using System.Globalization;
using Comptoir.Contacts;
using Comptoir.Offices;
using Comptoir.Vat;
using Xunit;

namespace Comptoir.Tests.Vat;

/// <summary>
/// Who sells what to whom, from where to where, and when: which case of VAT that is, at which rate, with which code and
/// which text, each with the law that says so.
/// </summary>
public sealed class SituationTests
{
    private const string Directive = "directive 2006/112/EC";

    // Sellers: fr (France, below the threshold), oss (France, one-stop shop since 2021-07-01), franchise (France, art. 293 B),
    // de+ (France, one-stop shop, and registered in Germany since 2025-01-01), gb+ (France, registered in the United Kingdom),
    // whs (France, sends from Germany where it is registered), run (a seller in Réunion), de (Germany, one-stop shop).
    // Buyers: c a consumer; b-XX a business with a confirmed number of XX; u-XX one whose number nobody has confirmed; i-XX one
    // whose number is not in force; b a business without a number.
    // Lines: goods or service, then the shop's rate in percent, - for no tax at all, t: before a name of the tax.
    // Outcome: case, code of EN 16931, rate, code of the exemption, a part of the text in French; or ? and what is doubted.
    private static readonly string[] Table =
    [
        // The seller's own country
        "fr | c | FR 75011 | goods 20 | 2026-11-20 | Domestic S 20 | art. 278 CGI",
        "fr | c | FR 69002 | goods 5.5 | 2026-11-20 | Domestic S 5.5 | art. 278-0 bis CGI",
        "fr | c | FR 69002 | goods 10 | 2026-11-20 | Domestic S 10 | art. 278 bis CGI",
        "fr | c | FR 69002 | goods 2.1 | 2026-11-20 | Domestic S 2.1 | art. 281 quater and after CGI",
        "fr | b-FR | FR 69002 | goods 20 | 2026-11-20 | Domestic S 20 | art. 256 CGI",
        "fr | b | FR 69002 | service 20 | 2026-11-20 | Domestic S 20 | art. 259 CGI",
        "fr | c | FR 69002 | goods 19.6 | 2026-11-20 | ? UnknownRate | 19.6 % ended on 2013-12-31",
        "fr | c | FR 69002 | goods 19 | 2026-11-20 | ? UnknownRate | no rate of France",
        "fr | c | FR 69002 | goods - | 2026-11-20 | ? NoTax | art. 256 CGI: taxed unless exempt",
        "fr | c | FR 69002 | goods t:TVA | 2026-11-20 | ? NoRate | a tax without a rate says nothing",
        "fr | c | MC 98000 | goods 20 | 2026-11-20 | Domestic S 20 | Monaco is France (art. 7, 2 of the "
            + Directive
            + ")",
        "fr | b-FR | MC 98000 | goods 20 | 2026-11-20 | Domestic S 20 | Monaco is France",
        "fr | c | FR 20000 | goods 20 | 2026-11-20 | Domestic S 20 | Corsica, art. 297 CGI",
        "fr | c | FR 20200 | goods 13 | 2026-11-20 | Domestic S 13 | Corsica, art. 297 CGI",
        "fr | c | FR 20200 | goods 0.9 | 2026-11-20 | Domestic S 0.9 | Corsica, art. 297 CGI",
        "fr | c | FR 69002 | goods 13 | 2026-11-20 | ? UnknownRate | 13 % holds in Corsica alone",
        // Overseas departments and territories
        "fr | c | FR 97400 | goods 8.5 | 2026-11-20 | Domestic S 8.5 | Réunion, art. 296 CGI",
        "fr | c | RE 97400 | goods 2.1 | 2026-11-20 | Domestic S 2.1 | Réunion, art. 296 CGI",
        "fr | c | FR 97400 | goods - | 2026-11-20 | Export G 0 VATEX-EU-G 294 | from the mainland: an export (art. 294, 2 CGI)",
        "fr | c | FR 97110 | goods 20 | 2026-11-20 | ? UnknownRate | 20 % is no rate of Guadeloupe",
        "fr | c | MQ 97200 | goods 8.5 | 2026-11-20 | Domestic S 8.5 | Martinique, art. 296 CGI",
        "fr | c | FR 97300 | goods - | 2026-11-20 | Export G 0 VATEX-EU-G 294 | Guyane has no VAT (art. 294, 1 CGI)",
        "fr | c | YT 97600 | goods - | 2026-11-20 | Export G 0 VATEX-EU-G 294 | Mayotte has no VAT (art. 294, 1 CGI)",
        "fr | c | FR 97300 | goods 20 | 2026-11-20 | ? UnknownRate | no VAT there",
        "fr | c | PF 98714 | goods - | 2026-11-20 | Export G 0 VATEX-EU-G 262 | Polynesia lies outside (art. 256-0 CGI)",
        "fr | c | NC 98800 | goods - | 2026-11-20 | Export G 0 VATEX-EU-G 262 | New Caledonia lies outside",
        "run | c | FR 97400 | goods 8.5 | 2026-11-20 | Domestic S 8.5 | within Réunion, art. 296 CGI",
        "run | c | FR 75011 | goods - | 2026-11-20 | Export G 0 VATEX-EU-G 294 | from Réunion to the mainland (art. 294, 3 CGI)",
        // Consumers of other member states
        "fr | c | DE 10115 | goods 20 | 2026-11-20 | Domestic S 20 | below 10,000 € (art. 59c of the "
            + Directive
            + ")",
        "fr | c | DE 10115 | goods 19 | 2026-11-20 | ? NoOneStopShop | the destination's VAT needs a registration",
        "oss | c | DE 10115 | goods 19 | 2026-11-20 | OneStopShop S 19 - Allemagne | art. 33 and 369a of the "
            + Directive,
        "oss | c | DE 10115 | goods 7 | 2026-11-20 | OneStopShop S 7 - OSS | art. 33",
        "oss | c | IT 00100 | goods 22 | 2026-11-20 | OneStopShop S 22 - Italie | art. 33",
        "oss | c | DE 10115 | goods 20 | 2026-11-20 | ? HomeRateAbroad | under the one-stop shop the destination's VAT is due",
        "oss | c | DE 10115 | goods 18 | 2026-11-20 | ? UnknownRate | no rate of Germany",
        "oss | c | DE 10115 | goods - | 2026-11-20 | ? NoTax | consumers pay VAT",
        "oss | c | AT 1010 | goods 20 | 2026-11-20 | OneStopShop S 20 - Autriche | 20 % is Austria's rate too",
        "oss | c | EE 10111 | goods 22 | 2025-06-30 | OneStopShop S 22 - Estonie | Estonia, until 2025-06-30",
        "oss | c | EE 10111 | goods 24 | 2025-07-01 | OneStopShop S 24 - Estonie | Estonia, from 2025-07-01",
        "oss | c | EE 10111 | goods 22 | 2025-07-01 | ? UnknownRate | 22 % ended the day before",
        "oss | c | SK 81101 | goods 23 | 2025-01-01 | OneStopShop S 23 - Slovaquie | Slovakia, from 2025-01-01",
        "oss | c | RO 010011 | goods 21 | 2026-11-20 | OneStopShop S 21 - Roumanie | Romania, from 2025-08-01",
        "oss | c | FI 00100 | goods 25.5 | 2026-11-20 | OneStopShop S 25.5 - Finlande | Finland, from 2024-09-01",
        "oss | c | DE 10115 | service 19 | 2026-11-20 | OneStopShop S 19 - Allemagne | electronic services (art. 58)",
        "oss | c | DE 10115 | goods 19 | 2021-06-30 | ? NoOneStopShop | the registration began on 2021-07-01",
        "de+ | c | DE 10115 | goods 19 | 2026-11-20 | ForeignRegistration S 19 | registered in Germany (art. 33 with 369a: a choice)",
        "de+ | c | DE 10115 | goods 19 | 2024-12-31 | OneStopShop S 19 - Allemagne | the registration began on 2025-01-01",
        "de | c | DE 10115 | goods 19 | 2026-11-20 | Domestic S 19 | § 12 UStG",
        "de | c | FR 75011 | goods 20 | 2026-11-20 | OneStopShop S 20 - France | art. 33",
        "oss | c | GB BT1 5GS | goods 20 | 2026-11-20 | OneStopShop S 20 | Northern Ireland is Union for goods (protocol, art. 8)",
        // Businesses of other member states
        "fr | b-DE | DE 10115 | goods - | 2026-11-20 | IntraEuSupply K 0 VATEX-EU-IC 262 ter | art. 262 ter, I CGI; art. 138",
        "fr | u-DE | DE 10115 | goods - | 2026-11-20 | ? NumberUnconfirmed | art. 138, 1 b: a number that is in force",
        "fr | i-DE | DE 10115 | goods - | 2026-11-20 | ? NumberInvalid | art. 138, 1 b",
        "fr | b | DE 10115 | goods - | 2026-11-20 | ? NoTax | a business without a number is taxed",
        "fr | b-FR | DE 10115 | goods - | 2026-11-20 | ? NoTax | the number must be of another member state",
        "fr | b-DE | DE 10115 | goods 20 | 2026-11-20 | Domestic S 20 | charged VAT stands",
        "fr | b-IT | IT 00100 | goods - | 2026-11-20 | IntraEuSupply K 0 VATEX-EU-IC 262 ter | art. 138",
        "fr | b-EL | GR 10431 | goods - | 2026-11-20 | IntraEuSupply K 0 VATEX-EU-IC 262 ter | Greece is EL in numbers",
        "fr | b-XI | GB BT1 5GS | goods - | 2026-11-20 | IntraEuSupply K 0 VATEX-EU-IC 262 ter | Northern Ireland, for goods",
        "fr | b-DE | DE 10115 | service - | 2026-11-20 | ReverseCharge AE 0 VATEX-EU-AE Autoliquidation | art. 44 and 196; 259-1° and 283-2 CGI",
        "fr | u-DE | DE 10115 | service - | 2026-11-20 | ? NumberUnconfirmed | art. 18 of regulation 282/2011",
        "oss | b-BE | BE 1000 | goods - | 2026-11-20 | IntraEuSupply K 0 VATEX-EU-IC 262 ter | the one-stop shop is for consumers",
        "whs | b-FR | FR 75011 | goods - | 2026-11-20 | IntraEuSupply K 0 VATEX-EU-IC | from Germany to a French business",
        "whs | c | DE 10115 | goods 19 | 2026-11-20 | ForeignRegistration S 19 | goods that are in Germany (art. 31)",
        "oss | b-DE | DE 10115 | goods 19 | 2026-11-20 | ? BusinessTaxed | the one-stop shop is for consumers (art. 33 and 369a)",
        "oss | u-DE | DE 10115 | goods 19 | 2026-11-20 | OneStopShop S 19 - Allemagne | a number that nobody has confirmed makes no business",
        "fr | b-GB | BE 1000 | goods - | 2026-11-20 | ? NoTax | a British number is none of a member state",
        "fr | b-CH | BE 1000 | goods - | 2026-11-20 | ? NoTax | nor is a Swiss one",
        "fr | b-XI | BE 1000 | service - | 2026-11-20 | ? NoTax | Northern Ireland is a member state for goods alone",
        "franchise | b-DE | DE 10115 | service - | 2026-11-20 | ReverseCharge AE 0 VATEX-EU-AE Autoliquidation | whoever does them (art. 44 and 196)",
        "whs | c | FR 75011 | goods 20 | 2026-11-20 | Domestic S 20 | from Germany to the seller's own country (art. 33)",
        // Outside the Union
        "fr | c | US 10001 | goods - | 2026-11-20 | Export G 0 VATEX-EU-G 262 | art. 262, I CGI; art. 146",
        "fr | c | US 10001 | goods 8.875 | 2026-11-20 | Export G 0 VATEX-EU-G 262 | the state's tax is its own",
        "fr | c | CH 8001 | goods 8.1 t:MWST | 2026-11-20 | Export G 0 VATEX-EU-G 262 | Swiss VAT is Switzerland's",
        "fr | c | CH 8001 | goods 20 t:TVA | 2026-11-20 | ? HomeRateOnExport | VAT that is shown is owed (art. 203)",
        "fr | c | GB SW1A 1AA | goods 20 t:GB VAT | 2026-11-20 | Export G 0 VATEX-EU-G 262 | British VAT is Britain's",
        "gb+ | c | GB SW1A 1AA | goods 20 t:VAT | 2026-11-20 | Export G 0 VATEX-EU-G 262 | for French VAT an export",
        "fr | b | JP 100-0001 | goods - | 2026-11-20 | Export G 0 VATEX-EU-G 262 | art. 146",
        "fr | c | US 10001 | service - | 2026-11-20 | OutsideScope O 0 VATEX-EU-O 259 | art. 59; 259 B CGI",
        "fr | b | US 10001 | service - | 2026-11-20 | OutsideScope O 0 VATEX-EU-O 259 | art. 44; 259-1° CGI",
        "fr | c | ES 35001 | goods - | 2026-11-20 | Export G 0 VATEX-EU-G 262 | Canarias lie outside (art. 6, 1 b)",
        "fr | b-ES | ES 38001 | goods - | 2026-11-20 | Export G 0 VATEX-EU-G 262 | Canarias",
        "fr | c | ES 51001 | goods - | 2026-11-20 | Export G 0 VATEX-EU-G 262 | Ceuta (art. 6, 2)",
        "fr | c | IT 23041 | goods - | 2026-11-20 | Export G 0 VATEX-EU-G 262 | Livigno (art. 6, 2)",
        "fr | c | DE 78266 | goods - | 2026-11-20 | Export G 0 VATEX-EU-G 262 | Büsingen (art. 6, 2)",
        "fr | c | FI 22100 | goods - | 2026-11-20 | Export G 0 VATEX-EU-G 262 | Åland (art. 6, 1)",
        "oss | c | PT 9000-001 | goods 22 | 2026-11-20 | OneStopShop S 22 - Portugal | Madeira",
        // Sellers that charge no VAT
        "franchise | c | FR 75011 | goods - | 2026-11-20 | Franchise E 0 VATEX-FR-FRANCHISE 293 B | art. 293 B CGI",
        "franchise | b-FR | FR 75011 | service - | 2026-11-20 | Franchise E 0 VATEX-FR-FRANCHISE 293 B | art. 293 B CGI",
        "franchise | b-DE | DE 10115 | goods - | 2026-11-20 | Franchise E 0 VATEX-FR-FRANCHISE 293 B | no intra-EU supply (art. 262 ter, I, 1° CGI)",
        "franchise | c | US 10001 | goods - | 2026-11-20 | Franchise E 0 VATEX-FR-FRANCHISE 293 B | art. 293 B CGI",
        "franchise | c | FR 75011 | goods 20 | 2026-11-20 | ? FranchiseCharges | art. 283, 3 CGI: what is shown is owed",
        // What no place says
        "oss | c | - | goods 20 | 2026-11-20 | Domestic S 20 | charged at home, nothing says otherwise",
        "oss | c | - | goods 19 | 2026-11-20 | ? NoPlace | whose 19 % is it",
        "fr | c | - | goods - | 2026-11-20 | ? NoPlace | nothing says where it goes",
    ];

    public static TheoryData<string> Situations => [.. Table];

    [Theory]
    [MemberData(nameof(Situations))]
    public void Each_situation_has_its_case_rate_code_and_wording(string row)
    {
        var parts = row.Split('|', StringSplitOptions.TrimEntries);
        var (seller, buyer, place, line) = (parts[0], parts[1], parts[2], parts[3]);
        var on = DateOnly.Parse(parts[4], CultureInfo.InvariantCulture);
        var expected = parts[5].Split(' ', 5);
        var book = new VatBook(
            new SellerIdentity { OfficeId = 1, CountryCode = seller == "de" ? "DE" : "FR" }
        );
        var from = book.PlaceOf(
            seller switch
            {
                "de" or "whs" => At("DE 10115"),
                "run" => At("FR 97400"),
                _ => At("FR 69002"),
            }
        )!;
        var to = place == "-" ? null : book.PlaceOf(At(place));
        var decision = DecideVat.Of(
            new VatSituation(
                Seller(seller),
                Buyer(buyer),
                from,
                to,
                on,
                area => book.RatesOf(area, on)
            ),
            Line(line)
        );

        if (expected[0] == "?")
        {
            Assert.Equal(expected[1], decision.Doubt?.ToString());
            return;
        }
        Assert.Null(decision.Doubt);
        var words = book.WordingOf(decision.Case, DecideVat.WordingArea(from, to), on, "fr");
        Assert.Equal(expected[0], decision.Case.ToString());
        Assert.Equal(expected[1], decision.Category);
        Assert.Equal(
            decimal.Parse(expected[2], CultureInfo.InvariantCulture),
            decision.Rate / 10_000m
        );
        if (expected.Length > 3 && expected[3] != "-")
            Assert.Equal(expected[3], words?.Code);
        if (expected.Length > 4)
            Assert.Contains(expected[4], words?.Text ?? "", StringComparison.Ordinal);
    }

    // What a person may say of a line that fits no case: seller, buyer, place, line, case; and whether it can be.
    [Theory]
    [InlineData("oss", "c", "DE 10115", "goods 19", VatCase.Export, false)]
    [InlineData("oss", "c", "DE 10115", "goods 19", VatCase.Domestic, false)]
    [InlineData("oss", "c", "DE 10115", "goods 20", VatCase.Domestic, true)]
    [InlineData("fr", "c", "BE 1000", "goods 21", VatCase.ForeignRegistration, false)]
    [InlineData("de+", "c", "DE 10115", "goods 19", VatCase.ForeignRegistration, true)]
    [InlineData("fr", "c", "FR 75011", "goods 20", VatCase.Exempt, false)]
    [InlineData("fr", "c", "FR 75011", "goods -", VatCase.Exempt, true)]
    [InlineData("fr", "c", "FR 75011", "goods -", VatCase.Domestic, false)]
    [InlineData("fr", "c", "FR 75011", "goods -", VatCase.IntraEuSupply, false)]
    [InlineData("fr", "c", "FR 75011", "goods -", VatCase.OneStopShop, false)]
    [InlineData("fr", "c", "FR 75011", "goods -", VatCase.Export, false)]
    [InlineData("fr", "c", "FR 75011", "service -", VatCase.ReverseCharge, false)]
    [InlineData("fr", "c", "FR 75011", "goods -", VatCase.DomesticReverseCharge, false)]
    [InlineData("fr", "b-FR", "FR 75011", "goods -", VatCase.DomesticReverseCharge, true)]
    [InlineData("fr", "i-DE", "DE 10115", "goods -", VatCase.IntraEuSupply, true)]
    [InlineData("fr", "c", "CH 8001", "goods 20 t:TVA", VatCase.Domestic, true)]
    [InlineData("fr", "c", "CH 8001", "goods 20 t:TVA", VatCase.Export, true)]
    [InlineData("franchise", "c", "FR 75011", "goods 20", VatCase.Domestic, false)]
    [InlineData("oss", "b-DE", "DE 10115", "goods 19", VatCase.OneStopShop, false)]
    public void Only_what_place_buyer_and_registrations_allow_can_be_said_by_hand(
        string seller,
        string buyer,
        string place,
        string line,
        VatCase said,
        bool fits
    )
    {
        var book = new VatBook(new SellerIdentity { OfficeId = 1, CountryCode = "FR" });
        var on = new DateOnly(2026, 11, 20);
        Assert.Equal(
            fits,
            DecideVat.Fits(
                said,
                new VatSituation(
                    Seller(seller),
                    Buyer(buyer),
                    book.PlaceOf(At("FR 69002"))!,
                    book.PlaceOf(At(place)),
                    on,
                    area => book.RatesOf(area, on)
                ),
                Line(line)
            )
        );
    }

    [Fact]
    public void The_table_is_long_enough_to_be_relied_on() => Assert.True(Table.Length >= 60);

    private static Address At(string place)
    {
        var country = place.Split(' ')[0];
        return new Address { CountryCode = country, PostalCode = place[country.Length..].Trim() };
    }

    private static VatSeller Seller(string name)
    {
        var registrations = new List<VatRegistration>();
        if (name is "oss" or "de+" or "de")
            Add(VatRegistrationKind.OneStopShop, "FR", null, new DateOnly(2021, 7, 1));
        if (name is "de+" or "whs")
            Add(VatRegistrationKind.Country, "DE", "DE123456789", new DateOnly(2025, 1, 1));
        if (name is "gb+")
            Add(VatRegistrationKind.Country, "GB", "GB123456789", new DateOnly(2025, 1, 1));
        return new VatSeller(name == "de" ? "DE" : "FR", name == "franchise", registrations);

        void Add(VatRegistrationKind kind, string country, string? number, DateOnly since) =>
            registrations.Add(
                new VatRegistration
                {
                    OfficeId = 1,
                    Id = registrations.Count + 1,
                    Kind = kind,
                    Country = country,
                    Number = number,
                    From = since,
                }
            );
    }

    private static VatBuyer Buyer(string text) =>
        text.Split('-') is [var kind, var country]
            ? new VatBuyer(
                true,
                country + "123456789",
                kind switch
                {
                    "b" => NumberStanding.Valid,
                    "i" => NumberStanding.Invalid,
                    _ => NumberStanding.Unanswered,
                }
            )
            : new VatBuyer(text == "b", null, NumberStanding.Unanswered);

    private static VatFact Line(string text)
    {
        var words = text.Split(' ', 3);
        var title = words.FirstOrDefault(word => word.StartsWith("t:", StringComparison.Ordinal));
        var isService = words[0] == "service";
        if (words[1] == "-")
            return new VatFact(isService, null, null, false, 10_000, 0);
        var name = text.Contains("t:", StringComparison.Ordinal)
            ? text[(text.IndexOf("t:", StringComparison.Ordinal) + 2)..]
            : "Tax";
        if (title == words[1])
            return new VatFact(isService, null, name, false, 10_000, 2_000);
        var rate = decimal.ToInt32(decimal.Parse(words[1], CultureInfo.InvariantCulture) * 10_000m);
        return new VatFact(isService, rate, name, false, 10_000, rate / 100);
    }
}
