using Comptoir.Shopify;
using Comptoir.Shopify.Documents;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync;

/// <summary>
/// Says what a run reads: everything the first time, afterwards what changed. A second pass follows when the shop changed while
/// a preparation lay there, or when the shop counts other objects than the office knows.
/// </summary>
sealed class PassPlan(Database database, TimeProvider clock)
{
    /// <summary>Shopify keeps the files of bulk operations for seven days.</summary>
    static readonly TimeSpan FilesLast = TimeSpan.FromDays(6);

    /// <summary>How far back a wider run looks: what Shopify told late, or what was missed by a fault of ours.</summary>
    static readonly TimeSpan Nightly = TimeSpan.FromDays(3);

    /// <summary>
    /// The first pass of a run: from where the last synchronization ended. One that follows a preparation of the whole shop
    /// applies the files which that one has read.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="terms">See <see cref="RunCursor.Terms"/>.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<RunCursor> FirstAsync(Run run, string terms, CancellationToken ct) =>
        await FromAsync(run, terms, ct) with
        {
            Terms = terms,
        };

    /// <summary>The last synchronization that came to its end; null when there was none.</summary>
    public async Task<Run?> LastAsync(Run run, CancellationToken ct)
    {
        await using var db = database.Open(run.OfficeId);
        return await db
            .Runs.AsNoTracking()
            .Where(x =>
                x.WebShopId == run.WebShopId
                && x.State == RunState.Succeeded
                && x.Kind == RunKind.Synchronization
            )
            // Numbers are handed out in blocks: of two processes the later may have given the smaller one.
            .OrderByDescending(x => x.FinishedAt)
            .ThenByDescending(x => x.Id)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>From where on a run reads that follows another one; null when it reads all.</summary>
    public static Watermarks? MarksOf(Run run, Run last) =>
        last.Cursor.Read is not { IsWhole: true } read ? null
        : run.Wider ? read.Earlier(Nightly)
        : read;

    async Task<RunCursor> FromAsync(Run run, string terms, CancellationToken ct)
    {
        if (run.Kind == RunKind.Probe)
            return new RunCursor();
        await using var db = database.Open(run.OfficeId);
        var done = db
            .Runs.AsNoTracking()
            .Where(x => x.WebShopId == run.WebShopId && x.State == RunState.Succeeded);
        var last = await LastAsync(run, ct);
        if (!run.Everything && last?.Cursor.Terms == terms && MarksOf(run, last) is { } marks)
            return new RunCursor
            {
                Since = marks,
                Read = last.Cursor.Read,
                Differences = last.Cursor.Differences,
                StockOf = await WithoutStockAsync(db, run, last.QueuedAt, ct),
            };
        if (run.Kind == RunKind.Preparation)
            return new RunCursor();
        var after = last?.QueuedAt ?? DateTime.MinValue;
        var prepared = await done.Where(x => x.Kind == RunKind.Preparation && x.QueuedAt > after)
            .OrderByDescending(x => x.QueuedAt)
            .FirstOrDefaultAsync(ct);
        return
            prepared is { Cursor.Since: null }
            && prepared.Cursor.Terms == terms
            && prepared.FinishedAt > clock.GetUtcNow().UtcDateTime - FilesLast
            ? new RunCursor
            {
                Prepared = prepared.Id,
                Operations = new(prepared.Cursor.Operations, StringComparer.Ordinal),
            }
            : new RunCursor();
    }

    /// <summary>Stock items whose variants came in with a run that did not get as far as their stock.</summary>
    static async Task<long[]> WithoutStockAsync(
        ComptoirDb db,
        Run run,
        DateTime after,
        CancellationToken ct
    ) =>
        [
            .. (
                await db
                    .Runs.AsNoTracking()
                    .Where(x =>
                        x.WebShopId == run.WebShopId
                        && x.QueuedAt > after
                        && x.Id != run.Id
                        && x.Kind == RunKind.Synchronization
                    )
                    .ToListAsync(ct)
            )
                .SelectMany(x => x.Cursor.StockOf)
                .Distinct(),
        ];

    /// <summary>The next pass of a run; null when it has read all there is.</summary>
    /// <param name="session">The run, of which a pass is over.</param>
    /// <param name="counts">What the shop counts.</param>
    /// <param name="ours">What the office knows, by kind, of the same.</param>
    public static RunCursor? Next(
        RunSession session,
        ShopCounts counts,
        IReadOnlyDictionary<LinkKind, long> ours
    )
    {
        var cursor = session.Cursor;
        var differing = new List<(LinkKind Kind, RunPhase Phase, long Difference)>();
        foreach (
            var (kind, phase, count) in new[]
            {
                (LinkKind.Product, RunPhase.Products, counts.ProductsCount),
                (LinkKind.Customer, RunPhase.Customers, counts.CustomersCount),
                (LinkKind.Order, RunPhase.Orders, counts.OrdersCount),
            }
        )
            if (
                count is { IsExact: true }
                && ours.TryGetValue(kind, out var known)
                && cursor.Differences.GetValueOrDefault(kind) != count.Count - known
            )
                differing.Add((kind, phase, count.Count - known));
        var next = cursor with
        {
            Pass = cursor.Pass + 1,
            Phase = RunPhase.Queued,
            Source = null,
            Bucket = 0,
            Index = 0,
            Prepared = null,
            Operations = [],
            Since = cursor.Read,
            Looked = true,
            Whole = cursor.Whole is null ? null : [],
        };
        if (cursor is { Prepared: not null, Read.IsWhole: true })
            // The files show the shop as it was when they were made: nothing is confirmed by them.
            return next with { Confirmed = [] };
        if (differing.Count == 0)
            return null;
        // Most differences are what came while the shop was read: it is looked at once more before they are believed.
        if (!cursor.Looked && cursor.Read.IsWhole)
            return next;
        foreach (var (kind, phase, difference) in differing)
            if (IsExplained(phase, difference))
                cursor.Differences[kind] = difference;
        RunPhase[] unexplained =
        [
            .. differing
                .Where(one => !IsExplained(one.Phase, one.Difference))
                .Select(one => one.Phase),
        ];
        return unexplained.Length > 0 && cursor.Whole is null && cursor.Read.IsWhole
            ? next with
            {
                Whole = unexplained,
                Looked = false,
            }
            : null;

        // A file that was made before something was deleted still shows it: fewer in the shop are believed after another read.
        bool IsExplained(RunPhase phase, long difference) =>
            Array.IndexOf(cursor.Confirmed, phase) >= 0
            && (difference > 0 || cursor.Whole is not null);
    }
}
