using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <content>The totals: control sums for the ledger, the payments and the lines.</content>
public sealed partial record ShopifyOrder
{
    /// <summary>Total at the time of ordering, before any edit.</summary>
    public MoneyBag? OriginalTotalPriceSet { get; init; }
    public MoneyBag? SubtotalPriceSet { get; init; }

    [JsonRequired]
    public MoneyBag TotalPriceSet { get; init; }
    public MoneyBag? TotalTaxSet { get; init; }
    public MoneyBag? TotalDiscountsSet { get; init; }

    public MoneyBag? TotalShippingPriceSet { get; init; }
    public MoneyBag? TotalTipReceivedSet { get; init; }

    /// <summary>Money in, before refunds.</summary>
    [JsonRequired]
    public MoneyBag TotalReceivedSet { get; init; }

    /// <summary>Money given back.</summary>
    [JsonRequired]
    public MoneyBag TotalRefundedSet { get; init; }

    public MoneyBag? TotalRefundedShippingSet { get; init; }

    public MoneyBag? TotalOutstandingSet { get; init; }

    /// <summary>Received less refunded.</summary>
    public MoneyBag? NetPaymentSet { get; init; }

    /// <summary>What was refunded beyond, or short of, what was returned.</summary>
    [JsonRequired]
    public MoneyBag RefundDiscrepancySet { get; init; }
    public MoneyBag? OriginalTotalDutiesSet { get; init; }
    public MoneyBag? CurrentTotalDutiesSet { get; init; }
    public MoneyBag? OriginalTotalAdditionalFeesSet { get; init; }
    public MoneyBag? CurrentTotalAdditionalFeesSet { get; init; }

    public MoneyBag? CurrentSubtotalPriceSet { get; init; }

    [JsonRequired]
    public MoneyBag CurrentTotalPriceSet { get; init; }

    [JsonRequired]
    public MoneyBag CurrentTotalTaxSet { get; init; }

    public MoneyBag? CurrentTotalDiscountsSet { get; init; }

    public MoneyBag? CurrentShippingPriceSet { get; init; }

    public CashRounding? TotalCashRoundingAdjustment { get; init; }
}

/// <summary>What rounding to cash added (positive) or took away (negative), for payments and for refunds.</summary>
public sealed record CashRounding
{
    [JsonRequired]
    public MoneyBag PaymentSet { get; init; }

    [JsonRequired]
    public MoneyBag RefundSet { get; init; }
}
