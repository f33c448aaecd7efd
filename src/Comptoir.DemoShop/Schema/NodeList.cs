using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Schema;

/// <summary>The objects behind a connection, in order, made when they are asked for. Positions are keyed so that a cursor survives additions.</summary>
internal abstract class NodeList
{
    public abstract int Count { get; }

    public abstract object this[int index] { get; }

    /// <summary>Where the object stands: value of the sort key, then number.</summary>
    public abstract (long Value, long Number) KeyAt(int index);

    public static NodeList Of<T>(IReadOnlyList<T> items)
        where T : class => new Fixed<T>(items);

    private sealed class Fixed<T>(IReadOnlyList<T> items) : NodeList
        where T : class
    {
        public override int Count => items.Count;

        public override object this[int index] => items[index];

        public override (long Value, long Number) KeyAt(int index) => (index, index);
    }
}

/// <summary>Objects of a table that a search found, sorted.</summary>
internal sealed class FoundList(
    IReadOnlyList<(long Value, long Number, int Index)> found,
    Func<int, object> load
) : NodeList
{
    public override int Count => found.Count;

    public override object this[int index] => load(found[index].Index);

    public override (long Value, long Number) KeyAt(int index) =>
        (found[index].Value, found[index].Number);

    /// <summary>Searches a table. Deleted objects are left out.</summary>
    /// <param name="keep">A further condition on the row, applied first because it is cheap.</param>
    public static FoundList In<T>(
        Table<T> table,
        SearchQuery query,
        string sortKey,
        bool reverse,
        Func<Row, bool>? keep = null,
        Func<T, object>? node = null
    )
        where T : Record
    {
        var rows = table.Rows;
        var found = new List<(long Value, long Number, int Index)>();
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            if (row.Deleted || (keep is not null && !keep(row)) || !query.Matches(row, table, i))
            {
                continue;
            }

            var value = sortKey switch
            {
                "CREATED_AT" => row.CreatedAt.UtcTicks,
                "UPDATED_AT" => row.UpdatedAt.UtcTicks,
                "PROCESSED_AT" => row.ProcessedAt.UtcTicks,
                "ID" => row.Number,
                _ => table[i].SortValue(sortKey),
            };
            found.Add((value, row.Number, i));
        }

        found.Sort();
        if (reverse)
        {
            found.Reverse();
        }

        return new FoundList(found, node is null ? i => table[i] : i => node(table[i]));
    }
}
