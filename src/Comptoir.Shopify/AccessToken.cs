namespace Comptoir.Shopify;

/// <summary>
/// The secret that lets an app into a shop. It never shows itself: neither as text, nor in a debugger, nor in a log.
/// </summary>
[System.Diagnostics.DebuggerDisplay("access token (hidden)")]
public sealed class AccessToken : IEquatable<AccessToken>
{
    readonly string secret;

    AccessToken(string secret) => this.secret = secret;

    /// <summary>Takes a token as pasted; blanks around it are cut.</summary>
    /// <exception cref="FormatException">It is empty, or holds what cannot be in a token (the text is not repeated).</exception>
    public static AccessToken Parse(string text) =>
        TryParse(text, out var token, out var problem) ? token : throw new FormatException(problem);

    /// <summary>As <see cref="Parse"/>; false with the reason when the text cannot be a token.</summary>
    public static bool TryParse(
        string? text,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AccessToken? token,
        out string problem
    )
    {
        token = null;
        var trimmed = (text ?? "").Trim();
        problem = trimmed.Length switch
        {
            0 => "The access token is missing. Copy it from the app's page in Shopify's admin.",
            > 500 => "The access token is too long to be one. Copy the token alone.",
            _ => "",
        };
        if (problem.Length == 0 && trimmed.Any(letter => letter is <= ' ' or > '~'))
            problem =
                "The access token holds a blank, a line break or a character that is never in a token. Copy the token alone.";
        if (problem.Length > 0)
            return false;
        token = new AccessToken(trimmed);
        return true;
    }

    /// <summary>The secret itself, for the header of a request or for sealed storage; never for a message or a log.</summary>
    public string Reveal() => secret;

    /// <inheritdoc/>
    public override string ToString() => "access token (hidden)";

    /// <inheritdoc/>
    public bool Equals(AccessToken? other) =>
        other is not null
        && System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.ASCII.GetBytes(secret),
            System.Text.Encoding.ASCII.GetBytes(other.secret)
        );

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AccessToken);

    /// <inheritdoc/>
    public override int GetHashCode() => secret.GetHashCode(StringComparison.Ordinal);
}
