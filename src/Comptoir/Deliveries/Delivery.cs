using Comptoir.Storage;

namespace Comptoir.Deliveries;

/// <summary>Goods sent: one of the shop's fulfilments, or one entered by hand.</summary>
public sealed class Delivery : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; set; }

    public required long OrderId { get; init; }

    /// <summary>The shop's number of the fulfilment; null when entered by hand.</summary>
    public long? ExternalId { get; init; }

    /// <summary>The shop's name for it, such as <c>#1001.1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Shopify's word: <c>SUCCESS</c>, <c>CANCELLED</c>, <c>ERROR</c>, <c>FAILURE</c>, <c>OPEN</c>, <c>PENDING</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Shopify's finer word, for example <c>IN_TRANSIT</c> or <c>DELIVERED</c>.</summary>
    public string? DisplayStatus { get; init; }

    /// <summary>The shop's dates, UTC.</summary>
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    /// <summary>Where the goods left, when the office knows the place.</summary>
    public long? LocationId { get; init; }

    public required Tracking[] Tracking { get; init; }

    public List<DeliveryLine> Lines { get; init; } = [];
}

/// <summary>How a parcel can be followed.</summary>
public sealed record Tracking(string? Company, string? Number, string? Url);

/// <summary>How many units of an order line a delivery holds.</summary>
public sealed class DeliveryLine : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long DeliveryId { get; set; }

    /// <summary>Number of the order line.</summary>
    public required long Line { get; init; }

    public required int Quantity { get; init; }
}
