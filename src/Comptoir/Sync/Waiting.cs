using System.Globalization;
using Comptoir.Attention;
using Comptoir.Shopify;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync;

/// <summary>What must be read though it did not change in the shop: it was let in, or could not be read before.</summary>
static class Waiting
{
    /// <summary>Objects that could not be read are tried again by each run, so many at a time.</summary>
    const int MostTriedAgain = 50;

    /// <summary>The ids of the objects of a kind that wait.</summary>
    public static async Task<IReadOnlyList<Gid>> FindAsync(
        RunSession session,
        LinkKind kind,
        CancellationToken ct
    )
    {
        await using var db = session.Open();
        var links = db.Links.Where(link =>
            link.WebShopId == session.Shop.WebShopId
            && link.LeftOutAt == null
            && link.GoneAt == null
        );
        var let = await links
            .Where(link =>
                link.Kind == kind && (link.LocalId == null || link.Fingerprint.Length == 1)
            )
            .Select(link => link.ExternalId)
            .ToListAsync(ct);
        if (kind == LinkKind.Product)
        {
            // A supplier comes with its products.
            var vendors = links
                .Where(link => link.Kind == LinkKind.Supplier && link.LocalId == null)
                .Select(link => link.ExternalId);
            var theirs = await db
                .Products.Where(product =>
                    product.WebShopId == session.Shop.WebShopId
                    && product.DeletedAt == null
                    && vendors.Contains(product.Vendor)
                )
                .Select(product => product.ExternalId!.Value)
                .ToListAsync(ct);
            let.AddRange(theirs.Select(number => number.ToString(CultureInfo.InvariantCulture)));
        }
        var word = kind.ToString();
        let.AddRange(await UnreadAsync(db, session, word, ct));
        return Ids(let, word);
    }

    /// <summary>The ids of items of which the stock could not be read, or whose variants have just come in.</summary>
    public static async Task<IReadOnlyList<Gid>> FindStockAsync(
        RunSession session,
        CancellationToken ct
    )
    {
        await using var db = session.Open();
        var waiting = await UnreadAsync(db, session, "Stock", ct);
        waiting.AddRange(
            session.Cursor.StockOf.Select(number => number.ToString(CultureInfo.InvariantCulture))
        );
        return Ids(waiting, "InventoryItem");
    }

    /// <summary>
    /// Those of some changed objects that are not known in the state they are in. Windows overlap, so that what changed last would
    /// be read again and again. Shopify's moments are whole seconds: what was read within the second in which it changed may have
    /// changed once more, and is read again.
    /// </summary>
    public static async Task<IReadOnlyList<Gid>> UnknownAsync(
        RunSession session,
        LinkKind kind,
        ChangedObjects changed,
        CancellationToken ct
    )
    {
        if (session.SettledBefore is not { } before || session.Prepares)
            return changed.Ids;
        var settled = changed
            .Ids.Where(id =>
                changed.Moments.TryGetValue(id, out var moment) && moment.UtcDateTime < before
            )
            .Select(id => id.Number.ToString(CultureInfo.InvariantCulture))
            .ToList();
        if (settled.Count == 0)
            return changed.Ids;
        await using var db = session.Open();
        var seen = await db
            .Links.Where(link =>
                link.WebShopId == session.Shop.WebShopId
                && link.Kind == kind
                && link.GoneAt == null
                && link.LocalId != null
                && link.Fingerprint.Length > 1
                && link.SeenAt != null
                && settled.Contains(link.ExternalId)
            )
            .ToDictionaryAsync(link => link.ExternalId, link => link.SeenAt!.Value, ct);
        return
        [
            .. changed.Ids.Where(id =>
                !seen.TryGetValue(id.Number.ToString(CultureInfo.InvariantCulture), out var at)
                || at != changed.Moments[id].UtcDateTime
            ),
        ];
    }

    static Task<List<string>> UnreadAsync(
        ComptoirDb db,
        RunSession session,
        string word,
        CancellationToken ct
    ) =>
        db
            .Attention.Where(item =>
                item.WebShopId == session.Shop.WebShopId
                && item.SubjectKind == word
                && (
                    item.Code == AttentionCode.Unreadable
                    || item.Code == AttentionCode.InexactAmount
                    || item.RetryAskedAt != null
                )
                && item.ResolvedAt == null
            )
            .OrderBy(item => item.RetryAskedAt == null)
            .ThenBy(item => item.Id)
            .Select(item => item.Subject)
            .Take(MostTriedAgain)
            .ToListAsync(ct);

    static Gid[] Ids(IEnumerable<string> keys, string type) =>
        [
            .. keys.Distinct(StringComparer.Ordinal)
                .Select(key =>
                    long.TryParse(key, CultureInfo.InvariantCulture, out var number) ? number : 0
                )
                .Where(number => number > 0)
                .Select(number => Gid.Of(type, number)),
        ];

    /// <summary>Whether a company waits that was let in, or could not be read.</summary>
    public static async Task<bool> ForCompaniesAsync(RunSession session, CancellationToken ct)
    {
        await using var db = session.Open();
        return await db.Links.AnyAsync(
                link =>
                    link.WebShopId == session.Shop.WebShopId
                    && link.Kind == LinkKind.Company
                    && (link.LocalId == null || link.Fingerprint.Length == 1)
                    && link.LeftOutAt == null
                    && link.GoneAt == null,
                ct
            )
            || (await UnreadAsync(db, session, nameof(LinkKind.Company), ct)).Count > 0;
    }

    /// <summary>The kinds of which a file held lines that belong to nobody: nobody knows what was missed, so all is read again.</summary>
    public static async Task<IReadOnlySet<string>> HolesAsync(
        RunSession session,
        CancellationToken ct
    )
    {
        await using var db = session.Open();
        return (
            await db
                .Attention.Where(item =>
                    item.WebShopId == session.Shop.WebShopId
                    && item.Subject == SetAside.NoRoot
                    && item.ResolvedAt == null
                )
                .Select(item => item.SubjectKind)
                .ToListAsync(ct)
        ).ToHashSet(StringComparer.Ordinal);
    }
}
