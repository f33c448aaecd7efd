using System.Globalization;
using Comptoir.DemoShop.Bulk;
using Comptoir.DemoShop.Schema;
using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Webhooks;

/// <summary>
/// Bodies of notices in the form of Shopify's REST resources, cut down to ids, dates, states and sums. Numbers of 64 bits are
/// written as numbers, dates with the shop's offset.
/// </summary>
internal static class WebhookBodies
{
    public static object Order(Order order) =>
        new
        {
            id = order.Number,
            admin_graphql_api_id = order.Id,
            name = order.Name,
            order_number = order.OrderNumber,
            email = order.Email,
            created_at = Date(order.CreatedAt),
            updated_at = Date(order.UpdatedAt),
            processed_at = Date(order.ProcessedAt),
            cancelled_at = Date(order.CancelledAt),
            cancel_reason = order.CancelReason?.ToLowerInvariant(),
            currency = order.Pair.Shop.Code,
            presentment_currency = order.Pair.Presentment.Code,
            financial_status = order.DisplayFinancialStatus?.ToLowerInvariant(),
            fulfillment_status = order.DisplayFulfillmentStatus switch
            {
                "FULFILLED" => "fulfilled",
                "PARTIALLY_FULFILLED" => "partial",
                _ => null,
            },
            taxes_included = order.TaxesIncluded,
            test = order.Test,
            note = order.Note,
            total_price = Amount(order.TotalPriceSet),
            current_total_price = Amount(order.CurrentTotalPriceSet),
            total_tax = Amount(order.TotalTaxSet),
            customer = order.CustomerNumber is { } number
                ? new { id = number, admin_graphql_api_id = Gid.Of("Customer", number) }
                : null,
            line_items = order
                .Lines.Select(line => new
                {
                    id = Tail(line.Id),
                    admin_graphql_api_id = line.Id,
                    product_id = line.ProductNumber,
                    variant_id = line.VariantNumber,
                    title = line.Title,
                    sku = line.Sku,
                    quantity = line.Quantity,
                    current_quantity = line.CurrentQuantity,
                    price = Amount(line.OriginalUnitPriceSet),
                })
                .ToList(),
        };

    public static object Edited(Order order, IReadOnlyList<LineItem> added) =>
        new
        {
            order_edit = new
            {
                id = Tail(order.Agreements[^1].Id),
                app_id = 1354745,
                created_at = Date(order.UpdatedAt),
                notify_customer = false,
                order_id = order.Number,
                staff_note = "",
                line_items = new
                {
                    additions = added
                        .Select(line => new { id = Tail(line.Id), delta = line.Quantity })
                        .ToList(),
                    removals = Array.Empty<object>(),
                },
            },
        };

    public static object Refund(Refund refund) =>
        new
        {
            id = refund.LegacyResourceId,
            admin_graphql_api_id = refund.Id,
            order_id = refund.Order.Number,
            created_at = Date(refund.CreatedAt),
            processed_at = Date(refund.ProcessedAt),
            note = refund.Note,
            refund_line_items = refund
                .Lines.Select(line => new
                {
                    id = Tail(line.Id),
                    line_item_id = Tail(line.LineItem.Id),
                    quantity = line.Quantity,
                    restock_type = line.RestockType.ToLowerInvariant(),
                    subtotal = Amount(line.SubtotalSet),
                })
                .ToList(),
            transactions = refund.Transactions.ConvertAll(Transaction),
        };

    public static object Transaction(OrderTransaction transaction) =>
        new
        {
            id = Tail(transaction.Id),
            admin_graphql_api_id = transaction.Id,
            order_id = transaction.Order.Number,
            kind = transaction.Kind.ToLowerInvariant(),
            status = transaction.Status.ToLowerInvariant(),
            gateway = transaction.Gateway,
            amount = Amount(transaction.AmountSet),
            currency = transaction.Order.Pair.Shop.Code,
            created_at = Date(transaction.CreatedAt),
            parent_id = transaction.ParentTransaction is { } parent ? Tail(parent.Id) : null,
            test = transaction.Test,
        };

