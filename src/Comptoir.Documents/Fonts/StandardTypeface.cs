using System.Globalization;
using System.Text;

namespace Comptoir.Documents.Fonts;

/// <summary>
/// Helvetica, which every reader of PDF has: used where the machine has no font at all. It knows the Latin letters of western
/// Europe; a glyph is a byte of the encoding that PDF calls WinAnsi. What it lacks is drawn by its nearest letter or as "?".
/// </summary>
sealed class StandardTypeface : Typeface
{
    /// <summary>The characters at 0x80 to 0x9F; a space where the encoding has none.</summary>
    const string High = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

    public static readonly StandardTypeface Regular = new(
        "Helvetica",
        "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 "
            + "556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 "
            + "667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 "
            + "556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584",
        "‚222 ƒ556 „333 …1000 †556 ‡556 ˆ333 ‰1000 ‹333 Œ1000 ‘222 ’222 “333 ”333 •350 "
            + "–556 —1000 ˜333 ™1000 ›333 œ944 ¡333 ¢556 £556 ¤556 ¥556 ¦260 §556 ¨333 ©737 "
            + "ª370 «556 ¬584 ®737 ¯333 °400 ±584 ²333 ³333 ´333 µ556 ¶537 ·278 ¸333 ¹333 "
            + "º365 »556 ¼834 ½834 ¾834 ¿611 Æ1000 Ð722 ×584 Ø778 Þ667 ß611 æ889 ð556 ÷584 "
            + "ø611 þ556 €556 ì278 í278 î278 ï278"
    );

    public static readonly StandardTypeface Bold = new(
        "Helvetica-Bold",
        "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 "
            + "556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 "
            + "667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 "
            + "611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584",
        "‚278 ƒ556 „500 …1000 †556 ‡556 ˆ333 ‰1000 ‹333 Œ1000 ‘278 ’278 “500 ”500 •350 "
            + "–556 —1000 ˜333 ™1000 ›333 œ944 ¡333 ¢556 £556 ¤556 ¥556 ¦280 §556 ¨333 ©737 "
            + "ª370 «556 ¬584 ®737 ¯333 °400 ±584 ²333 ³333 ´333 µ611 ¶556 ·278 ¸333 ¹333 "
            + "º365 »556 ¼834 ½834 ¾834 ¿611 Æ1000 Ð722 ×584 Ø778 Þ667 ß611 æ889 ð611 ÷584 "
            + "ø611 þ611 €556 ì278 í278 î278 ï278"
    );

    /// <summary>Widths by code, from Adobe's metrics of the fourteen standard fonts.</summary>
    readonly double[] widths = new double[256];

    StandardTypeface(string name, string ascii, string others)
    {
        Name = name;
        var next = ' ';
        foreach (var width in ascii.Split(' '))
            widths[next++] = Parse(width);
        foreach (var entry in others.Split(' '))
            if (Encode(entry[0]) is { } known)
                widths[known] = Parse(entry[1..]);
        // A letter with an accent is as wide as the letter, but for the small i, which loses its dot.
        for (var code = 0x80; code < 256; code++)
            if (widths[code] == 0)
                widths[code] = widths[Plain(Decode(code))];
        widths[0xA0] = widths[' '];
        widths[0xAD] = widths['-'];
    }

    /// <summary>The name by which readers of PDF know it.</summary>
    public string Name { get; }

    public override bool Has(Rune rune) => rune.IsBmp && Encode((char)rune.Value) is not null;

    public override Glyph[] Shape(string text, int start, int length, bool rightToLeft)
    {
        var glyphs = new List<Glyph>(length);
        for (var i = start; i < start + length; )
        {
            var rune = Rune.TryGetRuneAt(text, i, out var whole) ? whole : Rune.ReplacementChar;
            var code = Nearest(rune);
            if (code != 0)
                glyphs.Add(new Glyph(code, widths[code], 0, 0, i, Decode(code).ToString()));
            i += rune.Utf16SequenceLength;
        }
        if (rightToLeft)
            glyphs.Reverse();
        return [.. glyphs];
    }

    /// <summary>The code of a character or of what comes nearest; zero for a mark that is left out.</summary>
    static int Nearest(Rune rune)
    {
        if (rune.IsBmp && Encode((char)rune.Value) is { } code)
            return code;
        switch (rune.Value)
        {
            case 0x2212:
                return 0x96;
            case 0x2010 or 0x2011:
                return '-';
            case 0x141 or 0x142:
                return rune.Value == 0x141 ? 'L' : 'l';
            case 0x110 or 0x111:
                return rune.Value == 0x110 ? 'D' : 'd';
            case 0x131:
                return 'i';
            case 0x2002 or 0x2003 or 0x2009 or 0x202F:
                return 0xA0;
        }
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
            return 0;
        var letter = rune.ToString().Normalize(NormalizationForm.FormKD)[0];
        return Encode(letter) ?? '?';
    }

    static double Parse(string width) => double.Parse(width, CultureInfo.InvariantCulture);

    static int Plain(char letter) =>
        letter.ToString().Normalize(NormalizationForm.FormD)[0] is < '\u007F' and var plain
            ? plain
            : ' ';

    static int? Encode(char letter) =>
        letter is >= ' ' and < '\u007F' or >= '\u00A0' and <= '\u00FF' ? letter
        : letter != ' ' && High.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at
            ? 0x80 + at
        : null;

    static char Decode(int code) => code is >= 0x80 and < 0xA0 ? High[code - 0x80] : (char)code;
}
