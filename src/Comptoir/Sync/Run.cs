using Comptoir.Storage;

namespace Comptoir.Sync;

/// <summary>
/// One synchronization of a web shop: where it stands, what it counted, how it ended. The cursor moves in the transaction
/// of what it covers, so that a run stopped anywhere goes on from there.
/// </summary>
public sealed class Run : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    public required long WebShopId { get; init; }
    public required RunKind Kind { get; init; }

    /// <summary>Reads the whole shop again instead of what changed since the last time.</summary>
    public bool Everything { get; init; }
    public required RunState State { get; set; }

    /// <summary>When it was asked for, UTC.</summary>
    public required DateTime QueuedAt { get; init; }
    public DateTime? StartedAt { get; set; }
    public DateTime? FinishedAt { get; set; }

    /// <summary>Somebody asked to stop it; what is applied stays whole.</summary>
    public bool CancelRequested { get; set; }

    /// <summary>
    /// Raised each time a process takes the run over. A process that was wrongly believed dead holds an older number and
    /// can no longer write.
    /// </summary>
    public int Epoch { get; set; }

    /// <summary>The process that works on it, and its last sign of life, UTC.</summary>
    public string? Worker { get; set; }
    public DateTime? AliveAt { get; set; }

    public required RunProgress Progress { get; set; }
    public required RunCounts Counts { get; set; }
    public required RunCursor Cursor { get; set; }

    /// <summary>Shopify's figures beside the office's, at the end.</summary>
    public ControlTotal[]? Totals { get; set; }

    /// <summary>What a probe found; null for other kinds.</summary>
    public Probing.ProbeReport? Report { get; set; }

    /// <summary>Why it failed: a key of the texts that explain it and say what to do.</summary>
    public string? Failure { get; set; }

    /// <summary>Why it failed, in detail: never a secret.</summary>
    public string? Error { get; set; }

    /// <summary>What to do about it.</summary>
    public string? Advice { get; set; }

    /// <summary>Parts of the shop that could not be read because the token may not.</summary>
    public string[] Withheld { get; set; } = [];
}

/// <summary>What a run does.</summary>
public enum RunKind
{
    /// <summary>Brings in what differs.</summary>
    Synchronization,

    /// <summary>Lists what a synchronization would do; changes nothing of the office's.</summary>
    Preparation,

    /// <summary>Reads all orders and tells which control equations hold; keeps nothing of them.</summary>
    Probe,
}

/// <summary>Where a run stands.</summary>
public enum RunState
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>The steps of a run, in order.</summary>
public enum RunPhase
{
    Queued,

    /// <summary>The shop prepares what was asked for; objects are counted as it finds them.</summary>
    Reading,

    /// <summary>What it prepared is downloaded.</summary>
    Downloading,
    Products,
    Stock,
    Companies,
    Customers,
    Orders,
    Finished,
}

/// <summary>What a run is at, for people who wait.</summary>
public sealed record RunProgress
{
    public RunPhase Phase { get; init; }

    /// <summary>Objects done in this phase.</summary>
    public long Done { get; init; }

    /// <summary>Objects to do in this phase; null while unknown.</summary>
    public long? Total { get; init; }

    /// <summary>When the phase began, UTC.</summary>
    public DateTime? Since { get; init; }
}

/// <summary>What a run did, by kind of object.</summary>
public sealed record RunCounts
{
    public KindCounts Suppliers { get; init; } = new();
    public KindCounts Companies { get; init; } = new();
    public KindCounts Customers { get; init; } = new();
    public KindCounts Products { get; init; } = new();
    public KindCounts Stock { get; init; } = new();
    public KindCounts Orders { get; init; } = new();
    public KindCounts Deliveries { get; init; } = new();
    public KindCounts Payments { get; init; } = new();

    /// <summary>Orders by the state of their control equations, read in this run.</summary>
    public Dictionary<Sales.ControlState, int> Control { get; init; } = [];
}

/// <summary>Counts of one kind of object.</summary>
public sealed record KindCounts
{
    public int Created { get; init; }
    public int Updated { get; init; }
    public int Unchanged { get; init; }

    /// <summary>Set aside under Attention.</summary>
    public int Attention { get; init; }

    /// <summary>Left out by somebody.</summary>
    public int Excluded { get; init; }

    /// <summary>Found to exist no more in the shop.</summary>
    public int Deleted { get; init; }

    /// <summary>Both counts together.</summary>
    public static KindCounts operator +(KindCounts a, KindCounts b) =>
        new()
        {
            Created = a.Created + b.Created,
            Updated = a.Updated + b.Updated,
            Unchanged = a.Unchanged + b.Unchanged,
            Attention = a.Attention + b.Attention,
            Excluded = a.Excluded + b.Excluded,
            Deleted = a.Deleted + b.Deleted,
        };

    /// <summary>All objects met.</summary>
    public int All => Created + Updated + Unchanged + Attention + Excluded;
}

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

    /// <summary>The kinds that this pass reads whole because something of them was missed. Null in the first pass.</summary>
    public RunPhase[]? Whole { get; init; }

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
    public bool IsWhole => Products is not null && Customers is not null && Orders is not null;

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

/// <summary>One of the shop's figures beside the office's.</summary>
/// <param name="Figure">Which: orders, gross, tax, refunds, payments.</param>
/// <param name="Currency">ISO code; null for a number of objects.</param>
/// <param name="Shop">What the shop says: minor units, or a number.</param>
/// <param name="Office">What the office's rows sum to.</param>
public sealed record ControlTotal(ControlFigure Figure, string? Currency, long Shop, long Office)
{
    /// <summary>Nothing is missing and nothing is too much.</summary>
    public bool IsEqual => Shop == Office;
}

/// <summary>The figures compared at the end of a run.</summary>
public enum ControlFigure
{
    /// <summary>Number of orders.</summary>
    Orders,

    /// <summary>What orders come to after edits and returns, with tax: the shop's current totals, the office's ledger.</summary>
    Sales,

    /// <summary>The tax in it.</summary>
    Tax,

    /// <summary>Money received.</summary>
    Received,

    /// <summary>Money given back.</summary>
    Refunded,
}
