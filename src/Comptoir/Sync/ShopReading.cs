using System.Collections.Concurrent;
using Comptoir.Shopify;

namespace Comptoir.Sync;

/// <summary>
/// The bulk operations of a run: started together, waited for one by one, downloaded when they are needed. What Shopify
/// withholds is told apart from what fails.
/// </summary>
sealed class ShopReading(
    ShopifyShop client,
    RunSession session,
    TimeProvider clock,
    string directory,
    SemaphoreSlim places
)
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    readonly Dictionary<string, string> documents = new(StringComparer.Ordinal);
    readonly Dictionary<string, Task<BulkOperation>> reads = new(StringComparer.Ordinal);
    readonly HashSet<string> again = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, long> found = new(StringComparer.Ordinal);

    /// <summary>Asks Shopify to read something; goes on with an operation that an earlier process had started.</summary>
    public void Start(string name, string document, CancellationToken ct)
    {
        documents[name] = document;
        reads[name] = client.Bulk.RunAsync(
            document,
            session.Operations.TryGetValue(name, out var known) ? Gid.Parse(known) : null,
            operation =>
            {
                session.Operations[name] = operation.Id.ToString();
                return Task.CompletedTask;
            },
            new Observer<BulkOperation>(operation => found[name] = operation.ObjectCount),
            ct
        );
    }

    /// <summary>
    /// The completed operation; null when the token may not read it. What Shopify refuses or withholds is asked for again
    /// with another document, as long as there is one.
    /// </summary>
    /// <param name="name">Which.</param>
    /// <param name="instead">Another text to try after a failure; null when there is none.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="optional">There is another way to the same: a query that Shopify refuses counts as withheld.</param>
    public async Task<BulkOperation?> FinishAsync(
        string name,
        Func<ShopifyFailure, string?> instead,
        CancellationToken ct,
        bool optional = false
    )
    {
        while (true)
        {
            try
            {
                return await EndAsync(name, ct);
            }
            catch (ShopifyException refused)
                when (refused.Kind
                        is ShopifyFailure.AccessDenied
                            or ShopifyFailure.ScopeMissing
                            or ShopifyFailure.QueryRefused
                )
            {
                if (instead(refused.Kind) is { } other)
                {
                    session.Operations.TryRemove(name, out _);
                    Start(name, other, ct);
                }
                else if (refused.Kind == ShopifyFailure.QueryRefused && !optional)
                    throw;
                else
                    return null;
            }
        }
    }

    /// <summary>The completed operation; null when the token may not read it.</summary>
    /// <param name="name">Which.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="optional">There is another way to the same: a query that Shopify refuses counts as withheld.</param>
    public Task<BulkOperation?> FinishAsync(
        string name,
        CancellationToken ct,
        bool optional = false
    ) => FinishAsync(name, _ => null, ct, optional);

    async Task<BulkOperation> EndAsync(string name, CancellationToken ct)
    {
        var read = reads[name];
        if (!read.IsCompleted)
            session.Progress = new RunProgress
            {
                Phase = RunPhase.Reading,
                Since = clock.GetUtcNow().UtcDateTime,
            };
        while (!read.IsCompleted)
        {
            session.Progress = session.Progress with { Done = found.Values.Sum() };
            await session.ShowAsync(ct);
            await session.BetweenAsync(ct);
            await Task.WhenAny(read, Task.Delay(Look, clock, ct));
        }
        return await read;
    }

    /// <summary>
    /// The operation's lines, sorted into buckets on disk. A file with lines of which nobody knows what they belong to leaves
    /// holes that nobody sees, so the shop is asked once more for all of it; so it is when the file is gone.
    /// </summary>
    public async Task<BulkStage> StageAsync(
        string name,
        BulkOperation operation,
        StageShape shape,
        int buckets,
        CancellationToken ct
    )
    {
        BulkStage? broken = null;
        try
        {
            var stage = await DownloadAsync(name, operation, shape, buckets, ct);
            if (stage.RejectedCount == 0 || !again.Add(name))
                return stage;
            broken = stage;
        }
        catch (ShopifyException gone)
            when (gone.Kind == ShopifyFailure.BulkFailed && again.Add(name)) { }
        session.Operations.TryRemove(name, out _);
        Start(name, documents[name], ct);
        return await FinishAsync(name, ct) is { } anew
            ? await DownloadAsync(name, anew, shape, buckets, ct)
            : broken
                ?? throw new ShopifyException(
                    ShopifyFailure.BulkFailed,
                    $"The file of bulk operation {operation.Id.Number} is gone, and the shop gives no other.",
                    "Check the scopes of the app in Shopify, then synchronize again.",
                    retryable: true
                );
    }

    async Task<BulkStage> DownloadAsync(
        string name,
        BulkOperation operation,
        StageShape shape,
        int buckets,
        CancellationToken ct
    )
    {
        var latest = new StageProgress(0, operation.FileSize, 0, operation.ObjectCount);
        var download = client.StageAsync(
            operation,
            shape,
            Path.Combine(directory, name),
            buckets,
            new Observer<StageProgress>(progress => Volatile.Write(ref latest, progress)),
            ct
        );
        var since = clock.GetUtcNow().UtcDateTime;
        while (!download.IsCompleted)
        {
            await Task.WhenAny(download, Task.Delay(Look, clock, ct));
            var now = Volatile.Read(ref latest);
            session.Progress = new RunProgress
            {
                Phase = RunPhase.Downloading,
                Done = now.Lines,
                Total = now.OfLines,
                Since = since,
            };
            await session.ShowAsync(ct);
        }
        return await download;
    }

    /// <summary>
    /// Waits until this process has room for files to be fetched and applied: many web shops may wait for Shopify at once, but
    /// only as many work on files as cores and memory bear.
    /// </summary>
    public async Task<IDisposable> TakePlaceAsync(CancellationToken ct)
    {
        while (!await places.WaitAsync(Look, ct))
        {
            await session.ShowAsync(ct);
            await session.BetweenAsync(ct);
        }
        return new Place(places);
    }

    sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }

    /// <summary>Begins to apply what some files hold, or goes on with it.</summary>
    public Task EnterAsync(
        RunPhase phase,
        long total,
        CancellationToken ct,
        params ReadOnlySpan<BulkStage> stages
    )
    {
        var source = "";
        session.FilesHaveHoles = false;
        foreach (var stage in stages)
        {
            session.FilesHaveHoles |= stage.RejectedCount > 0;
            source += $"{stage.Operation.Number}/{stage.Buckets} ";
        }
        return session.EnterAsync(phase, source.TrimEnd(), total, ct);
    }

    /// <summary>Reads the next bucket while this one is applied: parsing keeps one core busy, writing another.</summary>
    public async IAsyncEnumerable<(int Bucket, T Content)> AheadAsync<T>(
        int buckets,
        Func<int, Task<T>> read
    )
    {
        var first = session.Cursor.Bucket;
        var next = first < buckets ? Task.Run(() => read(first)) : null;
        for (var bucket = first; next is not null; bucket++)
        {
            var content = await next;
            var following = bucket + 1;
            next = following < buckets ? Task.Run(() => read(following)) : null;
            yield return (bucket, content);
        }
    }

    /// <summary>The failure when the token may not read what nothing goes on without.</summary>
    public static ShopifyException Withheld(string scope) =>
        new(
            ShopifyFailure.ScopeMissing,
            $"The token may not read what needs {scope}.",
            $"Add {scope} to the app in Shopify, install it again, and replace the token here. Nothing is lost."
        );

    /// <summary>Asks Shopify to stop what it still reads: nobody will want it.</summary>
    public async Task AbandonAsync(CancellationToken ct)
    {
        foreach (var (name, read) in reads)
            if (!read.IsCompletedSuccessfully && session.Operations.TryGetValue(name, out var id))
            {
                try
                {
                    await client.Bulk.CancelAsync(Gid.Parse(id), ct);
                }
                catch (ShopifyException)
                {
                    // It would only have spared Shopify some work.
                }
            }
    }

    /// <summary>Throws the downloaded files away.</summary>
    public void Clean()
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }

    /// <summary>Told at once, on the thread that reports: <see cref="Progress{T}"/> would hand it to another one later.</summary>
    sealed class Observer<T>(Action<T> see) : IProgress<T>
    {
        public void Report(T value) => see(value);
    }
}
