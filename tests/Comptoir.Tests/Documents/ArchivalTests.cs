using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Comptoir.Documents;
using Comptoir.Documents.Fonts;
using Comptoir.Documents.Pdf;
using UglyToad.PdfPig;
using Xunit;

namespace Comptoir.Tests.Documents;

/// <summary>What archives (PDF/A-3b) and Factur-X ask of a file.</summary>
public sealed class ArchivalTests
{
    static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    static readonly XNamespace Xmp = "http://ns.adobe.com/xap/1.0/";
    static readonly XNamespace PdfA = "http://www.aiim.org/pdfa/ns/id/";
    static readonly XNamespace FacturX = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";

    static readonly byte[] Xml = Encoding.UTF8.GetBytes("<invoice>é</invoice>");

    [Fact]
    public void A_file_says_that_it_is_archival_and_whose_it_is()
    {
        NeedFont();
        var packet = Metadata(Sheets.Print(Sheets.Invoice));

        Assert.Equal("3", packet.Descendants(PdfA + "part").Single().Value);
        Assert.Equal("B", packet.Descendants(PdfA + "conformance").Single().Value);
        Assert.Equal(
            "Facture F2026-01902",
            packet.Descendants(Dc + "title").Single().Element(Rdf + "Alt")!.Value.Trim()
        );
        Assert.Equal(
            "Maison Lumière SAS",
            packet.Descendants(Dc + "creator").Single().Element(Rdf + "Seq")!.Value.Trim()
        );
        Assert.Equal("2026-11-20T00:00:00Z", packet.Descendants(Xmp + "CreateDate").Single().Value);
        Assert.Empty(packet.Descendants(FacturX + "Version"));
    }

    [Fact]
    public void What_a_file_says_of_itself_holds_any_name()
    {
        var packet = Metadata(
            Sheets.Print(
                Sheets.Invoice with
                {
                    Seller = new SheetParty("<Zoë> & \"Sœurs\" \u0001\uFFFE 灯", [], []),
                }
            )
        );

        Assert.Equal(
            "<Zoë> & \"Sœurs\"  灯",
            packet.Descendants(Dc + "creator").Single().Value.Trim()
        );
    }

    [Fact]
    public void Without_a_font_to_embed_a_file_does_not_claim_to_be_archival()
    {
        using var none = DocumentFonts.In();
        var packet = Metadata(Sheets.Print(Sheets.Invoice, fonts: none));

        Assert.Empty(packet.Descendants(PdfA + "part"));
        Assert.NotEmpty(packet.Descendants(Dc + "title"));
    }

