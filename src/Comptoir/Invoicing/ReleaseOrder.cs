using System.Text.Json;
using Comptoir.Invoicing.Planning;
using Comptoir.Journal;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>Lets documents be made of an order although something holds it, or a rule leaves it out: said by whom, and why.</summary>
sealed class ReleaseOrder(Database database, OfficeJournal journals, InvoicingSignal signal)
{
    const int LongestReason = 1000;

    /// <summary>
    /// Documents are made although the order does not add up, fraud is feared or the like; false when the office has no such
    /// order. It is written into the journal.
    /// </summary>
    /// <exception cref="RefusedException">The reason is missing or too long.</exception>
    public Task<bool> ReleaseAsync(
        long officeId,
        long orderId,
        string reason,
        string by,
        CancellationToken cancellationToken
    )
    {
        var why = PlainText.Lines(reason ?? "", int.MaxValue);
        if (why.Length == 0)
            throw new RefusedException(
                "Say why the order may be invoiced all the same: the reason is kept with it."
            );
        if (why.Length > LongestReason)
            throw new RefusedException("The reason is longer than 1,000 characters.");
        return ChangeAsync(
            officeId,
            orderId,
            (book, writing, journal) =>
            {
                writing.Note(
                    book,
                    note =>
                    {
                        (note.ReleasedBy, note.ReleasedAt) = (by, journal.Now);
                        note.ReleaseReason = why;
                        note.DroppedBy = null;
                        (note.Waits, note.WaitsSince) = (null, null);
                    }
                );
                journal.Add(
                    JournalKind.OrderReleased,
                    book.Order.Name,
                    JsonSerializer.SerializeToUtf8Bytes(
                        new ReleaseRecord(book.Order.Id, book.Order.Control.ToString(), why),
                        ReleaseJson.Default.ReleaseRecord
                    ),
                    by
                );
            },
            cancellationToken
        );
    }

    /// <summary>
    /// Documents are made although a rule leaves the order out, or it is older than the day from which documents are made here;
    /// false when the office has no such order.
    /// </summary>
    /// <exception cref="RefusedException">Another program has invoiced it, or it is a test order.</exception>
    public Task<bool> RequestAsync(
        long officeId,
        long orderId,
        string by,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            officeId,
            orderId,
            (book, writing, journal) =>
            {
                if (book.Order.IsTest)
                    throw new RefusedException(
                        "This is a test order: no money moved, and no document can be made of it."
                    );
                if (book.External.Count > 0)
                    throw new RefusedException(
                        "Another program has invoiced this order: its number is entered here. Remove it first if that is wrong."
                    );
                var reopened = book
                    .Order.Sales.Where(sale => sale.Cover != SaleCover.Documents)
                    .Select(sale => sale.Opened())
                    .ToList();
                writing.Reopened(reopened);
                writing.Note(
                    book,
                    note =>
                    {
                        (note.LeftOut, note.RequestedBy) = (null, by);
                        note.DroppedBy = null;
                        (note.Waits, note.WaitsSince) = (null, null);
                    }
                );
            },
            cancellationToken
        );

    async Task<bool> ChangeAsync(
        long officeId,
        long orderId,
        Action<OrderBook, PlanWriting, JournalWriter> change,
        CancellationToken cancellationToken
    )
    {
        var done = await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var journal = await journals.OpenAsync(db, ct);
                if (
                    (await OrderBooks.ReadAsync(db, [orderId], ct)).FirstOrDefault() is not { } book
                )
                    return false;
                var writing = new PlanWriting(
                    db,
                    journal,
                    await Issuing.BeginAsync(db, journal, ct),
                    await Composing.ReadAsync(db, [book], journal.Now, ct),
                    new Queue<long>()
                );
                change(book, writing, journal);
                await writing.SaveAsync(ct);
                return true;
            },
            cancellationToken
        );
        signal.Wake(officeId);
        return done;
    }
}

/// <summary>What the journal keeps of a release.</summary>
sealed record ReleaseRecord(long Order, string Control, string Reason);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(
    PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase
)]
[System.Text.Json.Serialization.JsonSerializable(typeof(ReleaseRecord))]
sealed partial class ReleaseJson : System.Text.Json.Serialization.JsonSerializerContext;
