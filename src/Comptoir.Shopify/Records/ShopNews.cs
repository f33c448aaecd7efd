namespace Comptoir.Shopify;

/// <summary>What is asked of a shop in which little changed. What is null is not asked for.</summary>
public sealed record NewsWanted
{
    /// <summary>Products changed since then, by the shop's clock.</summary>
    public DateTimeOffset? ProductsSince { get; init; }

    /// <summary>Customers changed since then.</summary>
    public DateTimeOffset? CustomersSince { get; init; }

    /// <summary>Companies changed since then.</summary>
    public DateTimeOffset? CompaniesSince { get; init; }

    /// <summary>Orders changed since then.</summary>
    public DateTimeOffset? OrdersSince { get; init; }

    /// <summary>Whether to count.</summary>
    public bool Counts { get; init; }

    /// <summary>Which orders are counted: a search filter; null for all.</summary>
    public string? CountedOrders { get; init; }

    /// <summary>Whether the oldest order that the app may see is wanted.</summary>
    public bool OldestOrder { get; init; }

    /// <summary>How many changed objects of each kind are listed, 1 to 100; when there are more, it says so.</summary>
    public int Most { get; init; } = 50;
}

/// <summary>What there is new in a shop, of about one moment.</summary>
public sealed record ShopNews
{
    /// <summary>What the shop is.</summary>
    public required ShopInfo Shop { get; init; }

    /// <summary>The scopes granted; see <see cref="ShopifyShop.GetScopesAsync"/>.</summary>
    public required IReadOnlySet<string> Scopes { get; init; }

    /// <summary>Null when not asked for; each count null where the app may not see it.</summary>
    public ShopCounts? Counts { get; init; }

    /// <summary>The oldest order; null when there is none, it was not asked for or may not be read.</summary>
    public OldestOrder? OldestOrder { get; init; }

    /// <summary>Products changed; null when not asked for, or <see cref="Denied"/>.</summary>
    public ChangedObjects? Products { get; init; }

    /// <summary>Customers changed; null when not asked for, or denied.</summary>
    public ChangedObjects? Customers { get; init; }

    /// <summary>Companies changed; null when not asked for, or denied.</summary>
    public ChangedObjects? Companies { get; init; }

    /// <summary>Orders changed; null when not asked for, or denied.</summary>
    public ChangedObjects? Orders { get; init; }

    /// <summary>What Shopify does not let the app read, by the field's name: <c>products</c>, <c>ordersCount</c>, <c>oldest</c>…</summary>
    public IReadOnlySet<string> Denied { get; init; } = new HashSet<string>();
}

/// <summary>The places of a shop, and what changed of their stock.</summary>
/// <param name="Locations">All places, deactivated ones included.</param>
/// <param name="Changed">The inventory items of which stock changed.</param>
public sealed record StockNews(IReadOnlyList<ShopifyLocation> Locations, ChangedObjects Changed);
