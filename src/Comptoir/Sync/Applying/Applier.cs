using System.Diagnostics;
using System.Globalization;
using Comptoir.Attention;
using Comptoir.Money;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Comptoir.Sync.Preparing;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Applying;

/// <summary>An object whose rows differ from what was last applied, or that is new.</summary>
/// <param name="ExternalId">The shop's number.</param>
/// <param name="LocalId">The office's number.</param>
/// <param name="IsNew">The office has no row of it.</param>
/// <param name="Rows">What to store.</param>
/// <param name="Fingerprint">Their hash.</param>
/// <param name="IsMatch">The office has a row of it that did not come from this shop.</param>
/// <param name="SeenAt">When the shop last changed it, UTC.</param>
sealed record Change<TRows>(
    string ExternalId,
    long LocalId,
    bool IsNew,
    TRows Rows,
    byte[] Fingerprint,
    bool IsMatch = false,
    DateTime? SeenAt = null
);

/// <summary>
/// Brings one kind of object from the shop into the office: reads the links, maps, compares, writes what differs. Each write
/// is a transaction short enough that nobody waits for it.
/// </summary>
abstract partial class Applier<TRecord, TRows>(
    RunSession session,
    IdSequence ids,
    AttentionBook attention
)
    where TRows : class
{
    /// <summary>Objects compared at once.</summary>
    const int BatchSize = 500;

    /// <summary>
    /// SQLite has one writer: whoever waits for it should not notice. As many objects go into a transaction as fit this time,
    /// so that a shop of 300-line orders gets smaller ones; below a few, the transaction itself is what takes the time.
    /// PostgreSQL has many writers and dear round trips: there a batch is one transaction.
    /// </summary>
    static readonly TimeSpan SqliteTransaction = TimeSpan.FromMilliseconds(20);
    const int SmallestChunk = 16;

    int chunk = 40;

    protected RunSession Session { get; } = session;
    protected IdSequence Ids { get; } = ids;
    protected ShopContext Shop => Session.Shop;

    /// <summary>What links pair.</summary>
    protected abstract LinkKind Kind { get; }

    /// <summary>The shop's number of an object.</summary>
    protected abstract long NumberOf(TRecord record);

    /// <summary>When the shop last changed an object.</summary>
    protected abstract DateTimeOffset MomentOf(TRecord record);

    /// <summary>What people call it.</summary>
    protected abstract string TitleOf(TRecord record);

    /// <summary>Looks up what the objects refer to.</summary>
    protected virtual Task PrepareAsync(
        ComptoirDb db,
        IReadOnlyList<TRecord> batch,
        CancellationToken ct
    ) => Task.CompletedTask;

    /// <summary>Reads again what can only be judged whole.</summary>
    /// <exception cref="ObjectGoneException">The shop does not have it any more.</exception>
    protected virtual Task<TRecord> CheckAsync(TRecord record, TRows rows, CancellationToken ct) =>
        Task.FromResult(record);

    /// <summary>The office's rows.</summary>
    protected abstract TRows Map(TRecord record, long localId);

    /// <summary>All rows, in a fixed order.</summary>
    protected abstract IEnumerable<object> All(TRows rows);

    /// <summary>What is wrong with an object that can be stored all the same.</summary>
    protected virtual IEnumerable<Trouble> TroublesOf(TRecord record, TRows rows) => [];

    /// <summary>
    /// Rows of the office that some objects without a link are the same as, by the shop's number: another shop's, or imported
    /// ones.
    /// </summary>
    protected virtual Task<IReadOnlyDictionary<long, long>> MatchAsync(
        ComptoirDb db,
        IReadOnlyList<TRecord> unlinked,
        CancellationToken ct
    ) => Task.FromResult(NoMatches);

    static readonly IReadOnlyDictionary<long, long> NoMatches = new Dictionary<long, long>();

    /// <summary>Looks up, before the transaction, what writing needs: numbers, and children that are there.</summary>
    protected virtual Task<IReadOnlyList<Trouble>> BeforeWriteAsync(
        ComptoirDb db,
        IReadOnlyList<Change<TRows>> changes,
        CancellationToken ct
    ) => Task.FromResult<IReadOnlyList<Trouble>>([]);

    /// <summary>Writes the rows, within a transaction.</summary>
    protected abstract Task WriteAsync(
        ComptoirDb db,
        IReadOnlyList<Change<TRows>> changes,
        CancellationToken ct
    );

    /// <summary>Adds to the run's counts.</summary>
    protected abstract void Count(KindCounts counts);

    /// <summary>Called for each object that arrived, changed or not.</summary>
    protected virtual void Seen(TRows rows) { }

    /// <summary>Applies some objects; the run's cursor moves with them.</summary>
    public async Task ApplyAsync(IReadOnlyList<TRecord> records, CancellationToken ct)
    {
        for (var start = Session.Cursor.Index; start < records.Count; start += BatchSize)
        {
            var batch = records.Skip(start).Take(BatchSize).ToList();
            await ApplyBatchAsync(batch, start, ct);
        }
    }

    async Task ApplyBatchAsync(List<TRecord> batch, int start, CancellationToken ct)
    {
        await using var db = Session.Open();
        var compared = await CompareAsync(db, batch, ct);
        if (Session.Prepares)
            await ListAsync(db, batch, compared, start, ct);
        else
            await WriteAsync(db, batch, compared, start, ct);
    }

    /// <summary>How some objects compare with what was last applied.</summary>
    /// <param name="Keys">The shop's numbers.</param>
    /// <param name="Changes">Those that differ, by their place in the batch.</param>
    /// <param name="Counts">What to count for each.</param>
    /// <param name="Rows">Their rows; null for those that cannot be mapped, and those left out.</param>
    /// <param name="Troubles">What is wrong with some.</param>
    sealed record Comparison(
        List<string> Keys,
        List<(int Index, Change<TRows> Change)> Changes,
        KindCounts[] Counts,
        TRows?[] Rows,
        List<Trouble> Troubles
    );

    async Task<Comparison> CompareAsync(ComptoirDb db, List<TRecord> batch, CancellationToken ct)
    {
        var keys = batch.ConvertAll(record => Key(NumberOf(record)));
        var links = await LinksAsync(db, Kind, keys, ct);
        await PrepareAsync(db, batch, ct);
        var unlinked = batch.FindAll(record =>
            links.GetValueOrDefault(Key(NumberOf(record))) is not { LocalId: not null }
        );
        var matches = unlinked.Count == 0 ? NoMatches : await MatchAsync(db, unlinked, ct);
        var next = await NumbersAsync(unlinked.Count, ct);

        var fingerprint = new Fingerprint();
        var result = new Comparison(
            keys,
            [],
            new KindCounts[batch.Count],
            new TRows?[batch.Count],
            []
        );
        for (var i = 0; i < batch.Count; i++)
        {
            var link = links.GetValueOrDefault(keys[i]);
            if (
                link is { LeftOutAt: not null }
                && (!Session.Prepares || link.LeftOutBy == Link.Privacy)
            )
            {
                result.Counts[i] = new KindCounts { Excluded = 1 };
                continue;
            }
            if (link?.SeenAt > MomentOf(batch[i]).UtcDateTime)
            {
                // A webhook has brought a newer state while the file with this one was on its way.
                result.Counts[i] = new KindCounts { Unchanged = 1 };
                continue;
            }
            var isMatch = matches.TryGetValue(NumberOf(batch[i]), out var match);
            var localId = link?.LocalId ?? (isMatch ? match : next++);
            try
            {
                var rows = Map(batch[i], localId);
                var whole = await CheckAsync(batch[i], rows, ct);
                if (!ReferenceEquals(whole, batch[i]))
                    rows = Map(batch[i] = whole, localId);
                result.Rows[i] = rows;
                result.Troubles.AddRange(TroublesOf(batch[i], rows));
                foreach (var row in All(rows))
                    db.AppendFingerprint(fingerprint, row);
                var hash = fingerprint.Take();
                if (
                    link is { GoneAt: null, LocalId: not null }
                    && link.Fingerprint.AsSpan().SequenceEqual(hash)
                )
                {
                    result.Counts[i] = link.LeftOutAt is null
                        ? new KindCounts { Unchanged = 1 }
                        : new KindCounts { Excluded = 1 };
                    continue;
                }
                var isNew = link?.LocalId is null && !isMatch;
                result.Counts[i] = isNew
                    ? new KindCounts { Created = 1 }
                    : new KindCounts { Updated = 1 };
                result.Changes.Add(
                    (
                        i,
                        new Change<TRows>(
                            keys[i],
                            localId,
                            isNew,
                            rows,
                            hash,
                            isMatch,
                            MomentOf(batch[i]).UtcDateTime
                        )
                    )
                );
            }
            catch (ObjectGoneException)
            {
                // Half of it was read before it went: nothing of it is stored, and what is stored stays as it is.
                fingerprint.Take();
                result.Counts[i] = link is null
                    ? new KindCounts { Deleted = 1 }
                    : new KindCounts { Unchanged = 1 };
            }
            catch (Exception problem)
                when (problem
                        is InexactAmountException
                            or FormatException
                            or OverflowException
                            or ShopifyException
                            {
                                Kind: ShopifyFailure.Malformed
                                    or ShopifyFailure.AccessDenied
                                    or ShopifyFailure.ScopeMissing
                                    or ShopifyFailure.KeepsChanging
                            }
                )
            {
                // What was begun of a hash must not go into the next one.
                fingerprint.Take();
                result.Counts[i] = new KindCounts { Attention = 1 };
                result.Troubles.Add(
                    new Trouble(
                        problem is InexactAmountException
                            ? AttentionCode.InexactAmount
                            : AttentionCode.Unreadable,
                        Kind.ToString(),
                        keys[i],
                        TitleOf(batch[i]),
                        problem.Message
                    )
                );
            }
            if (link is { LeftOutAt: not null })
                result.Counts[i] = new KindCounts { Excluded = 1 };
        }
        return result;
    }

    async Task WriteAsync(
        ComptoirDb db,
        List<TRecord> batch,
        Comparison compared,
        int start,
        CancellationToken ct
    )
    {
        var changes = compared.Changes;
        var all = changes.ConvertAll(x => x.Change);
        compared.Troubles.AddRange(await BeforeWriteAsync(db, all, ct));
        var noted = await attention.CompareAsync(
            db,
            Shop.WebShopId,
            Kind.ToString(),
            compared.Keys,
            compared.Troubles,
            ct
        );
        // What a first pass had set aside, and a later one reads, needs no attention any more.
        if (Session.Cursor.Pass > 0)
            Count(
                new KindCounts
                {
                    Attention = -noted.Items.Count(item => item.ResolvedAt is not null),
                }
            );
        // Troubles are written with the first rows, and counts move with the cursor: a run that stops between two steps
        // has neither forgotten a trouble nor counted an object twice.
        var counted = 0;
        for (var done = 0; done < changes.Count; )
        {
            var size = db.Database.IsSqlite() ? chunk : BatchSize;
            var part = all.GetRange(done, Math.Min(size, all.Count - done));
            var first = done == 0;
            done += part.Count;
            counted = CountUntil(
                compared,
                counted,
                done < changes.Count ? changes[done].Index : batch.Count,
                start
            );
            await StepAsync(part, first ? noted : AttentionChange.None, ct);
        }
        if (changes.Count > 0)
            return;
        CountUntil(compared, counted, batch.Count, start);
        if (noted.Items.Count > 0)
            await Session.StepAsync(noted.ApplyAsync, ct);
        else
            await Session.ShowAsync(ct);
    }

    int CountUntil(Comparison compared, int counted, int end, int start)
    {
        for (; counted < end; counted++)
        {
            Telemetry.ComptoirMeter.Applied(Kind, compared.Counts[counted]);
            // A later pass meets objects again that the first has counted.
            Count(
                Session.Cursor.Pass == 0
                    ? compared.Counts[counted]
                    : compared.Counts[counted] with
                    {
                        Unchanged = 0,
                        Excluded = 0,
                        Attention = 0,
                    }
            );
            if (compared.Rows[counted] is { } rows)
                Seen(rows);
        }
        Advance(start + end);
        return end;
    }

    async Task StepAsync(List<Change<TRows>> part, AttentionChange noted, CancellationToken ct)
    {
        var watch = new Stopwatch();
        await Session.StepAsync(
            async (db, token) =>
            {
                watch.Start();
                await WriteAsync(db, part, token);
                await db.UpsertAsync(part.ConvertAll(LinkOf), token);
                await noted.ApplyAsync(db, token);
            },
            ct
        );
        if (part.Count >= chunk / 2)
            chunk = Math.Clamp(
                (int)(part.Count * (SqliteTransaction / watch.Elapsed)),
                SmallestChunk,
                BatchSize
            );
    }

    void Advance(int index)
    {
        var before = Session.Cursor.Index;
        Session.Cursor = Session.Cursor with { Index = Math.Max(before, index) };
        Session.Progress = Session.Progress with
        {
            Done = Session.Progress.Done + Math.Max(0, Session.Cursor.Index - before),
        };
    }

    Link LinkOf(Change<TRows> change) =>
        NewLink(Kind, change.ExternalId, change.LocalId, change.Fingerprint, change.SeenAt);

    protected Link NewLink(
        LinkKind kind,
        string externalId,
        long localId,
        byte[] fingerprint,
        DateTime? seenAt = null
    ) =>
        new()
        {
            OfficeId = Shop.OfficeId,
            WebShopId = Shop.WebShopId,
            Kind = kind,
            ExternalId = externalId,
            LocalId = localId,
            Fingerprint = fingerprint,
            SeenAt = seenAt,
        };

    /// <summary>The links of some of the shop's objects, by the shop's number.</summary>
    protected Task<Dictionary<string, Link>> LinksAsync(
        ComptoirDb db,
        LinkKind kind,
        IReadOnlyCollection<string> externalIds,
        CancellationToken ct
    ) =>
        db
            .Links.AsNoTracking()
            .Where(link =>
                link.WebShopId == Shop.WebShopId
                && link.Kind == kind
                && externalIds.Contains(link.ExternalId)
            )
            .ToDictionaryAsync(link => link.ExternalId, StringComparer.Ordinal, ct);

    /// <summary>The office's numbers of some of the shop's objects; those the office does not know are missing.</summary>
    protected async Task<Dictionary<long, long>> LocalIdsAsync(
        ComptoirDb db,
        LinkKind kind,
        IEnumerable<long> numbers,
        CancellationToken ct
    )
    {
        var keys = numbers.Distinct().Select(Key).ToList();
        if (keys.Count == 0)
            return [];
        return await db
            .Links.Where(link =>
                link.WebShopId == Shop.WebShopId
                && link.Kind == kind
                && link.LocalId != null
                && keys.Contains(link.ExternalId)
            )
            .Select(link => new { link.ExternalId, link.LocalId })
            .ToDictionaryAsync(
                link => long.Parse(link.ExternalId, CultureInfo.InvariantCulture),
                link => link.LocalId!.Value,
                ct
            );
    }

    /// <summary>The first of some fresh numbers; 0 when none is needed, and when nothing is going to be stored.</summary>
    protected async Task<long> NumbersAsync(int count, CancellationToken ct) =>
        count == 0 || Session.Prepares ? 0 : await Ids.NextAsync(Shop.OfficeId, count, ct);

    protected static string Key(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The shop does not have an object any more that it had when it was listed.</summary>
sealed class ObjectGoneException() : Exception("The shop does not have this object any more.");
