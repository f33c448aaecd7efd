using System.Globalization;
using Comptoir.Invoicing.Closings;
using Comptoir.Journal;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Health;

/// <summary>
/// Recomputes every closing from the documents: its totals, the perpetual total, that no period is left out, and that the
/// journal is still as long as it was then.
/// </summary>
static class VerifyClosings
{
    /// <summary>Looks at all of them; memory grows with the days of the office, not with its documents.</summary>
    /// <returns>How many closings were looked at.</returns>
    public static async Task<long> VerifyAsync(
        ComptoirDb db,
        Findings findings,
        CancellationToken cancellationToken
    )
    {
        var head = await db.JournalHeads.AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        var closings = await db
            .Closings.AsNoTracking()
            .OrderBy(closing => closing.JournalLength)
            .ToListAsync(cancellationToken);
        await VerifyRowsAsync(db, findings, cancellationToken);
        if (closings.Count == 0)
        {
            if (head?.ClosedUntil is { } until)
                findings.Add(
                    "Closings",
                    $"The journal is closed until {Day(until)}, but there is no closing: all were deleted."
                );
            return 0;
        }
        var issued = await IssuedTotals.ByDayAsync(
            db,
            null,
            closings.Max(closing => closing.Until),
            cancellationToken
        );
        VerifyRow(closings, head, findings);
        await VerifyRecordsAsync(db, closings, head, findings, cancellationToken);
        VerifyTotals(closings, issued, findings);
        return closings.Count;
    }

    /// <summary>Every closing that the journal knows has its row.</summary>
    static async Task VerifyRowsAsync(ComptoirDb db, Findings findings, CancellationToken ct)
    {
        var lost = await db
            .Journal.AsNoTracking()
            .Where(record =>
                record.Kind == JournalKind.PeriodClosed
                && !db.Closings.Any(closing => closing.JournalLength == record.Number)
            )
            .OrderBy(record => record.Number)
            .Select(record => new { record.Number, record.Subject })
            .Take(Findings.MostTold)
            .ToListAsync(ct);
        foreach (var record in lost)
            findings.Add(
                $"Closing {record.Subject}",
                $"The journal has it (record {record.Number}), but its row is missing: it was deleted."
            );
    }

    static void VerifyTotals(
        List<Closing> closings,
        ILookup<DateOnly, ClosingTotal> issued,
        Findings findings
    )
    {
        foreach (var closing in closings)
        {
            var totals = ClosingCalendar.Sum(
                issued
                    .Where(day => day.Key >= closing.From && day.Key <= closing.Until)
                    .SelectMany(day => day)
            );
            if (!totals.SequenceEqual(closing.Totals))
                findings.Add(
                    Name(closing),
                    $"Its documents make {Words(totals)}, but it was closed with {Words(closing.Totals)}."
                );
        }
        // Once for each day, along the way, instead of from the beginning for each closing.
        var perpetual = Array.Empty<ClosingTotal>();
        var days = new Queue<IGrouping<DateOnly, ClosingTotal>>(issued.OrderBy(group => group.Key));
        foreach (var closing in closings.OrderBy(x => x.Until))
        {
            while (days.TryPeek(out var day) && day.Key <= closing.Until)
                perpetual = ClosingCalendar.Sum([.. perpetual, .. days.Dequeue()]);
            if (!perpetual.SequenceEqual(closing.Perpetual))
                findings.Add(
                    Name(closing),
                    $"All documents up to its end make {Words(perpetual)}, but its perpetual total is {Words(closing.Perpetual)}."
                );
        }
    }

    /// <summary>One after the other: every day, and with the last of a month or year that month and year.</summary>
    static void VerifyRow(List<Closing> closings, JournalHead? head, Findings findings)
    {
        var there = closings.Select(x => (x.Period, x.From)).ToHashSet();
        var last = closings.Max(x => x.Until);
        if (head?.ClosedUntil > last)
            last = head.ClosedUntil.Value;
        else if (head?.ClosedUntil != last)
            findings.Add(
                "Journal",
                $"It says closed until {(head?.ClosedUntil is { } until ? Day(until) : "never")}, but there is a closing until {Day(last)}."
            );
        var first = closings.Where(x => x.Period == ClosingPeriod.Day).Min(x => (DateOnly?)x.From);
        for (var day = first ?? last; day <= last; day = day.AddDays(1))
            foreach (var (period, from) in ClosingCalendar.EndingWith(day))
                if (!there.Contains((period, from)))
                    findings.Add(
                        $"Closing {ClosingRecord.NameOf(period, from)}",
                        "It is missing, although later periods are closed."
                    );
    }

    static async Task VerifyRecordsAsync(
        ComptoirDb db,
        List<Closing> closings,
        JournalHead? head,
        Findings findings,
        CancellationToken ct
    )
    {
        foreach (var part in closings.Chunk(500))
        {
            long[] numbers = [.. part.Select(x => x.JournalLength)];
            var records = await db
                .Journal.AsNoTracking()
                .Where(record => numbers.Contains(record.Number))
                .ToDictionaryAsync(record => record.Number, ct);
            foreach (var closing in part)
                if (closing.JournalLength > (head?.Length ?? 0))
                    findings.Add(
                        Name(closing),
                        $"The journal had {closing.JournalLength} records when it was closed, and has {head?.Length ?? 0} now: its end was cut off."
                    );
                else if (
                    records.GetValueOrDefault(closing.JournalLength)
                        is not { Kind: JournalKind.PeriodClosed } record
                    || !record.Content.AsSpan().SequenceEqual(RecordOf(closing).ToBytes())
                )
                    findings.Add(
                        Name(closing),
                        $"The journal's record {closing.JournalLength} does not say the same as its row: one of the two was changed."
                    );
        }
    }

    static ClosingRecord RecordOf(Closing closing) =>
        new(closing.Period, closing.From, closing.Until, closing.Totals, closing.Perpetual);

    static string Name(Closing closing) =>
        $"Closing {ClosingRecord.NameOf(closing.Period, closing.From)}";

    static string Words(ClosingTotal[] totals) =>
        totals.Length == 0
            ? "nothing"
            : string.Join(
                ", ",
                totals.Select(total =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{total.Gross} {total.Currency} with tax {total.Tax} in {total.Documents} documents"
                    )
                )
            );

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
