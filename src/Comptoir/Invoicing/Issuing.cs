using Comptoir.Invoicing.Planning;
using Comptoir.Journal;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>
/// Gives documents their numbers, freezes them and writes them into the journal, within one transaction that has the journal
/// open: the counters are raised in it, so that no number is lost and none is given twice.
/// </summary>
sealed class Issuing
{
    const int MostDaysBack = 366;

    readonly ComptoirDb db;
    readonly JournalWriter journal;
    readonly List<NumberSeries> series;
    readonly Dictionary<(long Series, int Year), SeriesCounter> counters;

    Issuing(
        ComptoirDb db,
        JournalWriter journal,
        List<NumberSeries> series,
        Dictionary<(long Series, int Year), SeriesCounter> counters
    ) => (this.db, this.journal, this.series, this.counters) = (db, journal, series, counters);

    /// <summary>Begins, with the counters as they stand.</summary>
    public static async Task<Issuing> BeginAsync(
        ComptoirDb db,
        JournalWriter journal,
        CancellationToken ct
    ) =>
        new(
            db,
            journal,
            await db.NumberSeries.AsNoTracking().ToListAsync(ct),
            await db
                .SeriesCounters.AsNoTracking()
                .ToDictionaryAsync(row => (row.SeriesId, row.Year), ct)
        );

    /// <summary>Why a document cannot be issued, and what to do; null when it can.</summary>
    public string? Refusal(Composing composing, OrderBook book, Document document, DateOnly on)
    {
        if (document.State == DocumentState.Issued)
            return new RefusedException("This document is issued already.").Message;
        if (document.Issuer == DocumentIssuer.Elsewhere)
            return new RefusedException(
                "Another program issues the documents of this office: enter the number that it gave."
            ).Message;
        if (composing.MissingOf(book, document, on) is { Count: > 0 } missing)
            return string.Join(' ', missing);
        if (on > composing.DayOf(journal.Now))
            return new RefusedException("A document cannot be dated in the future.").Message;
        if (on < composing.DayOf(journal.Now).AddDays(-MostDaysBack))
            return new RefusedException(
                "A document cannot be dated more than a year back."
            ).Message;
        if (on <= journal.ClosedUntil)
            return new RefusedException(
                "That day is closed: no document can be dated in a closed period. Choose a later day."
            ).Message;
        var (place, _) = SeriesOf(document);
        // A series that begins anew each year is one series all the same.
        if (counters.Values.Any(counter => counter.SeriesId == place.Id && on < counter.LastOn))
            return new RefusedException(
                "A later document of this series is issued already: dates never go back within a series. Choose its day or a later one."
            ).Message;
        // A credit note cites numbers: what it corrects comes first.
        if (
            document.Corrects.Any(invoice =>
                invoice.DocumentId is { } id
                && book.Documents.Exists(x => x.Id == id && x.State == DocumentState.Draft)
            )
        )
            return new RefusedException(
                "The invoice that this credit note corrects is still a draft. Issue it first."
            ).Message;
        if (ReopenedBy(book, document) is not null)
            return new RefusedException(
                "This invoice takes the place of another one, whose credit note is still a draft. Issue that credit note first."
            ).Message;
        return null;
    }

    /// <summary>The draft credit note that opened again what an invoice covers; null for most.</summary>
    static Document? ReopenedBy(OrderBook book, Document document) =>
        document.Kind != DocumentKind.Invoice || document.MadeBy is null
            ? null
            : book.Documents.Find(credit =>
                credit is { Kind: DocumentKind.CreditNote, State: DocumentState.Draft }
                && credit.MadeAt == document.MadeAt
                && credit.MadeBy == document.MadeBy
                && credit.Gross == document.Gross
            );

    /// <summary>Issues a document that nothing refuses.</summary>
    public void Issue(
        Composing composing,
        OrderBook book,
        Document document,
        DateOnly on,
        string? by
    )
    {
        var (place, pattern) = SeriesOf(document);
        var year = pattern.HasYear ? on.Year : 0;
        var counter = CounterOf(place, pattern, on);
        if (counter is null)
            counters[(place.Id, year)] = counter = new SeriesCounter
            {
                OfficeId = db.OfficeId,
                SeriesId = place.Id,
                Year = year,
                Last = 0,
                LastOn = on,
            };
        counter.Last++;
        counter.LastOn = on;
        document.Corrects = [.. document.Corrects.Select(invoice => Cited(book, invoice))];
        var number = pattern.Write(on, counter.Last);
        var content = Freeze(composing, book, document, number, on);
        document.Issue(
            new Numbering(place.Id, year, counter.Last, number, on),
            content,
            Record(document, number, on, content, by),
            journal.Now,
            by
        );
    }

