using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Schema;

/// <summary>The answers that are more than a property of the same name, except those of the query root (<see cref="RootAnswers" />).</summary>
internal static class Answers
{
    public static FieldTable Table { get; } = Write();

    private static FieldTable Write()
    {
        var table = new FieldTable()
            .Class<Money>("MoneyV2")
            .Class<Bulk.BulkOperation>("BulkOperation")
            .Class<Bulk.BulkOperationPayload>(
                "BulkOperationRunQueryPayload",
                "BulkOperationCancelPayload"
            )
            .Class<Bulk.BulkOperationUserError>("BulkOperationUserError")
            .Class<Webhooks.WebhookSubscription>("WebhookSubscription")
            .Class<Webhooks.ApiVersion>("ApiVersion")
            .Class<Webhooks.WebhookCreated>("WebhookSubscriptionCreatePayload")
            .Class<Webhooks.WebhookDeleted>("WebhookSubscriptionDeletePayload")
            .Class<OrderApp>("OrderApp", "App")
            .Class<Sale>(
                "ProductSale",
                "GiftCardSale",
                "TipSale",
                "ShippingLineSale",
                "DutySale",
                "AdjustmentSale",
                "AdditionalFeeSale",
                "FeeSale",
                "UnknownSale"
            )
            .Class<SalesAgreement>(
                "OrderAgreement",
                "OrderEditAgreement",
                "RefundAgreement",
                "ReturnAgreement"
            )
            .Class<DiscountApplication>(
                "DiscountCodeApplication",
                "AutomaticDiscountApplication",
                "ManualDiscountApplication",
                "ScriptDiscountApplication"
            )
            .Class<AdditionalFee>("AdditionalFee", "SaleAdditionalFee")
            .Class<Edge>("Edge");
        Orders(table);
        Ledger(table);
        Fulfillments(table);
        Catalogue(table);
        Customers(table);
        RootAnswers.Write(table);
        WebhookAnswers.Write(table);
        return table;
    }

