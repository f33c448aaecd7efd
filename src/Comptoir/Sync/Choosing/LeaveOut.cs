using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Choosing;

/// <summary>
/// Leaves objects of a preparation's list out, or lets them in again. It is remembered on the link of the web shop's
/// object, whatever run: nothing touches the object from then on until it is let in.
/// </summary>
public sealed class LeaveOut(Database database, TimeProvider clock)
{
    /// <summary>How many objects can be named one by one.</summary>
    public const int MostIds = 10_000;

    const int Portion = 5_000;

    /// <summary>Those with these numbers; numbers of other lists are passed over.</summary>
    /// <returns>How many changed.</returns>
    /// <exception cref="RefusedException">The list is not one that can be chosen from.</exception>
    public Task<int> SetAsync(
        Run run,
        IReadOnlyCollection<long> ids,
        bool leftOut,
        string by,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        return SetAsync(
            run,
            db => db.RunItems.Where(item => item.RunId == run.Id && ids.Contains(item.Id)),
            leftOut,
            by,
            cancellationToken
        );
    }

    /// <summary>All that a filter shows.</summary>
    /// <returns>How many changed.</returns>
    /// <exception cref="RefusedException">The list is not one that can be chosen from.</exception>
    public Task<int> SetAsync(
        Run run,
        ItemFilter filter,
        bool leftOut,
        string by,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        // Those that are so already change nothing; those that are not all change.
        if (filter.LeftOut == leftOut)
            return Task.FromResult(0);
        var meant = filter with { LeftOut = null };
        return SetAsync(run, db => meant.Of(db, run), leftOut, by, cancellationToken);
    }

    async Task<int> SetAsync(
        Run run,
        Func<ComptoirDb, IQueryable<RunItem>> select,
        bool leftOut,
        string by,
        CancellationToken cancellationToken
    )
    {
        if (run is not { Kind: RunKind.Preparation, State: RunState.Succeeded })
            throw new RefusedException(
                "Objects are left out in the list of a preparation that has finished. Prepare the web shop first, or wait until it is prepared."
            );
        return await database.WriteAsync(
            run.OfficeId,
            async (db, ct) =>
            {
                // It may have read a link just now, and would write it as it was.
                if (
                    await db.Runs.AnyAsync(
                        x =>
                            x.WebShopId == run.WebShopId
                            && x.Kind == RunKind.Synchronization
                            && x.State == RunState.Running,
                        ct
                    )
                )
                    throw new RefusedException(
                        "The web shop is being synchronized. Wait until that is over, or stop it; then leave out what should not come."
                    );
                if (!await db.RunItems.AnyAsync(item => item.RunId == run.Id, ct))
                    throw new RefusedException(
                        "This list is out of date and holds nothing any more. Prepare the web shop again."
                    );
                return leftOut
                    ? await OutAsync(db, run, select(db), by, ct)
                    : await InAsync(db, run, select(db), ct);
            },
            cancellationToken
        );
    }

    async Task<int> OutAsync(
        ComptoirDb db,
        Run run,
        IQueryable<RunItem> items,
        string by,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var known =
            from link in db.Links.Where(link =>
                link.WebShopId == run.WebShopId && link.LeftOutAt == null
            )
            join item in items
                on new { link.Kind, link.ExternalId } equals new { item.Kind, item.ExternalId }
            select new { link, item };
        var changed = await known.ExecuteUpdateAsync(
            set =>
                set.SetProperty(x => x.link.LeftOutAt, now)
                    .SetProperty(x => x.link.LeftOutBy, by)
                    .SetProperty(x => x.link.LeftOutTitle, x => x.item.Title),
            ct
        );
        // What never came in has no link yet: it gets one that says only this.
        for (var after = 0L; ; )
        {
            var fresh = await items
                .Where(item =>
                    item.Id > after
                    && !db.Links.Any(link =>
                        link.WebShopId == run.WebShopId
                        && link.Kind == item.Kind
                        && link.ExternalId == item.ExternalId
                    )
                )
                .OrderBy(item => item.Id)
                .Take(Portion)
                .Select(item => new
                {
                    item.Id,
                    item.Kind,
                    item.ExternalId,
                    item.Title,
                })
                .ToListAsync(ct);
            if (fresh.Count == 0)
                return changed;
            after = fresh[^1].Id;
            changed += await db.InsertMissingAsync(
                fresh.ConvertAll(item => new Link
                {
                    OfficeId = run.OfficeId,
                    WebShopId = run.WebShopId,
                    Kind = item.Kind,
                    ExternalId = item.ExternalId,
                    Fingerprint = [],
                    LeftOutAt = now,
                    LeftOutBy = by,
                    LeftOutTitle = item.Title,
                }),
                ct
            );
        }
    }

    static Task<int> InAsync(
        ComptoirDb db,
        Run run,
        IQueryable<RunItem> items,
        CancellationToken ct
    ) =>
        LetIn.LetAsync(
            db.Links.Where(link =>
                link.WebShopId == run.WebShopId
                && items.Any(item => item.Kind == link.Kind && item.ExternalId == link.ExternalId)
            ),
            ct
        );
}