    /// <summary>Notes what another program issued.</summary>
    public void IssuedElsewhere(
        Composing composing,
        OrderBook book,
        Document document,
        string number,
        DateOnly on,
        string? by
    )
    {
        document.Corrects = [.. document.Corrects.Select(invoice => Cited(book, invoice))];
        var content = Freeze(composing, book, document, number, on);
        document.IssueElsewhere(
            number,
            on,
            content,
            Record(document, number, on, content, by),
            journal.Now,
            by
        );
    }

    /// <summary>Writes the counters and the journal.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        await db.UpsertAsync([.. counters.Values], ct);
        await journal.SaveAsync(ct);
    }

    /// <summary>The content; lists show the buyer that stands in it.</summary>
    static byte[] Freeze(
        Composing composing,
        OrderBook book,
        Document document,
        string number,
        DateOnly on
    )
    {
        var content = composing.Of(book, document, number, on);
        document.BuyerName = content.Buyer.Name;
        composing.Treat(book, document, on);
        return content.ToBytes();
    }

    long Record(Document document, string number, DateOnly on, byte[] content, string? by) =>
        journal.Add(
            JournalKind.DocumentIssued,
            number,
            new IssuedRecord(
                document.Id,
                document.Kind,
                number,
                on,
                document.Currency,
                document.Gross,
                document.Tax,
                IssuedRecord.HashOf(content)
            ).ToBytes(),
            by
        );

    (NumberSeries Series, NumberPattern Pattern) SeriesOf(Document document)
    {
        var own =
            series.Find(row => row.Kind == document.Kind && row.WebShopId == document.WebShopId)
            ?? series.Find(row =>
                row.Kind == document.Kind && row.WebShopId == DefaultSeries.AllShops
            )
            ?? throw new InvalidOperationException($"There is no series for {document.Kind}.");
        return (own, NumberPattern.Parse(own.Pattern));
    }

    SeriesCounter? CounterOf(NumberSeries place, NumberPattern pattern, DateOnly on) =>
        counters.GetValueOrDefault((place.Id, pattern.HasYear ? on.Year : 0));

    // An invoice that was a draft when its credit note was made has its number by now.
    static Correction Cited(OrderBook book, Correction invoice) =>
        invoice.DocumentId is { } id && book.Documents.Find(x => x.Id == id) is { } issued
            ? invoice with
            {
                Number = issued.Number ?? "",
                IssuedOn = issued.IssuedOn,
            }
            : invoice;
}

/// <summary>Makes the series that an office needs before it issues.</summary>
sealed class SeriesThere(Database database, IdSequence ids)
{
    /// <summary>Makes those that are missing; outside any transaction.</summary>
    public async Task EnsureAsync(long officeId, CancellationToken cancellationToken)
    {
        var kinds = Enum.GetValues<DocumentKind>();
        await using (var db = database.Open(officeId))
        {
            var there = await db
                .NumberSeries.Where(row => row.WebShopId == DefaultSeries.AllShops)
                .Select(row => row.Kind)
                .ToListAsync(cancellationToken);
            kinds = [.. kinds.Except(there)];
        }
        if (kinds.Length == 0)
            return;
        var next = await ids.NextAsync(officeId, kinds.Length, cancellationToken);
        try
        {
            await database.WriteAsync(
                officeId,
                async (db, ct) =>
                {
                    foreach (var kind in kinds)
                        db.NumberSeries.Add(
                            new NumberSeries
                            {
                                OfficeId = officeId,
                                Id = next++,
                                Kind = kind,
                                WebShopId = DefaultSeries.AllShops,
                                Pattern = DefaultSeries.PatternOf(kind),
                            }
                        );
                    await db.SaveChangesAsync(ct);
                },
                cancellationToken
            );
        }
        catch (DbUpdateException)
        {
            // Somebody else made them at the same moment.
        }
    }
}
