using System.Text;
using Comptoir.DemoShop.Schema;

namespace Comptoir.DemoShop.Webhooks;

/// <summary>Which scopes a topic asks for, by the family it belongs to: any one of them will do. From the official schema.</summary>
internal static class WebhookScopes
{
    private static readonly string[] Orders = ["read_orders"];
    private static readonly string[] Companies = ["read_customers", "read_companies"];
    private static readonly string[] Inventory = ["read_inventory", "read_products"];

    private static readonly string[] ReturnsOfOrders =
    [
        "RETURNS_CANCEL",
        "RETURNS_CLOSE",
        "RETURNS_REOPEN",
    ];

    /// <summary>Families by the beginning of the topic; the longer before the shorter.</summary>
    private static readonly (string Family, string[] Scopes)[] Families =
    [
        ("ORDER_TRANSACTIONS_", Orders),
        ("ORDERS_", Orders),
        ("REFUNDS_", Orders),
        ("FULFILLMENTS_", ["read_fulfillments"]),
        ("RETURNS_", ["read_returns"]),
        ("PAYMENT_", ["read_payment_terms"]),
        ("CUSTOMERS_MERGE", ["read_customer_merge"]),
        ("CUSTOMERS_", ["read_customers"]),
        ("COMPANIES_", Companies),
        ("COMPANY_", Companies),
        ("PRODUCTS_", ["read_products"]),
        ("INVENTORY_ITEMS_", Inventory),
        ("INVENTORY_LEVELS_", ["read_inventory"]),
        ("LOCATIONS_", ["read_locations"]),
    ];

    /// <summary>In words, what is missing to hear of a topic; null when nothing is.</summary>
    public static string? Missing(string topic, ShopSession session)
    {
        var scopes =
            Array
                .Find(Families, family => topic.StartsWith(family.Family, StringComparison.Ordinal))
                .Scopes
            ?? [];
        if (Array.IndexOf(ReturnsOfOrders, topic) >= 0)
        {
            scopes = [.. scopes, .. Orders];
        }

        return scopes.Length == 0 || Array.Exists(scopes, session.Has)
            ? null
            : string.Join(" or ", scopes.Select(scope => $"`{scope}` access scope"));
    }

    /// <summary>
    /// The name in headers: <c>orders/updated</c> for ORDERS_UPDATED. The act is the last word, except where Shopify writes two.
    /// </summary>
    public static string NameOf(string topic)
    {
        var split = Array
            .ConvertAll(
                [
                    "_PARTIALLY_FULFILLED",
                    "_SCOPES_UPDATE",
                    "_RISK_ASSESSMENT_CHANGED",
                    "_DATA_REQUEST",
                ],
                (string end) =>
                    topic.EndsWith(end, StringComparison.Ordinal) ? topic.Length - end.Length : -1
            )
            .Max();
        split = split >= 0 ? split : topic.LastIndexOf('_');
        return new StringBuilder(topic.ToLowerInvariant()) { [split] = '/' }.ToString();
    }
}
