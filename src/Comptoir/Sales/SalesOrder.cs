using Comptoir.Contacts;
using Comptoir.Storage;

namespace Comptoir.Sales;

/// <summary>
/// What was ordered. Amounts are minor units, each in the shop's currency and, with the prefix <c>Customer</c>, in the
/// currency the customer saw (Shopify's presentment money).
/// </summary>
public sealed class SalesOrder : IOfficeOwned
{
    /// <summary>The reason of the sales by which something is ordered, see <see cref="Sale.Reason"/>.</summary>
    public const string Ordered = "ORDER";

    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    /// <summary>The web shop it comes from; null for one entered by hand.</summary>
    public long? WebShopId { get; init; }

    /// <summary>The shop's number of the order.</summary>
    public long? ExternalId { get; init; }

    /// <summary>The shop's name for the order, such as <c>#1001</c>: unique in no more than its shop.</summary>
    public required string Name { get; init; }

    /// <summary>The customer; null for a guest, and for one that was left out.</summary>
    public long? ContactId { get; set; }

    /// <summary>The shop's number of the customer: it outlives the contact, who may come later.</summary>
    public long? CustomerExternalId { get; set; }

    /// <summary>The company that buys, when it is one: the buyer on documents, of whom the customer is a person.</summary>
    public long? CompanyId { get; init; }

    /// <summary>The name of who ordered, from the order itself; empty when the shop knows none.</summary>
    public required string CustomerName { get; set; }

    public string? Email { get; set; }
    public string? Phone { get; set; }

    /// <summary>When it was placed (Shopify's <c>processedAt</c>, which imported orders back-date), UTC.</summary>
    public required DateTime PlacedAt { get; init; }

    /// <summary>The day it was placed, in the shop's time zone.</summary>
    public required DateOnly PlacedOn { get; init; }

