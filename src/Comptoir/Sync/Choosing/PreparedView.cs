using Comptoir.Storage;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Choosing;

/// <summary>A finished preparation with its list counted.</summary>
/// <param name="Shop">The web shop.</param>
/// <param name="Run">The preparation.</param>
/// <param name="Later">The newest run of the web shop that came after it; null when it is the last word.</param>
/// <param name="Tallies">What the list holds.</param>
public sealed record PreparedView(
    WebShop Shop,
    Run Run,
    Run? Later,
    IReadOnlyList<ItemTally> Tallies
)
{
    /// <summary>A preparation of a web shop; null when the office has none of these numbers.</summary>
    public static async Task<PreparedView?> ReadAsync(
        ComptoirDb db,
        long webShopId,
        long runId,
        CancellationToken cancellationToken
    )
    {
        var shop = await db
            .WebShops.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == webShopId, cancellationToken);
        var run = await db
            .Runs.AsNoTracking()
            .FirstOrDefaultAsync(
                row =>
                    row.Id == runId
                    && row.WebShopId == webShopId
                    && row.Kind == RunKind.Preparation,
                cancellationToken
            );
        if (shop is null || run is null)
            return null;
        var tallies = await ItemList.CountAsync(db, run, cancellationToken);
        return new(shop, run, await LaterAsync(db, run, cancellationToken), tallies);
    }

    /// <summary>The newest run of the same web shop that was asked for after this one.</summary>
    public static Task<Run?> LaterAsync(
        ComptoirDb db,
        Run run,
        CancellationToken cancellationToken
    ) =>
        db
            .Runs.AsNoTracking()
            .Where(row =>
                row.WebShopId == run.WebShopId && row.Id != run.Id && row.QueuedAt >= run.QueuedAt
            )
            .OrderByDescending(row => row.QueuedAt)
            .ThenByDescending(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Nothing is in the list any more, though something was to be done.</summary>
    public bool IsForgotten => Tallies.Count == 0 && Found > 0;

    /// <summary>How many objects of the list are not as they should be, by the run's own counts.</summary>
    int Found =>
        new[]
        {
            Run.Counts.Suppliers,
            Run.Counts.Companies,
            Run.Counts.Customers,
            Run.Counts.Products,
            Run.Counts.Orders,
        }.Sum(kind => kind.Created + kind.Updated + kind.Deleted + kind.Excluded);

    /// <summary>How many objects are listed of a kind, or of all.</summary>
    public int All(LinkKind? kind = null, RunItemAction? action = null) =>
        Sum(kind, action, tally => tally.All);

    /// <summary>How many of them are left out.</summary>
    public int LeftOut(LinkKind? kind = null, RunItemAction? action = null) =>
        Sum(kind, action, tally => tally.LeftOut);

    /// <summary>How many of them have a warning.</summary>
    public int Warned(LinkKind kind) => Sum(kind, null, tally => tally.Warned);

    /// <summary>What a synchronization would do: listed, and not left out.</summary>
    public int ToDo(RunItemAction action) => All(null, action) - LeftOut(null, action);

    /// <summary>How many objects of a kind are as they should be; null when it was not counted.</summary>
    public int? Unchanged(LinkKind kind) =>
        kind switch
        {
            LinkKind.Supplier => Run.Counts.Suppliers.Unchanged,
            LinkKind.Company => Run.Counts.Companies.Unchanged,
            LinkKind.Customer => Run.Counts.Customers.Unchanged,
            LinkKind.Product => Run.Counts.Products.Unchanged,
            LinkKind.Order => Run.Counts.Orders.Unchanged,
            _ => null,
        };

    int Sum(LinkKind? kind, RunItemAction? action, Func<ItemTally, int> count) =>
        Tallies
            .Where(tally =>
                (kind is null || tally.Kind == kind) && (action is null || tally.Action == action)
            )
            .Sum(count);
}
