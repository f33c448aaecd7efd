using System.Globalization;
using System.Runtime.InteropServices;

namespace Comptoir.Invoicing.Styles;

/// <summary>The colour of titles and rules: one that can be read on white paper.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct AccentColour(byte Red, byte Green, byte Blue)
{
    /// <summary>The colour of documents that name none.</summary>
    public const string Usual = "#1f4e79";

    /// <summary>What WCAG 2.2 asks for of text (1.4.3).</summary>
    public const double LeastContrast = 4.5;

    /// <summary>Reads a colour such as <c>#1f4e79</c>, whether it can be read on white or not.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    public static AccentColour Parse(string text)
    {
        var hex = text.Trim().TrimStart('#');
        if (
            hex.Length != 6
            || !int.TryParse(
                hex,
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var value
            )
        )
            throw new RefusedException(
                "This is not a colour. Write it with six hexadecimal figures, such as #1f4e79."
            );
        return new((byte)(value >> 16 & 0xff), (byte)(value >> 8 & 0xff), (byte)(value & 0xff));
    }

    /// <summary>A colour that can be read on white, in the form in which it is kept.</summary>
    /// <exception cref="RefusedException">It is none, or too light.</exception>
    public static string Check(string text)
    {
        var colour = Parse(text);
        return colour.ContrastOnWhite >= LeastContrast
            ? colour.ToString()
            : throw new RefusedException(
                "This colour is too light to be read on white paper. Choose a darker one."
            );
    }

    /// <summary>How well it can be read on white, from 1 to 21 (WCAG 2.2, relative luminance).</summary>
    public double ContrastOnWhite => 1.05 / (Luminance + 0.05);

    /// <summary>White or black: what can be read on it.</summary>
    public string InkOnIt => ContrastOnWhite >= LeastContrast ? "#ffffff" : "#000000";

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

    static double Linear(byte part)
    {
        var share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
