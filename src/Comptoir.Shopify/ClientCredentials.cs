namespace Comptoir.Shopify;

/// <summary>
/// Id and secret of an app made in the Dev Dashboard, with which it asks for tokens that live for a day. The secret never
/// shows itself.
/// </summary>
[System.Diagnostics.DebuggerDisplay("client credentials (hidden)")]
public sealed record ClientCredentials
{
    readonly AccessToken secret;

    ClientCredentials(string id, AccessToken secret)
    {
        Id = id;
        this.secret = secret;
    }

    /// <summary>The client id, which is not secret.</summary>
    public string Id { get; }

    /// <summary>The secret itself, for a request for a token or for sealed storage; never for a message or a log.</summary>
    public string Reveal() => secret.Reveal();

    /// <summary>Takes both as pasted; blanks around them are cut.</summary>
    /// <returns>False when one of them cannot be what it should be; <paramref name="fault"/> says which.</returns>
    public static bool TryParse(
        string? id,
        string? secret,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ClientCredentials? credentials,
        out ClientCredentialsFault fault
    )
    {
        credentials = null;
        fault = ClientCredentialsFault.Id;
        // What can be a token can be an id or a secret: printable, and nothing else.
        if (!AccessToken.TryParse(id, out var name, out _))
            return false;
        fault = ClientCredentialsFault.Secret;
        if (!AccessToken.TryParse(secret, out var hidden, out _))
            return false;
        credentials = new ClientCredentials(name.Reveal(), hidden);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => "client credentials (hidden)";
}

/// <summary>Which part of client credentials is missing, or holds a blank or a line break.</summary>
public enum ClientCredentialsFault
{
    /// <summary>The client id.</summary>
    Id,

    /// <summary>The client secret.</summary>
    Secret,
}
