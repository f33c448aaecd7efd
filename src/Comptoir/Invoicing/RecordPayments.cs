using Comptoir.Journal;
using Comptoir.Payments;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>
/// Records the money of orders that have documents issued here in the journal: each payment once, and as a reversal what is
/// later changed or gone (art. 286, I, 3° bis CGI). It compares payments with what was recorded, so that it can be run at any
/// time and as often as one likes.
/// </summary>
public sealed class RecordPayments(Database database, OfficeJournal journal)
{
    // Short transactions: on SQLite nobody else writes meanwhile, on either engine nobody else issues.
    const int BatchSize = 1_000;

    /// <summary>Records what is new, changed or gone.</summary>
    /// <returns>How many records were written.</returns>
    public async Task<int> RunAsync(long officeId, CancellationToken cancellationToken)
    {
        var written = 0;
        await using var db = database.Open(officeId);
        var last = 0L;
        while (await Changed(db, last).AnyAsync(cancellationToken))
        {
            var from = last;
            (var records, last) = await database.WriteAsync(
                db,
                (context, ct) => RecordAsync(context, from, ct),
                cancellationToken
            );
            written += records;
        }
        while (await Gone(db).AnyAsync(cancellationToken))
            written += await database.WriteAsync(db, ReverseGoneAsync, cancellationToken);
        return written;
    }

    async Task<(int Records, long Last)> RecordAsync(
        ComptoirDb db,
        long after,
        CancellationToken ct
    )
    {
        // What is to be recorded is read under the lock: two processes never record the same.
        var writer = await journal.OpenAsync(db, ct);
        var before = writer.Length;
        var payments = await Changed(db, after)
            .OrderBy(payment => payment.Id)
            .Take(BatchSize)
            .ToListAsync(ct);
        if (payments.Count == 0)
            return (0, long.MaxValue);
        var last = payments[^1].Id;
        var recorded = await db
            .JournaledPayments.AsNoTracking()
            .Where(row => row.PaymentId > after && row.PaymentId <= last)
            .ToDictionaryAsync(row => row.PaymentId, ct);
        var names = await NamesAsync(db, payments.Select(payment => payment.OrderId), ct);
        var rows = new List<JournaledPayment>(payments.Count);
        foreach (var payment in payments)
        {
            if (recorded.GetValueOrDefault(payment.Id) is { ReversalNumber: null } old)
            {
                Reverse(writer, old, names);
                rows.Add(old);
            }
            if (payment.Direction != PaymentDirection.None)
                rows.Add(Record(writer, payment, names));
        }
        // Of two rows of one payment the later one is kept.
        await db.UpsertAsync(rows, ct);
        await writer.SaveAsync(ct);
        return ((int)(writer.Length - before), last);
    }

    async Task<int> ReverseGoneAsync(ComptoirDb db, CancellationToken ct)
    {
        var writer = await journal.OpenAsync(db, ct);
        var gone = await Gone(db).OrderBy(row => row.PaymentId).Take(BatchSize).ToListAsync(ct);
        var names = await NamesAsync(db, gone.Select(row => row.OrderId), ct);
        foreach (var row in gone)
            Reverse(writer, row, names);
        await db.UpsertAsync(gone, ct);
        await writer.SaveAsync(ct);
        return gone.Count;
    }

    static JournaledPayment Record(
        JournalWriter writer,
        Payment payment,
        Dictionary<long, string> names
    )
    {
        var order = names.GetValueOrDefault(payment.OrderId, "");
        var record = new PaymentRecord(
            payment.Id,
            order,
            payment.Direction,
            payment.Currency,
            payment.Amount,
            payment.CustomerCurrency,
            payment.CustomerAmount
        );
        return new()
        {
            OfficeId = payment.OfficeId,
            PaymentId = payment.Id,
            OrderId = payment.OrderId,
            Direction = payment.Direction,
            Currency = payment.Currency,
            Amount = payment.Amount,
            CustomerCurrency = payment.CustomerCurrency,
            CustomerAmount = payment.CustomerAmount,
            JournalNumber = writer.Add(
                JournalKind.PaymentRecorded,
                order,
                record.ToBytes(),
                payment.EnteredBy
            ),
        };
    }

    static void Reverse(
        JournalWriter writer,
        JournaledPayment recorded,
        Dictionary<long, string> names
    )
    {
        var order = names.GetValueOrDefault(recorded.OrderId, "");
        var record = new PaymentRecord(
            recorded.PaymentId,
            order,
            recorded.Direction,
            recorded.Currency,
            recorded.Amount,
            recorded.CustomerCurrency,
            recorded.CustomerAmount,
            recorded.JournalNumber
        );
        recorded.ReversalNumber = writer.Add(
            JournalKind.PaymentReversed,
            order,
            record.ToBytes(),
            null
        );
    }

    /// <summary>Payments that count and are not recorded as they are, and those recorded that count no more.</summary>
    static IQueryable<Payment> Changed(ComptoirDb db, long after) =>
        db
            .Payments.AsNoTracking()
            .Where(payment => payment.Id > after)
            .Where(payment =>
                payment.Direction == PaymentDirection.None
                    ? db.JournaledPayments.Any(row =>
                        row.PaymentId == payment.Id && row.ReversalNumber == null
                    )
                    : !db.JournaledPayments.Any(row =>
                        row.PaymentId == payment.Id
                        && row.ReversalNumber == null
                        && row.Direction == payment.Direction
                        && row.Currency == payment.Currency
                        && row.Amount == payment.Amount
                        && row.CustomerCurrency == payment.CustomerCurrency
                        && row.CustomerAmount == payment.CustomerAmount
                    )
                        && db.Documents.Any(document =>
                            document.OrderId == payment.OrderId
                            && document.State == DocumentState.Issued
                            && document.Issuer == DocumentIssuer.Here
                        )
            );

    /// <summary>What is recorded, stands, and has no payment any more.</summary>
    static IQueryable<JournaledPayment> Gone(ComptoirDb db) =>
        db
            .JournaledPayments.AsNoTracking()
            .Where(row =>
                row.ReversalNumber == null
                && !db.Payments.Any(payment => payment.Id == row.PaymentId)
            );

    static async Task<Dictionary<long, string>> NamesAsync(
        ComptoirDb db,
        IEnumerable<long> orders,
        CancellationToken ct
    )
    {
        long[] ids = [.. orders.Distinct()];
        return await db
            .Orders.Where(order => ids.Contains(order.Id))
            .ToDictionaryAsync(order => order.Id, order => order.Name, ct);
    }
}
