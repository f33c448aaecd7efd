using Comptoir.Shopify;
using Comptoir.Storage;

namespace Comptoir.WebShops;

/// <summary>A Shopify store of the office, with its credentials while it is connected, and its settings.</summary>
public sealed class WebShop : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    /// <summary>What the office calls it.</summary>
    public required string Name { get; set; }

    /// <summary>The address that the shop itself says it has, <c>name.myshopify.com</c>: unique within the office.</summary>
    public required string Address { get; set; }

    /// <summary>The shop's number at Shopify, which stays when its address changes.</summary>
    public long? ShopId { get; set; }

    /// <summary>The shop's own name, as Shopify says it.</summary>
    public required string ShopName { get; set; }

    /// <summary>ISO code of the shop's currency.</summary>
    public required string Currency { get; set; }

    /// <summary>IANA time zone in which the shop counts its days.</summary>
    public required string TimeZone { get; set; }

    /// <summary>The plan's name at Shopify.</summary>
    public string? Plan { get; set; }

    /// <summary>Which of its credentials are used. Those of the other kind are kept too, for whoever changes back.</summary>
    public CredentialsKind Credentials { get; set; }

    /// <summary>API key of the app that has the access token: not secret.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The access token, protected; null when none was given.</summary>
    public string? ProtectedToken { get; set; }

    /// <summary>The secret of the app that has the access token, protected; null when it was not given.</summary>
    public string? ProtectedSecret { get; set; }

    /// <summary>Client id of the app that asks for its tokens: not secret.</summary>
    public string? ClientId { get; set; }

    /// <summary>The secret of that app, protected.</summary>
    public string? ProtectedClientSecret { get; set; }

    /// <summary>
    /// A secret that was replaced, protected, and until when it still counts, UTC: Shopify signs with it for a while.
    /// </summary>
    public string? ProtectedFormerSecret { get; private set; }
    public DateTime? FormerSecretUntil { get; private set; }

    /// <summary>Scopes granted when last tested.</summary>
    public required string[] Scopes { get; set; }

    /// <summary>The app sees orders of any age, not of the last sixty days alone.</summary>
    public bool SeesAllOrders => Array.IndexOf(Scopes, ScopeNeed.AllOrders) >= 0;

    /// <summary>Personal data that Shopify withheld when last tested.</summary>
    public ProtectedData[] Withheld { get; set; } = [];

    /// <summary>What the merchant chose for it.</summary>
    public WebShopSettings Settings { get; set; } = new();

    /// <summary>When it was first connected, UTC: orders placed before are history.</summary>
    public required DateTime ConnectedAt { get; init; }

    /// <summary>When it was disconnected, UTC; null while it is connected.</summary>
    public DateTime? DisconnectedAt { get; private set; }

    /// <summary>What keeps it from synchronizing; null when nothing does.</summary>
    public WebShopProblem? Problem { get; private set; }

    /// <summary>Whether it has credentials.</summary>
    public bool IsConnected => DisconnectedAt is null;

    /// <summary>The day it is in the shop's time zone.</summary>
    public DateOnly Today(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var found)
            ? found
            : TimeZoneInfo.Utc;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
    }

    /// <summary>Notes what keeps it from synchronizing, or that nothing does any more.</summary>
    public void Report(WebShopProblem? problem) => Problem = problem;

    /// <summary>Takes what a test of it has shown.</summary>
    public void Learn(ShopTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        ShopId = test.Info.Id.Number;
        ShopName = test.Info.Name;
        Currency = test.Info.CurrencyCode;
        TimeZone = test.Info.IanaTimezone;
        Plan = test.Info.Plan.PublicDisplayName;
        Scopes = [.. test.Scopes.Order(StringComparer.Ordinal)];
        // What may not be read at all was not looked at: what was withheld before is still the best guess.
        if (test.Access is { } access)
            Withheld = [.. access.Withheld];
    }

    /// <summary>After a rotation Shopify may sign with the old secret for up to an hour (shopify.dev, webhooks).</summary>
    static readonly TimeSpan FormerSecretCounts = TimeSpan.FromMinutes(90);

    /// <summary>Keeps a secret for a while that was replaced just now.</summary>
    /// <param name="closed">The secret, protected.</param>
    /// <param name="now">Now, UTC.</param>
    public void KeepFormerSecret(string closed, DateTime now) =>
        (ProtectedFormerSecret, FormerSecretUntil) = (closed, now + FormerSecretCounts);

    /// <summary>Takes credentials as those to use; those of the other kind stay.</summary>
    public void Keep(ClosedCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        Credentials = credentials.Kind;
        if (credentials.Kind == CredentialsKind.Client)
            (ClientId, ProtectedClientSecret) = (credentials.ClientId, credentials.ClientSecret);
        else
            (ApiKey, ProtectedToken, ProtectedSecret) = (
                credentials.ApiKey,
                credentials.Token,
                credentials.Secret
            );
    }

    /// <summary>Is connected, for the first time or again, under the address that the shop says it has.</summary>
    public void Connect(string address)
    {
        Address = address;
        DisconnectedAt = null;
        Problem = null;
    }

    /// <summary>Forgets the credentials; all that came from the shop stays.</summary>
    public void Disconnect(DateTime at)
    {
        (ApiKey, ProtectedToken, ProtectedSecret) = (null, null, null);
        (ClientId, ProtectedClientSecret) = (null, null);
        (ProtectedFormerSecret, FormerSecretUntil) = (null, null);
        Scopes = [];
        Withheld = [];
        Problem = null;
        DisconnectedAt ??= at;
    }
}

/// <summary>Kinds of credentials.</summary>
public enum CredentialsKind
{
    /// <summary>An access token of an app made in the shop's admin.</summary>
    Token,

    /// <summary>Client id and secret of an app made in the Dev Dashboard, which asks for its tokens.</summary>
    Client,
}

/// <summary>Why a web shop cannot be synchronized. Texts and advice are in the resources under the same names.</summary>
public enum WebShopProblem
{
    /// <summary>The token is not accepted any more.</summary>
    TokenRefused,

    /// <summary>Client id and secret are not accepted any more.</summary>
    CredentialsRefused,

    /// <summary>The app is no longer installed in the shop.</summary>
    AppNotInstalled,

    /// <summary>App and shop are not in the same organization.</summary>
    ShopNotPermitted,

    /// <summary>The token may not read what is needed.</summary>
    ScopeMissing,

    /// <summary>Shopify froze the shop (unpaid bills).</summary>
    ShopFrozen,

    /// <summary>Shopify locked the shop.</summary>
    ShopLocked,

    /// <summary>Shopify does not let the app in.</summary>
    Refused,

    /// <summary>No shop answers at the address.</summary>
    NoSuchShop,
}
