using System.Text;
using System.Xml;

namespace Comptoir.EInvoicing;

/// <summary>Texts as a file can hold them: XML 1.0 knows no control characters and no halves of a surrogate pair.</summary>
static class XmlText
{
    /// <summary>On one line, with single spaces; null when nothing is left.</summary>
    public static string? Line(string? text) =>
        string.Join(' ', Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            is { Length: > 0 } line
            ? line
            : null;

    /// <summary>With its line breaks; null when nothing is left.</summary>
    public static string? Lines(string? text) =>
        string.Join(
            '\n',
            Clean(text)
                .Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(Line)
                .OfType<string>()
        )
            is { Length: > 0 } lines
            ? lines
            : null;

    /// <summary>Without any space, as numbers of accounts and registers are written; null when nothing is left.</summary>
    public static string? Compact(string? text) =>
        Line(text)?.Replace(" ", "", StringComparison.Ordinal);

    static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                clean.Append(text, i++, 2);
            else
                // What cannot stand becomes a space, so that words do not run together.
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : ' ');
        return clean.ToString();
    }
}
