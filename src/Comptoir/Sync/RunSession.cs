using System.Collections.Concurrent;
using System.Data;
using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync;

/// <summary>
/// A run while a process works on it. Whatever is applied is written together with the run's own row, which is only found
/// while this process still holds the run: a process that lost it cannot write any more.
/// </summary>
public sealed class RunSession : IAsyncDisposable
{
    readonly Database database;
    readonly TimeProvider clock;
    readonly Run run;
    readonly ComptoirDb writer;
    DateTimeOffset lastHeld;

    /// <summary>Goes on with a run that this process has taken over.</summary>
    public RunSession(Database database, TimeProvider clock, Run run, ShopContext shop)
    {
        ArgumentNullException.ThrowIfNull(run);
        this.database = database;
        this.clock = clock;
        this.run = run;
        writer = database.Open(run.OfficeId);
        Withheld = new HashSet<string>(run.Withheld, StringComparer.Ordinal);
        Shop = shop;
        Counts = run.Counts;
        Cursor = run.Cursor;
        Progress = run.Progress;
        Report = run.Kind == RunKind.Probe ? run.Report ?? new() : null;
        Operations = new ConcurrentDictionary<string, string>(
            run.Cursor.Operations,
            StringComparer.Ordinal
        );
    }

    /// <summary>The shop that is read.</summary>
    public ShopContext Shop { get; }

    /// <summary>Number of the run within the office.</summary>
    public long RunId => run.Id;

    /// <summary>Raised by each process that takes the run over.</summary>
    public int Epoch => run.Epoch;

    /// <summary>Nothing of the office's may be written: the run only lists what a synchronization would do, or probes.</summary>
    public bool Prepares => run.Kind is RunKind.Preparation or RunKind.Probe;

    /// <summary>What a probe has found so far; null for other runs. Written with the next step.</summary>
    public Probing.ProbeReport? Report { get; set; }

    /// <summary>Now, UTC.</summary>
    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Counts so far; written with the next step.</summary>
    public RunCounts Counts { get; set; }

    /// <summary>Where the run stands; written with the next step.</summary>
    public RunCursor Cursor { get; set; }

    /// <summary>What people see; written with the next step.</summary>
    public RunProgress Progress { get; set; }

    /// <summary>Shopify's id of each bulk operation, by what it reads; kept with the next step.</summary>
    public ConcurrentDictionary<string, string> Operations { get; }

    /// <summary>
    /// The files that are read hold lines of which nobody knows what they belong to: what seems to be gone may only be
    /// unreadable, so nothing is deleted.
    /// </summary>
    public bool FilesHaveHoles { get; set; }

    (RunCursor Cursor, RunProgress Progress)? kept;

    /// <summary>What is done between two steps of a long run; null for nothing.</summary>
    public Func<CancellationToken, Task>? Between { get; set; }

    /// <summary>A step is over and the next has not begun: what cannot wait for the end of the run comes first.</summary>
    public Task BetweenAsync(CancellationToken cancellationToken) =>
        Between is { } act && kept is null ? act(cancellationToken) : Task.CompletedTask;

    /// <summary>
    /// Does something of another kind between two steps, without moving the run: where it stands is written as it was.
    /// </summary>
    public async Task BesideAsync(Func<Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        var holes = FilesHaveHoles;
        kept = (Cursor, Progress);
        // A pass after the first one: objects that did not change were counted, or will be.
        Cursor = Cursor with
        {
            Index = 0,
            Pass = Math.Max(1, Cursor.Pass),
        };
        FilesHaveHoles = false;
        try
        {
            await act();
        }
        finally
        {
            (Cursor, Progress) = kept.Value;
            kept = null;
            FilesHaveHoles = holes;
        }
    }

    /// <summary>Some objects are applied that no file holds: the next ones begin anew.</summary>
    public void Afresh() => Cursor = Cursor with { Index = 0 };

    /// <summary>Parts of the shop that the token may not read.</summary>
    public HashSet<string> Withheld { get; }

    /// <summary>Counts objects that were set aside before they could be compared.</summary>
    public void CountAttention(string kind, int count)
    {
        var more = new KindCounts { Attention = count };
        Counts = kind switch
        {
            "Product" => Counts with { Products = Counts.Products + more },
            "Stock" => Counts with { Stock = Counts.Stock + more },
            "Company" => Counts with { Companies = Counts.Companies + more },
            "Customer" => Counts with { Customers = Counts.Customers + more },
            _ => Counts with { Orders = Counts.Orders + more },
        };
    }

    /// <summary>Begins a pass over the shop; written with the next step.</summary>
    public void Start(RunCursor cursor)
    {
        Cursor = cursor;
        Operations.Clear();
        foreach (var (name, operation) in cursor.Operations)
            Operations[name] = operation;
    }