    private static void Orders(FieldTable table)
    {
        table
            .Field<Order>("Order", "number", o => o.OrderNumber)
            .Field<Order>("Order", "currencyCode", o => o.Pair.Shop.Code)
            .Field<Order>("Order", "presentmentCurrencyCode", o => o.Pair.Presentment.Code)
            .Field<Order>("Order", "estimatedTaxes", _ => false)
            .Field<Order>("Order", "dutiesIncluded", _ => false)
            .Field<Order>("Order", "customer", (o, call) => Customer(o.CustomerNumber, call))
            .Field<Order>(
                "Order",
                "purchasingEntity",
                (o, call) => o.Company is not null ? o.Company : Customer(o.CustomerNumber, call)
            )
            .Field<Order>("Order", "displayAddress", o => o.ShippingAddress ?? o.BillingAddress)
            .Field<Order>(
                "Order",
                "billingAddressMatchesShippingAddress",
                o => Equals(o.BillingAddress, o.ShippingAddress)
            )
            .Field<Order>(
                "Order",
                "discountCode",
                o => o.DiscountCodes.Count > 0 ? o.DiscountCodes[0] : null
            )
            .Field<Order>("Order", "transactions", (o, call) => Some(o.Transactions, call))
            .Field<Order>("Order", "transactionsCount", o => new Count(o.Transactions.Count))
            .Field<Order>("Order", "refunds", (o, call) => Some(o.Refunds, call))
            .Field<Order>("Order", "fulfillments", (o, call) => Some(o.Fulfillments, call))
            .Field<Order>("Order", "fulfillmentsCount", o => new Count(o.Fulfillments.Count))
            .Field<Order>(
                "Order",
                "fulfillmentOrders",
                o => NodeList.Of<FulfillmentOrder>(o.FulfillmentOrder is { } f ? [f] : [])
            )
            .Field<Order>("Order", "lineItems", o => NodeList.Of(o.Lines))
            .Field<Order>("Order", "nonFulfillableLineItems", _ => NodeList.Of<LineItem>([]))
            .Field<Order>(
                "Order",
                "shippingLine",
                o => o.ShippingLines.Count > 0 ? o.ShippingLines[0] : null
            )
            .Field<Order>(
                "Order",
                "shippingLines",
                (o, call) =>
                    NodeList.Of(
                        call.Arguments.Flag("includeRemovals")
                            ? o.ShippingLines
                            : o.ShippingLines.FindAll(s => !s.IsRemoved)
                    )
            )
            .Field<Order>("Order", "discountApplications", o => NodeList.Of(o.DiscountApplications))
            .Field<Order>("Order", "localizedFields", o => NodeList.Of(o.LocalizedFields))
            .Field<Order>("Order", "agreements", o => NodeList.Of(o.Agreements))
            .Field<Order>("Order", "returns", o => NodeList.Of(o.Returns))
            .Field<Order>("Order", "totalWeight", o => (long)o.Lines.Count * 400)
            .Field<Order>(
                "Order",
                "currentTotalWeight",
                o => (long)o.CurrentSubtotalLineItemsQuantity * 400
            )
            .Field<Order>(
                "Order",
                "statusPageUrl",
                (o, call) => $"{call.World.Shop.Url}/orders/{o.ConfirmationNumber}"
            )
            .Field<Order>("Order", "clientIp", _ => null)
            .Field<Order>("Order", "checkoutToken", _ => null)
            .Field<Order>("Order", "cartToken", _ => null)
            .Field<LineItem>(
                "LineItem",
                "product",
                (l, call) => l.ProductNumber is { } n ? call.World.Products.Find(n) : null
            )
            .Field<LineItem>(
                "LineItem",
                "variant",
                (l, call) => l.VariantNumber is { } n ? call.World.Variant(n) : null
            )
            .Field<LineItem>(
                "LineItem",
                "discountedTotalSet",
                (l, call) => l.DiscountedTotal(call.Arguments.Flag("withCodeDiscounts"))
            )
            .Field<LineItem>("LineItem", "taxLines", (l, call) => Some(l.TaxLines, call))
            .Field<MailingAddress>(
                "MailingAddress",
                "formatted",
                (a, call) =>
                    a.Formatted(call.Arguments.Flag("withName"), call.Arguments.Flag("withCompany"))
            )
            .Field<ShopAddress>("ShopAddress", "formatted", a => a.Formatted)
            .Field<PaymentTerms>("PaymentTerms", "paymentSchedules", t => NodeList.Of(t.Schedules))
            .Field<OrderTransaction>("OrderTransaction", "accountNumber", _ => null)
            .Field<OrderTransaction>("OrderTransaction", "currencyExchangeAdjustment", _ => null)
            .Field<OrderTransaction>(
                "OrderTransaction",
                "settlementCurrency",
                t => t.Order.Pair.Shop.Code
            )
            .Field<OrderTransaction>("OrderTransaction", "settlementCurrencyRate", _ => null);
        foreach (var type in (string[])["Order", "Product", "ProductVariant"])
        {
            table
                .Field<object>(type, "metafields", _ => NodeList.Of<object>([]))
                .Field<object>(type, "metafield", _ => null);
        }
    }

    private static void Ledger(FieldTable table)
    {
        foreach (
            var type in (string[])
                ["OrderAgreement", "OrderEditAgreement", "RefundAgreement", "ReturnAgreement"]
        )
        {
            table.Field<SalesAgreement>(type, "sales", a => NodeList.Of(a.Sales));
        }

        table
            .Field<Sale>("FeeSale", "fee", _ => null)
            .Field<Refund>("Refund", "duties", _ => Array.Empty<object>())
            .Field<Refund>("Refund", "refundLineItems", r => NodeList.Of(r.Lines))
            .Field<Refund>("Refund", "refundShippingLines", r => NodeList.Of(r.ShippingLines))
            .Field<Refund>("Refund", "orderAdjustments", r => NodeList.Of(r.Adjustments))
            .Field<Refund>("Refund", "transactions", r => NodeList.Of(r.Transactions))
            .Field<Return>("Return", "returnLineItems", r => NodeList.Of(r.Lines))
            .Field<Return>("Return", "exchangeLineItems", r => NodeList.Of(r.ExchangeLines))
            .Field<Return>("Return", "refunds", r => NodeList.Of(r.Refunds))
            .Field<Return>("Return", "transactions", r => NodeList.Of(r.Transactions));
    }

