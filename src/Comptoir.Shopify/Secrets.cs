using System.Text.RegularExpressions;

namespace Comptoir.Shopify;

/// <summary>Keeps Shopify's secrets out of messages and logs.</summary>
public static partial class Secrets
{
    /// <summary>Replaces whatever looks like a token or an app secret, and the signature of a download address.</summary>
    public static string Redact(string text) =>
        SignaturePattern()
            .Replace(TokenPattern().Replace(text, "${kind}_(hidden)"), "${name}(hidden)");

    [GeneratedRegex(
        "(?<kind>shp[a-z]{2})_[0-9a-zA-Z_-]+",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex TokenPattern();

    [GeneratedRegex(
        @"(?<name>(?:Signature|X-Goog-Signature|X-Amz-Signature)=)[^&\s""']+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex SignaturePattern();
}
