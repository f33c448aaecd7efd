using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Comptoir.Shopify.Documents;

namespace Comptoir.Shopify;

/// <summary>Objects that were asked for by their ids.</summary>
/// <param name="Items">Those that exist, in the sequence of the ids.</param>
/// <param name="Gone">Ids of those that do not.</param>
public sealed record FoundObjects<T>(IReadOnlyList<T> Items, IReadOnlyList<Gid> Gone);

/// <summary>
/// Reads objects by their ids, as many at once as a query may cost, and the rest of large ones page by page.
/// </summary>
sealed class ObjectReader(ShopifyShop shop)
{
    const int Together = 20;
    const int FirstChildren = 10;
    const int FurtherChildren = 100;

    public async Task<FoundObjects<TRoot>> ReadAsync<TRoot, TChild>(
        IReadOnlyCollection<Gid> ids,
        string document,
        string connection,
        JsonTypeInfo<TRoot> rootInfo,
        JsonTypeInfo<TChild> childInfo,
        Func<TRoot, List<TChild>, TRoot> with,
        CancellationToken cancellation
    )
        where TRoot : class
        where TChild : class
    {
        var items = new List<TRoot>();
        var gone = new List<Gid>();
        var waiting = new Queue<Gid>(ids.Distinct());
        var together = Together;
        while (waiting.Count > 0)
        {
            var some = waiting.Take(together).ToArray();
            JsonElement nodes;
            try
            {
                nodes = await PageAsync(some, FirstChildren, null);
            }
            catch (ShopifyException failure)
                when (failure.Kind == ShopifyFailure.QueryTooCostly && together > 1)
            {
                together /= 2;
                continue;
            }
            for (var i = 0; i < some.Length; i++)
            {
                waiting.Dequeue();
                // Null for an id that is gone, empty for one of another type.
                if (!IsThere(nodes[i]))
                {
                    gone.Add(some[i]);
                    continue;
                }
                var root = shop.Record(nodes[i], rootInfo)!;
                var children = new List<TChild>();
                var after = Add(nodes[i], children);
                while (after is not null)
                {
                    var further = await PageAsync([some[i]], FurtherChildren, after);
                    after = IsThere(further[0]) ? Add(further[0], children) : null;
                }
                items.Add(with(root, children));
            }
        }
        return new(items, gone);

        Task<JsonElement> PageAsync(Gid[] some, int first, string? after) =>
            NodesAsync(
                document,
                some,
                variables =>
                {
                    variables.WriteNumber("first", first);
                    variables.WriteString("after", after);
                },
                cancellation
            );

        string? Add(JsonElement node, List<TChild> children)
        {
            var page = node.GetProperty(connection);
            foreach (var edge in page.GetProperty("edges").EnumerateArray())
                children.Add(shop.Record(edge.GetProperty("node"), childInfo)!);
            return ShopifyShop.Next(page);
        }
    }

    /// <summary>Those of some objects that do not exist, or are hidden from the app.</summary>
    public async Task<IReadOnlyList<Gid>> FindMissingAsync(
        IReadOnlyCollection<Gid> ids,
        CancellationToken cancellation
    )
    {
        var missing = new List<Gid>();
        foreach (var some in ids.Distinct().Chunk(Most))
        {
            var nodes = await NodesAsync(Changes.Existing, some, null, cancellation);
            for (var i = 0; i < some.Length; i++)
                if (!IsThere(nodes[i]))
                    missing.Add(some[i]);
        }
        return missing;
    }

    /// <summary>Ids that a list may hold. Source: Shopify's limits of input arrays, 250.</summary>
    const int Most = 250;

    async Task<JsonElement> NodesAsync(
        string document,
        Gid[] ids,
        Action<Utf8JsonWriter>? more,
        CancellationToken cancellation
    )
    {
        var answer = await shop.QueryAsync(
            document,
            variables =>
            {
                variables.WriteStartArray("ids");
                foreach (var id in ids)
                    variables.WriteStringValue(id.ToString());
                variables.WriteEndArray();
                more?.Invoke(variables);
            },
            cancellation
        );
        // What is denied is null like what is gone: it must not pass for deleted.
        if (answer.Errors.Count > 0)
            throw new ShopifyException(
                ShopifyFailure.AccessDenied,
                $"Objects of {shop.Address} cannot be read: {answer.Errors[0].Message}",
                "Check the scopes of the app, and its access to protected customer data."
            )
            {
                Path = answer.Errors[0].Path,
            };
        var nodes = answer.Data.GetProperty("nodes");
        return nodes.ValueKind == JsonValueKind.Array && nodes.GetArrayLength() == ids.Length
            ? nodes
            : throw AnswerReader.Malformed(shop.Address, null);
    }

    static bool IsThere(JsonElement node) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty("id", out _);
}
