using Comptoir.Documents;
using UglyToad.PdfPig.Content;
using Xunit;

namespace Comptoir.Tests.Documents;

/// <summary>What is printed on documents, read back from the PDF.</summary>
public sealed class PdfWriterTests
{
    [Fact]
    public void A_French_invoice_says_all_that_it_was_given()
    {
        var text = Sheets.Text(Sheets.Print(Sheets.Invoice));

        Assert.All(
            [
                "Facture",
                "F2026-01902",
                "20 novembre 2026",
                "Hôtel des Arcades SARL",
                "22 cours de l’Intendance",
                "SIREN 812 345 619",
                "Livré à",
                "PRO-0612",
                "BC-2026-118",
                "19/11/2026",
                "Biens",
                "Prix unitaire HT",
                "Lampe de table « Opaline »",
                "LMP-OPA-01",
                "Œuvres à l’été",
                "1,5",
                "6,2345 €",
                "672,60 €",
                "20 %, régime normal",
                "Total TTC",
                "1 277,13 €",
                "Payé le 20/11/2026, carte bancaire",
                "−500,00 €",
                "À payer le 20/12/2026",
                "777,13 €",
                "IBAN FR76",
                "Merci de votre confiance.",
                "recouvrement de 40 €",
                "capital 20 000 €",
                "Page 1 sur 1",
            ],
            part => Assert.Contains(part, text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_credit_note_says_what_it_corrects_and_why()
    {
        var text = Sheets.Text(Sheets.Print(Sheets.CreditNote));

        Assert.All(
            [
                "Credit note",
                "Corrects invoice F2026-00012 of 3 March 2026",
                "Reason: One lamp arrived broken",
                "Unit price excl. VAT",
                "Total incl. VAT",
                "€1,277.13",
                "Paid back on 20 Nov 2026",
                "Left to pay back",
                "Page 1 of 1",
            ],
            part => Assert.Contains(part, text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_receipt_names_the_tax_of_its_country_and_shows_no_empty_column()
    {
        var text = Sheets.Text(Sheets.Print(Sheets.Receipt, PaperSize.Letter));

        Assert.Contains("Amount incl. sales tax", text, StringComparison.Ordinal);
        Assert.Contains("Sales tax", text, StringComparison.Ordinal);
        Assert.Contains("$50.00", text, StringComparison.Ordinal);
        Assert.Contains("Paid, Visa", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Quantity", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Discount", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Left to pay", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_delivery_note_says_what_was_sent_and_never_a_price()
    {
        var text = Sheets.Text(Sheets.Print(Sheets.DeliveryNote));

        Assert.All(
            [
                "Bon de livraison",
                "BL-000451",
                "Référence",
                "LMP-OPA-01",
                "12",
                "Suivi",
                "Colissimo 6A12345678901",
            ],
            part => Assert.Contains(part, text, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("€", text, StringComparison.Ordinal);
        Assert.DoesNotContain("59", text, StringComparison.Ordinal);
        Assert.DoesNotContain("TVA 20", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "BROUILLON")]
    [InlineData("en", "DRAFT")]
    public void A_draft_carries_a_large_mark_on_each_page_and_no_number(
        string language,
        string mark
    )
    {
        var draft = Sheets.Invoice with
        {
            Language = language,
            Number = null,
            IssuedOn = null,
            PaymentAdvice = [],
            Lines = Many(60),
        };
        var pages = Sheets.Read(Sheets.Print(draft));

        Assert.True(pages.Count > 1);
        Assert.All(
            pages,
            page =>
            {
                Assert.StartsWith(mark, Sheets.Text(page), StringComparison.Ordinal);
                Assert.All(
                    page.Letters.Take(mark.Length),
                    letter => Assert.True(Height(letter) > 40)
                );
                Assert.DoesNotContain("F2026-01902", Sheets.Text(page), StringComparison.Ordinal);
            }
        );
        Assert.DoesNotContain(
            mark,
            Sheets.Text(Sheets.Print(Sheets.Invoice with { Language = language })),
            StringComparison.Ordinal
        );

        // The mark runs upwards, so both extents of its letters count.
        static double Height(Letter letter) =>
            Math.Max(letter.BoundingBox.Height, letter.BoundingBox.Width);
    }

    [Fact]
    public void Three_hundred_lines_are_all_there_under_a_head_on_each_page()
    {
        var pages = Sheets.Read(Sheets.Print(Sheets.Invoice with { Lines = Many(300) }));
        var text = string.Concat(pages.Select(Sheets.Text));

        Assert.InRange(pages.Count, 12, 20);
        var at = 0;
        for (var i = 1; i <= 300; i++)
        {
            var found = text.IndexOf($"SKU-{i:D4}", at, StringComparison.Ordinal);
            Assert.True(found > at, $"Line {i} is missing or out of order.");
            at = found;
        }
        for (var i = 0; i < pages.Count; i++)
        {
            var page = Sheets.Text(pages[i]);
            Assert.Contains($"Page {i + 1} sur {pages.Count}", page, StringComparison.Ordinal);
            Assert.Contains("Facture", page, StringComparison.Ordinal);
            Assert.Equal(
                page.Contains("SKU-", StringComparison.Ordinal),
                page.Contains("Prix unitaire HT", StringComparison.Ordinal)
            );
        }
        Assert.Contains("À payer le", Sheets.Text(pages[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_sold_so_far_is_carried_from_page_to_page()
    {
        var pages = Sheets.Read(Sheets.Print(Sheets.Invoice with { Lines = Many(60) }));

        Assert.InRange(pages.Count, 3, 5);
        var sum = 0L;
        var next = 1;
        for (var page = 0; page < pages.Count; page++)
        {
            // The amount is drawn before its label.
            var text = Sheets.Text(pages[page]);
            if (page > 0 && text.Contains("SKU-", StringComparison.Ordinal))
                Assert.Contains($"{Amount(sum)}Report", text, StringComparison.Ordinal);
            for (; text.Contains($"SKU-{next:D4}", StringComparison.Ordinal); next++)
                sum += next * 100L * next;
            if (next <= 60)
                Assert.Contains($"{Amount(sum)}À reporter", text, StringComparison.Ordinal);
        }
        Assert.Equal(61, next);

        static string Amount(long minor) =>
            new SheetFormats("fr").Amount(minor, "EUR", 2).Replace('\u00A0', ' ');
    }

    [Fact]
    public void An_address_of_mail_is_not_broken_at_its_hyphen()
    {
        var shaper = new Comptoir.Documents.Layout.TextShaper(Sheets.Fonts);
        var lines = shaper.Wrap("well-known bonjour@maison-lumiere.example", false, 17_000);

        Assert.Equal(["well-known", "bonjour@maison-lumiere.example"], lines.Select(x => x.Text));
    }

    [Fact]
    public void Texts_that_just_fit_stay_on_their_page()
    {
        // Heights that are added up in another order differ by a hair.
        for (var count = 1; count < 12; count++)
            Assert.Single(
                Sheets.Read(
                    Sheets.Print(
                        Sheets.Invoice with
                        {
                            LegalTexts = [.. Enumerable.Repeat("Pas d’escompte.", count)],
                        }
                    )
                )
            );
    }

    [Theory]
    [InlineData(255, 1)]
    [InlineData(20_000, 5)]
    public void A_long_title_wraps_and_goes_on_where_a_page_ends(int length, int pagesAtLeast)
    {
        var title = string.Concat(Enumerable.Range(1, length).Select(i => $"{i}x "))[..length]
            .TrimEnd();
        var pages = Sheets.Read(
            Sheets.Print(Sheets.Invoice with { Lines = [new() { Title = title, Amount = 1 }] })
        );

        Assert.True(pages.Count >= pagesAtLeast);
        var text = string.Concat(pages.Select(Sheets.Text));
        var at = text.IndexOf("1x 2x", StringComparison.Ordinal);
        foreach (var word in title.Split(' '))
        {
            var found = text.IndexOf(word, at, StringComparison.Ordinal);
            Assert.True(found >= at && found < at + 300, $"{word} is missing or out of order.");
            at = found + word.Length;
        }
    }

    [Theory]
    [InlineData(PaperSize.A4, 595.276, 841.89)]
    [InlineData(PaperSize.Letter, 612, 792)]
    public void Nothing_is_printed_beyond_the_margins(PaperSize paper, double width, double height)
    {
        foreach (var sheet in Sheets.All.Append(Crowded))
        foreach (var page in Sheets.Read(Sheets.Print(sheet, paper)))
        {
            Assert.Equal(width, page.Width, 0.01);
            Assert.Equal(height, page.Height, 0.01);
            Assert.All(
                page.Letters,
                letter =>
                {
                    Assert.InRange(letter.StartBaseLine.X, 45, width - 45);
                    Assert.InRange(letter.EndBaseLine.X, 45, width - 45);
                    Assert.InRange(letter.StartBaseLine.Y, 30, height - 45);
                }
            );
        }
    }

    [Fact]
    public void A_number_is_not_broken_however_narrow_its_column()
    {
        var text = Sheets.Text(Sheets.Print(Crowded));

        Assert.Contains("1 234 567,891", text, StringComparison.Ordinal);
        Assert.Contains("123 456 789,123456 €", text, StringComparison.Ordinal);
        Assert.Contains("77 456 789 012,34 €", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_sheet_gives_the_same_bytes()
    {
        using var others = Comptoir.Documents.Fonts.DocumentFonts.OfMachine();
        foreach (var sheet in Sheets.All)
        {
            var first = Sheets.Print(sheet);
            var again = new byte[8][];
            Parallel.For(0, again.Length, i => again[i] = Sheets.Print(sheet with { }));

            Assert.All(again, bytes => Assert.Equal(first, bytes));
            Assert.Equal(first, Sheets.Print(sheet, fonts: others));
        }
        Assert.NotEqual(
            Sheets.Print(Sheets.Invoice),
            Sheets.Print(Sheets.Invoice with { Order = "PRO-0613" })
        );
    }

    [Fact]
    public void What_must_not_be_printed_is_refused()
    {
        var amounts = Sheets.Invoice.Amounts!;
        DocumentSheet[] refused =
        [
            Sheets.DeliveryNote with
            {
                Amounts = amounts,
            },
            Sheets.Invoice with
            {
                Amounts = null,
            },
            Sheets.Invoice with
            {
                Amounts = amounts with { Decimals = 5 },
            },
            Sheets.Invoice with
            {
                Language = "de",
            },
        ];

        Assert.All(refused, sheet => Assert.Throws<ArgumentException>(() => Sheets.Print(sheet)));
        Assert.Throws<ArgumentException>(() =>
            new PdfWriter(Sheets.Fonts).Write([], PaperSize.A4, Stream.Null)
        );
    }

    /// <summary>More of everything than anybody should write.</summary>
    static readonly DocumentSheet Crowded = Sheets.Invoice with
    {
        Number = new string('9', 35),
        BuyerReference = new string('W', 200),
        Buyer = new SheetParty(
            new string('M', 255),
            [.. Enumerable.Repeat(new string('W', 255), 30)],
            []
        ),
        Lines =
        [
            new()
            {
                Title = new string('W', 255),
                Detail = new string('M', 255),
                Quantity = 1_234_567.891m,
                UnitPrice = 123_456_789.123456m,
                Discount = "minus one thousand and something",
                TaxRate = "state and county taxes of somewhere",
                Amount = 77_456_789_012_34,
            },
        ],
        Amounts = Sheets.Invoice.Amounts! with
        {
            Net = 123_456_789_012_34,
            Taxes =
            [
                .. Enumerable.Repeat(new SheetTax(new string('W', 90), 123_456_789_012_34, 1), 60),
            ],
            Payments = [.. Enumerable.Repeat(new SheetPayment(null, new string('W', 90), 1), 60)],
        },
        Notes = [new string('W', 10_000)],
        LegalTexts = [new string('W', 20_000)],
        Footer = new string('W', 1000),
    };

    static SheetLine[] Many(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(i => new SheetLine
                {
                    Title = $"Lampe n° {i}",
                    Detail = $"SKU-{i:D4}",
                    Quantity = i,
                    UnitPrice = i,
                    Amount = i * 100L * i,
                }),
        ];
}
