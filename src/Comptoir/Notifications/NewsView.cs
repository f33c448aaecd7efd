using Comptoir.Storage;
using Comptoir.Sync;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Notifications;

/// <summary>What is new in an office, read from the state of its rows.</summary>
/// <param name="Shops">The web shops, and what their runs say that nobody was told of.</param>
/// <param name="Orders">Orders nobody was told of, oldest number first.</param>
/// <param name="Troubles">What needs attention and nobody was told of.</param>
sealed record NewsView(
    IReadOnlyList<ShopState> Shops,
    IReadOnlyList<NewOrder> Orders,
    IReadOnlyList<NewTrouble> Troubles
)
{
    /// <summary>No more are told at a time: the rest comes with the next look.</summary>
    public const int Most = 1000;

    public bool IsEmpty =>
        Orders.Count == 0 && Troubles.Count == 0 && Shops.All(shop => !shop.IsNews);

    public static async Task<NewsView> ReadAsync(ComptoirDb db, CancellationToken ct)
    {
        var shops = await db
            .WebShops.Select(shop => new { shop.Id, shop.Name })
            .ToDictionaryAsync(shop => shop.Id, shop => shop.Name, ct);
        var told = await db.NewsMarks.AsNoTracking().ToDictionaryAsync(row => row.WebShopId, ct);
        var states = new List<ShopState>();
        foreach (var (id, name) in shops)
            states.Add(await ShopAsync(db, id, name, told.GetValueOrDefault(id), ct));
        var orders = await db
            .Orders.AsNoTracking()
            .Where(order => order.IsNews)
            .OrderBy(order => order.Id)
            .Take(Most)
            .Select(order => new NewOrder(
                order.Id,
                order.WebShopId,
                order.Name,
                order.CustomerTotal,
                order.CustomerCurrency,
                order.PlacedAt
            ))
            .ToListAsync(ct);
        // Until a shop was synchronized for the first time its troubles are part of that one message.
        long[] quiet = [.. states.Where(shop => !shop.FirstTold).Select(shop => shop.Id)];
        var troubles = await db
            .Attention.AsNoTracking()
            .Where(item =>
                item.ResolvedAt == null
                && (
                    item.ToldOpening == null
                    || item.ToldOpening != (item.ReopenedAt ?? item.RaisedAt)
                )
                && (item.WebShopId == null || !quiet.Contains(item.WebShopId.Value))
            )
            .OrderBy(item => item.Id)
            .Take(Most)
            .Select(item => new NewTrouble(
                item.Id,
                item.WebShopId,
                item.Title,
                item.ReopenedAt ?? item.RaisedAt
            ))
            .ToListAsync(ct);
        return new NewsView(states, orders, troubles);
    }

    static async Task<ShopState> ShopAsync(
        ComptoirDb db,
        long id,
        string name,
        NewsMark? told,
        CancellationToken ct
    )
    {
        // A preparation and a probe bring nothing in: whoever asked for them watches them.
        var ended = db
            .Runs.AsNoTracking()
            .Where(run =>
                run.WebShopId == id && run.Kind != RunKind.Preparation && run.Kind != RunKind.Probe
            );
        var good = await ended
            .Where(run => run.State == RunState.Succeeded)
            .OrderByDescending(run => run.FinishedAt)
            .Select(run => new { run.Id, run.FinishedAt })
            .FirstOrDefaultAsync(ct);
        var failed = await ended
            .Where(run => run.State == RunState.Failed)
            .OrderByDescending(run => run.FinishedAt)
            .Select(run => new
            {
                run.Id,
                run.FinishedAt,
                run.Failure,
            })
            .FirstOrDefaultAsync(ct);
        // One that failed by itself is tried again by itself, and a shop that is away for minutes is no news.
        var after = good?.Id ?? 0;
        FailedRun? stop = null;
        if (
            failed is not null
            && (good is null || failed.FinishedAt > good.FinishedAt)
            && told?.StopToldAfter != after
            && await HasStoppedAsync(db, id, failed.Id, good?.FinishedAt, ct)
        )
            stop = new(failed.Id, after, failed.Failure);
        var first =
            good is not null && told?.FirstToldAt is null
                ? await ended
                    .Where(run =>
                        run.State == RunState.Succeeded && run.Kind == RunKind.Synchronization
                    )
                    .OrderBy(run => run.FinishedAt)
                    .FirstOrDefaultAsync(ct)
                : null;
        return new ShopState(
            id,
            name,
            told is not null,
            told?.FirstToldAt is not null,
            first is null
                ? null
                : new(
                    first.Id,
                    first.Counts.Orders.Created,
                    first.Counts.Customers.Created
                        + first.Counts.Companies.Created
                        + first.Counts.Suppliers.Created,
                    first.Counts.Products.Created
                ),
            stop
        );
    }

    /// <summary>As many failures in a row are no accident.</summary>
    const int FailuresInARow = 3;

    /// <summary>Whether a person must act, has asked for the run, or nothing has worked several times in a row.</summary>
    static async Task<bool> HasStoppedAsync(
        ComptoirDb db,
        long webShop,
        long failed,
        DateTime? good,
        CancellationToken ct
    ) =>
        await db.WebShops.AnyAsync(shop => shop.Id == webShop && shop.Problem != null, ct)
        || await db.Runs.AnyAsync(run => run.Id == failed && run.Cause == RunCause.Person, ct)
        || await db.Runs.CountAsync(
            run =>
                run.WebShopId == webShop
                && run.State == RunState.Failed
                && (good == null || run.FinishedAt > good),
            ct
        ) >= FailuresInARow;
}

/// <summary>A web shop, and what of its runs nobody was told of.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">What the office calls it.</param>
/// <param name="IsKnown">It was seen before: somebody is chosen to be told.</param>
/// <param name="FirstTold">Its first synchronization was told.</param>
/// <param name="First">Its first good synchronization, not told yet.</param>
/// <param name="Stop">The failed run with which it stopped, not told yet.</param>
sealed record ShopState(
    long Id,
    string Name,
    bool IsKnown,
    bool FirstTold,
    FirstRun? First,
    FailedRun? Stop
)
{
    public bool IsNews => !IsKnown || First is not null || Stop is not null;
}

/// <summary>What a first synchronization brought.</summary>
sealed record FirstRun(long Run, int Orders, int Contacts, int Products);

/// <summary>A run that failed, and the last good one before it: 0 for none.</summary>
sealed record FailedRun(long Run, long After, string? Failure);

/// <summary>An order nobody was told of.</summary>
sealed record NewOrder(
    long Id,
    long? WebShopId,
    string Name,
    long Total,
    string Currency,
    DateTime PlacedAt
);

/// <summary>Something that needs attention and nobody was told of, with when it began to.</summary>
sealed record NewTrouble(long Id, long? WebShopId, string Title, DateTime OpenedAt);
