using System.Globalization;
using Comptoir.Attention;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Reconciling;

/// <summary>What the office knows of some orders of a shop: the rows, the links, and what is under Attention.</summary>
sealed class OrderStanding
{
    readonly Dictionary<long, StoredOrder> orders;
    readonly Dictionary<long, Link> links;
    readonly Dictionary<long, AttentionItem> entries;

    OrderStanding(
        Dictionary<long, StoredOrder> orders,
        Dictionary<long, Link> links,
        Dictionary<long, AttentionItem> entries
    ) => (this.orders, this.links, this.entries) = (orders, links, entries);

    public static async Task<OrderStanding> ReadAsync(
        ComptoirDb db,
        long webShopId,
        IReadOnlyList<long> numbers,
        CancellationToken ct
    )
    {
        var keys = numbers.Select(x => x.ToString(CultureInfo.InvariantCulture)).ToList();
        var rows = await db
            .Orders.Where(x =>
                x.WebShopId == webShopId
                && x.ExternalId != null
                && numbers.Contains(x.ExternalId.Value)
            )
            .Select(StoredOrder.Of)
            .ToListAsync(ct);
        var paired = await db
            .Links.AsNoTracking()
            .Where(x =>
                x.WebShopId == webShopId && x.Kind == LinkKind.Order && keys.Contains(x.ExternalId)
            )
            .ToListAsync(ct);
        var open = await db
            .Attention.AsNoTracking()
            .Where(x =>
                x.WebShopId == webShopId
                && x.SubjectKind == nameof(LinkKind.Order)
                && x.ResolvedAt == null
                && (x.Code == AttentionCode.Unreadable || x.Code == AttentionCode.InexactAmount)
                && keys.Contains(x.Subject)
            )
            .OrderBy(x => x.Id)
            .ToListAsync(ct);
        return new(
            rows.ToDictionary(x => x.ExternalId),
            paired.ToDictionary(x => Number(x.ExternalId)),
            open.GroupBy(x => Number(x.Subject)).ToDictionary(x => x.Key, x => x.First())
        );
    }

    public StoredOrder? Order(long number) => orders.GetValueOrDefault(number);

    public Link? Link(long number) => links.GetValueOrDefault(number);

    /// <summary>Why it is set aside.</summary>
    public AttentionItem? Entry(long number) => entries.GetValueOrDefault(number);

    /// <summary>The next synchronization reads it, though it did not change in the shop.</summary>
    public bool IsToBeRead(long number) =>
        Link(number) is { LeftOutAt: null, GoneAt: null } link
        && (link.LocalId is null || link.Fingerprint.Length == 1);

    /// <summary>Why the office does not have it as the shop shows it; null when it has.</summary>
    public DifferenceCause? CauseOf(ShownOrder shown)
    {
        var ours = Order(shown.ExternalId);
        var isLeftOut = Link(shown.ExternalId)?.LeftOutAt is not null;
        var isSetAside = Entry(shown.ExternalId) is not null;
        if (ours is null)
            return isLeftOut ? DifferenceCause.LeftOut
                : isSetAside ? DifferenceCause.SetAside
                : DifferenceCause.Missing;
        var isNewer = shown.UpdatedAt > ours.UpdatedAt;
        var isEqual =
            !ours.IsDeleted
            && (shown.Day, shown.Currency, shown.IsTest, shown.IsCancelled, shown.Figures)
                == (ours.Day, ours.Currency, ours.IsTest, ours.IsCancelled, ours.Figures);
        return isEqual && !isNewer ? null
            : isLeftOut ? DifferenceCause.LeftOut
            : isSetAside ? DifferenceCause.SetAside
            : ours.IsDeleted ? DifferenceCause.DeletedHere
            : isNewer ? DifferenceCause.Changed
            : DifferenceCause.Amounts;
    }

    static long Number(string key) =>
        long.TryParse(key, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
