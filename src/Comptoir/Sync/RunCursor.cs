namespace Comptoir.Sync;

/// <summary>How far a run has come: enough to go on in another process.</summary>
public sealed record RunCursor
{
    /// <summary>The bulk operations, by what they read: Shopify's id of each.</summary>
    public Dictionary<string, string> Operations { get; init; } = [];

    /// <summary>The step to do next.</summary>
    public RunPhase Phase { get; init; }

    /// <summary>The files that bucket and index count in; another file begins anew.</summary>
    public string? Source { get; init; }

    /// <summary>Buckets of the phase that are applied.</summary>
    public int Bucket { get; init; }

    /// <summary>Objects of the present bucket that are applied.</summary>
    public int Index { get; init; }

    /// <summary>
    /// From where in the shop's time each kind is read in this pass, as earlier ones have left it; null when everything is
    /// read.
    /// </summary>
    public Watermarks? Since { get; init; }

    /// <summary>Up to where in the shop's time each kind was read: what the next run begins with.</summary>
    public Watermarks Read { get; init; } = new();

    /// <summary>Passes over the shop that are done: a second one follows when the first shows that something was missed.</summary>
    public int Pass { get; init; }

    /// <summary>
    /// The kinds that this pass reads whole because something of them was missed. Null until that is known; empty afterwards.
    /// </summary>
    public RunPhase[]? Whole { get; init; }

    /// <summary>Kinds of which a complete read has shown what is gone, at the present state of the shop.</summary>
    public RunPhase[] Confirmed { get; init; } = [];

    /// <summary>What changed since the last complete read was looked for once more before counts were believed.</summary>
    public bool Looked { get; init; }

    /// <summary>
    /// The shop's numbers of stock items whose variants have just come in: their stock did not change, and is read for them.
    /// </summary>
    public long[] StockOf { get; init; } = [];

    /// <summary>
    /// What the run was allowed to read and asked to take in, in short: when it differs from the last run's, what did not
    /// change in the shop may have to be read as well.
    /// </summary>
    public string? Terms { get; init; }

    /// <summary>The preparation whose files this run applies; null when it reads for itself.</summary>
    public long? Prepared { get; init; }

    /// <summary>
    /// How many more objects the shop counts than the office knows, by kind, as it stood after all of them were read: another
    /// figure later means that something was lost.
    /// </summary>
    public Dictionary<LinkKind, long> Differences { get; init; } = [];
}

/// <summary>
/// Up to which moment of the shop's own clock each kind of object was read, less an overlap for what the shop's search shows
/// late, UTC. Null: never.
/// </summary>
public sealed record Watermarks(
    DateTime? Products = null,
    DateTime? Stock = null,
    DateTime? Companies = null,
    DateTime? Customers = null,
    DateTime? Orders = null
)
{
    /// <summary>What changes while a read begins is read again by the next one.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>Whether every kind has been read before.</summary>
    /// <remarks>Customers may be hidden, and stock not wanted.</remarks>
    public bool IsWhole => Products is not null && Orders is not null;

    /// <summary>The mark of a kind.</summary>
    public DateTime? Of(RunPhase phase) =>
        phase switch
        {
            RunPhase.Products => Products,
            RunPhase.Stock => Stock,
            RunPhase.Companies => Companies,
            RunPhase.Customers => Customers,
            RunPhase.Orders => Orders,
            _ => null,
        };

    /// <summary>The mark of a kind as an instant.</summary>
    /// <exception cref="InvalidOperationException">The kind was never read.</exception>
    public DateTimeOffset Since(RunPhase phase) =>
        Of(phase) is { } mark
            ? new DateTimeOffset(DateTime.SpecifyKind(mark, DateTimeKind.Utc))
            : throw new InvalidOperationException($"{phase} were never read.");

    /// <summary>All marks so much earlier.</summary>
    public Watermarks Earlier(TimeSpan by) =>
        new(Products - by, Stock - by, Companies - by, Customers - by, Orders - by);

    /// <summary>With a later moment for a kind; an earlier one changes nothing.</summary>
    public Watermarks With(RunPhase phase, DateTimeOffset? moment)
    {
        if (moment is not { } given)
            return this;
        var mark = given.UtcDateTime - Overlap;
        if (Of(phase) is { } present && present >= mark)
            return this;
        return phase switch
        {
            RunPhase.Products => this with { Products = mark },
            RunPhase.Stock => this with { Stock = mark },
            RunPhase.Companies => this with { Companies = mark },
            RunPhase.Customers => this with { Customers = mark },
            RunPhase.Orders => this with { Orders = mark },
            _ => this,
        };
    }
}
