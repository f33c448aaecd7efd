using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>
/// One dated event in an order's sales ledger (<c>SalesAgreement</c>): what was agreed when the order was placed, edited,
/// returned or refunded.
/// </summary>
public sealed record SalesAgreement
{
    [JsonRequired]
    public Gid Id { get; init; }

    [JsonRequired]
    public DateTimeOffset HappenedAt { get; init; }

    /// <summary>ORDER, ORDER_EDIT, REFUND, RETURN, UNKNOWN.</summary>
    [JsonRequired]
    public string Reason { get; init; } = "";

    /// <summary>Set for a refund.</summary>
    public ShopifyReference? Refund { get; init; }

    /// <summary>Set for a return.</summary>
    public ShopifyReference? Return { get; init; }

    /// <summary>The entries, by id.</summary>
    [JsonIgnore]
    public IReadOnlyList<Sale> Sales { get; init; } = [];
}

/// <summary>One entry of the ledger. Amounts and quantity are negative for what came back.</summary>
public sealed record Sale
{
    [JsonRequired]
    public Gid Id { get; init; }

    /// <summary>ORDER, RETURN, UPDATE, UNKNOWN.</summary>
    [JsonRequired]
    public string ActionType { get; init; } = "";

    /// <summary>PRODUCT, SHIPPING, GIFT_CARD, TIP, DUTY, ADDITIONAL_FEE, FEE, ADJUSTMENT, UNKNOWN.</summary>
    [JsonRequired]
    public string LineType { get; init; } = "";

    /// <summary>Units; null where counting makes no sense.</summary>
    public int? Quantity { get; init; }

    /// <summary>After discounts, with tax.</summary>
    [JsonRequired]
    public MoneyBag TotalAmount { get; init; }

    [JsonRequired]
    public MoneyBag TotalTaxAmount { get; init; }

    [JsonRequired]
    public MoneyBag TotalDiscountAmountBeforeTaxes { get; init; }

    [JsonRequired]
    public MoneyBag TotalDiscountAmountAfterTaxes { get; init; }

    [JsonRequired]
    public IReadOnlyList<SaleTax> Taxes { get; init; } = [];

    /// <summary>For products, gift cards and tips.</summary>
    public ShopifyReference? LineItem { get; init; }
    public SaleShippingLine? ShippingLine { get; init; }
    public ShopifyReference? Duty { get; init; }
    public ShopifyNamedReference? AdditionalFee { get; init; }

    /// <summary>For restocking and return shipping fees.</summary>
    public ShopifyReference? Fee { get; init; }
}

/// <summary>The shipping line an entry is about; the schema lets its id be missing.</summary>
public sealed record SaleShippingLine
{
    public Gid? Id { get; init; }
}

/// <summary>One tax of an entry.</summary>
public sealed record SaleTax
{
    [JsonRequired]
    public Gid Id { get; init; }

    [JsonRequired]
    public MoneyBag Amount { get; init; }

    /// <summary>Title and rate; its own price is that of the whole line, not of this entry.</summary>
    public SaleTaxLine TaxLine
    {
        get;
        init => field = value ?? new();
    } = new();
}

/// <summary>What tax it is.</summary>
public sealed record SaleTaxLine
{
    public string? Title { get; init; }

    /// <summary>As a fraction, 0.2 for 20 %.</summary>
    public decimal? Rate { get; init; }

    /// <summary>In percent, 20 for 20 %.</summary>
    public decimal? RatePercentage { get; init; }
    public string? Source { get; init; }

    /// <summary>True when the sales channel pays the tax; null when not known.</summary>
    public bool? ChannelLiable { get; init; }
}
