using System.Text;
using System.Xml.Linq;
using Comptoir.EInvoicing;
using Comptoir.Invoicing;
using Comptoir.Vat;
using CsCheck;
using Xunit;

namespace Comptoir.Tests.EInvoicing;

/// <summary>Our own check, and what a file says.</summary>
public sealed class CheckTests
{
    static FrozenDocument One => FrozenCases.One;

    /// <summary>Documents whose file would break a rule, and the rule.</summary>
    static readonly Dictionary<string, FrozenDocument> Broken = new(StringComparer.Ordinal)
    {
        ["BR-07"] = One with { Buyer = Frozen.French with { Name = "\u0007" } },
        ["BR-11"] = One with { Buyer = Frozen.French with { Address = null } },
        ["BR-57"] = One with { DeliveredTo = Frozen.Place("Quai 3", "", "", "XY") },
        ["BR-CO-26"] = One with { Seller = Frozen.Seller with { Siren = null, VatNumber = null } },
        ["BR-CO-15"] = One with { Gross = One.Gross + 1 },
        ["BR-CO-17"] = Frozen.Invoice(
            Frozen.French,
            Frozen.Line(Frozen.Normal, 1000, 200),
            Frozen.Line(Frozen.Normal, 100_000, 19_800)
        ),
        ["BR-S-05"] = Frozen.Invoice(Frozen.French, Frozen.Line(Frozen.Domestic(0), 1000, 0)),
        ["BR-IC-02"] = Frozen.Invoice(
            Frozen.German with
            {
                VatNumber = null,
            },
            Frozen.Line(Frozen.Union, 1000, 0)
        ),
        ["BR-IC-11"] = Frozen.Invoice(Frozen.German, Frozen.Line(Frozen.Union, 1000, 0)) with
        {
            SuppliedOn = null,
        },
        ["BR-G-10"] = Frozen.Invoice(
            Frozen.American,
            Frozen.Line(Frozen.Export with { Code = null }, 1000, 0)
        ) with
        {
            Taxes = [],
        },
        ["BR-CL-22"] = Frozen.Invoice(
            Frozen.French,
            Frozen.Line(
                new FrozenVat(VatCase.Exempt, "E", 0, "ART. 261", "FR", null, IsForeign: false),
                1000,
                0
            )
        ),
        ["BR-O-11"] = Frozen.Invoice(
            Frozen.American,
            Frozen.Line(Frozen.Normal, 1000, 200),
            Frozen.Line(
                Frozen.Export with
                {
                    Case = VatCase.OutsideScope,
                    Category = "O",
                    Code = "VATEX-EU-O",
                },
                1000,
                0
            )
        ),
        ["BR-FR-01"] = One with { Number = new string('9', 36) },
        ["BR-FR-02"] = One with { Number = "#1001" },
        ["BR-FR-05"] = One with { Terms = [] },
        ["BR-FR-16"] = Frozen.Invoice(
            Frozen.French,
            Frozen.Line(Frozen.Domestic(190_000), 1000, 190)
        ),
        ["BR-FR-CO-05"] = Frozen.CreditNote(
            Frozen.French,
            Frozen.Line(Frozen.Normal, 1000, 200)
        ) with
        {
            Corrects = [new Correction(null, "F-1", null)],
        },
        ["BR-FR-CO-07"] = One.Unpaid() with { DueOn = Frozen.Today.AddDays(-1) },
        ["BR-FR-CO-12"] = One with { Currency = "USD" },
    };

    [Fact]
    public void A_document_that_breaks_a_rule_gets_no_file_and_is_told_which() =>
        Assert.All(
            Broken,
            pair =>
            {
                var form = FacturX.Of(pair.Value);
                Assert.Null(form.Xml);
                Assert.Contains(form.Findings, finding => finding.Rule == pair.Key);
                Assert.Contains(form.Findings, finding => finding.Text == form.Why);
            }
        );

