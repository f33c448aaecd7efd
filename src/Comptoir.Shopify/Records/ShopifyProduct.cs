using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>A product with its variants.</summary>
public sealed record ShopifyProduct
{
    [JsonRequired]
    public Gid Id { get; init; }

    [JsonRequired]
    public string Title { get; init; } = "";
    public string? Handle { get; init; }

    /// <summary>ACTIVE, ARCHIVED, DRAFT, UNLISTED.</summary>
    public string? Status { get; init; }

    /// <summary>The supplier's or maker's name as the merchant typed it; may be empty.</summary>
    public string? Vendor { get; init; }
    public string? ProductType { get; init; }

    public IReadOnlyList<string> Tags
    {
        get;
        init => field = value ?? [];
    } = [];
    public bool IsGiftCard { get; init; }
    public string? DescriptionHtml { get; init; }

    [JsonRequired]
    public DateTimeOffset CreatedAt { get; init; }

    [JsonRequired]
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public bool TracksInventory { get; init; }

    /// <summary>True when the merchant made no variants: there is one, called "Default Title".</summary>
    public bool HasOnlyDefaultVariant { get; init; }

    public ProductCategory? Category { get; init; }
    public IReadOnlyList<ProductOption>? Options { get; init; }

    [JsonIgnore]
    public IReadOnlyList<ShopifyVariant> Variants { get; init; } = [];
}

/// <summary>Place in Shopify's product taxonomy.</summary>
public sealed record ProductCategory
{
    public string? FullName { get; init; }
}

/// <summary>An option such as Size, with its values.</summary>
public sealed record ProductOption
{
    public string? Name { get; init; }
    public int Position { get; init; }
    public IReadOnlyList<string>? Values { get; init; }
}

/// <summary>The unit that is sold.</summary>
public sealed record ShopifyVariant
{
    [JsonRequired]
    public Gid Id { get; init; }
    public string? Title { get; init; }
    public string? DisplayName { get; init; }

    /// <summary>Not unique, may be empty.</summary>
    public string? Sku { get; init; }
    public string? Barcode { get; init; }
    public int Position { get; init; }

    /// <summary>In the shop's currency; with or without tax as the shop says.</summary>
    [JsonRequired]
    public decimal Price { get; init; }
    public decimal? CompareAtPrice { get; init; }
    public bool Taxable { get; init; }

    /// <summary>Available units over all places; null when not tracked or not allowed.</summary>
    public int? InventoryQuantity { get; init; }
    public string? InventoryPolicy { get; init; }
    public bool AvailableForSale { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }
    public bool RequiresComponents { get; init; }
    public IReadOnlyList<SelectedOption>? SelectedOptions { get; init; }
    public VariantInventoryItem? InventoryItem { get; init; }
}

/// <summary>The variant's value for one option.</summary>
public sealed record SelectedOption
{
    public string? Name { get; init; }
    public string? Value { get; init; }
}

/// <summary>What of the inventory item belongs on the product.</summary>
public sealed record VariantInventoryItem
{
    [JsonRequired]
    public Gid Id { get; init; }
    public bool Tracked { get; init; }
    public bool RequiresShipping { get; init; }
    public string? CountryCodeOfOrigin { get; init; }
    public string? HarmonizedSystemCode { get; init; }

    /// <summary>Purchase cost of one unit, in the shop's currency.</summary>
    public ShopifyMoney? UnitCost { get; init; }
    public Measurement? Measurement { get; init; }
}

/// <summary>Physical measures.</summary>
public sealed record Measurement
{
    public Weight? Weight { get; init; }
}

/// <summary>A weight in its own unit: GRAMS, KILOGRAMS, OUNCES, POUNDS.</summary>
public sealed record Weight
{
    public decimal Value { get; init; }
    public string? Unit { get; init; }
}
