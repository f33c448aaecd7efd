using System.Collections.Frozen;

namespace Comptoir.Shopify;

/// <summary>A topic of webhooks.</summary>
/// <param name="Name">As in the header <see cref="WebhookHeaders.Topic"/>, for example <c>orders/updated</c>.</param>
/// <param name="Scopes">Any one of them opens it; none: no scope is needed.</param>
public sealed record WebhookTopic(string Name, params IReadOnlyList<string> Scopes)
{
    /// <summary>As in the schema, for example <c>ORDERS_UPDATED</c>.</summary>
    public string Code { get; } = Name.Replace('/', '_').ToUpperInvariant();

    /// <summary>Whether an app with these scopes may subscribe; to write includes to read.</summary>
    public bool IsOpenTo(IReadOnlySet<string> granted)
    {
        ArgumentNullException.ThrowIfNull(granted);
        return Scopes.Count == 0
            || Scopes.Any(scope =>
                granted.Contains(scope) || granted.Contains($"write_{scope.AsSpan("read_".Length)}")
            );
    }
}

/// <summary>
/// The topics that say everything Comptoir keeps. Shopify raises <c>orders/updated</c> with most of what happens to an order;
/// the others are heard too because any notice may be lost.
/// </summary>
public static class WebhookTopics
{
    const string OrdersScope = "read_orders";
    const string CustomersScope = "read_customers";
    const string CompaniesScope = "read_companies";
    const string ProductsScope = "read_products";
    const string InventoryScope = "read_inventory";
    const string LocationsScope = "read_locations";
    const string ReturnsScope = "read_returns";
    const string TermsScope = "read_payment_terms";

    /// <summary>The app was removed from the shop: its token is dead, and so are its subscriptions.</summary>
    public static WebhookTopic AppUninstalled { get; } = new("app/uninstalled");

    /// <summary>The app was given other scopes.</summary>
    public static WebhookTopic ScopesUpdated { get; } = new("app/scopes_update");

    /// <summary>The shop's own facts changed.</summary>
    public static WebhookTopic ShopUpdated { get; } = new("shop/update");

    /// <summary>A bulk operation ended.</summary>
    public static WebhookTopic BulkFinished { get; } = new("bulk_operations/finish");

    /// <summary>Two customers became one.</summary>
    public static WebhookTopic CustomersMerged { get; } =
        new("customers/merge", "read_customer_merge");

    /// <summary>Those to subscribe to, each as far as the scopes open it.</summary>
    public static IReadOnlyList<WebhookTopic> Wanted { get; } =
    [
        new("orders/create", OrdersScope),
        new("orders/updated", OrdersScope),
        new("orders/edited", OrdersScope),
        new("orders/cancelled", OrdersScope),
        new("orders/paid", OrdersScope),
        new("orders/delete", OrdersScope),
        new("order_transactions/create", OrdersScope),
        new("refunds/create", OrdersScope),
        // Whoever may read orders may read their fulfilments, but to hear of them takes a scope of its own.
        new("fulfillments/create", "read_fulfillments"),
        new("fulfillments/update", "read_fulfillments"),
        new("returns/request", ReturnsScope),
        new("returns/approve", ReturnsScope),
        new("returns/decline", ReturnsScope),
        new("returns/update", ReturnsScope),
        new("returns/process", ReturnsScope),
        new("returns/cancel", ReturnsScope, OrdersScope),
        new("returns/close", ReturnsScope, OrdersScope),
        new("returns/reopen", ReturnsScope, OrdersScope),
        new("payment_terms/create", TermsScope),
        new("payment_terms/update", TermsScope),
        new("payment_terms/delete", TermsScope),
        new("customers/create", CustomersScope),
        new("customers/update", CustomersScope),
        new("customers/delete", CustomersScope),
        CustomersMerged,
        new("companies/create", CustomersScope, CompaniesScope),
        new("companies/update", CustomersScope, CompaniesScope),
        new("companies/delete", CustomersScope, CompaniesScope),
        new("company_locations/create", CustomersScope, CompaniesScope),
        new("company_locations/update", CustomersScope, CompaniesScope),
        new("company_locations/delete", CustomersScope, CompaniesScope),
        new("company_contacts/create", CustomersScope, CompaniesScope),
        new("company_contacts/update", CustomersScope, CompaniesScope),
        new("company_contacts/delete", CustomersScope, CompaniesScope),
        new("products/create", ProductsScope),
        new("products/update", ProductsScope),
        new("products/delete", ProductsScope),
        new("inventory_items/update", InventoryScope, ProductsScope),
        new("inventory_items/delete", InventoryScope, ProductsScope),
        new("inventory_levels/update", InventoryScope),
        new("inventory_levels/connect", InventoryScope),
        new("inventory_levels/disconnect", InventoryScope),
        new("locations/create", LocationsScope),
        new("locations/update", LocationsScope),
        new("locations/activate", LocationsScope),
        new("locations/deactivate", LocationsScope),
        new("locations/delete", LocationsScope),
        BulkFinished,
        AppUninstalled,
        ScopesUpdated,
        ShopUpdated,
    ];

    /// <summary>What the law asks of every app; they are sent without a subscription.</summary>
    public static IReadOnlyList<WebhookTopic> Privacy { get; } =
    [new("customers/data_request"), new("customers/redact"), new("shop/redact")];

    static readonly FrozenDictionary<string, WebhookTopic> Known = Wanted
        .Concat(Privacy)
        .ToFrozenDictionary(topic => topic.Name, StringComparer.OrdinalIgnoreCase);

    static readonly FrozenDictionary<string, WebhookTopic> ByCode = Wanted.ToFrozenDictionary(
        topic => topic.Code,
        StringComparer.Ordinal
    );

    /// <summary>The topic of a header; null for one that Comptoir does not ask for.</summary>
    public static WebhookTopic? Find(string? name) =>
        name is not null && Known.TryGetValue(name, out var topic) ? topic : null;

    /// <summary>The topic of a subscription; null for one that Comptoir does not ask for.</summary>
    public static WebhookTopic? FindByCode(string? code) =>
        code is not null && ByCode.TryGetValue(code, out var topic) ? topic : null;
}
