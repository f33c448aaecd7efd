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

    async Task<RunCursor> FromAsync(Run run, string terms, CancellationToken ct)
    {
        if (run.Kind == RunKind.Probe)
            return new RunCursor();
        await using var db = database.Open(run.OfficeId);
        var done = db
            .Runs.AsNoTracking()
            .Where(x => x.WebShopId == run.WebShopId && x.State == RunState.Succeeded);
        var last = await done.Where(x => x.Kind == RunKind.Synchronization)
            .OrderByDescending(x => x.Id)
            .FirstOrDefaultAsync(ct);
        if (
            !run.Everything
            && last?.Cursor.Terms == terms
            && last.Cursor.Read is { IsWhole: true } read
        )
            return new RunCursor
            {
                Since = read,
                Read = read,
                Differences = last.Cursor.Differences,
            };
        if (run.Kind == RunKind.Preparation)
            return new RunCursor();
        var after = last?.Id ?? 0;
        var prepared = await done.Where(x => x.Kind == RunKind.Preparation && x.Id > after)
            .OrderByDescending(x => x.Id)
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
        var again = new List<RunPhase>();
        foreach (
            var (kind, phase, count) in new[]
            {
                (LinkKind.Product, RunPhase.Products, counts.ProductsCount),
                (LinkKind.Customer, RunPhase.Customers, counts.CustomersCount),
                (LinkKind.Order, RunPhase.Orders, counts.OrdersCount),
            }
        )
        {
            if (count is not { IsExact: true } || !ours.TryGetValue(kind, out var known))
                continue;
            var difference = count.Count - known;
            if (cursor.Since?.Of(phase) is null || cursor.Whole is not null)
                cursor.Differences[kind] = difference;
            else if (cursor.Differences.GetValueOrDefault(kind) != difference)
                again.Add(phase);
        }
        var next = cursor with
        {
            Pass = cursor.Pass + 1,
            Phase = RunPhase.Queued,
            Source = null,
            Bucket = 0,
            Index = 0,
            Prepared = null,
            Operations = [],
        };
        return cursor switch
        {
            { Prepared: not null, Read.IsWhole: true } => next with { Since = cursor.Read },
            { Whole: null } when again.Count > 0 => next with
            {
                Since = cursor.Read,
                Whole = [.. again],
            },
            _ => null,
        };
    }
}
