using System.Globalization;
using System.Text;

namespace Comptoir.Documents.Layout;

/// <summary>
/// Which way each character of a line runs: what the Unicode bidirectional algorithm (UAX #9) says of text without embedding
/// characters, with brackets treated as other neutral characters are.
/// </summary>
static class Bidi
{
    enum Class
    {
        Left,
        Right,
        Number,
        Neutral,
        Mark,
    }

    /// <summary>
    /// The level of each character (odd: from right to left). Null when all run from left to right, as nearly always.
    /// </summary>
    public static int[]? Levels(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0590', '\uFEFC'))
            return null;
        var classes = new Class[text.Length];
        var strong = false;
        for (var i = 0; i < text.Length; )
        {
            var rune = Rune.TryGetRuneAt(text, i, out var whole) ? whole : Rune.ReplacementChar;
            var kind = Of(rune);
            strong |= kind is Class.Right;
            for (var k = 0; k < rune.Utf16SequenceLength; k++)
                classes[i++] = kind;
        }
        if (!strong)
            return null;
        var first = Array.Find(classes, kind => kind is Class.Left or Class.Right);
        var rightToLeft = first is Class.Right;
        Settle(text, classes, rightToLeft ? Class.Right : Class.Left);
        return Array.ConvertAll(
            classes,
            kind =>
                (rightToLeft, kind) switch
                {
                    (_, Class.Right) => 1,
                    (false, Class.Left) => 0,
                    _ => 2,
                }
        );
    }

    /// <summary>Gives numbers, marks and neutral characters the direction of what stands round them.</summary>
    static void Settle(string text, Class[] classes, Class outside)
    {
        var before = outside;
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] is Class.Mark)
                classes[i] = i > 0 ? classes[i - 1] : Class.Neutral;
            // A separator within a number belongs to it.
            if (
                classes[i] is Class.Neutral
                && i > 0
                && i + 1 < classes.Length
                && classes[i - 1] is Class.Number
                && classes[i + 1] is Class.Number
                && text[i] is '.' or ',' or ':' or '/' or '\u00A0' or '\u202F'
            )
                classes[i] = Class.Number;
            if (classes[i] is Class.Left or Class.Right)
                before = classes[i];
            else if (classes[i] is Class.Number && before is Class.Left)
                classes[i] = Class.Left;
        }
        for (var i = 0; i < classes.Length; )
        {
            if (classes[i] is not Class.Neutral)
            {
                i++;
                continue;
            }
            var end = i;
            while (end < classes.Length && classes[end] is Class.Neutral)
                end++;
            var left = i == 0 ? outside : Side(classes[i - 1]);
            var right = end == classes.Length ? outside : Side(classes[end]);
            Array.Fill(classes, left == right ? left : outside, i, end - i);
            i = end;
        }
    }

    /// <summary>To its neighbours a number that follows text from right to left is such text.</summary>
    static Class Side(Class kind) => kind is Class.Left ? Class.Left : Class.Right;

    static Class Of(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => Class.Mark,
            UnicodeCategory.DecimalDigitNumber => Class.Number,
            UnicodeCategory.UppercaseLetter
            or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter
            or UnicodeCategory.SpacingCombiningMark => IsRightToLeft(rune.Value)
                ? Class.Right
                : Class.Left,
            _ => Class.Neutral,
        };

    /// <summary>Blocks of Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin.</summary>
    static bool IsRightToLeft(int rune) =>
        rune
            is >= 0x0590
                and <= 0x08FF
                or >= 0xFB1D
                and <= 0xFDFF
                or >= 0xFE70
                and <= 0xFEFC
                or >= 0x10800
                and <= 0x10FFF
                or >= 0x1E800
                and <= 0x1EFFF;
}
