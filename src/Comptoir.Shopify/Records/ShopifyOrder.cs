using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>
/// An order, whole: the header from <c>Order</c>, and its lines, its sales ledger and what was sent, put together from
/// several reads. <c>total*</c> amounts are those before returns, <c>current*</c> those after edits and returns; the
/// ledger (<see cref="Agreements"/>) is the source of all money, the totals are there to check it.
/// </summary>
public sealed partial record ShopifyOrder
{
    [JsonRequired]
    public Gid Id { get; init; }

    /// <summary>What merchant and customer call it, for example <c>#1001</c>. Unique only inside a shop.</summary>
    [JsonRequired]
    public string Name { get; init; } = "";
    public string? ConfirmationNumber { get; init; }

    /// <summary>When Shopify stored the order; an imported order may have been placed long before.</summary>
    [JsonRequired]
    public DateTimeOffset CreatedAt { get; init; }

    [JsonRequired]
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the order was placed: the date to go by in accounts.</summary>
    [JsonRequired]
    public DateTimeOffset ProcessedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>CUSTOMER, DECLINED, FRAUD, INVENTORY, OTHER, STAFF; null when not cancelled.</summary>
    public string? CancelReason { get; init; }

    /// <summary>Made with a test gateway: no money moved.</summary>
    [JsonRequired]
    public bool Test { get; init; }

    public bool Edited { get; init; }
    public bool Confirmed { get; init; }

    /// <summary>Where it came from: <c>web</c>, <c>pos</c>, <c>shopify_draft_order</c>, a channel's own name.</summary>
    public string? SourceName { get; init; }
    public string? SourceIdentifier { get; init; }
    public string? PoNumber { get; init; }
    public string? Note { get; init; }

    public IReadOnlyList<string> Tags
    {
        get;
        init => field = value ?? [];
    } = [];

    public IReadOnlyList<KeyValue> CustomAttributes
    {
        get;
        init => field = value ?? [];
    } = [];
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? CustomerLocale { get; init; }

    /// <summary>The shop's currency, ISO 4217.</summary>
    [JsonRequired]
    public string CurrencyCode { get; init; } = "";

    /// <summary>The customer's currency, ISO 4217.</summary>
    [JsonRequired]
    public string PresentmentCurrencyCode { get; init; } = "";

    /// <summary>Whether prices, subtotal and shipping contain the tax.</summary>
    [JsonRequired]
    public bool TaxesIncluded { get; init; }
    public bool TaxExempt { get; init; }
    public bool EstimatedTaxes { get; init; }
    public bool DutiesIncluded { get; init; }

    /// <summary>PAID, PENDING, PARTIALLY_REFUNDED…: for display only, and may be missing.</summary>
    public string? DisplayFinancialStatus { get; init; }
    public string? DisplayFulfillmentStatus { get; init; }
    public string? ReturnStatus { get; init; }

    /// <summary>Null for guests, for sales at a counter, and when the app may not see customers.</summary>
    public ShopifyReference? Customer { get; init; }
    public PurchasingEntity? PurchasingEntity { get; init; }
    public ShopifyAddress? BillingAddress { get; init; }
    public ShopifyAddress? ShippingAddress { get; init; }

    public IReadOnlyList<string> PaymentGatewayNames
    {
        get;
        init => field = value ?? [];
    } = [];

    public IReadOnlyList<string> DiscountCodes
    {
        get;
        init => field = value ?? [];
    } = [];
    public ShopifyNamedReference? RetailLocation { get; init; }

    /// <summary>Set when another party than the merchant sold to the customer and owes the tax.</summary>
    public MerchantOfRecordApp? MerchantOfRecordApp { get; init; }
    public PaymentTerms? PaymentTerms { get; init; }

    /// <summary>What is thought of the risk of fraud; null when it was not read.</summary>
    public OrderRisk? Risk { get; init; }

    public IReadOnlyList<TaxLine> TaxLines
    {
        get;
        init => field = value ?? [];
    } = [];

    public IReadOnlyList<AdditionalFee> AdditionalFees
    {
        get;
        init => field = value ?? [];
    } = [];

    [JsonRequired]
    public IReadOnlyList<OrderTransaction> Transactions { get; init; } = [];

    public IReadOnlyList<Refund> Refunds
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>What was sent. Cancelled and failed fulfilments are listed too.</summary>
    [JsonRequired]
    public IReadOnlyList<Fulfillment> Fulfillments { get; init; } = [];

    /// <summary>What was ordered, lines that an edit removed included (their current quantity is 0).</summary>
    [JsonIgnore]
    public IReadOnlyList<LineItem> LineItems { get; init; } = [];

    /// <summary>Removed ones included.</summary>
    [JsonIgnore]
    public IReadOnlyList<ShippingLine> ShippingLines { get; init; } = [];

    /// <summary>The discounts that lines' allocations refer to by index.</summary>
    [JsonIgnore]
    public IReadOnlyList<DiscountApplication> DiscountApplications { get; init; } = [];

    /// <summary>The sales ledger, oldest first.</summary>
    [JsonIgnore]
    public IReadOnlyList<SalesAgreement> Agreements { get; init; } = [];

    /// <summary>Fields that could not be read (they are null): protected customer data, usually. Empty from bulk reads.</summary>
    [JsonIgnore]
    public IReadOnlyList<ShopifyError> ReadErrors { get; init; } = [];

    /// <summary>The order's own <c>updatedAt</c> when the ledger was read; null when no ledger was read for it.</summary>
    [JsonIgnore]
    public DateTimeOffset? LedgerUpdatedAt { get; init; }

    /// <summary>
    /// Whether header and ledger show the same moment. Bulk operations run apart, so they may not: then the order must
    /// be read again whole (<c>ReadOrderAsync</c>) before anything is said about its sums.
    /// </summary>
    [JsonIgnore]
    public bool IsOneMoment => LedgerUpdatedAt == UpdatedAt;

    /// <summary>The same order with its shipping lines, by id.</summary>
    public ShopifyOrder WithShippingLines(IReadOnlyList<ShippingLine> lines) =>
        this with
        {
            ShippingLines = [.. lines.OrderBy(line => line.Id?.Number ?? 0)],
        };

    /// <summary>The same order with lines for its fulfilments, where some were found.</summary>
    public ShopifyOrder WithFulfillmentLines(
        IReadOnlyDictionary<Gid, IReadOnlyList<FulfillmentLineItem>> lines
    ) => this with { Fulfillments = OrderAssembly.Sent(Fulfillments, lines) };
}
