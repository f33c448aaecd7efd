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
    /// <summary>Which credentials were entered.</summary>
    public CredentialsKind Kind { get; init; }

    /// <summary>The client id.</summary>
    public string? ClientId { get; init; }

    /// <summary>The client secret.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>What was chosen; null leaves it at the defaults, or as it was before.</summary>
    public WebShopSettings? Settings { get; init; }

    /// <summary>The user who connects it, and is told of its news; null for a program.</summary>
    public long? ByUser { get; init; }

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

    /// <summary>The client id cannot be one.</summary>
    ClientId,

    /// <summary>The client secret cannot be one.</summary>
    ClientSecret,

    /// <summary>Shopify does not accept client id and secret.</summary>
    CredentialsRefused,

    /// <summary>App and shop are not in the same organization.</summary>
    ShopNotPermitted,

    /// <summary>The app is not installed in the shop.</summary>
    AppNotInstalled,

    /// <summary>The token lacks scopes without which nothing works.</summary>
    ScopeMissing,

    /// <summary>The token has no scopes at all: the app's version was released without.</summary>
    NoScopes,

    /// <summary>No shop answers at the address.</summary>
    NoSuchShop,

    /// <summary>The credentials open another shop than the one they are for.</summary>
    OtherShop,

    /// <summary>The office has connected this shop already.</summary>
    AlreadyConnected,

    /// <summary>The name is too long.</summary>
    Name,

    /// <summary>The secret cannot be a secret.</summary>
    Secret,

    /// <summary>The credentials are of a kind that there is not.</summary>
    Credentials,

    /// <summary>A choice is not possible.</summary>
    Settings,

    /// <summary>Shopify froze or locked the shop.</summary>
    ShopClosed,

    /// <summary>Shopify does not let the app in.</summary>
    Refused,

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
)
{
    /// <summary>A problem that is no matter of scopes.</summary>
    internal ConnectProblem(string field, ConnectFault fault, string message)
        : this(field, fault, message, []) { }
}

/// <summary>A connected shop, or the reason why not.</summary>
public sealed record ConnectResult(WebShop? Shop, ConnectProblem? Problem)
{
    /// <summary>It was connected before, and is so again, with all that came from it.</summary>
    public bool Again { get; init; }
}
