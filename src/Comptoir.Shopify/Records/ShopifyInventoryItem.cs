using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>The physical thing behind a variant, with how much of it lies where.</summary>
public sealed record ShopifyInventoryItem
{
    [JsonRequired]
    public Gid Id { get; init; }
    public string? Sku { get; init; }
    public bool Tracked { get; init; }

    [JsonRequired]
    public DateTimeOffset UpdatedAt { get; init; }

    [JsonIgnore]
    public IReadOnlyList<InventoryLevel> Levels { get; init; } = [];
}

/// <summary>
/// Stock of one item at one place. The number of its id repeats from item to item (the item is after the <c>?</c>), so
/// item and location together are its key.
/// </summary>
public sealed record InventoryLevel
{
    [JsonRequired]
    public DateTimeOffset UpdatedAt { get; init; }
    public bool IsActive { get; init; }

    [JsonRequired]
    public ShopifyNamedReference Location { get; init; } = null!;

    [JsonRequired]
    public IReadOnlyList<InventoryQuantity> Quantities { get; init; } = [];

    /// <summary>Units that can be sold. Negative when oversold. Null when not asked for.</summary>
    [JsonIgnore]
    public int? Available => Quantity("available");

    /// <summary>Units physically there.</summary>
    [JsonIgnore]
    public int? OnHand => Quantity("on_hand");

    /// <summary>Units in orders not yet sent.</summary>
    [JsonIgnore]
    public int? Committed => Quantity("committed");

    /// <summary>Units on their way in.</summary>
    [JsonIgnore]
    public int? Incoming => Quantity("incoming");

    int? Quantity(string name)
    {
        foreach (var quantity in Quantities)
            if (quantity.Name == name)
                return quantity.Quantity;
        return null;
    }
}

/// <summary>A count of units under one of Shopify's names (available, on_hand, committed, incoming).</summary>
public sealed record InventoryQuantity
{
    [JsonRequired]
    public string Name { get; init; } = "";

    [JsonRequired]
    public int Quantity { get; init; }
}