    [Fact]
    public void A_draft_has_no_date()
    {
        var draft = Sheets.Invoice with { Number = null, IssuedOn = null };
        var pdf = Sheets.Print(draft);

        Assert.Empty(Metadata(pdf).Descendants(Xmp + "CreateDate"));
        Assert.DoesNotContain("/ModDate", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hybrid_invoice_holds_its_data_and_says_in_which_profile()
    {
        var pdf = Print(SheetAttachment.FacturX(Xml));
        using var document = PdfDocument.Open(pdf);

        Assert.True(document.Advanced.TryGetEmbeddedFiles(out var files));
        Assert.Equal(Xml, Assert.Single(files).Memory.ToArray());
        var packet = Metadata(pdf);
        Assert.Equal("INVOICE", packet.Descendants(FacturX + "DocumentType").Single().Value);
        Assert.Equal(
            "factur-x.xml",
            packet.Descendants(FacturX + "DocumentFileName").Single().Value
        );
        Assert.Equal("1.0", packet.Descendants(FacturX + "Version").Single().Value);
        Assert.Equal("EN 16931", packet.Descendants(FacturX + "ConformanceLevel").Single().Value);
        var text = Encoding.Latin1.GetString(pdf);
        Assert.Contains("/AFRelationship /Alternative", text, StringComparison.Ordinal);
        Assert.Contains("/Subtype /text#2Fxml", text, StringComparison.Ordinal);
        Assert.Equal(pdf, Print(SheetAttachment.FacturX([.. Xml])));
    }

    [Theory]
    [InlineData("../factur-x.xml", "text/xml")]
    [InlineData("a (b).txt", "text/plain")]
    [InlineData("", "text/plain")]
    [InlineData("a.txt", "text")]
    public void An_attachment_that_a_file_cannot_hold_is_refused(string name, string type)
    {
        var attachment = new SheetAttachment
        {
            Name = name,
            MediaType = type,
            Content = Xml,
        };
        Assert.Throws<ArgumentException>(() => Print(attachment));
        Assert.Throws<ArgumentException>(() =>
            Print(SheetAttachment.FacturX(Xml), SheetAttachment.FacturX(Xml))
        );
    }

    [Fact]
    public void The_colours_are_those_of_sRGB()
    {
        var profile = ColourProfile.Srgb;

        Assert.Equal(profile.Length, BinaryPrimitives.ReadInt32BigEndian(profile));
        Assert.Equal("acsp", Encoding.ASCII.GetString(profile, 36, 4));
        // As published for sRGB adapted to D50; see for instance the profile of the ICC.
        AssertXyz("rXYZ", 0.4361, 0.2225, 0.0139);
        AssertXyz("gXYZ", 0.3851, 0.7169, 0.0971);
        AssertXyz("bXYZ", 0.1431, 0.0606, 0.7141);
        AssertXyz("wtpt", 0.9642, 1.0, 0.8249);

        void AssertXyz(string tag, params double[] expected)
        {
            var at = Place(tag) + 8;
            for (var i = 0; i < 3; i++)
                Assert.Equal(
                    expected[i],
                    BinaryPrimitives.ReadInt32BigEndian(profile.AsSpan(at + 4 * i)) / 65536.0,
                    0.0003
                );
        }

        int Place(string tag)
        {
            var count = BinaryPrimitives.ReadInt32BigEndian(profile.AsSpan(128));
            for (var i = 0; i < count; i++)
                if (Encoding.ASCII.GetString(profile, 132 + 12 * i, 4) == tag)
                    return BinaryPrimitives.ReadInt32BigEndian(profile.AsSpan(136 + 12 * i));
            throw new InvalidDataException($"There is no {tag}.");
        }
    }

    [Fact]
    public void Programs_of_others_find_nothing_wrong()
    {
        NeedFont();
        var directory = Directory.CreateTempSubdirectory("comptoir-pdf-");
        try
        {
            foreach (var (sheet, i) in Sheets.All.Select((sheet, i) => (sheet, i)))
            {
                var path = Path.Combine(directory.FullName, $"{i}.pdf");
                using (var file = File.Create(path))
                    new PdfWriter(Sheets.Fonts).Write(
                        sheet,
                        PaperSize.A4,
                        file,
                        [SheetAttachment.FacturX(Xml)]
                    );

                Assert.Contains(
                    "No syntax",
                    Run("qpdf", "--check", path),
                    StringComparison.Ordinal
                );
                var fonts = Run("pdffonts", path)
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries);
                Assert.True(fonts.Length > 2);
                // Columns at the end: embedded, subset, with a way back to characters, object and generation.
                Assert.All(
                    fonts.Skip(2),
                    line =>
                        Assert.Equal(
                            ["yes", "yes", "yes"],
                            line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^5..^2]
                        )
                );
                Run("pdfdetach", "-saveall", "-o", directory.FullName, path);
                Assert.Equal(
                    Xml,
                    File.ReadAllBytes(Path.Combine(directory.FullName, "factur-x.xml"))
                );
                Assert.Contains(
                    "Maison Lumière",
                    Run("pdftotext", path, "-"),
                    StringComparison.Ordinal
                );
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>What a program says; the test is skipped where it is not installed.</summary>
    static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(
                process.ExitCode == 0,
                string.Create(CultureInfo.InvariantCulture, $"{program}: {output}{errors.Result}")
            );
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed.");
            throw;
        }
    }

    static byte[] Print(params SheetAttachment[] attachments)
    {
        using var output = new MemoryStream();
        new PdfWriter(Sheets.Fonts).Write(Sheets.Invoice, PaperSize.A4, output, attachments);
        return output.ToArray();
    }

    /// <summary>The packet as programs find it that know nothing of PDF: as it stands in the file.</summary>
    static XDocument Metadata(byte[] pdf)
    {
        var start = pdf.AsSpan().IndexOf("<?xpacket begin"u8);
        var length = pdf.AsSpan(start).IndexOf("<?xpacket end"u8);
        return XDocument.Parse(Encoding.UTF8.GetString(pdf, start, length));
    }

    static void NeedFont() =>
        Assert.SkipUnless(Sheets.Fonts.AreEmbedded, "This machine has no font to embed.");
}
