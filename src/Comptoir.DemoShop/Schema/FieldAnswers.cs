using System.Globalization;
using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Schema;

/// <summary>Answers of all fields, those of connections, edges and page infos included, which follow from their names.</summary>
internal static class FieldAnswers
{
    public static Answer? Find(string type, string field) =>
        type.EndsWith("Connection", StringComparison.Ordinal)
            ? field switch
            {
                "edges" => (source, _) => ((Connection)source).Edges,
                "nodes" => (source, _) => ((Connection)source).Nodes,
                _ => (source, _) => ((Connection)source).PageInfo,
            }
        : type.EndsWith("Edge", StringComparison.Ordinal)
            ? field switch
            {
                "cursor" => (source, _) => ((Edge)source).Cursor,
                _ => (source, _) => ((Edge)source).Node,
            }
        : type == "PageInfo"
            ? field switch
            {
                "hasNextPage" => (source, _) => ((PageInfo)source).HasNextPage,
                "hasPreviousPage" => (source, _) => ((PageInfo)source).HasPreviousPage,
                "startCursor" => (source, _) => ((PageInfo)source).StartCursor,
                _ => (source, _) => ((PageInfo)source).EndCursor,
            }
        : Answers.Table.Find(type, field);
}

/// <summary>The form in which Shopify writes a scalar: UTC dates to the second, 64-bit numbers and decimals as strings.</summary>
internal static class Plain
{
    public const string DateFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static object? Of(object? value) =>
        value switch
        {
            long number => number.ToString(CultureInfo.InvariantCulture),
            DateTimeOffset date => date.UtcDateTime.ToString(
                DateFormat,
                CultureInfo.InvariantCulture
            ),
            Amount amount => amount.ToString(),
            _ => value,
        };
}
