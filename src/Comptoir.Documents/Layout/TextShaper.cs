using System.Globalization;
using System.Text;
using Comptoir.Documents.Fonts;

namespace Comptoir.Documents.Layout;

/// <summary>Glyphs of one typeface, from left to right.</summary>
readonly record struct GlyphRun(Typeface Typeface, Glyph[] Glyphs);

/// <summary>A line of text as it is drawn, from left to right.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Runs">The glyphs.</param>
/// <param name="Width">Width in thousandths of the type size.</param>
sealed record ShapedText(string Text, IReadOnlyList<GlyphRun> Runs, double Width);

/// <summary>Shapes text and breaks it into lines. Remembers what it shaped: one for each document.</summary>
sealed class TextShaper(DocumentFonts fonts)
{
    readonly Dictionary<(string, bool), ShapedText> known = [];

    /// <summary>The text on one line.</summary>
    public ShapedText Shape(string text, bool bold)
    {
        if (!known.TryGetValue((text, bold), out var shaped))
            known[(text, bold)] = shaped = ShapeAnew(text, bold);
        return shaped;
    }

    /// <summary>
    /// The text in lines no wider than <paramref name="width"/> (thousandths of the type size). Breaks come after spaces and
    /// hyphens and between ideographs; within a word only where it is wider than a line.
    /// </summary>
    public IReadOnlyList<ShapedText> Wrap(string text, bool bold, double width)
    {
        var lines = new List<ShapedText>();
        foreach (var paragraph in Clean(text).Split('\n'))
        {
            var whole = Shape(paragraph, bold);
            if (whole.Width <= width)
                lines.Add(whole);
            else
                Break(whole, bold, width, lines);
        }
        return lines;
    }

    void Break(ShapedText whole, bool bold, double width, List<ShapedText> lines)
    {
        var text = whole.Text;
        // What each character adds to the width; zero within a cluster, which is never broken.
        var advances = new double[text.Length];
        var starts = new bool[text.Length];
        foreach (var run in whole.Runs)
        foreach (var glyph in run.Glyphs)
        {
            advances[glyph.At] += glyph.Advance;
            starts[glyph.At] = true;
        }
        for (var from = 0; from < text.Length; )
        {
            var used = 0.0;
            var end = from;
            while (end < text.Length)
            {
                // A space at the end of a line may stand out.
                if (end > from && used + advances[end] > width && text[end] != ' ')
                    break;
                used += advances[end];
                end++;
            }
            if (end < text.Length)
                end = BreakBefore(text, starts, from, end + 1);
            var line = Shape(text[from..end].Trim(' '), bold);
            // Joined letters take other forms at the end of a line, which may be wider.
            while (
                line.Width > width
                && BreakBefore(text, starts, from, end) is var earlier
                && earlier < end
            )
            {
                end = earlier;
                line = Shape(text[from..end].Trim(' '), bold);
            }
            lines.Add(line);
            from = end;
            while (from < text.Length && text[from] == ' ')
                from++;
        }
    }

    /// <summary>
    /// The last place before <paramref name="end"/> where a line that begins at <paramref name="from"/> may end, within a word
    /// if it must be; <paramref name="end"/> itself when there is none.
    /// </summary>
    static int BreakBefore(string text, bool[] starts, int from, int end)
    {
        for (var at = end - 1; at > from; at--)
            if (MayBreak(text, at))
                return at;
        for (var at = end - 1; at > from; at--)
            if (starts[at])
                return at;
        return end;
    }

    /// <summary>Whether a line may end before this character.</summary>
    static bool MayBreak(string text, int at)
    {
        var before = text[at - 1];
        var after = text[at];
        if (after == ' ')
            return false;
        if (before is ' ' or '\u200B')
            return true;
        // A hyphen or slash within a number, a reference or an address is no place to break.
        if (before is '-' or '\u2010' or '/' && char.IsLetter(after) && !IsAddress(text, at))
            return true;
        // Ideographs, kana and hangul have no spaces; closing marks do not begin a line.
        return IsEastern(before)
                && char.GetUnicodeCategory(after)
                    is not (UnicodeCategory.ClosePunctuation or UnicodeCategory.OtherPunctuation)
            || IsEastern(after) && char.IsLetterOrDigit(before);
    }

