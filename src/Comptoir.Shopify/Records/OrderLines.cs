using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>A line of an order, with texts and SKU as they were when it was bought.</summary>
public sealed record LineItem
{
    [JsonRequired]
    public Gid Id { get; init; }
    public string? Name { get; init; }

    public string Title
    {
        get;
        init => field = value ?? "";
    } = "";
    public string? VariantTitle { get; init; }
    public string? Sku { get; init; }
    public string? Vendor { get; init; }

    /// <summary>Units ordered, those removed or refunded since included.</summary>
    [JsonRequired]
    public int Quantity { get; init; }

    /// <summary>Units left after edits and returns.</summary>
    [JsonRequired]
    public int CurrentQuantity { get; init; }
    public int RefundableQuantity { get; init; }
    public int UnfulfilledQuantity { get; init; }
    public bool RequiresShipping { get; init; }
    public bool Taxable { get; init; }
    public bool IsGiftCard { get; init; }

    /// <summary>Null for a line typed by hand and for a product deleted since.</summary>
    public ShopifyReference? Product { get; init; }

    /// <inheritdoc cref="Product"/>
    public ShopifyReference? Variant { get; init; }

    /// <summary>The bundle this line is a part of; the bundle itself is not a line.</summary>
    public LineItemGroup? LineItemGroup { get; init; }

    /// <summary>The plan of a subscription, a pre-order or the like; null for what is bought once.</summary>
    public LineItemSellingPlan? SellingPlan { get; init; }

    /// <summary>Price of one unit before discounts.</summary>
    [JsonRequired]
    public MoneyBag OriginalUnitPriceSet { get; init; }

    public MoneyBag? DiscountedUnitPriceAfterAllDiscountsSet { get; init; }

    /// <summary>Unit price times quantity, before discounts.</summary>
    [JsonRequired]
    public MoneyBag OriginalTotalSet { get; init; }

    /// <summary>After the line's own discounts; without those on the whole order and without codes.</summary>
    public MoneyBag? DiscountedTotalSet { get; init; }

    public MoneyBag? TotalDiscountSet { get; init; }

    /// <summary>The discounts' true shares of this line: by line, by order and by code.</summary>
    [JsonRequired]
    public IReadOnlyList<DiscountAllocation> DiscountAllocations { get; init; } = [];

    [JsonRequired]
    public IReadOnlyList<TaxLine> TaxLines { get; init; } = [];

    public IReadOnlyList<Duty> Duties
    {
        get;
        init => field = value ?? [];
    } = [];

    public IReadOnlyList<KeyValue> CustomAttributes
    {
        get;
        init => field = value ?? [];
    } = [];
}

/// <summary>A bundle that several lines make up together.</summary>
public sealed record LineItemGroup
{
    [JsonRequired]
    public Gid Id { get; init; }
    public string? Title { get; init; }
    public int Quantity { get; init; }
    public Gid? VariantId { get; init; }
    public string? VariantSku { get; init; }
}

/// <summary>How a line is sold again and again, or later.</summary>
public sealed record LineItemSellingPlan
{
    /// <summary>As the customer saw it, for example <c>Delivered every month</c>.</summary>
    [JsonRequired]
    public string Name { get; init; } = "";
}

/// <summary>Customs duty on a line.</summary>
public sealed record Duty
{
    [JsonRequired]
    public Gid Id { get; init; }

    public MoneyBag? Price { get; init; }
    public IReadOnlyList<TaxLine>? TaxLines { get; init; }
}

/// <summary>The share of a discount that falls on one line.</summary>
public sealed record DiscountAllocation
{
    [JsonRequired]
    public MoneyBag AllocatedAmountSet { get; init; }
    public DiscountApplicationIndex? DiscountApplication { get; init; }
}

/// <summary>Refers to the order's discount application with the same index.</summary>
public sealed record DiscountApplicationIndex
{
    [JsonRequired]
    public int Index { get; init; }
}

/// <summary>Shipping charged on an order.</summary>
public sealed record ShippingLine
{
    /// <summary>Nullable in the schema.</summary>
    public Gid? Id { get; init; }

    public string Title
    {
        get;
        init => field = value ?? "";
    } = "";
    public string? Code { get; init; }
    public string? Source { get; init; }
    public string? CarrierIdentifier { get; init; }
    public bool IsRemoved { get; init; }
    public bool Custom { get; init; }

    [JsonRequired]
    public MoneyBag OriginalPriceSet { get; init; }

    public MoneyBag? DiscountedPriceSet { get; init; }

    /// <summary>After refunds.</summary>
    public MoneyBag? CurrentDiscountedPriceSet { get; init; }

    [JsonRequired]
    public IReadOnlyList<DiscountAllocation> DiscountAllocations { get; init; } = [];

    [JsonRequired]
    public IReadOnlyList<TaxLine> TaxLines { get; init; } = [];
}

/// <summary>A discount as it was applied to an order. It has no id: its index within the order is its key.</summary>
public sealed record DiscountApplication
{
    /// <summary><c>DiscountCodeApplication</c>, <c>AutomaticDiscountApplication</c>, <c>ManualDiscountApplication</c>…</summary>
    [JsonPropertyName("__typename")]
    public string? TypeName { get; init; }

    [JsonRequired]
    public int Index { get; init; }
    public string? AllocationMethod { get; init; }
    public string? TargetSelection { get; init; }

    /// <summary>LINE_ITEM or SHIPPING_LINE.</summary>
    public string? TargetType { get; init; }
    public DiscountValue? Value { get; init; }
    public string? Code { get; init; }
    public string? Title { get; init; }
    public string? Description { get; init; }
}

/// <summary>The worth of a discount: an amount with its currency, or a percentage.</summary>
public sealed record DiscountValue
{
    public decimal? Amount { get; init; }
    public string? CurrencyCode { get; init; }

    /// <summary>In percent, 10 for 10 %.</summary>
    public decimal? Percentage { get; init; }
}
