using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Series;

/// <summary>A series as people and programs see it.</summary>
/// <param name="Kind">Which documents.</param>
/// <param name="WebShop">For which web shop; null for all that have no series of their own.</param>
/// <param name="WebShopName">Its name.</param>
/// <param name="Pattern">How numbers are written.</param>
/// <param name="Next">The number that a document of today would get.</param>
/// <param name="Issued">How many numbers were given out, this year where numbers begin anew each year.</param>
public sealed record SeriesItem(
    DocumentKind Kind,
    long? WebShop,
    string? WebShopName,
    string Pattern,
    string Next,
    long Issued
);

/// <summary>The series of an office: those in use, and for each kind the one that will be at the first document.</summary>
static class SeriesList
{
    /// <summary>Reads them: by kind, for all shops first.</summary>
    public static async Task<IReadOnlyList<SeriesItem>> ReadAsync(
        ComptoirDb db,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var series = await db.NumberSeries.AsNoTracking().ToListAsync(cancellationToken);
        var counters = (
            await db.SeriesCounters.AsNoTracking().ToListAsync(cancellationToken)
        ).ToDictionary(counter => (counter.SeriesId, counter.Year), counter => counter.Last);
        var shops = await db
            .WebShops.AsNoTracking()
            .ToDictionaryAsync(shop => shop.Id, shop => shop.Name, cancellationToken);
        var items =
            from kind in Enum.GetValues<DocumentKind>()
            from webShop in series
                .Where(x => x.Kind == kind)
                .Select(x => x.WebShopId)
                .Append(DefaultSeries.AllShops)
                .Distinct()
            let own = series.Find(x => x.Kind == kind && x.WebShopId == webShop)
            let pattern = own?.Pattern ?? DefaultSeries.PatternOf(kind)
            let parsed = NumberPattern.Parse(pattern)
            let last = own is null
                ? 0
                : counters.GetValueOrDefault((own.Id, parsed.HasYear ? today.Year : 0))
            orderby kind, webShop
            select new SeriesItem(
                kind,
                webShop == DefaultSeries.AllShops ? null : webShop,
                shops.GetValueOrDefault(webShop),
                pattern,
                parsed.Write(today, last + 1),
                last
            );
        return [.. items];
    }

    /// <summary>Whether the office has a web shop of this number.</summary>
    public static Task<bool> IsWebShopAsync(
        ComptoirDb db,
        long webShopId,
        CancellationToken cancellationToken
    ) => db.WebShops.AnyAsync(shop => shop.Id == webShopId, cancellationToken);
}
