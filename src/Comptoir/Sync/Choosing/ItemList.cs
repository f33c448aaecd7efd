using System.Linq.Expressions;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Choosing;

/// <summary>An object of a preparation's list, and whether it is left out.</summary>
public sealed record ItemRow(
    long Id,
    LinkKind Kind,
    string ExternalId,
    string Title,
    RunItemAction Action,
    long? LocalId,
    FieldChange[] Changes,
    RunItemWarning[] Warnings,
    DateTime? LeftOutAt,
    string? LeftOutBy
);

/// <summary>How many objects of a list are of one kind and would be treated alike.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Action">What a synchronization would do.</param>
/// <param name="All">All of them, those left out too.</param>
/// <param name="Warned">With a warning.</param>
/// <param name="LeftOut">Left out.</param>
public sealed record ItemTally(
    LinkKind Kind,
    RunItemAction Action,
    int All,
    int Warned,
    int LeftOut
);

/// <summary>Reads the list of a preparation, page by page, along an index.</summary>
public static class ItemList
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>The order in which objects were found.</summary>
    public static readonly Keyset<RunItem, long> Order = new(
        item => item.Id,
        item => item.Id,
        Descending: false
    );

    /// <summary>One page of what a filter shows.</summary>
    public static Task<Page<ItemRow>> ReadAsync(
        ComptoirDb db,
        Run run,
        ItemFilter filter,
        PagePlace place,
        CancellationToken cancellationToken
    ) =>
        Order.ReadAsync(
            filter.Of(db, run).AsNoTracking(),
            place,
            PageSize,
            View(db, run),
            row => (row.Id, row.Id),
            cancellationToken
        );

    /// <summary>What is shown of an item of this run.</summary>
    public static Expression<Func<RunItem, ItemRow>> View(ComptoirDb db, Run run)
    {
        var shop = run.WebShopId;
        return item => new ItemRow(
            item.Id,
            item.Kind,
            item.ExternalId,
            item.Title,
            item.Action,
            item.LocalId,
            item.Changes,
            item.Warnings,
            db.Links.Where(link =>
                    link.WebShopId == shop
                    && link.Kind == item.Kind
                    && link.ExternalId == item.ExternalId
                )
                .Select(link => link.LeftOutAt)
                .FirstOrDefault(),
            db.Links.Where(link =>
                    link.WebShopId == shop
                    && link.Kind == item.Kind
                    && link.ExternalId == item.ExternalId
                )
                .Select(link => link.LeftOutBy)
                .FirstOrDefault()
        );
    }

    /// <summary>Counts the list by kind and action.</summary>
    public static async Task<IReadOnlyList<ItemTally>> CountAsync(
        ComptoirDb db,
        Run run,
        CancellationToken cancellationToken
    )
    {
        var all = await GroupAsync(new ItemFilter().Of(db, run));
        var warned = await GroupAsync(new ItemFilter(Warned: true).Of(db, run));
        // Few are left out among many: from the links to the items.
        var leftOut = await GroupAsync(
            from link in db.Links
            where link.WebShopId == run.WebShopId && link.LeftOutAt != null
            join item in db.RunItems.Where(item => item.RunId == run.Id)
                on new { link.Kind, link.ExternalId } equals new { item.Kind, item.ExternalId }
            select item
        );
        return
        [
            .. all.Select(pair => new ItemTally(
                    pair.Key.Kind,
                    pair.Key.Action,
                    pair.Value,
                    warned.GetValueOrDefault(pair.Key),
                    leftOut.GetValueOrDefault(pair.Key)
                ))
                .OrderBy(tally => tally.Kind)
                .ThenBy(tally => tally.Action),
        ];

        async Task<Dictionary<(LinkKind Kind, RunItemAction Action), int>> GroupAsync(
            IQueryable<RunItem> items
        ) =>
            (
                await items
                    .GroupBy(item => new { item.Kind, item.Action })
                    .Select(group => new
                    {
                        group.Key.Kind,
                        group.Key.Action,
                        Count = group.Count(),
                    })
                    .ToListAsync(cancellationToken)
            ).ToDictionary(group => (group.Kind, group.Action), group => group.Count);
    }
}
