namespace Comptoir.WebShops;

/// <summary>What a scope is needed for. Source: the <c>requiredAccess</c> of the Admin API's schema 2026-10.</summary>
/// <param name="Names">Any one of these is enough (a write scope includes the read scope).</param>
/// <param name="Feature">What will not work without it: a key of the texts.</param>
/// <param name="IsRequired">Nothing can be synchronized without it.</param>
public sealed record ScopeNeed(string[] Names, string Feature, bool IsRequired)
{
    /// <summary>Without it the app sees the orders of the last sixty days, with no error. Source: the documentation of API access scopes.</summary>
    public const string AllOrders = "read_all_orders";

    /// <summary>All scopes Comptoir can use, the necessary ones first.</summary>
    public static IReadOnlyList<ScopeNeed> All { get; } =
    [
        new(["read_orders", "write_orders"], "Orders", true),
        new(["read_products", "write_products"], "Products", true),
        new(["read_customers", "write_customers"], "Customers", true),
        new(["read_inventory", "write_inventory"], "Stock", true),
        new(["read_locations", "write_locations"], "Locations", true),
        new(
            [
                "read_merchant_managed_fulfillment_orders",
                "write_merchant_managed_fulfillment_orders",
            ],
            "Deliveries",
            false
        ),
        new([AllOrders], "AllOrders", false),
        new(["read_payment_terms", "write_payment_terms"], "PaymentTerms", false),
        new(["read_returns", "write_returns"], "Returns", false),
    ];

    /// <summary>The needs that a token does not meet.</summary>
    public static IReadOnlyList<ScopeNeed> Missing(IReadOnlyCollection<string> granted) =>
        [.. All.Where(need => !need.Names.Any(granted.Contains))];

    /// <summary>The scope to ask for.</summary>
    public string Name => Names[0];
}
