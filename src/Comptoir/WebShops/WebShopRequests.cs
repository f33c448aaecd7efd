using Comptoir.Api;

namespace Comptoir.WebShops;

/// <summary>A shop to connect, or to try; of a trial nothing is kept.</summary>
/// <param name="Name">What the office calls it; without it the shop's own name.</param>
/// <param name="Address">Its address at Shopify, as it is or as pasted from the admin.</param>
/// <param name="Credentials">What lets the office in.</param>
/// <param name="Settings">What is chosen; what is left out has its default.</param>
[ApiExample(
    """
        {
          "name": "Lyon",
          "address": "maison-lumiere.myshopify.com",
          "credentials": { "kind": "client", "clientId": "…", "clientSecret": "shpss_…" },
          "settings": { "stock": true, "suppliers": true, "ordersFrom": "2026-01-01" }
        }
        """
)]
public sealed record ConnectWebShopRequest(
    string? Name = null,
    string? Address = null,
    CredentialsRequest? Credentials = null,
    WebShopSettings? Settings = null
);

/// <summary>What to change of a web shop; what is left out stays.</summary>
/// <param name="Name">What the office calls it.</param>
/// <param name="Credentials">
/// Other credentials; they are tested against the shop before they are kept. What is left out of them is as it was when the
/// shop had credentials of that kind.
/// </param>
/// <param name="Settings">All that is chosen, as a whole: what is left out of it has its default.</param>
[ApiExample("""{ "name": "Lyon", "credentials": { "kind": "token", "token": "shpat_…" } }""")]
public sealed record ChangeWebShopRequest(
    string? Name = null,
    CredentialsRequest? Credentials = null,
    WebShopSettings? Settings = null
);

/// <summary>What lets the office into a shop. It is kept encrypted and never answered.</summary>
/// <param name="Kind">
/// <c>token</c>: an access token, of an app made in the shop's admin. <c>client</c>: client id and secret, of an app made in
/// the Dev Dashboard.
/// </param>
/// <param name="ApiKey">With a token: the app's key.</param>
/// <param name="Token">The access token.</param>
/// <param name="ApiSecret">With a token: the app's secret, which signs webhooks.</param>
/// <param name="ClientId">The client id.</param>
/// <param name="ClientSecret">The client secret.</param>
public sealed record CredentialsRequest(
    string? Kind = null,
    string? ApiKey = null,
    string? Token = null,
    string? ApiSecret = null,
    string? ClientId = null,
    string? ClientSecret = null
)
{
    /// <summary>Why these will not do; null when they may.</summary>
    internal ConnectProblem? KindFault() =>
        Kind is "token" or "client"
            ? null
            : new ConnectProblem(
                "kind",
                ConnectFault.Credentials,
                "Say which credentials these are: {\"kind\":\"token\",\"token\":\"shpat_…\"} or {\"kind\":\"client\",\"clientId\":\"…\",\"clientSecret\":\"…\"}."
            );

    /// <summary>The request to connect with these.</summary>
    internal ConnectRequest ToConnect(
        string? name,
        string? address,
        WebShopSettings? settings = null
    ) =>
        new(name, address, Token, ApiKey, ApiSecret)
        {
            Kind = Kind == "client" ? CredentialsKind.Client : CredentialsKind.Token,
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            Settings = settings,
        };

    /// <summary>The secrets are not shown.</summary>
    public override string ToString() => nameof(CredentialsRequest);
}
