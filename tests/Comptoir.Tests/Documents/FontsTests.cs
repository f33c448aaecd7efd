using System.Text;
using Comptoir.Documents;
using Comptoir.Documents.Fonts;
using Comptoir.Documents.Layout;
using CsCheck;
using Xunit;

namespace Comptoir.Tests.Documents;

/// <summary>Letters of any script, with the machine's fonts and without.</summary>
public sealed class FontsTests
{
    [Fact]
    public void Without_any_font_a_document_can_still_be_read()
    {
        var directory = Directory.CreateTempSubdirectory("comptoir-fonts-");
        try
        {
            File.WriteAllText(Path.Combine(directory.FullName, "Broken.ttf"), "This is no font.");
            using var none = DocumentFonts.In(directory.FullName, "/nowhere/at/all");

            var pdf = Sheets.Print(Sheets.Invoice, fonts: none);

            Assert.False(none.AreEmbedded);
            var text = Sheets.Text(pdf);
            Assert.Contains("Hôtel des Arcades SARL", text, StringComparison.Ordinal);
            Assert.Contains("22 cours de l’Intendance", text, StringComparison.Ordinal);
            Assert.Contains("Œuvres à l’été", text, StringComparison.Ordinal);
            Assert.Contains("1 277,13 €", text, StringComparison.Ordinal);
            Assert.Contains("–500,00 €", text, StringComparison.Ordinal);
            Assert.Equal(pdf, Sheets.Print(Sheets.Invoice, fonts: none));

            var foreign = Sheets.Text(Sheets.Print(Titled("Łódź, Dvořák, 東京 lamp"), fonts: none));
            Assert.Contains("Lódz, Dvorák, ?? lamp", foreign, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void Helvetica_is_as_wide_as_readers_take_it_to_be()
    {
        const string all =
            "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
            + "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿"
            + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";
        using var none = DocumentFonts.In();
        // The name of a party is bold, its address is not; both wrap, so letters are told by their font.
        var sheet = Sheets.Invoice with
        {
            Buyer = new SheetParty(all, [all], []),
        };
        var letters = Sheets.Read(Sheets.Print(sheet, fonts: none))[0].Letters;

        foreach (var bold in (bool[])[false, true])
        {
            var glyphs = none.First(bold).Shape(all, 0, all.Length, rightToLeft: false);
            var name = bold ? "Helvetica-Bold" : "Helvetica";
            Assert.Equal(all.Length, glyphs.Length);
            Assert.All(
                glyphs,
                glyph =>
                {
                    var letter = letters.First(letter =>
                        letter.FontName == name && letter.Value == glyph.Text
                    );
                    Assert.Equal(glyph.Advance, letter.Width / letter.PointSize * 1000, 1.0);
                }
            );
        }
    }

    [Fact]
    public void A_font_of_the_machine_is_embedded_with_the_letters_that_are_used()
    {
        NeedFont('é');
        var pdf = Sheets.Print(Sheets.Invoice);

        Assert.All(
            Sheets.Read(pdf).SelectMany(page => page.Letters),
            letter => Assert.Matches("^[A-Z]{6}\\+", letter.FontName!)
        );
        // A whole font has half a megabyte and more.
        Assert.InRange(pdf.Length, 5_000, 60_000);
    }

    [Fact]
    public void Arabic_letters_join_and_run_from_right_to_left()
    {
        NeedFont('ب');
        var typeface = Sheets.Fonts.For(new Rune('ب'), bold: false);
        var glyphs = typeface.Shape("ببب", 0, 3, rightToLeft: true);

        // Beginning, middle and end of a word have forms of their own; the last letter is drawn first.
        Assert.Equal(3, glyphs.Select(glyph => glyph.Id).Distinct().Count());
        Assert.Equal([2, 1, 0], glyphs.Select(glyph => glyph.At));
        Assert.Contains(
            "مصباح",
            new string([.. Sheets.Text(Sheets.Print(Titled("مصباح"))).Reverse()]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Ideographs_are_found_in_another_font_and_can_be_copied()
    {
        NeedFont('灯');
        var text = Sheets.Text(Sheets.Print(Titled("テーブル灯「オパリン」 12 W")));

        Assert.Contains("テーブル灯「オパリン」 12 W", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_that_no_font_has_can_be_copied_all_the_same()
    {
        NeedFont('é');
        // Private use: no font that is not made for it draws it.
        var pages = Sheets.Read(Sheets.Print(Titled("Lampe \uE7A5 bleue")));

        Assert.Contains(pages[0].GetMarkedContents(), content => content.ActualText == "\uE7A5");
    }

    [Theory]
    [InlineData("lamp 12", null)]
    [InlineData("l’été, 東京", null)]
    [InlineData("אבג", "111")]
    [InlineData("a אב b", "001100")]
    [InlineData("a אב גד b", "001111100")]
    [InlineData("אב 12", "11122")]
    [InlineData("אב 1,5 ג", "11122211")]
    [InlineData("אב lamp", "1112222")]
    [InlineData("a 12 אב", "0000011")]
    [InlineData("(אב)", "1111")]
    [InlineData("a (אב) b", "00011000")]
    public void Directions_follow_the_letters(string text, string? levels)
    {
        var found = Bidi.Levels(text);

        Assert.Equal(levels, found is null ? null : string.Concat(found));
    }

    [Fact]
    public void Stretches_are_drawn_in_the_order_of_their_directions()
    {
        using var none = DocumentFonts.In();
        var shaped = new TextShaper(none).Shape("a אב 12 b", bold: false);

        // Left to right: a, then the Hebrew with the number at its left, then b.
        var order = shaped.Runs.SelectMany(run => run.Glyphs).Select(glyph => glyph.At);
        Assert.Equal([0, 1, 5, 6, 4, 3, 2, 7, 8], order);
    }

    [Fact]
    public void Lines_are_no_wider_than_asked_and_nothing_is_lost()
    {
        Gen.Select(
                Gen.Char["aé WM-/\u00A0漢字、ابأ12.,\t\n"].Array[0, 80],
                Gen.Double[3_000, 20_000]
            )
            .Sample(
                (characters, width) =>
                {
                    var text = new string(characters);
                    var lines = new TextShaper(Sheets.Fonts).Wrap(text, bold: false, width);
                    Assert.All(lines, line => Assert.True(line.Width <= width));
                    Assert.Equal(Bare(text), Bare(string.Concat(lines.Select(line => line.Text))));
                },
                iter: 300
            );

        static string Bare(string text) =>
            string.Concat(text.Where(c => c is not (' ' or '\t' or '\n')));
    }

    [Fact]
    public void Any_text_can_be_printed()
    {
        Gen.String[Gen.Char, 0, 40]
            .Sample(
                text =>
                {
                    var sheet = Sheets.Invoice with { Buyer = new SheetParty(text, [text], []) };
                    Assert.NotEmpty(Sheets.Read(Sheets.Print(sheet)));
                },
                iter: 100
            );
    }

    static DocumentSheet Titled(string title) =>
        Sheets.Invoice with
        {
            Lines = [new SheetLine { Title = title, Amount = 1 }],
        };

    static void NeedFont(char letter) =>
        Assert.SkipUnless(
            Sheets.Fonts.AreEmbedded
                && Sheets.Fonts.For(new Rune(letter), bold: false).Has(new Rune(letter)),
            $"No font of this machine has '{letter}'."
        );
}
