using Comptoir.Documents;
using Comptoir.Invoicing;
using Comptoir.Vat;
using Xunit;

namespace Comptoir.Tests.Invoicing;

/// <summary>What a document says on paper and screen beyond its lines: taxes, mentions, payment.</summary>
public sealed class PaperSheetTests
{
    const string OnExport = "Exonération de TVA, article 262, I du CGI";

    static readonly FrozenDocument Invoice = FrozenDocument.Read(
        Ledgers.Issued(1, 1, 11, 60_00).Content!
    );

    static readonly FrozenVat Domestic = new(
        VatCase.Domestic,
        "S",
        200_000,
        null,
        "FR",
        null,
        false
    );
    static readonly FrozenVat Export = new(
        VatCase.Export,
        "G",
        0,
        "VATEX-EU-G",
        "FR",
        null,
        IsForeign: true
    );

    [Fact]
    public void A_tax_of_another_state_is_shown_by_its_own_name_and_apart_from_VAT()
    {
        var sheet = Sheet(
            Invoice with
            {
                Gross = 199_80,
                Tax = 7_30,
                Taxes =
                [
                    new("NY State Tax", 40_000, 160_00, 6_40, false, Export, OnExport),
                    new("City Tax", 45_000, 20_00, 90, false, Export, OnExport),
                    new(null, null, 12_50, 0, false, Export with { IsForeign = false }, OnExport),
                ],
            }
        );

        var vat = Assert.Single(sheet.Amounts!.Taxes);
        Assert.Equal(
            ("Exportation", 192_50, 0, OnExport),
            (vat.Label, vat.Base, vat.Tax, vat.Note)
        );
        Assert.Equal(
            [("NY State Tax 4 %", 6_40), ("City Tax 4,5 %", 90)],
            sheet.Amounts.OtherTaxes.Select(tax => (Plain(tax.Label), tax.Tax))
        );
        Assert.Equal(
            [
                "Total HT: 192,50 €",
                "TVA: 0,00 €",
                "NY State Tax 4 %: 6,40 €",
                "City Tax 4,5 %: 0,90 €",
                "Total TTC: 199,80 €",
                "Reste à payer: 199,80 €",
            ],
            Totals(sheet)
        );
    }

    [Fact]
    public void Rates_and_cases_stay_apart_and_OSS_names_the_state_and_the_number_there()
    {
        var italian = new FrozenVat(
            VatCase.OneStopShop,
            "S",
            220_000,
            null,
            "IT",
            "IT00743110157",
            false
        );
        var sheet = Sheet(
            Invoice with
            {
                Taxes =
                [
                    new("IVA", 220_000, 100_00, 22_00, false, italian, "TVA Italie – régime OSS"),
                    new("TVA", 200_000, 50_00, 10_00, false, Domestic),
                ],
            }
        );

        Assert.Equal(
            ["22 %, Italie", "20 %"],
            sheet.Amounts!.Taxes.Select(tax => Plain(tax.Label))
        );
        Assert.Contains("TVA IT00743110157", sheet.Seller.Identifiers);
    }

    [Theory]
    [InlineData(0, null, null, "Échéance À réception")]
    [InlineData(60_00, "2026-10-01", null, "Règlement Payée le 01/10/2026")]
    [InlineData(10_00, "2026-10-01", "2026-11-30", null)]
    public void Whether_it_is_paid_is_said(long paid, string? on, string? due, string? fact)
    {
        var sheet = Sheet(
            Invoice with
            {
                Paid = paid,
                PaidOn = on is null ? null : DateOnly.Parse(on, null),
                DueOn = due is null ? null : DateOnly.Parse(due, null),
            }
        );

        Assert.Equal(
            fact is null
                ? ["Nature de l’opération Livraison de biens"]
                : ["Nature de l’opération Livraison de biens", fact],
            sheet.Facts.Select(x => $"{x.Label} {x.Value}")
        );
        Assert.Equal(paid < 60_00, sheet.PaymentAdvice.Count > 0);
        if (paid > 0)
            Assert.Contains(
                Totals(sheet),
                row => row.StartsWith("Payé le 01/10/2026: −", StringComparison.Ordinal)
            );
    }

    [Fact]
    public void VAT_in_the_currency_of_the_office_is_said_with_its_rate()
    {
        var sheet = Sheet(
            Invoice with
            {
                Language = "en",
                Currency = "GBP",
                Exchange = new("EUR", 0.8461m, new DateOnly(2026, 11, 19), "the ECB", 11_82),
            }
        );

        Assert.Contains(
            "VAT in EUR: €11.82, at the rate of 1 EUR = 0.8461 GBP published by the ECB on 19 November 2026.",
            sheet.Notes.Select(Plain)
        );
    }

    [Theory]
    [InlineData(true, SupplyNature.Services, true)]
    [InlineData(true, SupplyNature.Mixed, true)]
    [InlineData(true, SupplyNature.Goods, false)]
    [InlineData(false, SupplyNature.Services, false)]
    public void VAT_on_debits_is_said_of_services(bool pays, SupplyNature nature, bool said)
    {
        var sheet = Sheet(
            Invoice with
            {
                Nature = nature,
                Seller = Invoice.Seller with { PaysVatOnDebits = pays },
            }
        );

        Assert.Equal(said, sheet.LegalTexts.Contains("TVA acquittée sur les débits."));
    }

    [Fact]
    public void A_receipt_says_nothing_of_taxes()
    {
        var sheet = Sheet(
            Invoice with
            {
                Kind = DocumentKind.Receipt,
                Tax = 0,
                Taxes = [new(null, null, 60_00, 0, false)],
                Lines = [Invoice.Lines[0] with { Tax = 0, Rate = null }],
            }
        );

        Assert.Equal(["Total: 60,00 €"], Totals(sheet));
        Assert.Empty(sheet.Amounts!.Taxes);
        Assert.DoesNotContain(
            new SheetReading(sheet).Columns,
            column => column.Head.Contains("TTC", StringComparison.Ordinal)
        );
    }

    static DocumentSheet Sheet(FrozenDocument content) => PaperSheet.Of(content, PaperLook.Usual);

    static IEnumerable<string> Totals(DocumentSheet sheet) =>
        new SheetReading(sheet).Totals.Select(row => Plain($"{row.Label}: {row.Amount}"));

    static string Plain(string text) => text.Replace('\u00A0', ' ');
}
