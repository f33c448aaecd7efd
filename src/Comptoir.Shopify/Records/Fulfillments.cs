using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>Goods sent (or handed over) from one place: our delivery.</summary>
public sealed record Fulfillment
{
    [JsonRequired]
    public Gid Id { get; init; }

    /// <summary>For example <c>#1001.1</c>.</summary>
    public string? Name { get; init; }

    /// <summary>SUCCESS, CANCELLED, ERROR, FAILURE; OPEN and PENDING on old orders.</summary>
    [JsonRequired]
    public string Status { get; init; } = "";
    public string? DisplayStatus { get; init; }

    [JsonRequired]
    public DateTimeOffset CreatedAt { get; init; }

    [JsonRequired]
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public int TotalQuantity { get; init; }
    public ShopifyNamedReference? Location { get; init; }

    public IReadOnlyList<TrackingInfo> TrackingInfo
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>How many of which order line; null when they were not read.</summary>
    [JsonIgnore]
    public IReadOnlyList<FulfillmentLineItem>? Lines { get; init; }
}

/// <summary>A parcel's tracking.</summary>
public sealed record TrackingInfo
{
    public string? Company { get; init; }
    public string? Number { get; init; }
    public string? Url { get; init; }
}

/// <summary>Units of one order line in one fulfilment.</summary>
public sealed record FulfillmentLineItem
{
    [JsonRequired]
    public Gid Id { get; init; }
    public int? Quantity { get; init; }

    [JsonRequired]
    public ShopifyReference LineItem { get; init; } = null!;
}
