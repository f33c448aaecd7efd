using System.Globalization;
using Comptoir.Documents.Pdf;

namespace Comptoir.Documents;

/// <summary>What a sheet looks like beyond what it says: whose it is.</summary>
public sealed record SheetLook
{
    /// <summary>A picture in the place of the seller's name at the top; null for the name.</summary>
    public SheetPicture? Logo { get; init; }

    /// <summary>The colour of titles and strong rules, such as <c>#1f4e79</c>; null for the usual one.</summary>
    /// <exception cref="ArgumentException">It is no colour.</exception>
    public string? Accent
    {
        get;
        init =>
            field =
                value is null || IsColour(value)
                    ? value
                    : throw new ArgumentException(
                        $"A colour is written as #1f4e79, not as '{value}'.",
                        nameof(value)
                    );
    }

    /// <summary>A text above the lines, paragraphs on lines of their own; null for none.</summary>
    public string? Intro { get; init; }

    /// <summary>A text after the sums, paragraphs on lines of their own; null for none.</summary>
    public string? Closing { get; init; }

    /// <summary>Whether a text is a colour: a number sign and six hexadecimal digits.</summary>
    public static bool IsColour(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 7 && text[0] == '#' && text.Skip(1).All(char.IsAsciiHexDigit);
    }

    /// <summary>The colour for surfaces and rules.</summary>
    internal Ink? AccentInk =>
        Accent is null ? null : new Ink(Part(Accent, 1), Part(Accent, 3), Part(Accent, 5));

    /// <summary>The colour for letters, darkened as far as it must be to be read on white (4.5 to 1, WCAG 1.4.3).</summary>
    internal Ink? AccentText
    {
        get
        {
            if (AccentInk is not { } ink)
                return null;
            while (1.05 / (Luminance(ink) + 0.05) < 4.5)
                ink = new Ink(Darker(ink.Red), Darker(ink.Green), Darker(ink.Blue));
            return ink;
        }
    }

    static byte Darker(byte part) => (byte)(part * 15 / 16);

    static double Luminance(Ink ink) =>
        0.2126 * Linear(ink.Red) + 0.7152 * Linear(ink.Green) + 0.0722 * Linear(ink.Blue);

    static double Linear(byte part) =>
        part <= 10 ? part / 255.0 / 12.92 : Math.Pow((part / 255.0 + 0.055) / 1.055, 2.4);

    static byte Part(string text, int at) =>
        byte.Parse(
            text.AsSpan(at, 2),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture
        );
}