    /// <summary>A complete read of a kind has shown what is gone; written with the next step.</summary>
    public void Confirm(RunPhase phase) =>
        Cursor = Cursor with { Confirmed = [.. Cursor.Confirmed.Append(phase).Distinct()] };

    /// <summary>The present bucket is applied; written with the next step.</summary>
    public void NextBucket() => Cursor = Cursor with { Bucket = Cursor.Bucket + 1, Index = 0 };

    /// <summary>A context for reading.</summary>
    public ComptoirDb Open() => database.Open(Shop.OfficeId);

    /// <inheritdoc cref="Database.TakeTurnAsync"/>
    public Task<IAsyncDisposable> TakeTurnAsync(CancellationToken cancellationToken) =>
        database.TakeTurnAsync(Shop.OfficeId, cancellationToken);

    /// <summary>
    /// Writes some rows together with the run's own row, in one transaction.
    /// </summary>
    /// <exception cref="RunLostException">Another process has taken the run over; nothing was written.</exception>
    /// <exception cref="RunCancelledException">Somebody asked to stop; the step was written and is whole.</exception>
    public async Task StepAsync(
        Func<ComptoirDb, CancellationToken, Task>? write,
        CancellationToken cancellationToken
    )
    {
        if (writer.Database.GetDbConnection().State != ConnectionState.Open)
            await writer.Database.OpenConnectionAsync(cancellationToken);
        var cancel = await database.WriteAsync(
            writer,
            async (db, ct) =>
            {
                if (write is not null)
                    await write(db, ct);
                return await HoldAsync(db, ct);
            },
            cancellationToken
        );
        lastHeld = clock.GetUtcNow();
        if (cancel)
            throw new RunCancelledException();
    }

    /// <summary>Closes the connection that the steps have written on.</summary>
    public ValueTask DisposeAsync() => writer.DisposeAsync();

    /// <summary>Shows progress and a sign of life when the last one is a while ago, or when asked to.</summary>
    public async Task ShowAsync(CancellationToken cancellationToken, bool now = false)
    {
        if (now || clock.GetUtcNow() - lastHeld > TimeSpan.FromMilliseconds(400))
            await StepAsync(null, cancellationToken);
    }

    /// <summary>
    /// Writes the run's own row. Its epoch is a concurrency token: when another process has raised it, nothing of the
    /// transaction is kept.
    /// </summary>
    async Task<bool> HoldAsync(ComptoirDb db, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var row = db.Attach(
            new Run
            {
                OfficeId = run.OfficeId,
                Id = run.Id,
                WebShopId = run.WebShopId,
                Kind = run.Kind,
                State = RunState.Running,
                QueuedAt = run.QueuedAt,
                Epoch = run.Epoch,
                Counts = Counts,
                Cursor = (kept?.Cursor ?? Cursor) with
                {
                    Operations = new(Operations, StringComparer.Ordinal),
                },
                Progress = kept?.Progress ?? Progress,
                Report = Report,
                AliveAt = clock.GetUtcNow().UtcDateTime,
                Withheld = [.. Withheld.Order(StringComparer.Ordinal)],
            }
        );
        row.Property(x => x.Counts).IsModified = true;
        row.Property(x => x.Cursor).IsModified = true;
        row.Property(x => x.Progress).IsModified = true;
        if (Report is not null)
            row.Property(x => x.Report).IsModified = true;
        row.Property(x => x.AliveAt).IsModified = true;
        row.Property(x => x.Withheld).IsModified = true;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new RunLostException();
        }
        return await db
            .Runs.Where(x => x.Id == run.Id)
            .Select(x => x.CancelRequested)
            .SingleAsync(ct);
    }

    /// <summary>
    /// Begins a phase, or goes on with it where it was when the same files are read: people see it at once.
    /// </summary>
    /// <param name="phase">Which.</param>
    /// <param name="source">The files that are read.</param>
    /// <param name="total">Objects to do; null while unknown.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task EnterAsync(
        RunPhase phase,
        string? source,
        long? total,
        CancellationToken cancellationToken
    )
    {
        if (Cursor.Phase == phase && Cursor.Source == source && Progress.Phase == phase)
            return;
        if (Cursor.Phase != phase || Cursor.Source != source)
            Cursor = Cursor with { Phase = phase, Source = source, Bucket = 0, Index = 0 };
        Progress = new RunProgress
        {
            Phase = phase,
            Total = total,
            Since = clock.GetUtcNow().UtcDateTime,
        };
        await StepAsync(null, cancellationToken);
    }
}

/// <summary>Another process works on the run now.</summary>
public sealed class RunLostException() : Exception("Another process has taken this run over.");

/// <summary>Somebody asked to stop the run.</summary>
public sealed class RunCancelledException() : Exception("The run was cancelled.");
