using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Sync.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops;

/// <summary>A web shop with the runs that say how it is.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Open">The run that waits or is at work.</param>
/// <param name="Last">The last synchronization that ended.</param>
/// <param name="Proof">The last synchronization that compared the control totals.</param>
/// <param name="Schedule">When it is synchronized by itself.</param>
public sealed record WebShopView(
    WebShop Shop,
    Run? Open,
    Run? Last,
    Run? Proof,
    ShopSchedule Schedule
)
{
    /// <summary>How the web shop is.</summary>
    public WebShopState State =>
        Open is not null ? WebShopState.Synchronizing
        : !Shop.IsConnected ? WebShopState.NotConnected
        : Shop.Problem is not null || Last is { State: RunState.Failed }
            ? WebShopState.NeedsAttention
        : Last is null ? WebShopState.ToBeSetUp
        : Schedule.Mode != ScheduleMode.Off ? WebShopState.Automatic
        : WebShopState.Ready;

    /// <summary>All web shops of the office, by name.</summary>
    public static async Task<IReadOnlyList<WebShopView>> AllAsync(
        ComptoirDb db,
        CancellationToken cancellationToken
    )
    {
        var shops = await db
            .WebShops.AsNoTracking()
            .OrderBy(shop => shop.Name)
            .ToListAsync(cancellationToken);
        var views = new List<WebShopView>();
        foreach (var shop in shops)
            views.Add(await OfAsync(db, shop, cancellationToken));
        return views;
    }

    /// <summary>One web shop; null when the office has none of this number.</summary>
    public static async Task<WebShopView?> ReadAsync(
        ComptoirDb db,
        long id,
        CancellationToken cancellationToken
    )
    {
        var shop = await db
            .WebShops.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        return shop is null ? null : await OfAsync(db, shop, cancellationToken);
    }

    /// <summary>A web shop that was read already.</summary>
    internal static async Task<WebShopView> OfAsync(
        ComptoirDb db,
        WebShop shop,
        CancellationToken ct
    )
    {
        var runs = db
            .Runs.AsNoTracking()
            .Where(run => run.WebShopId == shop.Id)
            .OrderByDescending(run => run.QueuedAt)
            .ThenByDescending(run => run.Id);
        var open = await runs.FirstOrDefaultAsync(Runs.IsOpen, ct);
        // How a shop is was said by its synchronizations; a preparation changes nothing.
        var ended = runs.Where(run =>
            run.Kind == RunKind.Synchronization
            && run.State != RunState.Running
            && run.State != RunState.Queued
        );
        var last = await ended.FirstOrDefaultAsync(ct);
        var proof = last is null or { State: RunState.Succeeded }
            ? last
            : await ended.FirstOrDefaultAsync(run => run.State == RunState.Succeeded, ct);
        var schedule = await ChooseSchedule.ReadAsync(db, shop, ct);
        return new WebShopView(shop, open, last, proof, schedule);
    }
}
