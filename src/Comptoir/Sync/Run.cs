using System.Text.Json.Serialization;
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

    /// <summary>Reads what changed in the last days instead of since the last time: what a shop tells late is found by it.</summary>
    public bool Wider { get; init; }

    /// <summary>Who asked for it.</summary>
    public RunCause Cause { get; init; }

    /// <summary>Nobody asked for it, and it found nothing: lists leave it out, and it is not kept for long.</summary>
    public bool IsQuiet { get; set; }
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

    /// <summary>A process begins to work on it, or takes it up again after its end.</summary>
    internal void TakeUp(string worker, DateTime now)
    {
        (State, Worker, AliveAt, FinishedAt) = (RunState.Running, worker, now, null);
        (Failure, Error, Advice, CancelRequested) = (null, null, null, false);
        StartedAt ??= now;
        Epoch++;
    }
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

    /// <summary>
    /// Looks again at the objects that the shop's webhooks name, whenever some do. One for each day and web shop: it is taken up
    /// again for the next ones.
    /// </summary>
    Live,

    /// <summary>
    /// Compares the dates and totals of the shop's orders with the office's, day by day; reads again before what was asked to be.
    /// With <see cref="Run.Everything"/>, of the whole history.
    /// </summary>
    Comparison,
}

/// <summary>Who asks for a run.</summary>
public enum RunCause
{
    /// <summary>A person, a program, or the command line.</summary>
    Person,

    /// <summary>The schedule of the web shop.</summary>
    Schedule,

    /// <summary>The shop's webhooks.</summary>
    Webhooks,
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

    /// <summary>Something was made, changed, deleted or set aside.</summary>
    [JsonIgnore]
    public bool HasChanges =>
        new[]
        {
            Suppliers,
            Companies,
            Customers,
            Products,
            Stock,
            Orders,
            Deliveries,
            Payments,
        }.Any(kind => kind.Created + kind.Updated + kind.Deleted + kind.Attention > 0);
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
