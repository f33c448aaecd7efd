namespace Comptoir.DemoShop.World;

/// <summary>
/// An order with everything that hangs on it. Its money is the sales ledger (<see cref="Agreements" />): the totals are sums over its
/// sales, and the acts that change an order (place, edit, refund, exchange, cancel) are the only ones that write to it.
/// </summary>
public sealed partial class Order : Record
{
    /// <summary>The number behind the name: 1001 for <c>#1001</c>.</summary>
    public required int OrderNumber { get; init; }

    /// <summary>As shown to the customer, unique within a shop only: <c>#1001</c>.</summary>
    public required string Name { get; init; }

    /// <summary>When the sale took place, UTC; earlier than <see cref="Record.CreatedAt" /> for imported orders.</summary>
    public required DateTimeOffset ProcessedAt { get; init; }

    /// <summary>Whether prices contain the tax.</summary>
    public required bool TaxesIncluded { get; init; }

    internal string Id => Gid.Of("Order", Number);
    internal string ConfirmationNumber { get; init; } = "";
    internal DateTimeOffset? ClosedAt { get; set; }
    internal bool Closed => ClosedAt is not null;
    internal DateTimeOffset? CancelledAt { get; set; }
    internal string? CancelReason { get; set; }
    internal OrderCancellation? Cancellation =>
        CancelledAt is null ? null : new OrderCancellation(null);
    internal bool Test { get; init; }
    internal bool Confirmed => true;
    internal bool Edited { get; set; }
    internal string? SourceName { get; set; } = "web";
    internal string? SourceIdentifier { get; init; }
    internal string? PoNumber { get; set; }
    internal string? Note { get; set; }
    internal List<string> Tags { get; set; } = [];
    internal string? Email { get; set; }
    internal string? Phone { get; set; }
    internal string? CustomerLocale { get; init; }
    internal bool TaxExempt { get; init; }
    internal long? CustomerNumber { get; set; }
    internal PurchasingCompany? Company { get; init; }
    internal MailingAddress? BillingAddress { get; set; }
    internal MailingAddress? ShippingAddress { get; set; }
    internal Location? RetailLocation { get; init; }
    internal BusinessEntity MerchantBusinessEntity { get; init; } = BusinessEntity.None;
    internal PaymentTerms? PaymentTerms { get; set; }
    internal OrderApp? App { get; set; }
    internal List<Attribute> CustomAttributes { get; init; } = [];
    internal List<LocalizedField> LocalizedFields { get; init; } = [];
    internal OrderRiskSummary Risk { get; set; } = OrderRiskSummary.Low;

    internal OrderApp? MerchantOfRecordApp { get; set; }

    internal List<LineItem> Lines { get; } = [];
    internal List<AdditionalFee> AdditionalFees { get; } = [];
    internal List<LineItem> TipLines { get; } = [];
    internal List<ShippingLine> ShippingLines { get; } = [];
    internal List<DiscountApplication> DiscountApplications { get; } = [];
    internal List<SalesAgreement> Agreements { get; } = [];
    internal List<OrderTransaction> Transactions { get; } = [];
    internal List<Refund> Refunds { get; } = [];
    internal List<Return> Returns { get; } = [];
    internal List<Fulfillment> Fulfillments { get; } = [];
    internal FulfillmentOrder? FulfillmentOrder { get; set; }

    /// <summary>Numbers of what hangs on an order: the order's own number plus a running one, per type.</summary>
    internal const int ChildNumbers = 10_000;

    private readonly Dictionary<string, int> used = [];

    internal string Child(string type) => Gid.Of(type, ChildNumber(type));

    internal long ChildNumber(string type)
    {
        used[type] = used.TryGetValue(type, out var last) ? last + 1 : 1;
        return Number + used[type];
    }

    internal override bool Knows(string field) =>
        field
            is "id"
                or "created_at"
                or "updated_at"
                or "processed_at"
                or "name"
                or "email"
                or "status"
                or "financial_status"
                or "fulfillment_status"
                or "customer_id"
                or "test"
                or "tag"
                or "source_name"
                or "po_number"
                or "sku"
                or "return_status"
                or "discount_code"
                or "confirmation_number";

    internal override object? Search(string field) =>
        field switch
        {
            "id" => Number,
            "created_at" => CreatedAt,
            "updated_at" => UpdatedAt,
            "processed_at" => ProcessedAt,
            "name" => new[] { Name, Name.TrimStart('#') },
            "email" => Email,
            "status" => CancelledAt is not null ? new[] { "cancelled", "any" }
            : Closed ? new[] { "closed", "not_closed_or_cancelled", "any" }
            : new[] { "open", "any" },
            "financial_status" => DisplayFinancialStatus,
            "fulfillment_status" => DisplayFulfillmentStatus == "FULFILLED"
                ? new[] { "shipped", "fulfilled" }
            : DisplayFulfillmentStatus == "PARTIALLY_FULFILLED"
                ? new[] { "partial", "partially_fulfilled" }
            : new[] { "unshipped", "unfulfilled" },
            "customer_id" => CustomerNumber,
            "test" => Test,
            "tag" => Tags,
            "source_name" => SourceName,
            "po_number" => PoNumber,
            "sku" => Lines.Select(line => line.Sku ?? "").ToList(),
            "return_status" => ReturnStatus,
            "discount_code" => DiscountCodes,
            "confirmation_number" => ConfirmationNumber,
            _ => null,
        };

    internal override long SortValue(string sortKey) =>
        sortKey switch
        {
            "PROCESSED_AT" => ProcessedAt.UtcTicks,
            "ORDER_NUMBER" => OrderNumber,
            "TOTAL_PRICE" => TotalPriceSet.Shop,
            "CURRENT_TOTAL_PRICE" => CurrentTotalPriceSet.Shop,
            "TOTAL_ITEMS_QUANTITY" => SubtotalLineItemsQuantity,
            _ => base.SortValue(sortKey),
        };
}
