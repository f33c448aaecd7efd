namespace Comptoir.DemoShop.World;

/// <summary>The dates and number of a stored object: enough to sort and to filter by date without making the object.</summary>
internal readonly record struct Row(
    long Number,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset ProcessedAt,
    bool Deleted
);

/// <summary>
/// All objects of one kind in a shop. Objects come from a function of their index and are made again whenever they are asked for, so
/// that a shop of 100,000 orders costs a few megabytes; only changed objects are kept. A published object is never mutated: a change
/// makes it again with all its changes and replaces it, so readers need no lock.
/// </summary>
internal sealed class Table<T>
    where T : Record
{
    private readonly Func<int, T> make;
    private readonly Func<int, T> read;
    private readonly Func<long, int> indexOf;
    private readonly Lock gate = new();
    private readonly Tuple<int, T>?[] recent = new Tuple<int, T>?[
        typeof(T) == typeof(Order) ? 64 : 2048
    ];
    private readonly Dictionary<int, List<Action<T>>> changes = [];
    private readonly Dictionary<int, Func<int, T>> added = [];
    private volatile Dictionary<int, T> changed = [];
    private volatile Row[] rows;

    /// <param name="rows">One row per object, in the order of their indexes.</param>
    /// <param name="make">Makes the object of that index, the same each time.</param>
    /// <param name="indexOf">The index of an object's number; any value when there is none.</param>
    /// <param name="read">A quicker way to an object that was not changed; the objects it gives are shared and never mutated.</param>
    public Table(Row[] rows, Func<int, T> make, Func<long, int> indexOf, Func<int, T>? read = null)
    {
        this.read = read ?? make;
        this.rows = rows;
        this.make = make;
        this.indexOf = indexOf;
    }

    /// <summary>A table of objects that are all kept and never changed.</summary>
    public static Table<T> Of(IReadOnlyList<T> items)
    {
        var byNumber = new Dictionary<long, int>();
        for (var i = 0; i < items.Count; i++)
        {
            byNumber[items[i].Number] = i;
        }

        return new Table<T>(
            [.. items.Select(RowOf)],
            i => items[i],
            n => byNumber.TryGetValue(n, out var i) ? i : -1
        );
    }

    /// <summary>The present rows, deleted ones included.</summary>
    public Row[] Rows => rows;

    public T this[int index] => changed.TryGetValue(index, out var item) ? item : Recent(index);

    /// <summary>Objects asked for lately are kept: several fields of one query lead to the same object.</summary>
    private T Recent(int index)
    {
        ref var slot = ref recent[index % recent.Length];
        if (slot is { } kept && kept.Item1 == index)
        {
            return kept.Item2;
        }

        var item = read(index);
        slot = Tuple.Create(index, item);
        return item;
    }

    public T? Find(long number)
    {
        var index = Index(number);
        return index < 0 ? null : this[index];
    }

    public bool Exists(long number) => Index(number) >= 0;

    /// <summary>Adds an object by the function that makes it for its index, so that it can be changed like the others.</summary>
    public T Add(Func<int, T> create)
    {
        lock (gate)
        {
            var index = rows.Length;
            var item = create(index);
            added[index] = create;
            Publish(index, item);
            rows = [.. rows, RowOf(item)];
            return item;
        }
    }

    /// <summary>Changes an object: it is made again with this and all earlier changes.</summary>
    /// <exception cref="KeyNotFoundException">There is no such object, or it was deleted.</exception>
    public void Change(long number, Action<T> change)
    {
        lock (gate)
        {
            var index = Required(number);
            var list = changes.TryGetValue(index, out var known) ? known : [];
            var item = added.TryGetValue(index, out var create) ? create(index) : make(index);
            foreach (var earlier in list)
            {
                earlier(item);
            }

            // The new change runs before it is kept: one that the object refuses leaves no trace.
            change(item);
            list.Add(change);
            changes[index] = list;
            Publish(index, item);
            var copy = (Row[])rows.Clone();
            copy[index] = RowOf(item);
            rows = copy;
        }
    }

    /// <exception cref="KeyNotFoundException">There is no such object, or it was deleted.</exception>
    public void Delete(long number)
    {
        lock (gate)
        {
            var index = Required(number);
            var copy = (Row[])rows.Clone();
            copy[index] = copy[index] with { Deleted = true };
            rows = copy;
        }
    }

    private void Publish(int index, T item) =>
        changed = new Dictionary<int, T>(changed) { [index] = item };

    private int Index(long number)
    {
        var index = indexOf(number);
        var current = rows;
        return
            index >= 0
            && index < current.Length
            && !current[index].Deleted
            && current[index].Number == number
            ? index
            : -1;
    }

    private int Required(long number)
    {
        var index = Index(number);
        return index >= 0
            ? index
            : throw new KeyNotFoundException(
                $"There is no {typeof(T).Name} {number} in this shop."
            );
    }

    public static Row RowOf(T item) =>
        new(
            item.Number,
            item.CreatedAt,
            item.UpdatedAt,
            item is Order order ? order.ProcessedAt : item.CreatedAt,
            Deleted: false
        );
}
