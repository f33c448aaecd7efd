using Comptoir.Storage;

namespace Comptoir.WebShops;

/// <summary>A connected Shopify store, with its own credentials and settings.</summary>
public sealed class WebShop : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    /// <summary>What the office calls it.</summary>
    public required string Name { get; set; }

    /// <summary>The shop's address at Shopify, <c>name.myshopify.com</c>: unique within the office.</summary>
    public required string Address { get; init; }

    /// <summary>The shop's own name, as Shopify says it.</summary>
    public required string ShopName { get; set; }

    /// <summary>ISO code of the shop's currency.</summary>
    public required string Currency { get; set; }

    /// <summary>IANA time zone in which the shop counts its days.</summary>
    public required string TimeZone { get; set; }

    /// <summary>The plan's name at Shopify.</summary>
    public string? Plan { get; set; }

    /// <summary>API key (client id) of the app: not secret.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The access token, protected.</summary>
    public required string ProtectedToken { get; set; }

    /// <summary>The app's secret that signs webhooks, protected; null when it was not given.</summary>
    public string? ProtectedSecret { get; set; }

    /// <summary>Scopes granted when last tested.</summary>
    public required string[] Scopes { get; set; }

    /// <summary>The app sees orders of any age, not of the last sixty days alone.</summary>
    public bool SeesAllOrders => Array.IndexOf(Scopes, ScopeNeed.AllOrders) >= 0;

    /// <summary>What the merchant chose for it.</summary>
    public WebShopSettings Settings { get; set; } = new();

    /// <summary>When it was connected, UTC: orders placed before are history.</summary>
    public required DateTime ConnectedAt { get; init; }

    /// <summary>What keeps it from synchronizing; null when nothing does.</summary>
    public WebShopProblem? Problem { get; private set; }

    /// <summary>Notes what keeps it from synchronizing, or that nothing does any more.</summary>
    public void Report(WebShopProblem? problem) => Problem = problem;

    /// <summary>Takes a new token and secret; nothing else is lost.</summary>
    public void ReplaceCredentials(string? apiKey, string protectedToken, string? protectedSecret)
    {
        ApiKey = apiKey ?? ApiKey;
        ProtectedToken = protectedToken;
        ProtectedSecret = protectedSecret ?? ProtectedSecret;
        Problem = null;
    }
}

/// <summary>Why a web shop cannot be synchronized. Texts and advice are in the resources under the same names.</summary>
public enum WebShopProblem
{
    /// <summary>The token is not accepted any more.</summary>
    TokenRefused,

    /// <summary>The token may not read what is needed.</summary>
    ScopeMissing,

    /// <summary>Shopify froze the shop (unpaid bills).</summary>
    ShopFrozen,

    /// <summary>Shopify locked the shop.</summary>
    ShopLocked,

    /// <summary>No shop answers at the address.</summary>
    NoSuchShop,
}
