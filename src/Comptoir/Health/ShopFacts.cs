using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.WebShops;
using Comptoir.WebShops.Webhooks;

namespace Comptoir.Health;

/// <summary>What is known of a web shop when its health is looked at.</summary>
/// <param name="View">The shop with its runs and its schedule.</param>
/// <param name="Attention">How many things need attention.</param>
/// <param name="Subscriptions">What it tells by webhooks; null when it was never asked to.</param>
/// <param name="Waiting">What webhooks said that was not looked at yet; null for nothing.</param>
/// <param name="Seen">Its last answer to this process.</param>
/// <param name="Now">Now, UTC.</param>
sealed record ShopFacts(
    WebShopView View,
    int Attention,
    ShopSubscriptions? Subscriptions,
    InboxLength? Waiting,
    SeenAnswer? Seen,
    DateTime Now
)
{
    public WebShop Shop => View.Shop;

    /// <summary>The address of one of its pages.</summary>
    public string Page(string part = "") =>
        FormattableString.Invariant($"/web-shops/{Shop.Id}{part}");
}

/// <summary>One thing that can be wrong with a web shop.</summary>
interface IShopCheck
{
    /// <summary>Looks at it; null when it does not concern this shop.</summary>
    HealthFinding? Look(Web.Texts texts, ShopFacts facts);
}
