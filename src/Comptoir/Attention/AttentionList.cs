using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Attention;

/// <summary>Reads what needs attention, newest first.</summary>
static class AttentionList
{
    public const int PageSize = 20;

    /// <summary>The entries of a page.</summary>
    public static Task<Page<AttentionItem>> ReadAsync(
        ComptoirDb db,
        bool settled,
        AttentionCode? code,
        long? webShopId,
        PagePlace place,
        CancellationToken cancellationToken
    )
    {
        var rows = db.Attention.AsNoTracking();
        rows = settled
            ? rows.Where(row => row.ResolvedAt != null)
            : rows.Where(row => row.ResolvedAt == null);
        if (code is { } wanted)
            rows = rows.Where(row => row.Code == wanted);
        if (webShopId is { } shop)
            rows = rows.Where(row => row.WebShopId == shop);
        return new Keyset<AttentionItem, DateTime>(
            row => row.RaisedAt,
            row => row.Id,
            Descending: true
        ).ReadAsync(
            rows,
            place,
            PageSize,
            row => row,
            row => (row.RaisedAt, row.Id),
            cancellationToken
        );
    }

    /// <summary>Our numbers of the orders that some entries are about, by the shop's.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> OrdersAsync(
        ComptoirDb db,
        IReadOnlyList<AttentionItem> items,
        CancellationToken cancellationToken
    )
    {
        var numbers = items
            .Where(item => item.SubjectKind == "Order")
            .Select(item => item.Subject)
            .Distinct()
            .ToList();
        if (numbers.Count == 0)
            return new Dictionary<string, long>(StringComparer.Ordinal);
        var links = await db
            .Links.Where(link =>
                link.Kind == Sync.LinkKind.Order
                && link.LocalId != null
                && numbers.Contains(link.ExternalId)
            )
            .Select(link => new { link.ExternalId, LocalId = link.LocalId!.Value })
            .ToListAsync(cancellationToken);
        return links
            .DistinctBy(link => link.ExternalId)
            .ToDictionary(link => link.ExternalId, link => link.LocalId, StringComparer.Ordinal);
    }
}
