using Comptoir.Shopify;
using Comptoir.Shopify.Documents;

namespace Comptoir.Sync;

/// <summary>
/// Reads one kind of object and applies it: all of it by a bulk operation, or what changed since an instant, by id or by a
/// bulk operation of that window.
/// </summary>
sealed class KindReader<T>(
    KindToRead<T> kind,
    ShopifyShop client,
    ShopReading reading,
    RunSession session,
    SetAside aside,
    Gone gone,
    bool seesAllOrders
)
{
    public async Task WholeAsync(CancellationToken ct)
    {
        if (await FinishAsync(null, ct) is not { } operation)
        {
            Withhold();
            return;
        }
        var missed = kind.Link is { } link ? await gone.KnownAsync(link, ct) : [];
        var isWhole = await BucketsAsync(operation, missed, ct);
        Reached(operation.CreatedAt);
        if (isWhole && kind.Link is { } known && !session.FilesHaveHoles)
        {
            await gone.ConfirmAsync(known, missed, seesAllOrders, ct);
            session.Confirm(kind.Phase);
        }
    }

    /// <summary>How many objects are read by id rather than by a bulk operation.</summary>
    public int Most => kind.Read is null ? 0 : SmallReads.Most(client.PointsPerSecond, kind.Points);

    /// <summary>Reads and applies some, wherever the run stands.</summary>
    public async Task LookAsync(IReadOnlyList<Gid> some, CancellationToken ct)
    {
        session.Afresh();
        await ByIdAsync(kind.Read!, some, ct);
    }

    public async Task ChangedAsync(DateTimeOffset since, CancellationToken ct)
    {
        var most = Most;
        var wanted =
            kind.Read is null ? []
            : kind.Link is { } link ? await Waiting.FindAsync(session, link, ct)
            : await Waiting.FindStockAsync(session, ct);
        if (wanted.Count > most)
        {
            // Many that were let in at once: one operation reads all sooner than each would be read.
            reading.Start(kind.Name, kind.Documents[0].Text(), ct);
            await WholeAsync(ct);
            return;
        }
        ChangedObjects changed;
        try
        {
            changed = await kind.Find(since, most, ct);
        }
        catch (ShopifyException withheld)
            when (withheld.Kind is ShopifyFailure.AccessDenied or ShopifyFailure.ScopeMissing)
        {
            Withhold();
            return;
        }
        var reached = changed.Latest;
        if (!changed.IsComplete)
        {
            var filter = SearchFilter.UpdatedSince(since);
            reading.Start(kind.Name, kind.Documents[0].Text(filter), ct);
            if (await FinishAsync(filter, ct) is not { } operation)
            {
                Withhold();
                return;
            }
            await BucketsAsync(operation, [], ct);
            reached = operation.CreatedAt;
        }
        if (kind.Read is { } read)
            await SmallReads.ApplyAsync(
                session,
                kind.Phase,
                changed.IsComplete
                    ?
                    [
                        .. (
                            kind.Link is { } known
                                ? await Waiting.UnknownAsync(session, known, changed, ct)
                                : changed.Ids
                        ).Union(wanted),
                    ]
                    : wanted,
                some => ByIdAsync(read, some, ct),
                ct
            );
        Reached(reached);
    }

    async Task ByIdAsync(ReadByIds<T> read, IReadOnlyList<Gid> some, CancellationToken ct)
    {
        session.HasRead |= kind.Link is not null;
        FoundObjects<T> found;
        try
        {
            found = await ReadSomeAsync(read, some, ct);
        }
        catch (ShopifyException broken) when (broken.Kind == ShopifyFailure.Malformed)
        {
            await OneByOneAsync(read, some, broken, ct);
            return;
        }
        if (kind.Phase == RunPhase.Stock)
            await aside.SettleAsync(
                kind.Word,
                [.. found.Items.Select(item => kind.Id(item).Number)],
                ct
            );
        await kind.Apply(found.Items, ct);
        if (kind.Link is { } known)
            await gone.MarkAsync(known, [.. found.Gone.Select(id => id.Number)], ct);
    }

    /// <summary>One object that cannot be read must not keep the others from coming.</summary>
    async Task OneByOneAsync(
        ReadByIds<T> read,
        IReadOnlyList<Gid> some,
        ShopifyException broken,
        CancellationToken ct
    )
    {
        if (some.Count == 1)
        {
            await aside.NoteAsync(
                kind.Word,
                [new RejectedLine(broken.Message, "", some[0])],
                first: false,
                ct
            );
            return;
        }
        foreach (var one in some)
        {
            session.Afresh();
            await ByIdAsync(read, [one], ct);
        }
    }

    /// <summary>What one document may not read, the next does without.</summary>
    async Task<FoundObjects<T>> ReadSomeAsync(
        ReadByIds<T> read,
        IReadOnlyList<Gid> some,
        CancellationToken ct
    )
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return await read(kind.Documents[i], some, ct);
            }
            catch (ShopifyException withheld)
                when (i < kind.Documents.Length - 1
                    && withheld.Kind
                        is ShopifyFailure.AccessDenied
                            or ShopifyFailure.ScopeMissing
                            or ShopifyFailure.QueryRefused
                ) { }
        }
    }

    /// <summary>The completed operation of the first document that Shopify accepts; null when none is.</summary>
    Task<BulkOperation?> FinishAsync(string? filter, CancellationToken ct)
    {
        var next = 1;
        return reading.FinishAsync(
            kind.Name,
            _ => next < kind.Documents.Length ? kind.Documents[next++].Text(filter) : null,
            ct,
            optional: kind.Read is null
        );
    }

    void Reached(DateTimeOffset? moment) =>
        session.Cursor = session.Cursor with
        {
            Read = session.Cursor.Read.With(kind.Phase, moment),
        };

    /// <summary>False when an earlier process has applied the first buckets: what they held is not known here.</summary>
    async Task<bool> BucketsAsync(
        BulkOperation operation,
        HashSet<long> missed,
        CancellationToken ct
    )
    {
        session.HasRead = true;
        using var place = await reading.TakePlaceAsync(ct);
        var stage = await reading.StageAsync(
            kind.Name,
            operation,
            kind.Shape,
            BulkStage.BucketsFor(operation),
            ct
        );
        await reading.EnterAsync(kind.Phase, operation.RootObjectCount, ct, stage);
        var isWhole = session.Cursor.Bucket == 0;
        await foreach (
            var (bucket, content) in reading.AheadAsync(
                stage.Buckets,
                bucket => Task.FromResult(kind.ReadBucket(stage, bucket))
            )
        )
        {
            var rejected =
                bucket == 0 ? [.. stage.Rejected, .. content.Rejected] : content.Rejected;
            foreach (var item in content.Items)
                missed.Remove(kind.Id(item).Number);
            foreach (var line in rejected)
                missed.Remove(line.Root?.Number ?? 0);
            var sound = Sound(content.Items, content.Rejected);
            await aside.NoteAsync(kind.Word, rejected, bucket == 0, ct);
            if (kind.Phase == RunPhase.Stock)
                await aside.SettleAsync(
                    kind.Word,
                    sound.ConvertAll(item => kind.Id(item).Number),
                    ct
                );
            await kind.Apply(sound, ct);
            session.NextBucket();
            await session.BetweenAsync(ct);
        }
        return isWhole;
    }

    /// <summary>An object of which a part could not be read is not whole: it is left as it is until it can be.</summary>
    List<T> Sound(IReadOnlyList<T> items, IReadOnlyList<RejectedLine> rejected)
    {
        var broken = rejected.Select(line => line.Root).OfType<Gid>().ToHashSet();
        return [.. items.Where(item => !broken.Contains(kind.Id(item)))];
    }

    void Withhold()
    {
        if (kind.Scope is { } scope)
            throw ShopReading.Withheld(scope);
        if (kind.Phase == RunPhase.Stock)
            session.Withheld.Add("read_inventory");
    }
}
