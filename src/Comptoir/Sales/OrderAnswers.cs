using System.Linq.Expressions;
using Comptoir.Api;
using Comptoir.Contacts;
using Comptoir.Deliveries;
using Comptoir.Invoicing;
using Comptoir.Payments;
using Comptoir.Storage;

namespace Comptoir.Sales;

/// <summary>An amount in the shop's currency and in the one the customer saw.</summary>
public sealed record OrderMoney(ApiMoney Shop, ApiMoney Customer)
{
    internal static OrderMoney Of(SalesOrder order, long shop, long customer) =>
        new(ApiMoney.Of(shop, order.Currency), ApiMoney.Of(customer, order.CustomerCurrency));

    /// <summary>Prices, which are kept in millionths.</summary>
    internal static OrderMoney OfPrices(SalesOrder order, long shop, long customer) =>
        new(
            ApiMoney.OfMillionths(shop, order.Currency),
            ApiMoney.OfMillionths(customer, order.CustomerCurrency)
        );
}

/// <summary>An order in a list.</summary>
public sealed record OrderItem(
    long Id,
    long? WebShop,
    long? ExternalId,
    string Name,
    long? ContactId,
    string CustomerName,
    DateTime PlacedAt,
    DateOnly PlacedOn,
    DateTime UpdatedAt,
    DateTime? CancelledAt,
    DateTime? DeletedAt,
    string? FinancialStatus,
    string? FulfillmentStatus,
    ApiMoney Total,
    ApiMoney CustomerTotal,
    ControlState Control,
    FraudAdvice Fraud,
    string? MerchantOfRecord,
    DateOnly? PaymentDueOn
)
{
    internal static readonly Expression<Func<SalesOrder, OrderItem>> Of = x =>
        new(
            x.Id,
            x.WebShopId,
            x.ExternalId,
            x.Name,
            x.ContactId,
            x.CustomerName,
            x.PlacedAt,
            x.PlacedOn,
            x.UpdatedAt,
            x.CancelledAt,
            x.DeletedAt,
            x.FinancialStatus,
            x.FulfillmentStatus,
            ApiMoney.Of(x.CurrentTotal, x.Currency),
            ApiMoney.Of(x.CustomerCurrentTotal, x.CustomerCurrency),
            x.Control,
            x.Fraud,
            x.MerchantOfRecord,
            x.PaymentDueOn
        );
}

/// <summary>An order with everything the office knows of it.</summary>
public sealed record OrderDetail(
    long Id,
    long? WebShop,
    long? ExternalId,
    string Name,
    long? ContactId,
    string CustomerName,
    string? Email,
    string? Phone,
    long? CompanyId,
    string? CompanyName,
    string? VatNumber,
    string? Siren,
    Address? BillingAddress,
    Address? ShippingAddress,
    DateTime PlacedAt,
    DateOnly PlacedOn,
    DateTime UpdatedAt,
    DateTime? ClosedAt,
    DateTime? CancelledAt,
    DateTime? DeletedAt,
    string? CancelReason,
    string? FinancialStatus,
    string? FulfillmentStatus,
    string? ReturnStatus,
    bool IsTest,
    bool TaxesIncluded,
    string? Source,
    string? PurchaseOrder,
    string? PaymentTerms,
    DateOnly? PaymentDueOn,
    string? MerchantOfRecord,
    FraudAdvice Fraud,
    IReadOnlyList<RiskFinding> FraudFindings,
    string? Note,
    string[] Tags,
    IReadOnlyList<NamedValue> Attributes,
    IReadOnlyList<FeeDetail> Fees,
    OrderTotals Totals,
    ControlState Control,
    IReadOnlyList<OrderLineDetail> Lines,
    IReadOnlyList<LedgerEntry> Ledger,
    IReadOnlyList<DeliveryDetail> Deliveries,
    IReadOnlyList<PaymentDetail> Payments,
    IReadOnlyList<OrderDocument> Documents,
    OrderInvoicingDetail Invoicing
)
{
    internal static async Task<OrderDetail> ReadAsync(
        ComptoirDb db,
        SalesOrder order,
        IEnumerable<Delivery> deliveries,
        IEnumerable<Payment> payments,
        CancellationToken cancellationToken
    ) =>
        Of(
            order,
            deliveries,
            payments,
            await OrderDocumentsView.ReadAsync(db, order, cancellationToken)
        );

    static OrderDetail Of(
        SalesOrder order,
        IEnumerable<Delivery> deliveries,
        IEnumerable<Payment> payments,
        OrderDocumentsView documents
    ) =>
        new(
            order.Id,
            order.WebShopId,
            order.ExternalId,
            order.Name,
            order.ContactId,
            order.CustomerName,
            order.Email,
            order.Phone,
            order.CompanyId,
            order.CompanyName,
            order.VatNumber,
            order.Siren,
            order.BillingAddress,
            order.ShippingAddress,
            order.PlacedAt,
            order.PlacedOn,
            order.UpdatedAt,
            order.ClosedAt,
            order.CancelledAt,
            order.DeletedAt,
            order.CancelReason,
            order.FinancialStatus,
            order.FulfillmentStatus,
            order.ReturnStatus,
            order.IsTest,
            order.TaxesIncluded,
            order.Source,
            order.PurchaseOrder,
            order.PaymentTerms,
            order.PaymentDueOn,
            order.MerchantOfRecord,
            order.Fraud,
            order.FraudFindings,
            order.Note,
            order.Tags,
            order.Attributes,
            [.. order.Fees.Select(x => FeeDetail.Of(order, x))],
            OrderTotals.Of(order),
            order.Control,
            [.. order.Lines.OrderBy(x => x.Position).Select(x => OrderLineDetail.Of(order, x))],
            [
                .. order
                    .Sales.OrderBy(x => x.HappenedAt)
                    .ThenBy(x => x.Number)
                    .Select(x => LedgerEntry.Of(order, x)),
            ],
            [.. deliveries.Select(DeliveryDetail.Of)],
            [.. payments.Select(PaymentDetail.Of)],
            [.. documents.Documents.Select(OrderDocument.Of)],
            OrderInvoicingDetail.Of(order, documents)
        );
}

