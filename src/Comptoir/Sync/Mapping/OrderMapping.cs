using Comptoir.Deliveries;
using Comptoir.Money;
using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Storage;
using Shop = Comptoir.Shopify;

namespace Comptoir.Sync.Mapping;

/// <summary>All rows of one order.</summary>
/// <param name="Order">The order, with lines, discounts and ledger.</param>
/// <param name="Deliveries">With their lines; their numbers are handed out when they are applied.</param>
/// <param name="Payments">Their numbers are handed out when they are applied.</param>
sealed record OrderRows(SalesOrder Order, List<Delivery> Deliveries, List<Payment> Payments)
{
    /// <summary>Every row, in a fixed order.</summary>
    public IEnumerable<object> All() =>
        [
            Order,
            .. Order.Lines,
            .. Order.Discounts,
            .. Order.Sales.SelectMany(sale => sale.Taxes.Prepend<object>(sale)),
            .. Deliveries.SelectMany(delivery => delivery.Lines.Prepend<object>(delivery)),
            .. Payments,
        ];
}

/// <summary>
/// The office's numbers for what an order refers to, null for what the office does not know; and the lines of a parcel as
/// they are stored, for a parcel whose lines could not be read.
/// </summary>
sealed record OrderReferences(
    Func<long, long?> Customer,
    Func<long, long?> Company,
    Func<long, long?> Variant,
    Func<long, long?> Location,
    Func<long, IReadOnlyList<DeliveryLine>> KnownDeliveryLines
);

/// <summary>The office's rows for a shop's order.</summary>
static partial class OrderMapping
{
    /// <exception cref="InexactAmountException">An amount has more decimals than its currency.</exception>
    public static OrderRows Map(
        ShopContext shop,
        Shop.ShopifyOrder order,
        long id,
        OrderReferences references
    )
    {
        var lines = Lines(shop, order, id, references);
        var sales = SaleMapping.Map(shop, order, id);
        var payments = PaymentMapping.Map(shop, order, id);
        var deliveries = DeliveryMapping.Map(shop, order, id, references);
        var billing = order.BillingAddress.ToAddress();
        var shipping = order.ShippingAddress.ToAddress();
        var company = Convert.Text(order.PurchasingEntity?.Company?.Name);
        var name = company ?? Convert.NameOf(billing) ?? Convert.NameOf(shipping) ?? "";
        var total = order.TotalPriceSet.Minor();
        var tax = order.TotalTaxSet.Minor();
        var discount = order.TotalDiscountsSet.Minor();
        var carriage = order.TotalShippingPriceSet.Minor();
        var currentTotal = order.CurrentTotalPriceSet.Minor();
        var currentTax = order.CurrentTotalTaxSet.Minor();
        var discrepancy = order.RefundDiscrepancySet.Minor();
        var received = order.TotalReceivedSet.Minor();
        var refunded = order.TotalRefundedSet.Minor();
        var texts = Texts(order);
        var vat = BuyerNumbers.VatNumber(shop.Fields, texts);
        var (control, findings) = ControlEquations.Check(
            new ControlEquations.ShopTotals(
                order.CurrencyCode,
                order.PresentmentCurrencyCode,
                order.Test,
                currentTotal,
                discrepancy,
                currentTax,
                received,
                refunded
            ),
            sales,
            payments
        );
        return new OrderRows(
            new SalesOrder
            {
                OfficeId = shop.OfficeId,
                Id = id,
                WebShopId = shop.WebShopId,
                ExternalId = order.Id.Number,
                Name = order.Name,
                ContactId = order.Customer is { } customer
                    ? references.Customer(customer.Id.Number)
                    : null,
                CustomerExternalId = order.Customer?.Id.Number,
                CompanyId = order.PurchasingEntity?.Company is { } buyer
                    ? references.Company(buyer.Id.Number)
                    : null,
                CustomerName = name,
                Email = Convert.Text(order.Email),
                Phone = Convert.Text(order.Phone),
                PlacedAt = order.ProcessedAt.UtcDateTime,
                PlacedOn = shop.DayOf(order.ProcessedAt),
                IsNews = order.ProcessedAt.UtcDateTime >= shop.NewsSince,
                CreatedAt = order.CreatedAt.UtcDateTime,
                UpdatedAt = order.UpdatedAt.UtcDateTime,
                ClosedAt = order.ClosedAt?.UtcDateTime,
                CancelledAt = order.CancelledAt?.UtcDateTime,
                CancelReason = order.CancelReason,
                FinancialStatus = order.DisplayFinancialStatus,
                FulfillmentStatus = order.DisplayFulfillmentStatus,
                ReturnStatus = order.ReturnStatus,
                IsTest = order.Test,
                IsEdited = order.Edited,
                TaxesIncluded = order.TaxesIncluded,
                Source = Convert.Text(order.SourceName),
                PurchaseOrder = BuyerNumbers.PurchaseOrder(
                    shop.Fields,
                    texts with
                    {
                        Own = [order.PoNumber],
                    }
                ),
                VatNumber = vat,
                Siren = BuyerNumbers.Siren(shop.Fields, texts, vat),
                PaymentTerms = Convert.Text(order.PaymentTerms?.PaymentTermsName),
                PaymentDueOn = DueOn(shop, order),
                MerchantOfRecord = order.MerchantOfRecordApp is { } app
                    ? Convert.Text(app.Name) ?? app.Id
                    : null,
                Fraud = Fraud(order.Risk),
                FraudFindings = FraudFindings(order.Risk),
                Fees = [.. order.AdditionalFees.Select(Fee)],
                CompanyName = company,
                Note = Convert.Text(order.Note),
                Tags = [.. order.Tags],
                Attributes = Named(order.CustomAttributes),
                DiscountCodes = [.. order.DiscountCodes],
                BillingAddress = billing,
                ShippingAddress = shipping,
                Currency = order.CurrencyCode,
                CustomerCurrency = order.PresentmentCurrencyCode,
                Total = total.Shop,
                CustomerTotal = total.Customer,
                Tax = tax.Shop,
                CustomerTax = tax.Customer,
                Discount = discount.Shop,
                CustomerDiscount = discount.Customer,
                Shipping = carriage.Shop,
                CustomerShipping = carriage.Customer,
                CurrentTotal = currentTotal.Shop,
                CustomerCurrentTotal = currentTotal.Customer,
                CurrentTax = currentTax.Shop,
                CustomerCurrentTax = currentTax.Customer,
                RefundDiscrepancy = discrepancy.Shop,
                CustomerRefundDiscrepancy = discrepancy.Customer,
                Received = received.Shop,
                CustomerReceived = received.Customer,
                Refunded = refunded.Shop,
                CustomerRefunded = refunded.Customer,
                Control = control,
                ControlFindings = findings,
                Search = SearchText.Words([
                    order.Name,
                    name,
                    order.Email,
                    order.PoNumber,
                    .. lines.Select(line => line.Sku).Distinct(StringComparer.Ordinal),
                ]),
                Lines = lines,
                Discounts = Discounts(shop, order, id),
                Sales = sales,
            },
            deliveries,
            payments
        );
    }

