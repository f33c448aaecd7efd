using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>
/// A movement, or an attempt at one, with a payment gateway. Money moved only when <see cref="Status"/> is SUCCESS, the
/// kind is SALE, CAPTURE, REFUND or CHANGE, and it is no test.
/// </summary>
public sealed record OrderTransaction
{
    [JsonRequired]
    public Gid Id { get; init; }

    /// <summary>AUTHORIZATION, CAPTURE, CHANGE, EMV_AUTHORIZATION, REFUND, SALE, SUGGESTED_REFUND, VOID.</summary>
    [JsonRequired]
    public string Kind { get; init; } = "";

    /// <summary>AWAITING_RESPONSE, ERROR, FAILURE, PENDING, SUCCESS, UNKNOWN.</summary>
    [JsonRequired]
    public string Status { get; init; } = "";

    /// <summary>Technical name, for example <c>shopify_payments</c>, <c>gift_card</c>, <c>manual</c>.</summary>
    public string? Gateway { get; init; }
    public string? FormattedGateway { get; init; }
    public bool ManualPaymentGateway { get; init; }
    public bool Test { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? ProcessedAt { get; init; }
    public string? PaymentId { get; init; }
    public string? ErrorCode { get; init; }

    /// <summary>Never negative: the kind gives the direction.</summary>
    [JsonRequired]
    public MoneyBag AmountSet { get; init; }

    /// <summary>Rounding to cash, null when there is none.</summary>
    public MoneyBag? AmountRoundingSet { get; init; }

    /// <summary>The authorization of a capture, the payment of a refund.</summary>
    public ShopifyReference? ParentTransaction { get; init; }

    public IReadOnlyList<TransactionFee> Fees
    {
        get;
        init => field = value ?? [];
    } = [];
}

/// <summary>What the gateway kept (Shopify Payments only), in the currency of the payout.</summary>
public sealed record TransactionFee
{
    public string? Type { get; init; }

    public ShopifyMoney? Amount { get; init; }

    public ShopifyMoney? TaxAmount { get; init; }
}

/// <summary>A refund's head; its amounts by line are in the ledger, in the agreement that names it.</summary>
public sealed record Refund
{
    [JsonRequired]
    public Gid Id { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? ProcessedAt { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The merchant's reason.</summary>
    public string? Note { get; init; }

    public MoneyBag? TotalRefundedSet { get; init; }
    public ShopifyReference? Return { get; init; }
}
