using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Comptoir.Documents.Fonts;

namespace Comptoir.Documents.Pdf;

/// <summary>A typeface within one file: collects the glyphs that are used, and is written when all are known.</summary>
abstract class PdfFont(string key, int id)
{
    /// <summary>Its name in the contents of pages.</summary>
    public string Key { get; } = key;

    /// <summary>Number of its object.</summary>
    public int Id { get; } = id;

    /// <summary>The code of a glyph in hexadecimal, as it stands in the contents of a page.</summary>
    public abstract string Code(Glyph glyph);

    /// <summary>
    /// Whether a reader finds the characters of a glyph from its code. The same glyph may stand for others elsewhere, and the
    /// one that stands in for a missing character stands for any.
    /// </summary>
    public abstract bool Tells(Glyph glyph);

    /// <summary>Width that a reader takes the glyph to have, in thousandths of the type size.</summary>
    public abstract double Width(Glyph glyph);

    /// <summary>Writes the font.</summary>
    public abstract void Put(PdfFile file);

    public static PdfFont For(Typeface typeface, string key, int id) =>
        typeface switch
        {
            FontFile font => new EmbeddedFont(font, key, id),
            StandardTypeface font => new StandardFont(font, key, id),
            _ => throw new ArgumentException(
                $"No way to write {typeface} is known.",
                nameof(typeface)
            ),
        };
}

/// <summary>Helvetica, which the reader brings.</summary>
sealed class StandardFont(StandardTypeface typeface, string key, int id) : PdfFont(key, id)
{
    public override string Code(Glyph glyph) =>
        glyph.Id.ToString("X2", CultureInfo.InvariantCulture);

    public override bool Tells(Glyph glyph) => true;

    public override double Width(Glyph glyph) => glyph.Advance;

    public override void Put(PdfFile file) =>
        file.Put(
            Id,
            $"<< /Type /Font /Subtype /Type1 /BaseFont /{typeface.Name} /Encoding /WinAnsiEncoding >>"
        );
}

/// <summary>
/// A subset of a font of the machine. Its glyphs are numbered in the order of their first use, so that pages can be written
/// before the last glyph is known.
/// </summary>
sealed class EmbeddedFont(FontFile font, string key, int id) : PdfFont(key, id)
{
    readonly Dictionary<int, int> codes = [];
    readonly List<int> glyphs = [];
    readonly Dictionary<int, string> texts = [];
    readonly Dictionary<int, double> widths = [];

    public override string Code(Glyph glyph)
    {
        // A font without even a question mark: what is drawn for a missing character.
        if (glyph.Id == 0)
            return "0000";
        if (!codes.TryGetValue(glyph.Id, out var code))
        {
            glyphs.Add(glyph.Id);
            codes[glyph.Id] = code = font.IsKeyedByCharacter ? glyph.Id : glyphs.Count;
        }
        if (!glyph.IsStandIn)
            texts.TryAdd(code, glyph.Text);
        return code.ToString("X4", CultureInfo.InvariantCulture);
    }

    public override bool Tells(Glyph glyph) =>
        !glyph.IsStandIn
        && (
            !codes.TryGetValue(glyph.Id, out var code)
            || !texts.TryGetValue(code, out var text)
            || text == glyph.Text
        );

    public override double Width(Glyph glyph)
    {
        if (!widths.TryGetValue(glyph.Id, out var width))
            widths[glyph.Id] = width = font.Advance(glyph.Id);
        return width;
    }

    public override void Put(PdfFile file)
    {
        var program = font.Subset(glyphs);
        var name = $"{Tag(program)}+{font.Name}";
        var data = font.IsPostScript
            ? file.AddStream("/Subtype /CIDFontType0C", program)
            : file.AddStream(FormattableString.Invariant($"/Length1 {program.Length}"), program);
        // Flag 4: its characters are not those of the standard Latin set. StemV is not known to such fonts; 80 is usual.
        var descriptor = file.Add(
            FormattableString.Invariant(
                $"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{string.Join(' ', font.Box)}] /ItalicAngle 0 /Ascent {font.Ascent} /Descent {font.Descent} /CapHeight {font.CapHeight} /StemV 80 /FontFile{(font.IsPostScript ? 3 : 2)} {data} 0 R >>"
            )
        );
        var kind = font.IsPostScript ? "/CIDFontType0" : "/CIDFontType2 /CIDToGIDMap /Identity";
        var descendant = file.Add(
            FormattableString.Invariant(
                $"<< /Type /Font /Subtype {kind} /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /DW {PdfFile.Number(font.Advance(0))} /W [{Widths()}] >>"
            )
        );
        var unicode = file.AddStream("", Encoding.ASCII.GetBytes(ToUnicode()));
        file.Put(
            Id,
            FormattableString.Invariant(
                $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>"
            )
        );
    }

    string Widths() =>
        string.Join(
            ' ',
            glyphs
                .OrderBy(glyph => codes[glyph])
                .Select(glyph =>
                    FormattableString.Invariant(
                        $"{codes[glyph]} [{PdfFile.Number(font.Advance(glyph))}]"
                    )
                )
        );

    /// <summary>From codes back to characters, for searching, copying and reading aloud.</summary>
    string ToUnicode()
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                + "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                + "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        );
        // A section holds a hundred at most.
        foreach (
            var section in texts
                .Where(text => text.Value.Length > 0)
                .OrderBy(text => text.Key)
                .Chunk(100)
        )
        {
            map.Append(CultureInfo.InvariantCulture, $"{section.Length} beginbfchar\n");
            foreach (var (code, text) in section)
                map.Append(
                    CultureInfo.InvariantCulture,
                    $"<{code:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>\n"
                );
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
            .ToString();
    }

    /// <summary>Six capital letters that tell this subset from others of the same font.</summary>
    static string Tag(byte[] program) =>
        string.Concat(SHA256.HashData(program).Take(6).Select(value => (char)('A' + value % 26)));
}
