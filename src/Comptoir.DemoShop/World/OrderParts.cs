namespace Comptoir.DemoShop.World;

internal sealed record OrderCancellation(string? StaffNote);

internal sealed record OrderApp(string Id, string Name)
{
    public string Title => Name;
    public string? Handle => null;
    public static OrderApp OnlineStore { get; } = new(Gid.Of("App", 580111), "Online Store");
    public static OrderApp PointOfSale { get; } = new(Gid.Of("App", 129785), "Point of Sale");
    public static OrderApp Marketplace { get; } = new(Gid.Of("App", 5901), "Marché Déco");
    public static OrderApp DraftOrders { get; } = new(Gid.Of("App", 1354745), "Draft Orders");
}

internal sealed record CashRoundingAdjustment(MoneyBag PaymentSet, MoneyBag RefundSet);

internal sealed record LocalizedField(
    string Key,
    string Title,
    string Value,
    string CountryCode,
    string Purpose
);

internal sealed record OrderRiskAssessment(string RiskLevel)
{
    public List<RiskFact> Facts { get; init; } = [];
}

internal sealed record RiskFact(string Description, string Sentiment);

/// <summary>A fee on the whole order: packaging, a levy. Fixed when the order is placed.</summary>
internal sealed record AdditionalFee(
    string Id,
    string Name,
    MoneyBag Price,
    List<TaxLine> TaxLines
);

internal sealed record OrderRiskSummary(
    string Recommendation,
    List<OrderRiskAssessment> Assessments
)
{
    public static OrderRiskSummary Low { get; } = new("ACCEPT", [new("LOW")]);
    public static OrderRiskSummary Doubtful { get; } =
        new(
            "INVESTIGATE",
            [
                new("MEDIUM")
                {
                    Facts =
                    [
                        new(
                            "The delivery address is 1,150 km from where the order was placed",
                            "NEGATIVE"
                        ),
                        new("The card verification value is correct", "POSITIVE"),
                    ],
                },
            ]
        );
    public static OrderRiskSummary High { get; } =
        new(
            "CANCEL",
            [
                new("HIGH")
                {
                    Facts =
                    [
                        new(
                            "Characteristics of this order are similar to fraudulent orders observed in the past",
                            "NEGATIVE"
                        ),
                    ],
                },
            ]
        );
}

