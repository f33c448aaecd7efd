using Comptoir.Storage;

namespace Comptoir.Sales;

/// <summary>
/// One entry of the shop's sales ledger (Shopify's <c>Order.agreements.sales</c>): dated, signed, with tax. It never
/// changes once stored, and all money of documents comes from it. Amounts are minor units, in the shop's currency and,
/// with the prefix <c>Customer</c>, in the currency the customer saw.
/// </summary>
public sealed class Sale : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long OrderId { get; init; }

    /// <summary>The shop's number of the sale: unique within the order.</summary>
    public required long Number { get; init; }

    /// <summary>The shop's number of the agreement: what was agreed at one moment.</summary>
    public required long Agreement { get; init; }

    /// <summary>Why: <c>ORDER</c>, <c>ORDER_EDIT</c>, <c>REFUND</c>, <c>RETURN</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime HappenedAt { get; init; }

    /// <summary>The day, in the shop's time zone.</summary>
    public required DateOnly HappenedOn { get; init; }

    /// <summary>What was sold: <c>PRODUCT</c>, <c>SHIPPING</c>, <c>GIFT_CARD</c>, <c>TIP</c>, <c>DUTY</c>, <c>ADDITIONAL_FEE</c>, <c>FEE</c>, <c>ADJUSTMENT</c>, <c>UNKNOWN</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Shopify's <c>ORDER</c>, <c>RETURN</c>, <c>UPDATE</c> or <c>UNKNOWN</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The order line it concerns, among those of its kind (a shipping line for shipping); null for adjustments and fees.</summary>
    public long? Line { get; init; }

    /// <summary>The shop's number of the refund that caused it.</summary>
    public long? Refund { get; init; }

    /// <summary>Units, negative when they come back; null where there are none.</summary>
    public int? Quantity { get; init; }

    /// <summary>After discounts, tax included; negative when given back.</summary>
    public required long Total { get; init; }
    public required long CustomerTotal { get; init; }

    /// <summary>The tax within the total.</summary>
    public required long Tax { get; init; }
    public required long CustomerTax { get; init; }

    /// <summary>The discounts, before tax and after it, as the shop signs them.</summary>
    public required long DiscountBeforeTax { get; init; }
    public required long CustomerDiscountBeforeTax { get; init; }
    public required long DiscountAfterTax { get; init; }
    public required long CustomerDiscountAfterTax { get; init; }

    public List<SaleTax> Taxes { get; init; } = [];
}

/// <summary>The part of a sale's tax that one tax line makes, minor units.</summary>
public sealed class SaleTax : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long OrderId { get; init; }

    /// <summary>Number of the sale within the order.</summary>
    public required long Sale { get; init; }

    /// <summary>Place among the sale's taxes, from 0.</summary>
    public required int Position { get; init; }

    public required string Title { get; init; }

    /// <summary>In millionths: 20 % is 200000; null when the shop does not say.</summary>
    public int? Rate { get; init; }

    public required long Amount { get; init; }
    public required long CustomerAmount { get; init; }

    /// <summary>The sales channel pays it to the state; null when unknown.</summary>
    public bool? ChannelLiable { get; init; }
}
