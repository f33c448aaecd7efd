using Comptoir.Journal;
using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Closings;

/// <summary>
/// Closes days, and with them the months and years that end with them: their totals, the perpetual total, and the length of
/// the journal are fixed, and no document of a closed day can be issued. Days are closed one after the other without a gap,
/// each once, whoever asks and however often.
/// </summary>
public sealed class ClosePeriods(Database database, OfficeJournal journal, OfficeToday today)
{
    /// <summary>Closes all that is open up to a day.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="until">The last day to close; it must have ended in the office's time zone.</param>
    /// <param name="by">Who asks; null for by itself.</param>
    /// <param name="cancellationToken">Stops it; nothing is closed then.</param>
    /// <returns>How many periods were closed; 0 when all were, or when nothing was issued up to that day.</returns>
    /// <exception cref="RefusedException">The day has not ended.</exception>
    public async Task<int> CloseAsync(
        long officeId,
        DateOnly until,
        string? by,
        CancellationToken cancellationToken
    )
    {
        if (until >= await today.OfAsync(officeId, cancellationToken))
            throw new RefusedException(
                "Only days that are over can be closed. Choose a day before today."
            );
        // Looked at without the lock first: almost always there is nothing to do.
        await using (var db = database.Open(officeId))
        {
            var head = await db.JournalHeads.AsNoTracking().FirstOrDefaultAsync(cancellationToken);
            if (await FirstOpenAsync(db, head?.ClosedUntil, cancellationToken) is not { } first)
                return 0;
            if (first > until)
                return 0;
        }
        return await database.WriteAsync(
            officeId,
            (db, ct) => CloseAsync(db, until, by, ct),
            cancellationToken
        );
    }

    /// <summary>Closes all days that are over.</summary>
    /// <returns>How many periods were closed.</returns>
    public async Task<int> CloseEndedAsync(long officeId, CancellationToken cancellationToken) =>
        await CloseAsync(
            officeId,
            (await today.OfAsync(officeId, cancellationToken)).AddDays(-1),
            null,
            cancellationToken
        );

    async Task<int> CloseAsync(ComptoirDb db, DateOnly until, string? by, CancellationToken ct)
    {
        var writer = await journal.OpenAsync(db, ct);
        if (await FirstOpenAsync(db, writer.ClosedUntil, ct) is not { } first || first > until)
            return 0;
        var issued = await IssuedTotals.ByDayAsync(db, first.AddDays(-1), until, ct);
        var yearBegins = new DateOnly(first.Year, 1, 1);
        var days = (
            await db
                .Closings.AsNoTracking()
                .Where(closing => closing.Period == ClosingPeriod.Day && closing.From >= yearBegins)
                .ToListAsync(ct)
        ).ToDictionary(closing => closing.From, closing => closing.Totals);
        var perpetual = await PerpetualAsync(db, ct);
        var made = new List<Closing>();
        for (var day = first; day <= until; day = day.AddDays(1))
        {
            days[day] = ClosingCalendar.Sum(issued[day]);
            perpetual = ClosingCalendar.Sum([.. perpetual, .. days[day]]);
            foreach (var (period, from) in ClosingCalendar.EndingWith(day))
                made.Add(Close(writer, period, from, day, days, perpetual, by));
        }
        writer.ClosedUntil = until;
        await db.InsertMissingAsync(made, ct);
        await writer.SaveAsync(ct);
        return made.Count;
    }

    static Closing Close(
        JournalWriter writer,
        ClosingPeriod period,
        DateOnly from,
        DateOnly until,
        Dictionary<DateOnly, ClosingTotal[]> days,
        ClosingTotal[] perpetual,
        string? by
    )
    {
        var totals = ClosingCalendar.Sum(
            days.Where(day => day.Key >= from && day.Key <= until).SelectMany(day => day.Value)
        );
        var record = new ClosingRecord(period, from, until, totals, perpetual);
        var number = writer.Add(
            JournalKind.PeriodClosed,
            ClosingRecord.NameOf(period, from),
            record.ToBytes(),
            by
        );
        return new Closing
        {
            OfficeId = writer.OfficeId,
            Period = period,
            From = from,
            Until = until,
            Totals = totals,
            Perpetual = perpetual,
            JournalLength = number,
            ClosedAt = writer.Now,
            ClosedBy = by,
        };
    }

    // The first closing begins with the first document: an office that issues none closes nothing.
    static async Task<DateOnly?> FirstOpenAsync(
        ComptoirDb db,
        DateOnly? closedUntil,
        CancellationToken ct
    ) =>
        closedUntil is { } closed
            ? closed.AddDays(1)
            : await IssuedTotals.IssuedHere(db).MinAsync(document => document.IssuedOn, ct);

    static async Task<ClosingTotal[]> PerpetualAsync(ComptoirDb db, CancellationToken ct) =>
        (
            await db
                .Closings.AsNoTracking()
                .Where(closing => closing.Period == ClosingPeriod.Day)
                .OrderByDescending(closing => closing.From)
                .FirstOrDefaultAsync(ct)
        )?.Perpetual
        ?? [];
}