    private static void Fulfillments(FieldTable table) =>
        table
            .Field<Fulfillment>("Fulfillment", "fulfillmentLineItems", f => NodeList.Of(f.Lines))
            .Field<Fulfillment>(
                "Fulfillment",
                "fulfillmentOrders",
                f => NodeList.Of<FulfillmentOrder>(f.Order.FulfillmentOrder is { } o ? [o] : [])
            )
            .Field<Fulfillment>(
                "Fulfillment",
                "trackingInfo",
                (f, call) => Some(f.TrackingInfo, call)
            )
            .Field<FulfillmentOrder>("FulfillmentOrder", "lineItems", f => NodeList.Of(f.Lines))
            .Field<FulfillmentOrder>(
                "FulfillmentOrder",
                "fulfillments",
                f => NodeList.Of(f.Fulfillments)
            );

    private static void Catalogue(FieldTable table) =>
        table
            .Field<Product>("Product", "description", p => p.Text)
            .Field<Product>("Product", "options", (p, call) => Some(p.Options, call))
            .Field<Product>("Product", "variants", p => NodeList.Of(p.Variants))
            .Field<Product>("Product", "variantsCount", p => new Count(p.Variants.Count))
            .Field<InventoryItem>("InventoryItem", "inventoryLevels", i => NodeList.Of(i.Levels))
            .Field<InventoryItem>(
                "InventoryItem",
                "variants",
                i => NodeList.Of<ProductVariant>([i.Variant])
            )
            .Field<InventoryItem>(
                "InventoryItem",
                "inventoryLevel",
                (i, call) =>
                    i.Levels.Find(l => l.Location.Id == call.Arguments.Get<string>("locationId"))
            )
            .Field<InventoryLevel>(
                "InventoryLevel",
                "quantities",
                (l, call) => l.Quantities(call.Arguments.Texts("names"))
            )
            .Field<Location>(
                "Location",
                "inventoryLevels",
                (place, call) =>
                {
                    var wanted = SearchQuery.Parse(call.Arguments.Get<string>("query"));
                    return NodeList.Of<InventoryLevel>([
                        .. RootAnswers
                            .Variants(call.World)
                            .Where(v => wanted.Matches(v))
                            .SelectMany(v => v.InventoryItem.Levels)
                            .Where(l => l.Location.Number == place.Number),
                    ]);
                }
            );

    private static void Customers(FieldTable table) =>
        table
            .Field<Customer>("Customer", "addressesV2", c => NodeList.Of(c.Addresses))
            .Field<Customer>(
                "Customer",
                "companyContactProfiles",
                (c, call) =>
                    call
                        .World.Companies.SelectMany(x => x.Contacts)
                        .Where(x => x.CustomerNumber == c.Number)
                        .ToList()
            )
            .Field<Customer>("Customer", "orders", (c, call) => RootAnswers.Orders(call, c.Number))
            .Field<Customer>(
                "Customer",
                "lastOrder",
                (c, call) =>
                    RootAnswers.Orders(call, c.Number) is { Count: > 0 } all
                        ? all[all.Count - 1]
                        : null
            )
            .Field<Customer>("Customer", "metafields", c => NodeList.Of(c.Metafields))
            .Field<Customer>("Customer", "metafield", (c, call) => Named(c.Metafields, call))
            .Field<Company>("Company", "metafield", (c, call) => Named(c.Metafields, call))
            .Field<Company>("Company", "locations", c => NodeList.Of(c.Locations))
            .Field<Company>("Company", "contacts", c => NodeList.Of(c.Contacts))
            .Field<Company>("Company", "ordersCount", _ => null)
            .Field<CompanyContact>(
                "CompanyContact",
                "customer",
                (c, call) => Customer(c.CustomerNumber, call)
            );

    private static Metafield? Named(List<Metafield> all, FieldCall call) =>
        Metafield.In(
            all,
            call.Arguments.Get<string>("namespace"),
            call.Arguments.Get<string>("key")
        );

    private static Customer? Customer(long? number, FieldCall call) =>
        number is { } n ? call.World.Customers.Find(n) : null;

    private static IReadOnlyList<T> Some<T>(IReadOnlyList<T> all, FieldCall call) =>
        call.Arguments.Int("first") is { } first && first < all.Count ? [.. all.Take(first)] : all;
}

internal sealed record Count(int Number)
{
    public string Precision => "EXACT";
}
