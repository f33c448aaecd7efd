using System.Buffers.Binary;
using System.Text;
using HarfBuzzSharp;

namespace Comptoir.Documents.Fonts;

/// <summary>
/// A TrueType or OpenType font of the machine. The file is mapped into memory and stays so until this is disposed of.
/// </summary>
sealed class FontFile : Typeface, IDisposable
{
    // Not the machine’s own: the same text must be shaped alike everywhere.
    static readonly Language English = new("en");

    // Amounts stand below each other.
    static readonly Feature TabularDigits = new(Tag.Parse("tnum"), 1);

    readonly Face face;
    readonly Font font;
    readonly double scale;

    /// <summary>Drawn for a character that no font has: archives (ISO 19005-2, 6.2.11.8) forbid the glyph that fonts have for that.</summary>
    readonly uint standIn;

    FontFile(Face face)
    {
        this.face = face;
        font = new Font(face);
        font.SetFunctionsOpenType();
        scale = 1000.0 / face.UnitsPerEm;
        var head = Table("head");
        var hhea = Table("hhea");
        Box = [Scaled(head, 36), Scaled(head, 38), Scaled(head, 40), Scaled(head, 42)];
        Ascent = Scaled(hhea, 4);
        Descent = Scaled(hhea, 6);
        var os2 = Table("OS/2");
        // Before its second version the table has no heights of letters.
        var heights = os2.Length >= 90 && BinaryPrimitives.ReadUInt16BigEndian(os2) >= 2;
        CapHeight = heights ? Scaled(os2, 88) : Ascent;
        // Outlines may have many megabytes: they are looked at where they are.
        using var outlines = face.ReferenceTable(Tag.Parse("CFF "));
        IsPostScript = outlines.Length > 0;
        IsKeyedByCharacter = IsPostScript && CompactFont.IsKeyedByCharacter(outlines.AsSpan());
        Name = FontName.Read(Table("name"));
        standIn = ((int[])[0xFFFD, 0x25A1, '?'])
            .Select(rune => font.TryGetNominalGlyph(rune, out var glyph) ? glyph : 0)
            .FirstOrDefault(glyph => glyph != 0);
    }

    /// <summary>The font's PostScript name, with letters, digits and hyphens only.</summary>
    public string Name { get; }

    /// <summary>The box that holds every glyph: left, bottom, right, top.</summary>
    public int[] Box { get; }

    public int Ascent { get; }

    /// <summary>How far glyphs reach below the line, negative.</summary>
    public int Descent { get; }

    public int CapHeight { get; }

    /// <summary>Whether outlines are PostScript's (CFF) and not TrueType's.</summary>
    public bool IsPostScript { get; }

    /// <summary>
    /// Whether a PostScript font names its glyphs by numbers of its own, which a subset keeps, as large fonts of the far East
    /// do. Those that are met number them as the glyphs are numbered.
    /// </summary>
    public bool IsKeyedByCharacter { get; }

    /// <summary>
    /// The first font of a file; null when the file cannot be read, is broken, is no font, has no outlines that PDF can hold,
    /// or may not be embedded: the machine has others.
    /// </summary>
    public static FontFile? Open(string path)
    {
        try
        {
            using var blob = Blob.FromFile(path);
            if (blob.FaceCount == 0)
                return null;
            var opened = new Face(blob, 0);
            var tables = opened
                .Tables.Select(tag => tag.ToString())
                .ToHashSet(StringComparer.Ordinal);
            var usable =
                tables.IsSupersetOf(["head", "hhea", "hmtx", "cmap"])
                && (tables.Contains("glyf") || tables.Contains("CFF "))
                && MayBeEmbedded(Bytes(opened, "OS/2"));
            if (usable)
                return new FontFile(opened);
            opened.Dispose();
            return null;
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or ArgumentException
                        or IndexOutOfRangeException
                        or OverflowException
            )
        {
            return null;
        }
    }

    public override bool Has(Rune rune) => font.TryGetNominalGlyph(rune.Value, out _);

