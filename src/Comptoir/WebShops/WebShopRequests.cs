using Comptoir.Api;

namespace Comptoir.WebShops;

/// <summary>A shop to connect.</summary>
/// <param name="Name">What the office calls it; without it the shop's own name.</param>
/// <param name="Address">Its address at Shopify, as it is or as pasted from the admin.</param>
/// <param name="Credentials">What lets the office in.</param>
[ApiExample(
    """
        {
          "name": "Lyon",
          "address": "maison-lumiere.myshopify.com",
          "credentials": { "kind": "token", "token": "shpat_…", "apiKey": "…", "apiSecret": "…" }
        }
        """
)]
public sealed record ConnectWebShopRequest(
    string? Name = null,
    string? Address = null,
    CredentialsRequest? Credentials = null
)
{
    internal ConnectRequest ToConnect() =>
        new(Name, Address, Credentials?.Token, Credentials?.ApiKey, Credentials?.ApiSecret);
}

/// <summary>What to change of a web shop; what is left out stays.</summary>
/// <param name="Name">What the office calls it.</param>
/// <param name="Credentials">Another token; it is tested against the shop before it is kept.</param>
[ApiExample("""{ "name": "Lyon", "credentials": { "kind": "token", "token": "shpat_…" } }""")]
public sealed record ChangeWebShopRequest(
    string? Name = null,
    CredentialsRequest? Credentials = null
);

/// <summary>What lets the office into a shop. It is kept encrypted and never answered.</summary>
/// <param name="Kind"><c>token</c>, the only kind of this version.</param>
/// <param name="ApiKey">The app's key.</param>
/// <param name="Token">The access token.</param>
/// <param name="ApiSecret">The app's secret.</param>
/// <param name="ClientId">Of the kind <c>client</c>: not in this version.</param>
/// <param name="ClientSecret">Of the kind <c>client</c>: not in this version.</param>
public sealed record CredentialsRequest(
    string? Kind = null,
    string? ApiKey = null,
    string? Token = null,
    string? ApiSecret = null,
    string? ClientId = null,
    string? ClientSecret = null
)
{
    /// <summary>Why this kind will not do; null when it will.</summary>
    internal ConnectProblem? KindFault() =>
        Kind == "token"
            ? null
            : new ConnectProblem(
                "kind",
                ConnectFault.Credentials,
                Kind == "client"
                    ? "Only access tokens are supported in this version: make a custom app in Shopify's admin, install it, and give {\"kind\":\"token\",\"token\":\"shpat_…\"}."
                    : "Say which credentials these are: {\"kind\":\"token\",\"token\":\"shpat_…\"}.",
                []
            );

    /// <summary>The secrets are not shown.</summary>
    public override string ToString() => nameof(CredentialsRequest);
}