internal sealed class OrderTransaction
{
    public required Order Order { get; init; }
    public required string Id { get; init; }
    public required string Kind { get; init; }
    public required string Status { get; init; }
    public required string Gateway { get; init; }
    public required bool Test { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ProcessedAt { get; init; }
    public required string PaymentId { get; init; }
    public required MoneyBag AmountSet { get; init; }
    public MoneyBag? AmountRoundingSet { get; init; }
    public OrderTransaction? ParentTransaction { get; init; }
    public List<TransactionFee> Fees { get; } = [];
    public string? ErrorCode { get; init; }
    public bool ManualPaymentGateway => Gateway is "manual" or "bank_transfer" or "cash";

    public string FormattedGateway =>
        Gateway switch
        {
            "shopify_payments" => "Shopify Payments",
            "paypal" => "PayPal",
            "gift_card" => "Gift Card",
            "bank_transfer" => "Virement bancaire",
            "shopify_store_credit" => "Store Credit",
            "cash" => "Cash",
            "bogus" => "Bogus",
            _ => "Manual",
        };

    public MoneyBag? TotalUnsettledSet => Kind == "AUTHORIZATION" ? Order.TotalCapturableSet : null;
    public DateTimeOffset? AuthorizationExpiresAt =>
        Kind == "AUTHORIZATION" ? CreatedAt.AddDays(7) : null;
}

internal sealed record TransactionFee(
    string Id,
    string Type,
    Money Amount,
    Money TaxAmount,
    string RateName
)
{
    public Money FlatFee => Amount with { Minor = 25 };
    public string? FlatFeeName => null;
    public string Rate => "0.015";
}

/// <summary>Something given back: lines, shipping, an amount; with or without money.</summary>
internal sealed class Refund(Order order, DateTimeOffset at)
{
    public Order Order { get; } = order;
    public string Id => Gid.Of("Refund", LegacyResourceId);
    public long LegacyResourceId { get; } = order.ChildNumber("Refund");
    public DateTimeOffset? CreatedAt { get; } = at;
    public DateTimeOffset ProcessedAt { get; } = at;
    public DateTimeOffset UpdatedAt { get; } = at;
    public string? Note { get; init; }
    public Return? Return { get; init; }
    public List<RefundLineItem> Lines { get; } = [];
    public List<RefundShippingLine> ShippingLines { get; } = [];
    public List<OrderAdjustment> Adjustments { get; } = [];
    public List<OrderTransaction> Transactions { get; } = [];
    public MoneyBag TotalRefundedSet =>
        Transactions.Where(t => t.Status == "SUCCESS").Sum(Order.Pair, t => t.AmountSet);
}

internal sealed class RefundLineItem
{
    public required string Id { get; init; }
    public required LineItem LineItem { get; init; }
    public required int Quantity { get; init; }
    public required string RestockType { get; init; }
    public required Location? Location { get; init; }
    public required MoneyBag SubtotalSet { get; init; }
    public required MoneyBag TotalTaxSet { get; init; }
    public MoneyBag PriceSet => SubtotalSet.Share(1, Quantity);
    public bool Restocked => RestockType != "NO_RESTOCK";
}

internal sealed record RefundShippingLine(
    string Id,
    ShippingLine ShippingLine,
    MoneyBag SubtotalAmountSet,
    MoneyBag TaxAmountSet
);

internal sealed record OrderAdjustment(
    string Id,
    string Reason,
    MoneyBag AmountSet,
    MoneyBag TaxAmountSet
);

internal sealed class Return(Order order, DateTimeOffset at)
{
    public Order Order { get; } = order;
    public string Id { get; } = order.Child("Return");
    public string Name { get; } = $"{order.Name}-R{order.Returns.Count + 1}";
    public string Status { get; set; } = "OPEN";
    public DateTimeOffset CreatedAt { get; } = at;
    public DateTimeOffset? ClosedAt { get; set; }
    public int TotalQuantity => Lines.Sum(l => l.Quantity);
    public List<ReturnLineItem> Lines { get; } = [];
    public List<ExchangeLineItem> ExchangeLines { get; } = [];
    public List<Refund> Refunds => Order.Refunds.FindAll(r => r.Return == this);
    public List<OrderTransaction> Transactions => [.. Refunds.SelectMany(r => r.Transactions)];
}

internal sealed record ReturnLineItem(
    string Id,
    int Quantity,
    string Reason,
    FulfillmentLineItem? FulfillmentLineItem
)
{
    public int ProcessedQuantity => Quantity;
    public int RefundableQuantity => 0;
    public int RefundedQuantity => Quantity;
    public string ReturnReasonNote => "";
    public string? CustomerNote => null;
}

internal sealed record ExchangeLineItem(string Id, int Quantity, LineItem LineItem)
{
    public string? VariantId =>
        LineItem.VariantNumber is { } variant ? Gid.Of("ProductVariant", variant) : null;
    public List<LineItem> LineItems => [LineItem];
}

internal sealed class PaymentTerms
{
    public required string Id { get; init; }
    public required int? DueInDays { get; init; }
    public required bool Overdue { get; init; }
    public string PaymentTermsName => DueInDays is null ? "Due on receipt" : $"Net {DueInDays}";
    public string TranslatedName => PaymentTermsName;
    public string PaymentTermsType => DueInDays is null ? "RECEIPT" : "NET";
    public required List<PaymentSchedule> Schedules { get; init; }
}

internal sealed record PaymentSchedule(
    string Id,
    DateTimeOffset? IssuedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? CompletedAt,
    Order Order
)
{
    public bool? Due => CompletedAt is null && DueAt is not null;
    public Money BalanceDue =>
        (
            CompletedAt is null ? Order.TotalOutstandingSet : MoneyBag.Zero(Order.Pair)
        ).PresentmentMoney;
    public Money TotalBalance => Order.CurrentTotalPriceSet.PresentmentMoney;
}
