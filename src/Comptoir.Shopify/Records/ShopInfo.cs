using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>The shop itself.</summary>
public sealed record ShopInfo
{
    [JsonRequired]
    public Gid Id { get; init; }

    [JsonRequired]
    public string Name { get; init; } = "";

    /// <summary>For example <c>my-shop.myshopify.com</c>.</summary>
    [JsonRequired]
    public string MyshopifyDomain { get; init; } = "";
    public string? Email { get; init; }

    /// <summary>The currency of the books, ISO 4217.</summary>
    [JsonRequired]
    public string CurrencyCode { get; init; } = "";

    /// <summary>For example <c>Europe/Paris</c>: the shop's day begins there at midnight. Instants are UTC.</summary>
    [JsonRequired]
    public string IanaTimezone { get; init; } = "";

    /// <summary>Whether prices are shown with tax.</summary>
    public bool TaxesIncluded { get; init; }

    /// <summary>Whether shipping is taxed.</summary>
    public bool TaxShipping { get; init; }
    public string? WeightUnit { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }

    public ShopPlan Plan
    {
        get;
        init => field = value ?? new();
    } = new();
    public ShopDomain? PrimaryDomain { get; init; }
    public ShopPlace? ShopAddress { get; init; }
    public IReadOnlyList<string>? EnabledPresentmentCurrencies { get; init; }
}

/// <summary>What the merchant pays Shopify for.</summary>
public sealed record ShopPlan
{
    public string? PublicDisplayName { get; init; }

    /// <summary>A development store: orders may be tests.</summary>
    public bool PartnerDevelopment { get; init; }
    public bool ShopifyPlus { get; init; }
}

/// <summary>The address customers see.</summary>
public sealed record ShopDomain
{
    public string? Host { get; init; }
    public string? Url { get; init; }
}

/// <summary>Where the shop's business is.</summary>
public sealed record ShopPlace
{
    public string? Company { get; init; }
    public string? Address1 { get; init; }
    public string? Address2 { get; init; }
    public string? City { get; init; }
    public string? Zip { get; init; }
    public string? Province { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? CountryCodeV2 { get; init; }
    public string? Phone { get; init; }
}

/// <summary>How many objects there are.</summary>
public sealed record ShopifyCount
{
    [JsonRequired]
    public int Count { get; init; }

    /// <summary>EXACT, or AT_LEAST when Shopify stopped counting.</summary>
    public string Precision
    {
        get;
        init => field = value ?? "";
    } = "";

    [JsonIgnore]
    public bool IsExact => Precision == "EXACT";
}

/// <summary>What a shop holds, as far as the app may see. Null where it may not.</summary>
public sealed record ShopCounts
{
    public ShopifyCount? OrdersCount { get; init; }
    public ShopifyCount? ProductsCount { get; init; }
    public ShopifyCount? CustomersCount { get; init; }
}

/// <summary>The first order the app may see: without <c>read_all_orders</c> never older than 60 days.</summary>
public sealed record OldestOrder
{
    [JsonRequired]
    public Gid Id { get; init; }

    public string? Name { get; init; }

    [JsonRequired]
    public DateTimeOffset ProcessedAt { get; init; }

    [JsonRequired]
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A place that holds stock or sells.</summary>
public sealed record ShopifyLocation
{
    [JsonRequired]
    public Gid Id { get; init; }

    [JsonRequired]
    public string Name { get; init; } = "";
    public bool IsActive { get; init; }
    public bool ShipsInventory { get; init; }
    public bool FulfillsOnlineOrders { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public LocationPlace? Address { get; init; }
}

/// <summary>Where a location is.</summary>
public sealed record LocationPlace
{
    public string? Address1 { get; init; }
    public string? Address2 { get; init; }
    public string? City { get; init; }
    public string? Zip { get; init; }
    public string? Province { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? CountryCode { get; init; }
    public string? Phone { get; init; }
}
