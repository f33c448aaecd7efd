using System.Globalization;
using System.Text.Json;

namespace Comptoir.Shopify;

/// <summary>Finds in the body of a webhook the numbers that matter.</summary>
static class WebhookBodyReader
{
    const string OwnGid = "admin_graphql_api_id";

    public static WebhookBody Read(string topic, JsonElement body)
    {
        var slash = topic.IndexOf('/', StringComparison.Ordinal);
        var (family, act) =
            slash < 0
                ? (topic, "")
                : (topic[..slash].ToLowerInvariant(), topic[(slash + 1)..].ToLowerInvariant());
        if (act is "redact" or "data_request")
            return new() { Privacy = Privacy(body) };
        var subject =
            Text(body, OwnGid) is { } own && Gid.TryParse(own, out var gid) ? gid : null as Gid?;
        if (family == "customers" && act == "merge")
            return Merge(body) with { Subject = subject };
        var named = (family, act) switch
        {
            ("orders", "edited") => Order(Member(body, "order_edit") ?? body),
            ("orders", _) => Own(body, "Order") is { } number
                ? new WebhookObject(WebhookObjectKind.Order, number)
                : Order(body),
            ("refunds" or "fulfillments" or "order_transactions" or "returns", _) => Order(body),
            ("payment_terms", _) => Order(body),
            ("customers", _) => Of(WebhookObjectKind.Customer, Own(body, "Customer")),
            ("products", _) => Of(WebhookObjectKind.Product, Own(body, "Product")),
            ("inventory_items", _) => Of(
                WebhookObjectKind.InventoryItem,
                Own(body, "InventoryItem")
            ),
            ("inventory_levels", _) => Of(
                WebhookObjectKind.InventoryItem,
                Number(body, "inventory_item_id")
            ),
            ("companies", _) => Of(WebhookObjectKind.Company, Own(body, "Company")),
            ("company_locations" or "company_contacts", _) => Of(
                WebhookObjectKind.Company,
                Beside(body, "company", "Company")
            ),
            ("locations", _) => Of(WebhookObjectKind.Location, Own(body, "Location")),
            _ => null,
        };
        return new() { Objects = named is { } one ? [one] : [], Subject = subject };
    }

    static WebhookBody Merge(JsonElement body)
    {
        var kept = Named(body, "admin_graphql_api_customer_kept_id", "Customer");
        var deleted = Named(body, "admin_graphql_api_customer_deleted_id", "Customer");
        return new()
        {
            Objects =
            [
                .. new[] { kept, deleted }
                    .OfType<long>()
                    .Distinct()
                    .Select(number => new WebhookObject(WebhookObjectKind.Customer, number)),
            ],
            Merged =
                kept is { } one && deleted is { } other && one != other ? new(one, other) : null,
        };
    }

    static PrivacyRequest Privacy(JsonElement body) =>
        new()
        {
            Shop = Number(body, "shop_id"),
            Customer = Member(body, "customer") is { } customer ? Number(customer, "id") : null,
            Orders =
            [
                .. Numbers(body, "orders_requested").Union(Numbers(body, "orders_to_redact")),
            ],
            Request = Member(body, "data_request") is { } request ? Number(request, "id") : null,
        };

    static WebhookObject? Order(JsonElement body) =>
        Of(WebhookObjectKind.Order, Beside(body, "order", "Order"));

    static WebhookObject? Of(WebhookObjectKind kind, long? number) =>
        number is { } known ? new(kind, known) : null;

    /// <summary>The number of the object that the body is: its gid is surer than its id, which some topics write otherwise.</summary>
    static long? Own(JsonElement body, string type) =>
        Named(body, OwnGid, type) ?? Number(body, "id");

    /// <summary>The number of what the body's object belongs to: <c>order_id</c>, or an object <c>order</c> of its own.</summary>
    static long? Beside(JsonElement body, string name, string type) =>
        Number(body, $"{name}_id")
        ?? Named(body, $"admin_graphql_api_{name}_id", type)
        ?? (Member(body, name) is { } parent ? Own(parent, type) : null);

    static long? Named(JsonElement body, string name, string type) =>
        Text(body, name) is { } text && Gid.TryParse(text, out var gid) && gid.Type == type
            ? gid.Number
            : null;

    static long? Number(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) ? Number(value) : null;

    /// <summary>A positive whole number, written as one or as a text; null for everything else.</summary>
    static long? Number(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt64(out var number) && number > 0 ? number : null,
            JsonValueKind.String => long.TryParse(
                value.GetString(),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            && number > 0
                ? number
            : Gid.TryParse(value.GetString(), out var gid) ? gid.Number
            : null,
            _ => null,
        };

    static IEnumerable<long> Numbers(JsonElement body, string name) =>
        body.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(Number).OfType<long>()
            : [];

    static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    static JsonElement? Member(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value
            : null;
}
