using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>
/// How the records are read from Shopify's JSON. Numbers written as strings (<c>UnsignedInt64</c>, <c>Decimal</c>,
/// <c>Money</c>) are read as numbers; unknown fields are passed over; a missing field marked as required fails.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString
)]
[JsonSerializable(typeof(ShopifyOrder))]
[JsonSerializable(typeof(LineItem))]
[JsonSerializable(typeof(ShippingLine))]
[JsonSerializable(typeof(DiscountApplication))]
[JsonSerializable(typeof(SalesAgreement))]
[JsonSerializable(typeof(Sale))]
[JsonSerializable(typeof(FulfillmentLineItem))]
[JsonSerializable(typeof(ShopifyCustomer))]
[JsonSerializable(typeof(ShopifyAddress))]
[JsonSerializable(typeof(ShopifyCompany))]
[JsonSerializable(typeof(CompanyLocation))]
[JsonSerializable(typeof(CompanyContact))]
[JsonSerializable(typeof(ShopifyProduct))]
[JsonSerializable(typeof(ShopifyVariant))]
[JsonSerializable(typeof(ShopifyInventoryItem))]
[JsonSerializable(typeof(InventoryLevel))]
[JsonSerializable(typeof(BulkOperation))]
[JsonSerializable(typeof(ShopInfo))]
[JsonSerializable(typeof(ShopCounts))]
[JsonSerializable(typeof(OldestOrder))]
[JsonSerializable(typeof(OrderHeader))]
[JsonSerializable(typeof(ShopifyLocation))]
[JsonSerializable(typeof(WebhookSubscription))]
public sealed partial class ShopifyJson : JsonSerializerContext;
