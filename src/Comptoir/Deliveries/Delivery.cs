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

    /// <summary>Who entered it by hand; null for the shop's own.</summary>
    public string? EnteredBy { get; init; }

    /// <summary>The delivery of the shop that tells the same: it counts in the place of this one. Null while none does.</summary>
    public long? SameAs { get; private set; }

    /// <summary>When it was taken back by hand, UTC; null while it stands.</summary>
    public DateTime? ReversedAt { get; private set; }

    /// <summary>Why it was taken back.</summary>
    public string? ReversedReason { get; private set; }

    public List<DeliveryLine> Lines { get; init; } = [];

    /// <summary>Goods are on their way or there: neither cancelled, nor told a second time, nor taken back.</summary>
    public bool Counts => Status == "SUCCESS" && SameAs is null && ReversedAt is null;

    /// <summary>The shop has told it too: from now on its own row counts.</summary>
    public void ToldByShop(long deliveryId)
    {
        RefuseUnlessCounting();
        SameAs = deliveryId;
    }

    /// <summary>A delivery entered by hand was a mistake.</summary>
    public void Reverse(DateTime at, string reason)
    {
        RefuseUnlessCounting();
        (ReversedAt, ReversedReason) = (at, reason);
    }

    void RefuseUnlessCounting()
    {
        if (ExternalId is not null || !Counts)
            throw new InvalidOperationException(
                "Only a delivery entered by hand that counts can be taken back."
            );
    }
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
