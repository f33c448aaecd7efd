using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Choosing;

/// <summary>
/// Lets in again what was left out of a web shop, without a list of a preparation: the next synchronization brings it in.
/// </summary>
public sealed class LetIn(Database database)
{
    /// <summary>Those of one kind with these numbers of the shop.</summary>
    /// <returns>How many were let in.</returns>
    public Task<int> SomeAsync(
        long officeId,
        long webShopId,
        LinkKind kind,
        IReadOnlyCollection<string> externalIds,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            officeId,
            (db, ct) =>
                LetAsync(
                    db.Links.Where(link =>
                        link.WebShopId == webShopId
                        && link.Kind == kind
                        && externalIds.Contains(link.ExternalId)
                    ),
                    ct
                ),
            cancellationToken
        );

    /// <summary>All of one kind.</summary>
    /// <returns>How many were let in.</returns>
    public Task<int> AllAsync(
        long officeId,
        long webShopId,
        LinkKind kind,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            officeId,
            (db, ct) =>
                LetAsync(
                    db.Links.Where(link => link.WebShopId == webShopId && link.Kind == kind),
                    ct
                ),
            cancellationToken
        );

    /// <summary>
    /// Lets the links in that are left out. The next run reads their objects, though nothing of them
    /// changed in the shop.
    /// </summary>
    internal static Task<int> LetAsync(IQueryable<Link> links, CancellationToken ct) =>
        links
            .Where(link => link.LeftOutAt != null && link.LeftOutBy != Link.Privacy)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(link => link.LeftOutAt, (DateTime?)null)
                        .SetProperty(link => link.LeftOutBy, (string?)null)
                        .SetProperty(link => link.LeftOutTitle, (string?)null)
                        .SetProperty(link => link.Fingerprint, Link.Again),
                ct
            );
}