    [Fact]
    public void What_needs_no_file_says_why_and_asks_for_nothing() =>
        Assert.All(
            new[]
            {
                One with
                {
                    Kind = DocumentKind.Receipt,
                },
                One with
                {
                    Number = "",
                    IssuedOn = null,
                },
                One with
                {
                    Buyer = Frozen.French with { IsCompany = false },
                },
                One with
                {
                    Currency = "JPY",
                },
                One with
                {
                    Lines = [One.Lines[0] with { Vat = null }],
                },
            },
            document =>
            {
                var form = FacturX.Of(document);
                Assert.Null(form.Xml);
                Assert.NotNull(form.Why);
                Assert.Empty(form.Findings);
            }
        );

    [Fact]
    public void Any_document_gets_a_file_or_a_reason_and_never_both() =>
        FrozenGen.Document.Sample(
            document =>
            {
                var form = FacturX.Of(document);
                Assert.True(form.Xml is null ^ form.Why is null);
                if (form.Xml is { } xml)
                {
                    Assert.Equal(xml, FacturX.Of(FrozenDocument.Read(document.ToBytes())).Xml);
                    Assert.NotNull(XDocument.Parse(Encoding.UTF8.GetString(xml)).Root);
                }
            },
            threads: 1
        );

    [Theory]
    [InlineData("one rate", "B2")]
    [InlineData("unpaid with terms", "B1")]
    [InlineData("part-paid", "B1")]
    [InlineData("services on debits", "S2")]
    [InlineData("goods and services", "M2")]
    [InlineData("reported as a consumer’s before", "B7")]
    public void The_frame_says_what_is_sold_and_whether_it_is_paid(string name, string frame) =>
        Assert.Equal(frame, Value(name, "BusinessProcessSpecifiedDocumentContextParameter", "ID"));

    [Fact]
    public void A_tax_of_another_state_is_put_on_the_whole_and_is_no_VAT()
    {
        const string Name = "export with tax of New York";
        Assert.Equal("8.88", Value(Name, "SpecifiedTradeAllowanceCharge", "ActualAmount"));
        Assert.Equal("AAE", Value(Name, "SpecifiedTradeAllowanceCharge", "ReasonCode"));
        Assert.Equal("0.00", Value(Name, "ApplicableTradeTax", "CalculatedAmount"));
        Assert.Equal("126.88", Value(Name, "ApplicableTradeTax", "BasisAmount"));
        Assert.Equal(
            "126.88",
            Value(Name, "SpecifiedTradeSettlementHeaderMonetarySummation", "GrandTotalAmount")
        );
    }

    [Fact]
    public void The_seller_goes_by_the_number_of_the_state_whose_VAT_it_charges()
    {
        Assert.Equal("DE811569869", Value("registered abroad", "SpecifiedTaxRegistration", "ID"));
        Assert.Equal(
            "FR44732829320",
            Value(
                "export with tax of a state where the seller has a number",
                "SpecifiedTaxRegistration",
                "ID"
            )
        );
    }

    [Fact]
    public void What_is_kept_of_a_credit_is_taken_off_it()
    {
        const string Name = "credit note less a fee";
        Assert.Equal("false", Value(Name, "ChargeIndicator", "Indicator"));
        Assert.Equal("1.66", Value(Name, "SpecifiedTradeAllowanceCharge", "ActualAmount"));
        Assert.Equal(
            "8.00",
            Value(Name, "SpecifiedTradeSettlementHeaderMonetarySummation", "GrandTotalAmount")
        );
        Assert.Equal(
            "FA-2026-000100",
            Value(Name, "InvoiceReferencedDocument", "IssuerAssignedID")
        );
    }

    [Fact]
    public void Control_characters_become_spaces_and_the_rest_stays()
    {
        Assert.Equal(
            "Tasse ]]> – 日本 😀 & co",
            Value("what XML forbids", "SpecifiedTradeProduct", "Name")
        );
        Assert.Equal(
            "Ligne 1\nLigne 2\n<b>gras</b> &amp;",
            Value("what XML forbids", "IncludedNote", "Content")
        );
    }

    static string Value(string name, string parent, string child) =>
        XDocument
            .Parse(Encoding.UTF8.GetString(FacturX.Of(FrozenCases.All[name]).Xml!))
            .Descendants()
            .First(element =>
                element.Name.LocalName == child && element.Parent!.Name.LocalName == parent
            )
            .Value;
}
