using Comptoir.Shopify;

namespace Comptoir.WebShops;

/// <summary>Credentials that can be what they should be; whether they open the shop is for the shop to say.</summary>
/// <param name="Kind">Of which kind they are.</param>
/// <param name="Token">The access token; null for client credentials.</param>
/// <param name="Client">Client id and secret; null for an access token.</param>
/// <param name="ApiKey">The key of the app that has the token; null when it was not given.</param>
/// <param name="Secret">The secret of the app that has the token; null when it was not given.</param>
public sealed record ShopCredentials(
    CredentialsKind Kind,
    AccessToken? Token,
    ClientCredentials? Client,
    string? ApiKey,
    string? Secret
)
{
    const int LongestSecret = 500;

    /// <summary>Takes what was entered; what was left empty is what was kept before.</summary>
    /// <param name="request">What was entered.</param>
    /// <param name="kept">What the shop has of the same kind; null when it has none.</param>
    /// <param name="credentials">What to use.</param>
    /// <returns>The problem; null when there is none.</returns>
    internal static ConnectProblem? Take(
        ConnectRequest request,
        ShopCredentials? kept,
        out ShopCredentials? credentials
    )
    {
        credentials = null;
        if (request.Kind == CredentialsKind.Client)
        {
            var id = Entered(request.ClientId) ?? kept?.Client?.Id;
            // A secret belongs to its id: with another id it must be entered again.
            var secret =
                Entered(request.ClientSecret)
                ?? (id == kept?.Client?.Id ? kept?.Client?.Reveal() : null);
            if (!ClientCredentials.TryParse(id, secret, out var client, out var fault))
                return fault == ClientCredentialsFault.Id
                    ? new ConnectProblem(
                        "clientId",
                        ConnectFault.ClientId,
                        "The client id is missing, or holds a blank or a line break. Copy it from the app's settings in the Dev Dashboard, alone."
                    )
                    : new ConnectProblem(
                        "clientSecret",
                        ConnectFault.ClientSecret,
                        "The client secret is missing, or holds a blank or a line break. Copy it from the app's settings in the Dev Dashboard, alone."
                    );
            credentials = new(CredentialsKind.Client, null, client, null, null);
            return null;
        }
        var entered = Entered(request.Token);
        var token = entered is null ? kept?.Token : null;
        if (token is null && !AccessToken.TryParse(entered, out token, out var problem))
            return new ConnectProblem("token", ConnectFault.Token, problem);
        var apiSecret = Entered(request.ApiSecret);
        if (
            apiSecret is { } given
            && (given.Length > LongestSecret || given.Any(letter => letter is <= ' ' or > '~'))
        )
            return new ConnectProblem(
                "apiSecret",
                ConnectFault.Secret,
                "The API secret key contains a space or a line break. Copy it again, alone."
            );
        credentials = new(
            CredentialsKind.Token,
            token,
            null,
            Entered(request.ApiKey) ?? kept?.ApiKey,
            apiSecret ?? kept?.Secret
        );
        return null;
    }

    static string? Entered(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Nothing is shown.</summary>
    public override string ToString() => $"{nameof(ShopCredentials)} {Kind}";
}

/// <summary>Credentials as they may be stored.</summary>
/// <param name="Kind">Of which kind they are.</param>
/// <param name="ApiKey">The key of the app that has the token.</param>
/// <param name="Token">The access token, protected.</param>
/// <param name="Secret">The secret of the app that has the token, protected.</param>
/// <param name="ClientId">The client id.</param>
/// <param name="ClientSecret">The client secret, protected.</param>
public sealed record ClosedCredentials(
    CredentialsKind Kind,
    string? ApiKey,
    string? Token,
    string? Secret,
    string? ClientId,
    string? ClientSecret
);