    /// <summary>Whether the word round this place is an address of mail or of the web.</summary>
    static bool IsAddress(string text, int at)
    {
        var start = text.LastIndexOf(' ', at - 1) + 1;
        var end = text.IndexOf(' ', at) is >= 0 and var space ? space : text.Length;
        return text.AsSpan(start, end - start) is var word
            && (word.Contains('@') || word.Contains("://", StringComparison.Ordinal));
    }

    static bool IsEastern(char c) =>
        c
            is >= '\u2E80'
                and <= '\u9FFF'
                or >= '\uAC00'
                and <= '\uD7AF'
                or >= '\uF900'
                and <= '\uFAFF';

    ShapedText ShapeAnew(string given, bool bold)
    {
        var text = Clean(given).Replace('\n', ' ');
        var levels = Bidi.Levels(text);
        var runs = new List<(int Level, GlyphRun Run)>();
        for (var start = 0; start < text.Length; )
        {
            var typeface = TypefaceAt(
                text,
                start,
                bold,
                runs.Count > 0 ? runs[^1].Run.Typeface : null
            );
            var level = levels?[start] ?? 0;
            var script = Script(text, start);
            var end = start + Length(text, start);
            while (end < text.Length && (levels?[end] ?? 0) == level)
            {
                // A mark goes with its letter, and a space or digit with the script before it.
                if (!Follows(text, end))
                {
                    if (TypefaceAt(text, end, bold, typeface) != typeface)
                        break;
                    var next = Script(text, end);
                    if (script != 0 && next != 0 && next != script)
                        break;
                    script = script == 0 ? next : script;
                }
                end += Length(text, end);
            }
            runs.Add(
                (
                    level,
                    new GlyphRun(typeface, typeface.Shape(text, start, end - start, level % 2 == 1))
                )
            );
            start = end;
        }
        Reorder(runs);
        return new ShapedText(
            text,
            [.. runs.Select(run => run.Run)],
            runs.Sum(run => run.Run.Glyphs.Sum(glyph => glyph.Advance))
        );
    }

    /// <summary>From the order of reading to that of drawing: from the highest level down, its stretches are turned round.</summary>
    static void Reorder(List<(int Level, GlyphRun Run)> runs)
    {
        for (var level = runs.Count == 0 ? 0 : runs.Max(run => run.Level); level > 0; level--)
        for (var i = 0; i < runs.Count; i++)
        {
            var end = i;
            while (end < runs.Count && runs[end].Level >= level)
                end++;
            if (end > i)
                runs.Reverse(i, end - i);
            i = end;
        }
    }

    /// <summary>
    /// The typeface of a character. Where another font has to help, punctuation comes from the font of the letters that follow
    /// and not from the first that happens to have it.
    /// </summary>
    Typeface TypefaceAt(string text, int at, bool bold, Typeface? before)
    {
        var rune = RuneAt(text, at);
        var typeface = fonts.For(rune, bold);
        if (Script(text, at) != 0 || typeface == fonts.First(bold))
            return typeface;
        if (before is not null && before.Has(rune))
            return before;
        var letter = at + Length(text, at);
        while (letter < text.Length && Script(text, letter) == 0)
            letter += Length(text, letter);
        return
            letter < text.Length
            && fonts.For(RuneAt(text, letter), bold) is var following
            && following.Has(rune)
            ? following
            : typeface;
    }

    static Rune RuneAt(string text, int at) =>
        Rune.TryGetRuneAt(text, at, out var rune) ? rune : Rune.ReplacementChar;

    static int Length(string text, int at) => char.IsSurrogatePair(text, at) ? 2 : 1;

    /// <summary>Marks, joiners and variation selectors are drawn by the font of what they follow.</summary>
    static bool Follows(string text, int at) =>
        CharUnicodeInfo.GetUnicodeCategory(text, at)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format;

    /// <summary>A number for the script of a letter; zero for what belongs to any script.</summary>
    static uint Script(string text, int at)
    {
        // Most text needs no look-up, and without HarfBuzz's library there is none.
        if (text[at] < '\u0250')
            return char.IsLetter(text[at]) ? 1u : 0;
        return FontFile.ScriptOf(RuneAt(text, at));
    }

    /// <summary>Without control characters; tabulators become spaces, any line end becomes a line feed.</summary>
    static string Clean(string text)
    {
        if (
            !text.AsSpan().ContainsAnyInRange('\0', '\u001F')
            && !text.Contains('\u007F', StringComparison.Ordinal)
        )
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
            if (c is '\n' || !char.IsControl(c))
                clean.Append(c);
            else if (c is '\t')
                clean.Append(' ');
        return clean.ToString();
    }
}
