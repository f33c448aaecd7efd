using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Comptoir.Web;

/// <summary>Reads what people and files write into the plain form in which values are kept.</summary>
static partial class PlainText
{
    /// <summary>One line, without control characters and with single spaces.</summary>
    /// <exception cref="RefusedException">It is too long.</exception>
    public static string Line(string text, int longest)
    {
        var line = string.Join(
            ' ',
            Clean(text, keepLines: false)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );
        return line.Length <= longest
            ? line
            : throw new RefusedException("This is too long. Shorten it.");
    }

    /// <summary>Several lines, ended by a line feed each.</summary>
    /// <exception cref="RefusedException">It is too long.</exception>
    public static string Lines(string text, int longest)
    {
        var lines = Clean(text.ReplaceLineEndings("\n"), keepLines: true).Trim();
        return lines.Length <= longest
            ? lines
            : throw new RefusedException("This is too long. Shorten it.");
    }

    /// <summary>An e-mail address as it is written.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    public static string Email(string text)
    {
        var email = Line(text, 254);
        return EmailForm().IsMatch(email)
            ? email
            : throw new RefusedException(
                "This is not an e-mail address. Write one such as name@example.com."
            );
    }

    /// <summary>A whole number within bounds.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    public static string Number(string text, int most) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= most
            ? number.ToString(CultureInfo.InvariantCulture)
            : throw new RefusedException("This is not a whole number that makes sense here.");

    /// <summary>A day, as programs write it: 2026-03-01.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    public static string Day(string text) =>
        DateOnly.TryParseExact(
            text.Trim(),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        ) && day.Year is >= 1900 and < 2200
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : throw new RefusedException("This is not a day. Write it such as 2026-03-01.");

    /// <summary>Yes or no, in the words of English, French and programs.</summary>
    /// <exception cref="RefusedException">It is neither.</exception>
    public static string YesNo(string text) =>
        text.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "Y" or "1" or "ON" or "OUI" or "O" or "VRAI" or "X" => "true",
            "FALSE" or "NO" or "N" or "0" or "OFF" or "NON" or "FAUX" => "false",
            _ => throw new RefusedException("This is neither yes nor no. Write yes or no."),
        };

    /// <summary>
    /// A price of at most six decimals, with a point or a comma before them: the last of the two that occurs, unless
    /// exactly three figures follow it and the same one occurs again.
    /// </summary>
    /// <exception cref="RefusedException">It is no price, or below zero, or beyond what is kept.</exception>
    public static string Price(string text)
    {
        var digits = new string([
            .. text.Where(c => !char.IsWhiteSpace(c) && c is not ('€' or '$' or '£' or '\'')),
        ]);
        var comma = digits.LastIndexOf(',');
        var point = digits.LastIndexOf('.');
        var separator = comma > point ? ',' : '.';
        if (digits.Count(c => c == separator) > 1)
            separator = separator == ',' ? '.' : ',';
        digits =
            separator == ','
                ? digits.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
                : digits.Replace(",", "", StringComparison.Ordinal);
        return
            decimal.TryParse(
                digits,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var price
            )
            && price <= 1_000_000_000
            && decimal.Round(price, 6) == price
            ? Price(price)
            : throw new RefusedException(
                "This is not a price. Write figures such as 12.50, with at most six decimals."
            );
    }

    /// <summary>As the other one, for a file whose decimal sign is known: 1,234 may then be a thousand and some.</summary>
    public static string Price(string text, bool decimalComma)
    {
        var (thousands, one) = decimalComma
            ? ('.', text.Count(c => c == '.'))
            : (',', text.Count(c => c == ','));
        var at = text.LastIndexOf(thousands);
        var grouped =
            one == 1
            && !text.Contains(decimalComma ? ',' : '.', StringComparison.Ordinal)
            && text.AsSpan(at + 1).TrimEnd() is { Length: 3 } behind
            && !behind.ContainsAnyExceptInRange('0', '9')
            && text.AsSpan(0, at).Trim() is not ("" or "0");
        return Price(grouped ? text.Remove(at, 1) : text);
    }

    /// <summary>The plain form of a price: a point, and no zeros that say nothing.</summary>
    public static string Price(decimal price) =>
        price.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>An ISO code of a currency.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    public static string Currency(string text)
    {
        var code = text.Trim().ToUpperInvariant();
        return code.Length == 3 && code.All(char.IsAsciiLetterUpper)
            ? code
            : throw new RefusedException(
                "This is not a currency. Write its code of three letters, such as EUR."
            );
    }

    static string Clean(string text, bool keepLines)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
            clean.Append(
                keepLines && c == '\n' ? c
                : char.IsControl(c) || char.IsWhiteSpace(c) ? ' '
                : c
            );
        return clean.ToString();
    }

    [GeneratedRegex(
        """^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[^\s@<>"(),;:.]{2,}$""",
        RegexOptions.None,
        1000
    )]
    private static partial Regex EmailForm();
}
