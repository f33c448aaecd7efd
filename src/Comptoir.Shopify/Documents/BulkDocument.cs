using System.Text;

namespace Comptoir.Shopify.Documents;

/// <summary>
/// A query for a bulk operation. Shopify's rules: one root connection, at most five connections, nested at most two
/// deep, none inside a list, <c>edges { node {</c> written out, the plain id of every parent selected, no variables.
/// </summary>
/// <param name="Root">The root field, for example <c>orders</c>.</param>
/// <param name="Arguments">Arguments besides the search filter.</param>
/// <param name="AlwaysFilter">A search filter that every use needs, because Shopify's default would leave objects out.</param>
/// <param name="Selection">What is read of each node.</param>
public sealed record BulkDocument(
    string Root,
    string? Arguments,
    string? AlwaysFilter,
    string Selection
)
{
    /// <summary>The text to start an operation with.</summary>
    /// <param name="filter">A search such as <c>updated_at:&gt;='2026-01-01T00:00:00Z'</c>; null for everything.</param>
    public string Text(string? filter = null)
    {
        var search = string.Join(
            ' ',
            new[] { AlwaysFilter, filter }.Where(part => part is not null)
        );
        var arguments = string.Join(
            ", ",
            new[] { search.Length == 0 ? null : $"query: {Quote(search)}", Arguments }.Where(part =>
                part is not null
            )
        );
        return $$"""
            {
              {{Root}}{{(arguments.Length == 0 ? "" : $"({arguments})")}} {
                edges { node {
            {{Selection}}
                } }
              }
            }
            """;
    }

    /// <summary>
    /// The same selection for some objects by their ids, with a page of their children: what is read does not depend on the
    /// way it is read.
    /// </summary>
    /// <param name="type">The objects' GraphQL type.</param>
    /// <param name="children">The connection of the selection.</param>
    internal string ByIds(string type, string children)
    {
        var at = Selection.IndexOf($"{children}(", StringComparison.Ordinal);
        var (name, page) =
            at < 0
                ? ($"{children} {{", $"{children}(first: $first, after: $after) {{ {PageInfo}")
                : ($"{children}(", $"{children}(first: $first, after: $after, ");
        var selection = Selection.Replace(name, page, StringComparison.Ordinal);
        if (at >= 0)
            selection = selection.Insert(
                selection.IndexOf('{', selection.IndexOf(page, StringComparison.Ordinal)) + 1,
                $" {PageInfo}"
            );
        return $$"""
            query {{type}}sByIds($ids: [ID!]!, $first: Int!, $after: String) {
              nodes(ids: $ids) {
                ... on {{type}} {
            {{selection}}
                }
              }
            }
            """;
    }

    const string PageInfo = "pageInfo { hasNextPage endCursor }";

    static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            if (char.IsControl(character))
                throw new ArgumentException(
                    "A search filter holds no control characters.",
                    nameof(text)
                );
            if (character is '"' or '\\')
                quoted.Append('\\');
            quoted.Append(character);
        }
        return quoted.Append('"').ToString();
    }
}

/// <summary>Search filters for windows in time.</summary>
public static class SearchFilter
{
    /// <summary>Objects changed at or after an instant.</summary>
    public static string UpdatedSince(DateTimeOffset since) => $"updated_at:>='{Instant(since)}'";

    /// <summary>Orders placed at or after an instant.</summary>
    public static string PlacedSince(DateTimeOffset since) => $"processed_at:>='{Instant(since)}'";

    /// <summary>Objects made until an instant, which is included.</summary>
    public static string CreatedUntil(DateTimeOffset until) => $"created_at:<='{Instant(until)}'";

    /// <summary>Both conditions; null when there is none.</summary>
    public static string? Both(string? one, string? other) =>
        one is null ? other
        : other is null ? one
        : $"{one} {other}";

    static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(
            "yyyy-MM-dd'T'HH:mm:ss'Z'",
            System.Globalization.CultureInfo.InvariantCulture
        );
}
