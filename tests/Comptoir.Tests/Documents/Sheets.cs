using Comptoir.Documents;
using Comptoir.Documents.Fonts;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Comptoir.Tests.Documents;

/// <summary>Documents to print, and how they are read back.</summary>
static class Sheets
{
    /// <summary>The machine's fonts, opened once for all tests.</summary>
    public static readonly DocumentFonts Fonts = DocumentFonts.OfMachine();

    public static readonly DocumentSheet Invoice = new()
    {
        Kind = SheetKind.Invoice,
        Language = "fr",
        Number = "F2026-01902",
        IssuedOn = new DateOnly(2026, 11, 20),
        DeliveredOn = new DateOnly(2026, 11, 19),
        DueOn = new DateOnly(2026, 12, 20),
        Order = "PRO-0612",
        BuyerReference = "BC-2026-118",
        Facts = [new SheetFact("Nature", "Biens")],
        Seller = new SheetParty(
            "Maison Lumière SAS",
            ["14 rue des Cordeliers", "69002 Lyon, France"],
            ["SIREN 812 345 619", "TVA FR42812345619"]
        ),
        Buyer = new SheetParty(
            "Hôtel des Arcades SARL",
            ["22 cours de l’Intendance", "33000 Bordeaux, France"],
            ["SIREN 793 456 203"]
        ),
        DeliveredTo = new SheetParty("Hôtel des Arcades", ["3 rue Mably"], []),
        Lines =
        [
            new()
            {
                Title = "Lampe de table « Opaline »",
                Detail = "LMP-OPA-01",
                Quantity = 12,
                UnitPrice = 59m,
                Discount = "5 %",
                TaxRate = "20 %",
                Amount = 672_60,
            },
            new()
            {
                Title = "Catalogue « Œuvres à l’été »",
                Detail = "LIV-EXP-26",
                Quantity = 1.5m,
                UnitPrice = 6.2345m,
                TaxRate = "5,5 %",
                Amount = 141_36,
            },
        ],
        Amounts = new SheetAmounts
        {
            Currency = "EUR",
            Decimals = 2,
            Net = 1081_36,
            Tax = 195_77,
            Gross = 1277_13,
            Taxes =
            [
                new SheetTax("20 %, régime normal", 940_00, 188_00),
                new SheetTax("5,5 %, livres", 141_36, 7_77),
            ],
            Payments = [new SheetPayment(new DateOnly(2026, 11, 20), "carte bancaire", 500_00)],
            Left = 777_13,
        },
        PaymentAdvice = ["Par virement, en rappelant F2026-01902", "IBAN FR76 3000 6000 0112"],
        Notes = ["Merci de votre confiance."],
        LegalTexts = ["Indemnité forfaitaire pour frais de recouvrement de 40 €."],
        Footer = "Maison Lumière SAS, capital 20 000 €",
    };

    public static readonly DocumentSheet CreditNote = Invoice with
    {
        Kind = SheetKind.CreditNote,
        Language = "en",
        Number = "A2026-0099",
        DueOn = null,
        PaymentAdvice = [],
        References = ["Corrects invoice F2026-00012 of 3 March 2026"],
        Reason = "One lamp arrived broken",
    };

    public static readonly DocumentSheet Receipt = new()
    {
        Kind = SheetKind.Receipt,
        Language = "en",
        Number = "R2026-00077",
        IssuedOn = new DateOnly(2026, 3, 1),
        Seller = new SheetParty("Maison Lumière", [], []),
        Buyer = new SheetParty("Jane O’Neill", ["Springfield, IL 62701"], []),
        Lines = [new() { Title = "Gift card", Amount = 50_00 }],
        Amounts = new SheetAmounts
        {
            Currency = "USD",
            Decimals = 2,
            TaxIncluded = true,
            TaxName = "sales tax",
            Net = 50_00,
            Tax = 0,
            Gross = 50_00,
            Payments = [new SheetPayment(null, "Visa", 50_00)],
        },
    };

    public static readonly DocumentSheet DeliveryNote = Invoice with
    {
        Kind = SheetKind.DeliveryNote,
        Number = "BL-000451",
        DueOn = null,
        Amounts = null,
        PaymentAdvice = [],
        LegalTexts = [],
        Footer = null,
        Tracking = ["Colissimo 6A12345678901"],
    };

    public static readonly DocumentSheet[] All = [Invoice, CreditNote, Receipt, DeliveryNote];

    public static byte[] Print(
        DocumentSheet sheet,
        PaperSize paper = PaperSize.A4,
        DocumentFonts? fonts = null
    )
    {
        using var output = new MemoryStream();
        new PdfWriter(fonts ?? Fonts).Write(sheet, paper, output);
        return output.ToArray();
    }

    /// <summary>The pages as a reader that forgives nothing finds them.</summary>
    public static IReadOnlyList<Page> Read(byte[] pdf)
    {
        using var document = PdfDocument.Open(
            pdf,
            new ParsingOptions { UseLenientParsing = false }
        );
        return [.. document.GetPages()];
    }

    /// <summary>The text in the order of drawing; spaces that do not break are like others.</summary>
    public static string Text(byte[] pdf) => string.Concat(Read(pdf).Select(Text));

    public static string Text(Page page) => page.Text.Replace('\u00A0', ' ');
}
