using System.Globalization;
using Comptoir.Journal;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Series;

/// <summary>
/// Says how documents of a kind are numbered. The counter runs on; a pattern that could come to a number that exists, or
/// that another series makes, is refused. The journal keeps the old pattern and the new one.
/// </summary>
public sealed class ChangeSeries(
    Database database,
    IdSequence ids,
    OfficeJournal journal,
    TimeProvider clock
)
{
    /// <summary>Makes or changes the series of a kind, for one web shop or for all that have none of their own.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="kind">Which documents.</param>
    /// <param name="webShopId">The web shop; 0 for all without a series of their own.</param>
    /// <param name="pattern">How numbers are written.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RefusedException">The pattern will not do, or there is no such web shop.</exception>
    public async Task ChangeAsync(
        long officeId,
        DocumentKind kind,
        long webShopId,
        string? pattern,
        string by,
        CancellationToken cancellationToken
    )
    {
        var wanted = NumberPattern.Parse(pattern);
        var id = await ids.NextAsync(officeId, cancellationToken);
        await database.WriteAsync(
            officeId,
            (db, ct) => ChangeAsync(db, kind, webShopId, wanted, id, by, ct),
            cancellationToken
        );
    }

    async Task ChangeAsync(
        ComptoirDb db,
        DocumentKind kind,
        long webShopId,
        NumberPattern wanted,
        long id,
        string by,
        CancellationToken ct
    )
    {
        // Nobody issues meanwhile.
        var writer = await journal.OpenAsync(db, ct);
        if (
            webShopId != DefaultSeries.AllShops
            && !await SeriesList.IsWebShopAsync(db, webShopId, ct)
        )
            throw new RefusedException("There is no such web shop. Choose one of the list.");
        var all = await db.NumberSeries.ToListAsync(ct);
        var series = all.Find(x => x.Kind == kind && x.WebShopId == webShopId);
        var old = series?.Pattern;
        if (old == wanted.ToString())
            return;
        var numbers = new SeriesNumbers(wanted);
        RefuseMeeting(numbers, all, series, kind, webShopId);
        await RefuseExistingAsync(db, wanted, numbers, series?.Id, ct);
        if (series is null)
            db.Add(
                series = new NumberSeries
                {
                    OfficeId = db.OfficeId,
                    Id = id,
                    Kind = kind,
                    WebShopId = webShopId,
                    Pattern = wanted.ToString(),
                }
            );
        series.Pattern = wanted.ToString();
        await db.SaveChangesAsync(ct);
        var of = string.Create(CultureInfo.InvariantCulture, $"{kind} {webShopId}");
        writer.Add(
            JournalKind.LegalSettingChanged,
            wanted.ToString(),
            new SettingRecord(
                SettingRecord.NumberSeries,
                of,
                [new SettingChange("pattern", old, series.Pattern)]
            ).ToBytes(),
            by
        );
        await writer.SaveAsync(ct);
    }

    // Series that are not made yet count with the pattern they will have.
    void RefuseMeeting(
        SeriesNumbers numbers,
        List<NumberSeries> all,
        NumberSeries? own,
        DocumentKind kind,
        long webShopId
    )
    {
        var others = all.Where(x => x != own)
            .Select(x => x.Pattern)
            .Concat(
                Enum.GetValues<DocumentKind>()
                    .Where(other =>
                        !(other == kind && webShopId == DefaultSeries.AllShops)
                        && !all.Exists(x =>
                            x.Kind == other && x.WebShopId == DefaultSeries.AllShops
                        )
                    )
                    .Select(DefaultSeries.PatternOf)
            );
        var year = clock.GetUtcNow().Year;
        if (others.Any(other => numbers.Meets(new SeriesNumbers(NumberPattern.Parse(other)), year)))
            throw new RefusedException(
                "Another series makes the same numbers. Begin this one with a letter or a word of its own."
            );
    }

    static async Task RefuseExistingAsync(
        ComptoirDb db,
        NumberPattern wanted,
        SeriesNumbers numbers,
        long? seriesId,
        CancellationToken ct
    )
    {
        var given = await db
            .SeriesCounters.AsNoTracking()
            .Where(counter => counter.SeriesId == seriesId)
            .ToDictionaryAsync(counter => counter.Year, counter => counter.Last, ct);
        var like = numbers.Like;
        var existing = db
            .Documents.Where(document =>
                document.Number != null && EF.Functions.Like(document.Number, like, "\\")
            )
            .Select(document => document.Number!)
            .AsAsyncEnumerable();
        await foreach (var number in existing.WithCancellation(ct))
            // What the counter has passed it never comes to again.
            if (
                numbers.TryPlace(number, out var year, out var sequence)
                && sequence > given.GetValueOrDefault(wanted.HasYear ? year : 0)
            )
                throw new RefusedException(
                    "With this pattern the series would come to a number that exists already. Change its letters, or another part that is always there."
                );
    }
}
