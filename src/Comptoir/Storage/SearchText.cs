using System.Globalization;
using System.Text;

namespace Comptoir.Storage;

/// <summary>
/// Text as it is sorted and searched: without accents or case. It is made here, not in the database, so that SQLite and
/// PostgreSQL give the same answers.
/// </summary>
public static class SearchText
{
    /// <summary>For sorting: accents and case gone, one space between words.</summary>
    public static string Sort(string? text) =>
        Normalize([text], static character => !char.IsWhiteSpace(character)).TrimStart();

    /// <summary>
    /// For searching: the words of all parts, letters and digits only, each after a space. A search finds the rows where
    /// every word asked for begins a word.
    /// </summary>
    public static string Words(params ReadOnlySpan<string?> parts) =>
        Normalize(parts, char.IsLetterOrDigit);

    static string Normalize(ReadOnlySpan<string?> parts, Func<char, bool> kept)
    {
        var result = new StringBuilder();
        foreach (var part in parts)
        {
            if (string.IsNullOrWhiteSpace(part))
                continue;
            var between = true;
            foreach (var character in Decompose(part))
            {
                if (CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark)
                    continue;
                if (!kept(character) || char.IsControl(character))
                {
                    between = true;
                    continue;
                }
                if (between)
                    result.Append(' ');
                between = false;
                // The sigma at the end of a word is written with a letter of its own, but not in capitals.
                result.Append(character == 'ς' ? 'σ' : char.ToLowerInvariant(character));
            }
        }
        return result.ToString();
    }

    static string Decompose(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        // Half a surrogate pair cannot be normalized, nor can U+FFFE: they become a space rather than an error, since a name
        // must never stop a shop.
        var valid = text;
        if (!IsWellFormed(text))
            valid = new string([
                .. text.Select(character => IsDoubtful(character) ? ' ' : character),
            ]);
        return valid.Normalize(NormalizationForm.FormKD);
    }

    static bool IsDoubtful(char character) => char.IsSurrogate(character) || character == '\uFFFE';

    static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsDoubtful(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }
        return true;
    }
}