    static BuyerTexts Texts(Shop.ShopifyOrder order) =>
        new()
        {
            Own = [order.PurchasingEntity?.Location?.TaxSettings?.TaxRegistrationId],
            AddressCompanies = [order.BillingAddress?.Company, order.ShippingAddress?.Company],
            Attributes = order.CustomAttributes,
            Tags = order.Tags,
        };

    /// <summary>
    /// The day terms that count days from the order come to. Terms that begin with the delivery, or name a day of their own,
    /// tell no day here.
    /// </summary>
    static DateOnly? DueOn(ShopContext shop, Shop.ShopifyOrder order) =>
        order.PaymentTerms switch
        {
            { PaymentTermsType: "NET", DueInDays: { } days } => shop.DayOf(order.ProcessedAt)
                .AddDays(days),
            { PaymentTermsType: "RECEIPT" } => shop.DayOf(order.ProcessedAt),
            _ => null,
        };

    static FraudAdvice Fraud(Shop.OrderRisk? risk) =>
        risk?.Recommendation switch
        {
            "INVESTIGATE" => FraudAdvice.Investigate,
            "CANCEL" => FraudAdvice.Cancel,
            _ => FraudAdvice.None,
        };

    static RiskFinding[] FraudFindings(Shop.OrderRisk? risk) =>
        risk is null || Fraud(risk) == FraudAdvice.None
            ? []
            :
            [
                .. risk.Assessments.SelectMany(assessment =>
                    assessment.Facts.Count == 0
                        ? [new RiskFinding(assessment.RiskLevel, "", "NEUTRAL")]
                        : assessment.Facts.Select(fact => new RiskFinding(
                            assessment.RiskLevel,
                            fact.Description,
                            fact.Sentiment
                        ))
                ),
            ];

    static OrderFee Fee(Shop.AdditionalFee fee)
    {
        var price = fee.Price.Minor();
        return new OrderFee(Convert.Text(fee.Name) ?? "", price.Shop, price.Customer);
    }
}