    /// <summary>
    /// A number for the script of a letter: 1 for Latin, 0 for what belongs to any script or could not be looked up because
    /// there is no library, and so no font of several scripts.
    /// </summary>
    public static uint ScriptOf(Rune rune)
    {
        try
        {
            var script = UnicodeFunctions.Default.GetScript(rune.Value);
            return script == HarfBuzzSharp.Script.Latin ? 1
                : script == HarfBuzzSharp.Script.Common
                || script == HarfBuzzSharp.Script.Inherited
                || script == HarfBuzzSharp.Script.Unknown
                    ? 0
                : (uint)script;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException)
        {
            return 0;
        }
    }

    /// <summary>Width of a glyph by itself, in thousandths of the type size.</summary>
    public double Advance(int glyph) => font.GetHorizontalGlyphAdvance((uint)glyph) * scale;

    /// <summary>The font program with these glyphs only, numbered from 1 in this order.</summary>
    public byte[] Subset(IReadOnlyList<int> glyphs)
    {
        var program = HarfBuzzSubset.Make(face.Handle, glyphs, face.HasVariationData);
        return IsPostScript ? CompactFont.TableOf(program) : program;
    }

    public override Glyph[] Shape(string text, int start, int length, bool rightToLeft)
    {
        using var buffer = new HarfBuzzSharp.Buffer();
        buffer.AddUtf16(text, start, length);
        buffer.Direction = rightToLeft ? Direction.RightToLeft : Direction.LeftToRight;
        // The script is that of the first letter that has one.
        buffer.GuessSegmentProperties();
        buffer.Language = English;
        font.Shape(buffer, TabularDigits);
        var infos = buffer.GetGlyphInfoSpan();
        var places = buffer.GetGlyphPositionSpan();
        var starts = new SortedSet<int>();
        foreach (var info in infos)
            starts.Add((int)info.Cluster);
        var ends = new Dictionary<int, int>();
        var previous = -1;
        foreach (var at in starts)
        {
            if (previous >= 0)
                ends[previous] = at;
            previous = at;
        }
        ends[previous] = start + length;
        var glyphs = new Glyph[infos.Length];
        for (var i = 0; i < glyphs.Length; i++)
        {
            var at = (int)infos[i].Cluster;
            var first = i == 0 || infos[i - 1].Cluster != infos[i].Cluster;
            var drawn = first ? Drawn(text[at..ends[at]], rightToLeft) : "";
            glyphs[i] =
                infos[i].Codepoint == 0 && standIn != 0
                    ? new Glyph((int)standIn, Advance((int)standIn), 0, 0, at, drawn, true)
                    : new Glyph(
                        (int)infos[i].Codepoint,
                        places[i].XAdvance * scale,
                        places[i].XOffset * scale,
                        places[i].YOffset * scale,
                        at,
                        drawn
                    );
        }
        return glyphs;
    }

    /// <summary>
    /// The characters that a glyph shows. From right to left an opening bracket is drawn by the glyph of the closing one, and
    /// readers turn it round again when they see the direction.
    /// </summary>
    static string Drawn(string text, bool rightToLeft)
    {
        if (!rightToLeft || text.Length != 1)
            return text;
        return ((char)UnicodeFunctions.Default.GetMirroring(text[0])).ToString();
    }

    /// <summary>Embedding is refused by the lowest bits of fsType (2: restricted) and by bit 9 (bitmaps only).</summary>
    static bool MayBeEmbedded(byte[] os2)
    {
        if (os2.Length < 10)
            return true;
        var type = BinaryPrimitives.ReadUInt16BigEndian(os2.AsSpan(8));
        return (type & 0xF) != 2 && (type & 0x200) == 0;
    }

    byte[] Table(string tag) => Bytes(face, tag);

    static byte[] Bytes(Face face, string tag)
    {
        using var blob = face.ReferenceTable(Tag.Parse(tag));
        return blob.AsSpan().ToArray();
    }

    int Scaled(byte[] table, int at) =>
        (int)Math.Round(BinaryPrimitives.ReadInt16BigEndian(table.AsSpan(at)) * scale);

    public void Dispose()
    {
        font.Dispose();
        face.Dispose();
    }
}
