namespace Comptoir.WebShops;

/// <summary>What a merchant enters to connect a shop.</summary>
/// <param name="Name">What the office calls it; the shop's own name when empty.</param>
/// <param name="Address">The shop's address, as pasted.</param>
/// <param name="Token">The access token.</param>
/// <param name="ApiKey">The app's key; may be empty.</param>
/// <param name="ApiSecret">The app's secret, which signs webhooks; may be empty.</param>
public sealed record ConnectRequest(
    string? Name,
    string? Address,
    string? Token,
    string? ApiKey,
    string? ApiSecret
)
{
    /// <summary>The secrets are not shown.</summary>
    public override string ToString() => $"{nameof(ConnectRequest)} {Address}";
}

/// <summary>Why a shop was not connected. Texts are in the resources under the same names.</summary>
public enum ConnectFault
{
    /// <summary>The address is not a shop's address at Shopify.</summary>
    Address,

    /// <summary>The token cannot be a token.</summary>
    Token,

    /// <summary>Shopify does not accept the token.</summary>
    TokenRefused,

    /// <summary>The token lacks scopes without which nothing works.</summary>
    ScopeMissing,

    /// <summary>No shop answers at the address.</summary>
    NoSuchShop,

    /// <summary>The office has connected this shop already.</summary>
    AlreadyConnected,

    /// <summary>The name is too long.</summary>
    Name,

    /// <summary>The secret cannot be a secret.</summary>
    Secret,

    /// <summary>The credentials are of a kind that is not supported.</summary>
    Credentials,

    /// <summary>Shopify froze or locked the shop.</summary>
    ShopClosed,

    /// <summary>Shopify did not answer, or not as it should.</summary>
    Unavailable,
}

/// <summary>Why a shop was not connected, and which field to correct.</summary>
/// <param name="Field">The request's field, in camelCase.</param>
/// <param name="Fault">Which fault.</param>
/// <param name="Message">What happened and what to do, in English; never holds what was entered as a secret.</param>
/// <param name="Scopes">The scopes that are missing.</param>
public sealed record ConnectProblem(
    string Field,
    ConnectFault Fault,
    string Message,
    IReadOnlyList<string> Scopes
);

/// <summary>A connected shop, or the reason why not.</summary>
public sealed record ConnectResult(WebShop? Shop, ConnectProblem? Problem);
