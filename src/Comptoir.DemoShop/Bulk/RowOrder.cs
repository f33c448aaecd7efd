namespace Comptoir.DemoShop.Bulk;

/// <summary>In which order the rows of a bulk operation stand in the file.</summary>
public enum BulkRowOrder
{
    /// <summary>Shuffled, every parent somewhere before its children: what is documented since 2026-01, at its worst.</summary>
    ParentsFirst,

    /// <summary>Shuffled without any promise, to test a reader that needs none.</summary>
    AnyOrder,

    /// <summary>Children directly after their parent, as with <c>groupObjects: true</c>.</summary>
    Grouped,
}

/// <summary>
/// Shuffles rows on their way to the file. Each row gets a random place within a window ahead; rows whose place has passed are
/// written. The shuffle is the same for a seed, and memory is bounded by the window.
/// </summary>
internal sealed class RowOrder(Stream file, BulkRowOrder order, ulong seed) : IDisposable
{
    /// <summary>Bytes held back to be shuffled.</summary>
    private const int Window = 4 * 1024 * 1024;

    private readonly List<(double Place, int Start, int Length)> rows = [];
    private byte[] held = new byte[Window * 2];
    private byte[] spare = [];
    private int used;
    private double now;
    private Seeded.Dice dice = new(seed, 0);

    /// <summary>Takes a row and returns its place.</summary>
    /// <param name="after">The place of its parent.</param>
    public double Add(ReadOnlySpan<byte> row, double after)
    {
        if (order == BulkRowOrder.Grouped)
        {
            file.Write(row);
            file.WriteByte((byte)'\n');
            return 0;
        }

        if (used + row.Length + 1 > held.Length)
        {
            Array.Resize(ref held, Math.Max(held.Length * 2, used + row.Length + 1));
        }

        row.CopyTo(held.AsSpan(used));
        held[used + row.Length] = (byte)'\n';
        var from = order == BulkRowOrder.ParentsFirst ? Math.Max(now, after) : now;
        var place = from + (dice.Fraction() * Math.Max(0.05, now + 1 - from));
        rows.Add((place, used, row.Length + 1));
        used += row.Length + 1;
        if (used >= Window)
        {
            Write(now + 0.5);
        }

        return place;
    }

    private void Write(double until)
    {
        rows.Sort();
        var kept = rows.FindIndex(row => row.Place >= until);
        kept = kept < 0 ? rows.Count : kept;
        for (var i = 0; i < kept; i++)
        {
            file.Write(held, rows[i].Start, rows[i].Length);
        }

        // What stays is packed into a fresh array: rows are no longer in the order of their bytes.
        var packed = spare.Length < held.Length ? new byte[held.Length] : spare;
        var at = 0;
        for (var i = kept; i < rows.Count; i++)
        {
            held.AsSpan(rows[i].Start, rows[i].Length).CopyTo(packed.AsSpan(at));
            rows[i] = (rows[i].Place, at, rows[i].Length);
            at += rows[i].Length;
        }

        rows.RemoveRange(0, kept);
        (held, spare) = (packed, held);
        used = at;
        now = until;
    }

    public void Dispose()
    {
        if (rows.Count > 0)
        {
            Write(double.MaxValue);
        }

        file.Flush();
    }
}
