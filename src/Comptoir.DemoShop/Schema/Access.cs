using System.Collections.Frozen;

namespace Comptoir.DemoShop.Schema;

/// <summary>Which scopes a type asks for: any one of them will do. From <c>requiredAccess</c> of the official schema.</summary>
internal static class Access
{
    private static readonly FrozenDictionary<string, string[]> Required = new Dictionary<
        string,
        string[]
    >(StringComparer.Ordinal)
    {
        ["Order"] = ["read_orders"],
        ["LineItem"] = ["read_orders"],
        ["Refund"] = ["read_orders"],
        ["OrderTransaction"] = ["read_orders"],
        ["SalesAgreement"] = ["read_orders"],
        ["Customer"] = ["read_customers"],
        ["Product"] = ["read_products"],
        ["ProductVariant"] = ["read_products"],
        ["InventoryItem"] = ["read_inventory", "read_products"],
        ["InventoryLevel"] = ["read_inventory"],
        ["Location"] = ["read_locations", "read_inventory", "read_markets_home"],
        ["Fulfillment"] = ["read_orders", .. FulfillmentOrders],
        ["FulfillmentOrder"] = FulfillmentOrders,
        ["Return"] = ["read_returns"],
        ["PaymentTerms"] = ["read_payment_terms"],
        ["Company"] = ["read_customers", "read_companies"],
        ["CompanyLocation"] = ["read_customers", "read_companies"],
        ["CompanyContact"] = ["read_customers", "read_companies"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static string[] FulfillmentOrders =>
        [
            "read_assigned_fulfillment_orders",
            "read_merchant_managed_fulfillment_orders",
            "read_third_party_fulfillment_orders",
        ];

    /// <summary>All scopes that the demo shop knows; what a token has unless told otherwise.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "read_all_orders",
        "read_companies",
        "read_customer_merge",
        "read_customers",
        "read_fulfillments",
        "read_gift_cards",
        "read_inventory",
        "read_locations",
        .. FulfillmentOrders,
        "read_orders",
        "read_payment_terms",
        "read_products",
        "read_returns",
    ];

    /// <summary>In words, what is missing to read a field of that type; null when nothing is.</summary>
    /// <param name="type">The type without list and non-null; connections and counts stand for what they hold.</param>
    public static string? Missing(string type, string field, ShopSession session)
    {
        var of = type.EndsWith("Connection", StringComparison.Ordinal)
            ? type[..^"Connection".Length]
            : type;
        of = field switch
        {
            "ordersCount" => "Order",
            "customersCount" => "Customer",
            "productsCount" => "Product",
            _ => of,
        };
        return Required.TryGetValue(of, out var scopes) && !Array.Exists(scopes, session.Has)
            ? string.Join(" or ", scopes.Select(scope => $"`{scope}` access scope"))
            : null;
    }
}
