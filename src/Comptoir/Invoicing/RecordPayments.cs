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
        var next = await FirstChangedAsync(db, 0, cancellationToken);
        while (next is { } from)
        {
            var (records, last) = await database.WriteAsync(
                db,
                (context, ct) => RecordAsync(context, from, ct),
                cancellationToken
            );
            written += records;
            // What lies behind changed payments mostly is changed too; looking for the next is dear, and done at the end.
            next =
                last is { } reached && records > 0 ? reached + 1
                : last is null ? null
                : await FirstChangedAsync(db, last.Value, cancellationToken);
        }
        while (await Gone(db).AnyAsync(cancellationToken))
            written += await database.WriteAsync(db, ReverseGoneAsync, cancellationToken);
        return written;
    }

    /// <summary>Records what is new or changed among the payments from a number on.</summary>
    /// <returns>How many records were written, and the last payment looked at; null when there is none.</returns>
    async Task<(int Records, long? Last)> RecordAsync(
        ComptoirDb db,
        long from,
        CancellationToken ct
    )
    {
        // What is to be recorded is read under the lock: two processes never record the same.
        var writer = await journal.OpenAsync(db, ct);
        var before = writer.Length;
        var payments = await db
            .Payments.AsNoTracking()
            .Where(payment => payment.Id >= from)
            .OrderBy(payment => payment.Id)
            .Take(BatchSize)
            .ToListAsync(ct);
        if (payments.Count == 0)
            return (0, null);
        var last = payments[^1].Id;
        var recorded = await db
            .JournaledPayments.AsNoTracking()
            .Where(row => row.PaymentId >= from && row.PaymentId <= last)
            .ToDictionaryAsync(row => row.PaymentId, ct);
        long[] orders = [.. payments.Select(payment => payment.OrderId).Distinct()];
        var invoiced = await db
            .Documents.Where(document =>
                orders.Contains(document.OrderId)
                && document.State == DocumentState.Issued
                && document.Issuer == DocumentIssuer.Here
            )
            .Select(document => document.OrderId)
            .Distinct()
            .ToHashSetAsync(ct);
        var names = await NamesAsync(db, orders, ct);
        var rows = new List<JournaledPayment>(payments.Count);
        foreach (var payment in payments)
        {
            var old = recorded.GetValueOrDefault(payment.Id) is { ReversalNumber: null } stands
                ? stands
                : null;
            if (old is null ? !invoiced.Contains(payment.OrderId) : IsSame(old, payment))
                continue;
            if (old is not null)
            {
                Reverse(writer, old, names);
                rows.Add(old);
            }
            if (payment.Direction != PaymentDirection.None && invoiced.Contains(payment.OrderId))
                rows.Add(Record(writer, payment, names));
        }
        if (rows.Count == 0)
            return (0, last);
        // Of two rows of one payment the later one is kept.
        await db.UpsertAsync(rows, ct);
        await writer.SaveAsync(ct);
        return ((int)(writer.Length - before), last);
    }

    static bool IsSame(JournaledPayment recorded, Payment payment) =>
        recorded.Direction == payment.Direction
        && recorded.Currency == payment.Currency
        && recorded.Amount == payment.Amount
        && recorded.CustomerCurrency == payment.CustomerCurrency
        && recorded.CustomerAmount == payment.CustomerAmount;

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

    /// <summary>The first payment that counts and is not recorded as it is, or is recorded and counts no more.</summary>
    static Task<long?> FirstChangedAsync(ComptoirDb db, long after, CancellationToken ct) =>
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
            )
            .OrderBy(payment => payment.Id)
            .Select(payment => (long?)payment.Id)
            .FirstOrDefaultAsync(ct);

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