/// <summary>
/// The order's sums. <c>ordered</c> is what was ordered, <c>current</c> what is left of it after edits and returns, both with
/// tax; <c>ledger</c> is what the sales of the ledger sum to.
/// </summary>
public sealed record OrderTotals(
    OrderMoney Ordered,
    OrderMoney OrderedTax,
    OrderMoney Discount,
    OrderMoney Shipping,
    OrderMoney Current,
    OrderMoney CurrentTax,
    OrderMoney Ledger,
    OrderMoney LedgerTax,
    OrderMoney Received,
    OrderMoney Refunded
)
{
    internal static OrderTotals Of(SalesOrder x) =>
        new(
            OrderMoney.Of(x, x.Total, x.CustomerTotal),
            OrderMoney.Of(x, x.Tax, x.CustomerTax),
            OrderMoney.Of(x, x.Discount, x.CustomerDiscount),
            OrderMoney.Of(x, x.Shipping, x.CustomerShipping),
            OrderMoney.Of(x, x.CurrentTotal, x.CustomerCurrentTotal),
            OrderMoney.Of(x, x.CurrentTax, x.CustomerCurrentTax),
            OrderMoney.Of(x, x.Sales.Sum(s => s.Total), x.Sales.Sum(s => s.CustomerTotal)),
            OrderMoney.Of(x, x.Sales.Sum(s => s.Tax), x.Sales.Sum(s => s.CustomerTax)),
            OrderMoney.Of(x, x.Received, x.CustomerReceived),
            OrderMoney.Of(x, x.Refunded, x.CustomerRefunded)
        );
}

/// <summary>A line of an order; <c>number</c> is the shop's, and what deliveries and the ledger refer to.</summary>
public sealed record OrderLineDetail(
    long Number,
    OrderLineKind Kind,
    string Title,
    string? VariantTitle,
    string? Sku,
    long? VariantId,
    int Quantity,
    int CurrentQuantity,
    OrderMoney UnitPrice,
    OrderMoney Discount,
    OrderMoney Total,
    IReadOnlyList<TaxDetail> Taxes,
    string? Bundle,
    string? SellingPlan,
    IReadOnlyList<NamedValue> Attributes
)
{
    internal static OrderLineDetail Of(SalesOrder order, OrderLine x) =>
        new(
            x.Number,
            x.Kind,
            x.Title,
            x.VariantTitle,
            x.Sku,
            x.VariantId,
            x.Quantity,
            x.CurrentQuantity,
            OrderMoney.OfPrices(order, x.UnitPrice, x.CustomerUnitPrice),
            OrderMoney.Of(order, x.Discount, x.CustomerDiscount),
            OrderMoney.Of(order, x.Total, x.CustomerTotal),
            [
                .. x.Taxes.Select(t =>
                    TaxDetail.Of(
                        order,
                        t.Title,
                        t.Rate,
                        t.Amount,
                        t.CustomerAmount,
                        t.ChannelLiable
                    )
                ),
            ],
            x.Bundle,
            x.SellingPlan,
            x.Attributes
        );
}

