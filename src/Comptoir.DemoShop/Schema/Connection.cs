using System.Globalization;
using System.Text;
using System.Text.Json;
using GraphQL;

namespace Comptoir.DemoShop.Schema;

/// <summary>A page of a connection, as a paged query sees it.</summary>
internal sealed class Connection
{
    /// <summary>Most objects on a page.</summary>
    public const int Most = 250;

    private Connection(List<Edge> edges, PageInfo pageInfo)
    {
        Edges = edges;
        PageInfo = pageInfo;
    }

    public List<Edge> Edges { get; }

    public PageInfo PageInfo { get; }

    public List<object> Nodes => Edges.ConvertAll(edge => edge.Node);

    /// <summary>Cuts a page out of a list.</summary>
    /// <exception cref="ExecutionError">Neither <c>first</c> nor <c>last</c>, both, or more than 250.</exception>
    public static Connection Of(NodeList list, Arguments arguments, string field)
    {
        var (first, last) = (arguments.Int("first"), arguments.Int("last"));
        if (first is null == last is null)
        {
            throw Bad($"you must provide one of first or last on {field}");
        }

        var size = first ?? last!.Value;
        if (size is < 1 or > Most)
        {
            throw Bad(
                $"The value of {(first is null ? "last" : "first")} on {field} must be between 1 and {Most}"
            );
        }

        var from = arguments.Get<string>("after") is { } after
            ? Position(list, Cursor.Read(after), past: true)
            : 0;
        var to = arguments.Get<string>("before") is { } before
            ? Position(list, Cursor.Read(before), past: false)
            : list.Count;
        to = Math.Max(from, to);
        var (start, end) = first is not null
            ? (from, Math.Min(to, from + size))
            : (Math.Max(from, to - size), to);
        var edges = new List<Edge>(end - start);
        for (var i = start; i < end; i++)
        {
            edges.Add(new Edge(Cursor.Write(list.KeyAt(i)), list[i]));
        }

        return new Connection(
            edges,
            new PageInfo(
                end < list.Count,
                start > 0,
                edges.Count > 0 ? edges[0].Cursor : null,
                edges.Count > 0 ? edges[^1].Cursor : null
            )
        );
    }

    private static int Position(NodeList list, (long, long) key, bool past)
    {
        var descending = list.Count > 1 && list.KeyAt(0).CompareTo(list.KeyAt(list.Count - 1)) > 0;
        var (low, high) = (0, list.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var comparison = list.KeyAt(middle).CompareTo(key);
            comparison = descending ? -comparison : comparison;
            if (comparison < 0 || (past && comparison == 0))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static ExecutionError Bad(string message) => new(message) { Code = "BAD_REQUEST" };

    private static class Cursor
    {
        public static string Write((long Value, long Number) key) =>
            Convert.ToBase64String(
                Encoding.ASCII.GetBytes(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $$"""{"last_id":{{key.Number}},"last_value":"{{key.Value}}"}"""
                    )
                )
            );

        public static (long Value, long Number) Read(string cursor)
        {
            try
            {
                using var json = JsonDocument.Parse(Convert.FromBase64String(cursor));
                return (
                    long.Parse(
                        json.RootElement.GetProperty("last_value").GetString()!,
                        CultureInfo.InvariantCulture
                    ),
                    json.RootElement.GetProperty("last_id").GetInt64()
                );
            }
            catch (Exception e)
                when (e
                        is FormatException
                            or JsonException
                            or KeyNotFoundException
                            or InvalidOperationException
                )
            {
                throw Bad("Invalid cursor for current pagination sort.");
            }
        }
    }
}

internal sealed record Edge(string Cursor, object Node);

internal sealed record PageInfo(
    bool HasNextPage,
    bool HasPreviousPage,
    string? StartCursor,
    string? EndCursor
);
