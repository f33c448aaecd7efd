using Comptoir.Invoicing;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Health;

/// <summary>The numbers of each series and year: from 1 without a gap, dates that never go back, the counter at the last.</summary>
static class VerifySeries
{
    const int BatchSize = 5_000;

    /// <summary>Looks at all series.</summary>
    public static async Task VerifyAsync(
        ComptoirDb db,
        Findings findings,
        CancellationToken cancellationToken
    )
    {
        var patterns = await db
            .NumberSeries.AsNoTracking()
            .ToDictionaryAsync(series => series.Id, series => series.Pattern, cancellationToken);
        var counters = (
            await db.SeriesCounters.AsNoTracking().ToListAsync(cancellationToken)
        ).ToDictionary(counter => (counter.SeriesId, counter.Year));
        var used = await db
            .Documents.Where(document => document.SeriesId != null)
            .Select(document => new { document.SeriesId, document.SeriesYear })
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (
            var (series, year) in used.Select(x =>
                    (SeriesId: x.SeriesId!.Value, Year: x.SeriesYear ?? 0)
                )
                .Union(counters.Keys)
                .Order()
        )
        {
            var where =
                $"Series {patterns.GetValueOrDefault(series, $"number {series}, whose row is missing")}{(year == 0 ? "" : $", {year}")}";
            await VerifyAsync(
                db,
                series,
                year,
                counters.GetValueOrDefault((series, year)),
                what => findings.Add(where, what),
                cancellationToken
            );
        }
    }

    static async Task VerifyAsync(
        ComptoirDb db,
        long series,
        int year,
        SeriesCounter? counter,
        Action<string> say,
        CancellationToken ct
    )
    {
        var (last, lastOn, lastNumber) = (0L, DateOnly.MinValue, "the beginning");
        while (true)
        {
            var from = last;
            var batch = await db
                .Documents.Where(document =>
                    document.SeriesId == series
                    && document.SeriesYear == year
                    && document.Sequence > from
                )
                .OrderBy(document => document.Sequence)
                .Take(BatchSize)
                .Select(document => new
                {
                    document.Sequence,
                    document.Number,
                    document.IssuedOn,
                })
                .ToListAsync(ct);
            if (batch.Count == 0)
                break;
            foreach (var document in batch)
            {
                if (document.Sequence != last + 1)
                    say(
                        $"There is a gap between {lastNumber} and {document.Number}: {Places(last + 1, document.Sequence!.Value - 1)} missing."
                    );
                if (document.IssuedOn < lastOn)
                    say(
                        FormattableString.Invariant(
                            $"{document.Number} is dated {document.IssuedOn:yyyy-MM-dd}, before {lastNumber} of {lastOn:yyyy-MM-dd}."
                        )
                    );
                (last, lastOn, lastNumber) = (
                    document.Sequence!.Value,
                    document.IssuedOn!.Value,
                    document.Number!
                );
            }
        }
        if (counter is null)
            say($"Its counter is missing, but it has documents up to {lastNumber}.");
        else if (counter.Last != last)
            say(
                $"Its counter stands at {counter.Last}, but the last document there is {(last == 0 ? "none" : $"{lastNumber} with the place {last}")}."
            );
        else if (last > 0 && counter.LastOn != lastOn)
            say(
                FormattableString.Invariant(
                    $"Its counter says that the last document is of {counter.LastOn:yyyy-MM-dd}, but {lastNumber} is of {lastOn:yyyy-MM-dd}."
                )
            );
    }

    static string Places(long from, long until) =>
        from == until ? $"place {from} is" : $"places {from} to {until} are";
}