/// <summary>A tax; <c>percent</c> is 20 for 20 %, null when the shop does not say.</summary>
/// <param name="Title">The shop's name for it.</param>
/// <param name="Percent">20 for 20 %.</param>
/// <param name="Amount">Minor units.</param>
/// <param name="ChannelLiable">The sales channel owes it, not the shop; null when the shop does not say.</param>
public sealed record TaxDetail(
    string Title,
    decimal? Percent,
    OrderMoney Amount,
    bool? ChannelLiable
)
{
    const decimal MillionthsOfPercent = 10_000m;

    internal static TaxDetail Of(
        SalesOrder order,
        string title,
        int? rate,
        long shop,
        long customer,
        bool? channelLiable
    ) =>
        new(title, rate / MillionthsOfPercent, OrderMoney.Of(order, shop, customer), channelLiable);
}

/// <summary>A fee on the whole order.</summary>
public sealed record FeeDetail(string Name, OrderMoney Amount)
{
    internal static FeeDetail Of(SalesOrder order, OrderFee x) =>
        new(x.Name, OrderMoney.Of(order, x.Amount, x.CustomerAmount));
}

/// <summary>An entry of the shop's sales ledger: dated, signed, with tax. It never changes.</summary>
public sealed record LedgerEntry(
    long Number,
    string Reason,
    string Kind,
    string Action,
    DateTime HappenedAt,
    DateOnly HappenedOn,
    long? Line,
    int? Quantity,
    OrderMoney Total,
    OrderMoney Tax,
    IReadOnlyList<TaxDetail> Taxes
)
{
    internal static LedgerEntry Of(SalesOrder order, Sale x) =>
        new(
            x.Number,
            x.Reason,
            x.Kind,
            x.Action,
            x.HappenedAt,
            x.HappenedOn,
            x.Line,
            x.Quantity,
            OrderMoney.Of(order, x.Total, x.CustomerTotal),
            OrderMoney.Of(order, x.Tax, x.CustomerTax),
            [
                .. x
                    .Taxes.OrderBy(t => t.Position)
                    .Select(t =>
                        TaxDetail.Of(
                            order,
                            t.Title,
                            t.Rate,
                            t.Amount,
                            t.CustomerAmount,
                            t.ChannelLiable
                        )
                    ),
            ]
        );
}

/// <summary>Goods sent.</summary>
public sealed record DeliveryDetail(
    long Id,
    long? ExternalId,
    string Name,
    string Status,
    string? DisplayStatus,
    DateTime CreatedAt,
    long? LocationId,
    IReadOnlyList<Tracking> Tracking,
    IReadOnlyList<DeliveredLine> Lines
)
{
    internal static DeliveryDetail Of(Delivery x) =>
        new(
            x.Id,
            x.ExternalId,
            x.Name,
            x.Status,
            x.DisplayStatus,
            x.CreatedAt,
            x.LocationId,
            x.Tracking,
            [.. x.Lines.OrderBy(l => l.Line).Select(l => new DeliveredLine(l.Line, l.Quantity))]
        );
}

/// <summary>How many units of an order line a delivery holds.</summary>
public sealed record DeliveredLine(long Line, int Quantity);

/// <summary>Money that came, went, or was only tried; amounts are never negative, <c>direction</c> says where it went.</summary>
public sealed record PaymentDetail(
    long Id,
    long? ExternalId,
    string Kind,
    string Status,
    PaymentDirection Direction,
    string? Gateway,
    DateTime ProcessedAt,
    ApiMoney Amount,
    ApiMoney CustomerAmount
)
{
    internal static PaymentDetail Of(Payment x) =>
        new(
            x.Id,
            x.ExternalId,
            x.Kind,
            x.Status,
            x.Direction,
            x.Gateway,
            x.ProcessedAt,
            ApiMoney.Of(x.Amount, x.Currency),
            ApiMoney.Of(x.CustomerAmount, x.CustomerCurrency)
        );
}