    /// <summary>The shop's other dates, UTC.</summary>
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }
    public DateTime? ClosedAt { get; init; }
    public DateTime? CancelledAt { get; init; }

    /// <summary>When the shop was found not to have it any more, UTC; null while it has. What is recorded stays.</summary>
    public DateTime? DeletedAt { get; init; }

    /// <summary>Shopify's word for why it was cancelled.</summary>
    public string? CancelReason { get; init; }

    /// <summary>Shopify's words, for display only: what is paid or delivered is computed from the rows.</summary>
    public string? FinancialStatus { get; init; }
    public string? FulfillmentStatus { get; init; }
    public string? ReturnStatus { get; init; }

    /// <summary>A test order of the shop's owner: no money moved.</summary>
    public required bool IsTest { get; init; }

    /// <summary>Changed after it was placed.</summary>
    public required bool IsEdited { get; init; }

    /// <summary>Prices of the lines contain the tax.</summary>
    public required bool TaxesIncluded { get; init; }

    /// <summary>Where it was placed: <c>web</c>, <c>pos</c>, an app's name.</summary>
    public string? Source { get; init; }

    /// <summary>The buyer's own order number.</summary>
    public string? PurchaseOrder { get; init; }

    /// <summary>Company that bought, when it was one (Shopify B2B).</summary>
    public string? CompanyName { get; init; }

    /// <summary>The buyer's VAT number as the order gives it, in capitals without spaces.</summary>
    public string? VatNumber { get; init; }

    /// <summary>The buyer's SIREN as the order gives it.</summary>
    public string? Siren { get; init; }

    /// <summary>The terms of payment in the shop's words, such as <c>Net 30</c>; null when it is paid at once.</summary>
    public string? PaymentTerms { get; init; }

    /// <summary>The day by which it is to be paid; null where the terms name none, or hang on something to come.</summary>
    public DateOnly? PaymentDueOn { get; init; }

    /// <summary>The app that sold in the merchant's place and owes the tax (a merchant of record); null for the shop itself.</summary>
    public string? MerchantOfRecord { get; init; }

    /// <summary>What Shopify advises for fear of fraud.</summary>
    public FraudAdvice Fraud { get; init; }

    /// <summary>What led to the advice; empty where there is nothing to fear.</summary>
    public RiskFinding[] FraudFindings { get; init; } = [];

    /// <summary>Fees on the whole order, outside its lines.</summary>
    public OrderFee[] Fees { get; init; } = [];

    public string? Note { get; init; }
    public required string[] Tags { get; init; }
    public required NamedValue[] Attributes { get; init; }
    public required string[] DiscountCodes { get; init; }
    public Address? BillingAddress { get; set; }
    public Address? ShippingAddress { get; set; }

    /// <summary>ISO code of the shop's currency.</summary>
    public required string Currency { get; init; }

    /// <summary>ISO code of the currency the customer saw.</summary>
    public required string CustomerCurrency { get; init; }

    /// <summary>Shopify's totals at the time it was ordered or last edited, tax included.</summary>
    public required long Total { get; init; }
    public required long CustomerTotal { get; init; }
    public required long Tax { get; init; }
    public required long CustomerTax { get; init; }
    public required long Discount { get; init; }
    public required long CustomerDiscount { get; init; }
    public required long Shipping { get; init; }
    public required long CustomerShipping { get; init; }

    /// <summary>Shopify's totals after returns and removals.</summary>
    public required long CurrentTotal { get; init; }
    public required long CustomerCurrentTotal { get; init; }
    public required long CurrentTax { get; init; }
    public required long CustomerCurrentTax { get; init; }

    /// <summary>What was refunded beyond or below the lines (Shopify's <c>refundDiscrepancySet</c>).</summary>
    public required long RefundDiscrepancy { get; init; }
    public required long CustomerRefundDiscrepancy { get; init; }

    /// <summary>Money in and out by Shopify's count.</summary>
    public required long Received { get; init; }
    public required long CustomerReceived { get; init; }
    public required long Refunded { get; init; }
    public required long CustomerRefunded { get; init; }

    /// <summary>Whether the control equations hold.</summary>
    public required ControlState Control { get; set; }

    /// <summary>The equations that do not hold, in both currencies.</summary>
    public required ControlFinding[] ControlFindings { get; set; }

    /// <summary>
    /// It came in by a synchronization after its shop was synchronized for the first time, and nobody was told of it yet. Kept here:
    /// written with the new row, taken away once by whoever tells.
    /// </summary>
    public bool IsNews { get; init; }

    /// <summary>Normalized text that a search looks in: name, customer, e-mail, SKUs.</summary>
    public required string Search { get; init; }

    public List<OrderLine> Lines { get; init; } = [];
    public List<OrderDiscount> Discounts { get; init; } = [];
    public List<Sale> Sales { get; init; } = [];
}

/// <summary>A named text that a shop or an app keeps with an order or a line.</summary>
public sealed record NamedValue(string Key, string? Value);

/// <summary>What Shopify advises to do with an order for fear of fraud.</summary>
public enum FraudAdvice
{
    /// <summary>Nothing to fear, or nothing known.</summary>
    None,

    /// <summary>To be looked at before it is sent.</summary>
    Investigate,

    /// <summary>To be cancelled.</summary>
    Cancel,
}

/// <summary>A reason for fearing fraud, or against it.</summary>
/// <param name="Level">Shopify's word: HIGH, MEDIUM, LOW, NONE, PENDING.</param>
/// <param name="Text">In the words of whoever assessed it; empty when only a level was given.</param>
/// <param name="Sentiment">Shopify's word: NEGATIVE, NEUTRAL, POSITIVE.</param>
public sealed record RiskFinding(string Level, string Text, string Sentiment);

/// <summary>A fee on a whole order, minor units, as the shop charged it.</summary>
public sealed record OrderFee(string Name, long Amount, long CustomerAmount);

