using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>An order by its dates and totals alone.</summary>
public sealed record OrderHeader
{
    [JsonRequired]
    public Gid Id { get; init; }

    /// <summary>Such as <c>#1001</c>.</summary>
    [JsonRequired]
    public string Name { get; init; } = "";

    [JsonRequired]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the sale took place; earlier than <see cref="CreatedAt"/> for imported orders.</summary>
    [JsonRequired]
    public DateTimeOffset ProcessedAt { get; init; }

    [JsonRequired]
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }

    [JsonRequired]
    public bool Test { get; init; }

    /// <summary>When it was ordered or last edited.</summary>
    [JsonRequired]
    public ShopAmount TotalPriceSet { get; init; }

    /// <summary>After returns and removals.</summary>
    [JsonRequired]
    public ShopAmount CurrentTotalPriceSet { get; init; }

    [JsonRequired]
    public ShopAmount CurrentTotalTaxSet { get; init; }

    /// <summary>Money in, before refunds.</summary>
    [JsonRequired]
    public ShopAmount TotalReceivedSet { get; init; }

    /// <summary>Money given back.</summary>
    [JsonRequired]
    public ShopAmount TotalRefundedSet { get; init; }
}

/// <summary>The half of a <see cref="MoneyBag"/> that is in the shop's currency.</summary>
public readonly record struct ShopAmount
{
    [JsonRequired]
    public ShopifyMoney ShopMoney { get; init; }
}

/// <summary>Some headers.</summary>
/// <param name="Orders">Each once.</param>
/// <param name="IsComplete">False when there are more than were wanted: a bulk operation reads them better.</param>
public sealed record OrderHeaderList(IReadOnlyList<OrderHeader> Orders, bool IsComplete);
