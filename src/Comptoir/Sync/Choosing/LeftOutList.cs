using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Choosing;

/// <summary>An object of a web shop that is left out.</summary>
public sealed record LeftOutRow(
    long WebShopId,
    string ExternalId,
    string? Title,
    long? LocalId,
    DateTime? At,
    string? By
);

/// <summary>Reads what is left out of a web shop now, whichever preparation it was chosen in.</summary>
public static class LeftOutList
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>How many objects of each kind are left out.</summary>
    public static async Task<IReadOnlyDictionary<LinkKind, int>> CountAsync(
        ComptoirDb db,
        long webShopId,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db
            .Links.Where(link => link.WebShopId == webShopId && link.LeftOutAt != null)
            .GroupBy(link => link.Kind)
            .Select(group => new { Kind = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Kind, group => group.Count, cancellationToken);
    }

    /// <summary>Those of one kind, by title.</summary>
    public static Task<Page<LeftOutRow>> ReadAsync(
        ComptoirDb db,
        long webShopId,
        LinkKind kind,
        PagePlace place,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        // A link has no number of its own; the shop's tells equal titles apart.
        return new Keyset<Link, string>(
            link => (link.LeftOutTitle ?? "") + "\n" + link.ExternalId,
            link => link.WebShopId,
            Descending: false
        ).ReadAsync(
            db.Links.AsNoTracking()
                .Where(link =>
                    link.WebShopId == webShopId && link.Kind == kind && link.LeftOutAt != null
                ),
            place,
            PageSize,
            link => new LeftOutRow(
                link.WebShopId,
                link.ExternalId,
                link.LeftOutTitle,
                link.LocalId,
                link.LeftOutAt,
                link.LeftOutBy
            ),
            row => ((row.Title ?? "") + "\n" + row.ExternalId, row.WebShopId),
            cancellationToken
        );
    }
}