/// <summary>A line of an order: what was ordered, or how it is sent.</summary>
public sealed class OrderLine : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long OrderId { get; init; }

    /// <summary>The shop's number of the line: unique within the order among lines of its kind.</summary>
    public required long Number { get; init; }

    /// <summary>Place in the order, from 1.</summary>
    public required int Position { get; init; }

    public required OrderLineKind Kind { get; init; }

    /// <summary>The text at the time of ordering: it outlives the product.</summary>
    public required string Title { get; init; }
    public string? VariantTitle { get; init; }
    public string? Sku { get; init; }
    public string? Vendor { get; init; }

    /// <summary>The variant, when it is known to the office.</summary>
    public long? VariantId { get; init; }

    /// <summary>The shop's numbers of product and variant; null for a custom line or a deleted product.</summary>
    public long? ProductExternalId { get; init; }
    public long? VariantExternalId { get; init; }

    /// <summary>The bundle the line is a part of: the shop's number of it, and how it was called; null for what was sold alone.</summary>
    public long? BundleNumber { get; init; }
    public string? Bundle { get; init; }

    /// <summary>The plan of a subscription, a pre-order or the like; null for what is bought once.</summary>
    public string? SellingPlan { get; init; }

    /// <summary>Units ordered, those removed since included.</summary>
    public required int Quantity { get; init; }

    /// <summary>Units that remain after edits and returns.</summary>
    public required int CurrentQuantity { get; init; }

    /// <summary>Units that the shop still has to send; what was taken off or sent does not count.</summary>
    public int ToSend { get; init; }

    public required bool IsGiftCard { get; init; }
    public required bool RequiresShipping { get; init; }
    public required bool Taxable { get; init; }

    /// <summary>A shipping line taken off by an edit.</summary>
    public required bool IsRemoved { get; init; }

    /// <summary>
    /// Price of one unit before discounts, for display, in millionths of the currency's unit; with tax where the order's
    /// prices contain it.
    /// </summary>
    public required long UnitPrice { get; init; }
    public required long CustomerUnitPrice { get; init; }

    /// <summary>All discounts allocated to the line, minor units, as a positive number.</summary>
    public required long Discount { get; init; }
    public required long CustomerDiscount { get; init; }

    /// <summary>Unit price × quantity less discounts, minor units.</summary>
    public required long Total { get; init; }
    public required long CustomerTotal { get; init; }

    public required LineDiscount[] DiscountAllocations { get; init; }
    public required LineTax[] Taxes { get; init; }
    public required NamedValue[] Attributes { get; init; }
}

/// <summary>What an order line is.</summary>
public enum OrderLineKind
{
    Product,
    Shipping,
}

/// <summary>The part of a discount that falls on a line, minor units, positive.</summary>
/// <param name="Discount">Number of the discount in the order.</param>
/// <param name="Amount">In the shop's currency.</param>
/// <param name="CustomerAmount">In the customer's currency.</param>
public sealed record LineDiscount(int Discount, long Amount, long CustomerAmount);

/// <summary>A tax on a line as the shop computed it, minor units.</summary>
/// <param name="Title">The shop's name for the tax.</param>
/// <param name="Rate">In millionths: 20 % is 200000; null when the shop does not say.</param>
/// <param name="Amount">In the shop's currency.</param>
/// <param name="CustomerAmount">In the customer's currency.</param>
/// <param name="ChannelLiable">The sales channel pays it to the state; null when unknown.</param>
public sealed record LineTax(
    string Title,
    int? Rate,
    long Amount,
    long CustomerAmount,
    bool? ChannelLiable
);

/// <summary>A discount given on an order.</summary>
public sealed class OrderDiscount : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long OrderId { get; init; }

    /// <summary>Shopify's index of the discount within the order.</summary>
    public required int Number { get; init; }

    /// <summary>How it was given: code, automatic, manual, script.</summary>
    public required string Kind { get; init; }

    /// <summary>The code or title.</summary>
    public required string Label { get; init; }

    /// <summary>Percentage in millionths (10 % is 100000); null when it is an amount.</summary>
    public int? Percentage { get; init; }

    /// <summary>Amount in minor units of <see cref="Currency"/>; null when it is a percentage.</summary>
    public long? Amount { get; init; }
    public string? Currency { get; init; }

    /// <summary>What it applies to: <c>LINE_ITEM</c> or <c>SHIPPING_LINE</c>.</summary>
    public required string Target { get; init; }
}
