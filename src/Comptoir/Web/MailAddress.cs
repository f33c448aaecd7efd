using System.Globalization;

namespace Comptoir.Web;

/// <summary>Addresses as every server takes them: nothing in them can begin another header.</summary>
static class MailAddress
{
    // RFC 5321, 4.5.3.1.1.
    const int LongestName = 64;

    static readonly IdnMapping Domains = new();

    /// <summary>An address whose domain is written in ASCII.</summary>
    /// <exception cref="RefusedException">It is none, or one that only some servers take.</exception>
    public static string Check(string text)
    {
        var address = PlainText.Email(text);
        var at = address.LastIndexOf('@');
        var (name, domain) = (address[..at], address[(at + 1)..]);
        // Other letters before the @ need SMTPUTF8, which many servers on the way do not speak.
        if (name.Length > LongestName || name.Any(c => c is <= ' ' or > '~' or '\\' or '[' or ']'))
            throw new RefusedException(
                "Before the @ an e-mail address holds plain letters, figures and signs only. Write it without accents."
            );
        try
        {
            domain = Domains.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            throw new RefusedException(
                "This is not an e-mail address. Write one such as name@example.com."
            );
        }
        return $"{name}@{domain}";
    }

    /// <summary>The address, or null when it will not do.</summary>
    public static string? Usable(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        try
        {
            return Check(text);
        }
        catch (RefusedException)
        {
            return null;
        }
    }
}
