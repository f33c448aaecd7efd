using System.Text;

namespace Comptoir.Documents.Fonts;

/// <summary>
/// A glyph in its place. Measures are thousandths of the type size.
/// </summary>
/// <param name="Id">Number of the glyph in its typeface.</param>
/// <param name="Advance">How far the next glyph is.</param>
/// <param name="OffsetX">How far this one is drawn to the right of its place.</param>
/// <param name="OffsetY">How far above it.</param>
/// <param name="At">Index of the first character that the glyph stands for, in the text that was shaped.</param>
/// <param name="Text">The characters it stands for; empty when another glyph of the same characters has them.</param>
/// <param name="IsStandIn">The typeface lacks the character, and this glyph is drawn in its place.</param>
readonly record struct Glyph(
    int Id,
    double Advance,
    double OffsetX,
    double OffsetY,
    int At,
    string Text,
    bool IsStandIn = false
);

/// <summary>Turns text into glyphs. Immutable: shared by all threads.</summary>
abstract class Typeface
{
    /// <summary>Whether the typeface can draw the character.</summary>
    public abstract bool Has(Rune rune);

    /// <summary>Glyphs of a stretch of one script and direction, from left to right as they are drawn.</summary>
    public abstract Glyph[] Shape(string text, int start, int length, bool rightToLeft);
}
