using System.Text.Json;
using Comptoir.Shopify.Documents;

namespace Comptoir.Shopify;

/// <summary>
/// Reads the news of a shop in one request. A part that is denied may take the whole answer with it, because its field may
/// not be null: then the rest is asked for again without it.
/// </summary>
sealed class NewsReader(ShopifyShop shop)
{
    static readonly string[] Counts = ["ordersCount", "productsCount", "customersCount"];
    static readonly string[] Parts =
    [
        .. Counts,
        "oldest",
        "products",
        "customers",
        "companies",
        "orders",
    ];

    public async Task<ShopNews> ReadAsync(NewsWanted wanted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentOutOfRangeException.ThrowIfNotEqual(wanted.Most, Math.Clamp(wanted.Most, 1, 100));
        var left = new HashSet<string>(Asked(wanted), StringComparer.Ordinal);
        var denied = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            ShopifyAnswer answer;
            try
            {
                answer = await shop.QueryAsync(
                    News.Shop,
                    variables => Write(variables, wanted, left),
                    cancellation
                );
            }
            catch (ShopifyException failure)
                when (failure.Kind is ShopifyFailure.AccessDenied or ShopifyFailure.ScopeMissing
                    && PartOf(failure.Path ?? "", left) is { } part
                )
            {
                denied.Add(part);
                left.Remove(part);
                // Counts are asked for together.
                if (Array.IndexOf(Counts, part) >= 0)
                    left.ExceptWith(Counts);
                continue;
            }
            foreach (var error in answer.Errors)
                if (error.Code == "ACCESS_DENIED" && PartOf(error.Path, left) is { } part)
                    denied.Add(part);
            return Read(answer, wanted, left, denied);
        }
    }

    ShopNews Read(
        ShopifyAnswer answer,
        NewsWanted wanted,
        HashSet<string> left,
        HashSet<string> denied
    )
    {
        var installation = shop.Object(answer, "currentAppInstallation");
        var scopes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scope in installation.GetProperty("accessScopes").EnumerateArray())
            scopes.Add(scope.GetProperty("handle").GetString()!);
        foreach (var part in left)
            // A part that is missing without being denied must not pass for one in which nothing changed.
            if (!denied.Contains(part) && Array.IndexOf(Counts, part) < 0)
                shop.Object(answer, part);
        return new ShopNews
        {
            Shop = shop.Record(shop.Object(answer, "shop"), ShopifyJson.Default.ShopInfo)!,
            Scopes = scopes,
            Counts = !wanted.Counts
                ? null
                : shop.Record(answer.Data, ShopifyJson.Default.ShopCounts),
            OldestOrder =
                Part("oldest") is { } oldest
                && oldest.GetProperty("nodes") is var nodes
                && nodes.GetArrayLength() > 0
                    ? shop.Record(nodes[0], ShopifyJson.Default.OldestOrder)
                    : null,
            Products = Changed("products"),
            Customers = Changed("customers"),
            Companies = Changed("companies"),
            Orders = Changed("orders"),
            Denied = denied,
        };

        JsonElement? Part(string name) =>
            answer.Data.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object
                ? part
                : null;

        ChangedObjects? Changed(string name)
        {
            if (Part(name) is not { } page)
                return null;
            var found = new FoundChanges(wanted.Most);
            foreach (var node in page.GetProperty("nodes").EnumerateArray())
                found.Add(node.GetProperty("id"), node);
            return found.Answer(
                page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()
            );
        }
    }

    static IEnumerable<string> Asked(NewsWanted wanted) =>
        Parts.Where(part =>
            part switch
            {
                "oldest" => wanted.OldestOrder,
                "products" => wanted.ProductsSince is not null,
                "customers" => wanted.CustomersSince is not null,
                "companies" => wanted.CompaniesSince is not null,
                "orders" => wanted.OrdersSince is not null,
                _ => wanted.Counts,
            }
        );

    static void Write(Utf8JsonWriter variables, NewsWanted wanted, HashSet<string> left)
    {
        variables.WriteNumber("first", wanted.Most);
        variables.WriteString("counted", wanted.CountedOrders);
        variables.WriteString("catalogue", Products.Bulk.AlwaysFilter);
        variables.WriteString(
            "products",
            SearchFilter.Both(Products.Bulk.AlwaysFilter, Since(wanted.ProductsSince))
        );
        variables.WriteString("customers", Since(wanted.CustomersSince));
        variables.WriteString("companies", Since(wanted.CompaniesSince));
        variables.WriteString("orders", Since(wanted.OrdersSince));
        variables.WriteBoolean("withCounts", left.Contains(Counts[0]));
        variables.WriteBoolean("withOldest", left.Contains("oldest"));
        variables.WriteBoolean("withProducts", left.Contains("products"));
        variables.WriteBoolean("withCustomers", left.Contains("customers"));
        variables.WriteBoolean("withCompanies", left.Contains("companies"));
        variables.WriteBoolean("withOrders", left.Contains("orders"));

        static string? Since(DateTimeOffset? instant) =>
            instant is { } since ? SearchFilter.UpdatedSince(since) : null;
    }

    /// <summary>The part that a path leads into.</summary>
    static string? PartOf(string path, HashSet<string> left)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var head = dot < 0 ? path : path[..dot];
        return left.Contains(head) ? head : null;
    }
}