    public static object Fulfillment(Fulfillment fulfillment) =>
        new
        {
            id = fulfillment.LegacyResourceId,
            admin_graphql_api_id = fulfillment.Id,
            order_id = fulfillment.Order.Number,
            name = fulfillment.Name,
            status = fulfillment.Status.ToLowerInvariant(),
            created_at = Date(fulfillment.CreatedAt),
            updated_at = Date(fulfillment.UpdatedAt),
            location_id = fulfillment.Location.Number,
            line_items = fulfillment
                .Lines.Select(line => new { id = Tail(line.LineItem.Id), quantity = line.Quantity })
                .ToList(),
        };

    /// <summary>A return names its order as an object, not as <c>order_id</c>.</summary>
    public static object Return(Return @return) =>
        new
        {
            id = Tail(@return.Id),
            admin_graphql_api_id = @return.Id,
            name = @return.Name,
            status = @return.Status.ToLowerInvariant(),
            order = new { id = @return.Order.Number, admin_graphql_api_id = @return.Order.Id },
            total_return_line_items = @return.Lines.Count,
        };

    public static object Customer(Customer customer) =>
        new
        {
            id = customer.Number,
            admin_graphql_api_id = customer.Id,
            created_at = Date(customer.CreatedAt),
            updated_at = Date(customer.UpdatedAt),
            first_name = customer.FirstName,
            last_name = customer.LastName,
            email = customer.Email,
            phone = customer.Phone,
            state = customer.State.ToLowerInvariant(),
            note = customer.Note,
            tax_exempt = customer.TaxExempt,
        };

    public static object Merged(string kept, string deleted) =>
        new
        {
            admin_graphql_api_customer_kept_id = kept,
            admin_graphql_api_customer_deleted_id = deleted,
            admin_graphql_api_job_id = (string?)null,
            status = "completed",
            errors = Array.Empty<object>(),
        };

    public static object Product(Product product) =>
        new
        {
            id = product.Number,
            admin_graphql_api_id = product.Id,
            title = product.Title,
            vendor = product.Vendor,
            handle = product.Handle,
            status = product.Status.ToLowerInvariant(),
            created_at = Date(product.CreatedAt),
            updated_at = Date(product.UpdatedAt),
            variants = product.Variants.ConvertAll(variant => new
            {
                id = variant.Number,
                admin_graphql_api_id = variant.Id,
                product_id = product.Number,
                sku = variant.Sku,
                price = variant.Price,
                inventory_item_id = variant.Number,
            }),
        };

    public static object Item(ProductVariant variant) =>
        new
        {
            id = variant.Number,
            admin_graphql_api_id = variant.InventoryItem.Id,
            sku = variant.Sku,
            created_at = Date(variant.CreatedAt),
            updated_at = Date(variant.UpdatedAt),
            tracked = !variant.Product.IsGiftCard,
        };

    public static object Level(InventoryLevel level) =>
        new
        {
            inventory_item_id = level.Item.Variant.Number,
            location_id = level.Location.Number,
            available = level.Stock.Available,
            updated_at = Date(level.UpdatedAt),
            admin_graphql_api_id = level.Id,
        };

    /// <summary>What is gone is named by its number alone.</summary>
    public static object Deleted(long number) => new { id = number };

    public static object Finished(BulkOperation operation) =>
        new
        {
            admin_graphql_api_id = operation.Id,
            completed_at = Date(operation.CompletedAt),
            created_at = Date(operation.CreatedAt),
            error_code = operation.ErrorCode?.ToLowerInvariant(),
            status = operation.Status.ToLowerInvariant(),
            type = "query",
        };

    public static object Shop(Shop shop) =>
        new
        {
            id = shop.Number,
            name = shop.Name,
            myshopify_domain = shop.MyshopifyDomain,
            currency = shop.CurrencyCode,
            iana_timezone = shop.IanaTimezone,
        };

    public static object Scopes(
        IReadOnlyList<string> before,
        IReadOnlyList<string> now,
        DateTimeOffset at
    ) =>
        new
        {
            id = 1,
            previous = before,
            current = now,
            updated_at = Date(at),
        };

    private static string? Date(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString(Plain.DateFormat, CultureInfo.InvariantCulture);

    private static string Amount(MoneyBag bag) => bag.ShopMoney.Amount.ToString();

    private static long? Tail(string gid) =>
        Gid.TryParse(gid, out _, out var number) ? number : null;
}
