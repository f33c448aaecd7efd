using System.Security.Cryptography;
using System.Text;

namespace Comptoir.Shopify;

/// <summary>Tells whether a webhook comes from Shopify.</summary>
public static class WebhookSignature
{
    /// <summary>
    /// Whether the header is the base64 of HMAC-SHA256 over the body by any of the secrets. During a rotation Shopify may sign
    /// with the old one for an hour. The time it takes does not depend on how much of a wrong signature is right.
    /// </summary>
    /// <param name="rawBody">As it came, before anything read it.</param>
    /// <param name="header"><see cref="WebhookHeaders.Signature"/>; whatever it holds, nothing is thrown.</param>
    /// <param name="secrets">The app's, also called client secrets; empty ones are passed over.</param>
    public static bool IsValid(
        ReadOnlySpan<byte> rawBody,
        string? header,
        IEnumerable<string> secrets
    )
    {
        ArgumentNullException.ThrowIfNull(secrets);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (
            header is null
            || !Convert.TryFromBase64String(header, given, out var length)
            || length != given.Length
        )
            return false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var valid = false;
        foreach (var secret in secrets)
        {
            if (string.IsNullOrEmpty(secret))
                continue;
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), rawBody, expected);
            valid |= CryptographicOperations.FixedTimeEquals(given, expected);
        }
        return valid;
    }
}
