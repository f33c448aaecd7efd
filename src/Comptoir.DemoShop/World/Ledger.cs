namespace Comptoir.DemoShop.World;

/// <summary>An object whose GraphQL type is not the name of its class.</summary>
internal interface ITyped
{
    string TypeName { get; }
}

/// <summary>A dated group of sales: one act on the order (Shopify's <c>SalesAgreement</c>).</summary>
internal sealed class SalesAgreement(Order order, string reason, DateTimeOffset happenedAt) : ITyped
{
    public string TypeName =>
        Reason switch
        {
            "ORDER_EDIT" => "OrderEditAgreement",
            "REFUND" => "RefundAgreement",
            "RETURN" => "ReturnAgreement",
            _ => "OrderAgreement",
        };

    public Order Order { get; } = order;
    public string Id { get; } = order.Child("SalesAgreement");
    public string Reason { get; } = reason;
    public DateTimeOffset HappenedAt { get; } = happenedAt;
    public OrderApp? App => Order.App;
    public Refund? Refund { get; init; }
    public Return? Return { get; init; }
    public List<Sale> Sales { get; } = [];
}

/// <summary>One signed entry of the sales ledger. Nothing changes it once it is written.</summary>
internal sealed class Sale : ITyped
{
    public string TypeName =>
        LineType switch
        {
            "PRODUCT" => "ProductSale",
            "GIFT_CARD" => "GiftCardSale",
            "TIP" => "TipSale",
            "SHIPPING" => "ShippingLineSale",
            "DUTY" => "DutySale",
            "ADDITIONAL_FEE" => "AdditionalFeeSale",
            "ADJUSTMENT" => "AdjustmentSale",
            _ => "UnknownSale",
        };

    public required string Id { get; init; }
    public required string ActionType { get; init; }
    public required string LineType { get; init; }
    public int? Quantity { get; init; }
    public required MoneyBag TotalAmount { get; init; }
    public required MoneyBag TotalTaxAmount { get; init; }
    public required MoneyBag TotalDiscountAmountBeforeTaxes { get; init; }
    public required MoneyBag TotalDiscountAmountAfterTaxes { get; init; }
    public List<SaleTax> Taxes { get; init; } = [];
    public LineItem? LineItem { get; init; }
    public ShippingLine? ShippingLine { get; init; }
    public Duty? Duty { get; init; }
    public AdditionalFee? AdditionalFee { get; init; }
}

internal sealed record SaleTax(string Id, MoneyBag Amount, TaxLine TaxLine);
