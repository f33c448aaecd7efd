using Comptoir.Invoicing.Planning;
using Comptoir.Journal;
using Comptoir.Storage;
using Comptoir.Vat;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>Issues drafts: each gets its number, is frozen and recorded, or is refused with what to do.</summary>
sealed class IssueDocuments(
    Database database,
    OfficeJournal journals,
    SeriesThere series,
    WaitingOrders waiting,
    AskAboutVatNumbers register,
    InvoicingSignal signal
)
{
    const int Batch = 50;

    /// <summary>Issues drafts in the order given, each for itself: one that is refused does not hold back the others.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="ids">Their rows; what the office does not have is left out of the answer.</param>
    /// <param name="on">The date; null for today in the office.</param>
    /// <param name="by">Who issues them; null for a rule.</param>
    /// <param name="cancellationToken">Stops between two transactions.</param>
    public async Task<IReadOnlyList<IssueOutcome>> IssueAsync(
        long officeId,
        IReadOnlyList<long> ids,
        DateOnly? on,
        string? by,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(ids);
        await series.EnsureAsync(officeId, cancellationToken);
        var outcomes = new List<IssueOutcome>(ids.Count);
        foreach (var batch in ids.Distinct().Chunk(Batch))
        {
            var (done, orders) = await database.WriteAsync(
                officeId,
                (db, ct) => IssueAsync(db, batch, on, by, ct),
                cancellationToken
            );
            outcomes.AddRange(done);
            // What they waited for is settled.
            await waiting.TellAsync(officeId, orders, [], cancellationToken);
        }
        register.Wake(officeId);
        signal.Followed(officeId);
        return outcomes;
    }

    async Task<(List<IssueOutcome>, List<long>)> IssueAsync(
        ComptoirDb db,
        long[] ids,
        DateOnly? on,
        string? by,
        CancellationToken ct
    )
    {
        var journal = await journals.OpenAsync(db, ct);
        var orders = await db
            .Documents.Where(row => ids.Contains(row.Id))
            .Select(row => row.OrderId)
            .Distinct()
            .ToListAsync(ct);
        var books = await OrderBooks.ReadAsync(db, orders, ct);
        var composing = await Composing.ReadAsync(db, books, journal.Now, ct);
        var issuing = await Issuing.BeginAsync(db, journal, ct);
        var day = on ?? composing.DayOf(journal.Now);
        var outcomes = new List<IssueOutcome>(ids.Length);
        var issued = new List<Document>();
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            var book = books.Find(x => x.Documents.Exists(row => row.Id == id));
            if (book is null)
                continue;
            var document = book.Documents.Find(row => row.Id == id)!;
            if (issuing.Refusal(composing, book, document, day) is { } refusal)
            {
                outcomes.Add(new IssueOutcome(id, document.Number, refusal));
                wanted.UnionWith(composing.UnconfirmedNumbers(book));
                continue;
            }
            issuing.Issue(composing, book, document, day, by);
            issued.Add(document);
            outcomes.Add(new IssueOutcome(id, document.Number, null));
        }
        await register.WantedAsync(db, wanted, ct);
        await SaveAsync(db, issuing, issued, ct);
        return (outcomes, [.. issued.Select(row => row.OrderId).Distinct()]);
    }

    /// <summary>
    /// Notes the number that another program, the book of record, gave to a document proposed here; null when the office has
    /// no such document.
    /// </summary>
    public Task<IssueOutcome?> IssuedElsewhereAsync(
        long officeId,
        long id,
        string number,
        DateOnly on,
        string by,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var journal = await journals.OpenAsync(db, ct);
                var order = await db
                    .Documents.Where(row => row.Id == id)
                    .Select(row => row.OrderId)
                    .FirstOrDefaultAsync(ct);
                if (order == 0)
                    return null;
                var book = (await OrderBooks.ReadAsync(db, [order], ct))[0];
                var document = book.Documents.Find(row => row.Id == id)!;
                var composing = await Composing.ReadAsync(db, [book], journal.Now, ct);
                var given = number?.Trim() ?? "";
                var refusal =
                    document.State == DocumentState.Issued
                        ? new RefusedException("This document is issued already.").Message
                    : document.Issuer == DocumentIssuer.Here
                        ? new RefusedException(
                            "This office issues its documents here: issue the draft instead."
                        ).Message
                    : given.Length is 0 or > NumberPattern.Longest
                        ? "Give the number of the document, 35 characters at most."
                    : on > composing.DayOf(journal.Now)
                        ? new RefusedException("A document cannot be dated in the future.").Message
                    : on < composing.DayOf(journal.Now).AddDays(-366)
                        ? new RefusedException(
                            "A document cannot be dated more than a year back."
                        ).Message
                    : await db.Documents.AnyAsync(row => row.Number == given, ct)
                        ? "Another document has this number already."
                    : null;
                if (refusal is not null)
                    return new IssueOutcome(id, null, refusal);
                var issuing = await Issuing.BeginAsync(db, journal, ct);
                issuing.IssuedElsewhere(composing, book, document, given, on, by);
                await SaveAsync(db, issuing, [document], ct);
                return new IssueOutcome(id, given, null);
            },
            cancellationToken
        );

    static async Task SaveAsync(
        ComptoirDb db,
        Issuing issuing,
        List<Document> issued,
        CancellationToken ct
    )
    {
        // Their lines first: once a document is issued, the database lets none of them change.
        await db.UpsertAsync([.. issued.SelectMany(row => row.Lines)], ct);
        await db.UpsertAsync(issued, ct);
        // Nothing of theirs is waited for any more.
        var orders = issued.Select(row => row.OrderId).Distinct().ToList();
        await db
            .OrderInvoicings.Where(row =>
                orders.Contains(row.OrderId)
                && (
                    row.Waits == WaitReason.MissingMention
                    || row.Waits == WaitReason.Vat
                    || row.Waits == WaitReason.DraftFirst
                    || row.Waits == WaitReason.ExternalNumber
                )
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Waits, (WaitReason?)null)
                        .SetProperty(row => row.WaitsSince, (DateTime?)null),
                ct
            );
        await issuing.SaveAsync(ct);
    }
}
