using System.Globalization;
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
        // Invoicing speaks of orders by our own numbers.
        var ours = items
            .Where(item => item.SubjectKind == "OrderDocuments")
            .Select(item => item.Subject)
            .Distinct()
            .ToDictionary(
                subject => subject,
                subject => long.Parse(subject, CultureInfo.InvariantCulture),
                StringComparer.Ordinal
            );
        var numbers = items
            .Where(item => item.SubjectKind == "Order")
            .Select(item => item.Subject)
            .Distinct()
            .ToList();
        if (numbers.Count == 0)
            return ours;
        var links = await db
            .Links.Where(link =>
                link.Kind == Sync.LinkKind.Order
                && link.LocalId != null
                && numbers.Contains(link.ExternalId)
            )
            .Select(link => new { link.ExternalId, LocalId = link.LocalId!.Value })
            .ToListAsync(cancellationToken);
        foreach (var link in links)
            ours[link.ExternalId] = link.LocalId;
        return ours;
    }
}
