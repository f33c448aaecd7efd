using System.Text.Json;
using Comptoir.Invoicing;
using Comptoir.Journal;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Health;

/// <summary>What was noted of each payment is what the journal recorded, and what was taken back has its reversal there.</summary>
static class VerifyPayments
{
    const int BatchSize = 1_000;

    /// <summary>Looks at all of them.</summary>
    public static async Task VerifyAsync(
        ComptoirDb db,
        Findings findings,
        CancellationToken cancellationToken
    )
    {
        var last = 0L;
        while (true)
        {
            var from = last;
            var batch = await db
                .JournaledPayments.AsNoTracking()
                .Where(row => row.PaymentId > from)
                .OrderBy(row => row.PaymentId)
                .Take(BatchSize)
                .ToListAsync(cancellationToken);
            if (batch.Count == 0)
                return;
            last = batch[^1].PaymentId;
            long[] numbers =
            [
                .. batch.Select(row => row.JournalNumber),
                .. batch
                    .Where(row => row.ReversalNumber is not null)
                    .Select(row => row.ReversalNumber!.Value),
            ];
            var records = await db
                .Journal.AsNoTracking()
                .Where(record => numbers.Contains(record.Number))
                .ToDictionaryAsync(record => record.Number, cancellationToken);
            foreach (var row in batch)
            {
                Verify(row, row.JournalNumber, JournalKind.PaymentRecorded, null);
                if (row.ReversalNumber is { } reversal)
                    Verify(row, reversal, JournalKind.PaymentReversed, row.JournalNumber);
            }

            void Verify(JournaledPayment row, long number, JournalKind kind, long? reverses)
            {
                var record = records.GetValueOrDefault(number);
                if (record is null)
                    findings.Add(
                        $"Payment {row.PaymentId}",
                        $"Its record {number} of the journal is missing: the journal was cut, or the record was deleted."
                    );
                else if (record.Kind != kind || !Says(record, row, reverses))
                    findings.Add(
                        $"Payment {row.PaymentId}",
                        $"The journal's record {number} says something else than what was noted of it."
                    );
            }
        }
    }

    static bool Says(JournalRecord record, JournaledPayment row, long? reverses)
    {
        try
        {
            var content = PaymentRecord.Read(record.Content);
            return content
                == new PaymentRecord(
                    row.PaymentId,
                    content.Order,
                    row.Direction,
                    row.Currency,
                    row.Amount,
                    row.CustomerCurrency,
                    row.CustomerAmount,
                    reverses
                );
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
