using System.Security.Cryptography;
using System.Text.Json;
using Comptoir.Invoicing;
using Comptoir.Journal;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Health;

/// <summary>
/// Recomputes an office's journal: every hash from the content and the hash before, the numbers without a gap, the end of the
/// chain, and that every document that was issued is still there.
/// </summary>
sealed class VerifyJournal(OfficeJournal journal)
{
    const int BatchSize = 1_000;

    /// <summary>Looks at all of it.</summary>
    /// <returns>How many records were looked at.</returns>
    public async Task<long> VerifyAsync(
        ComptoirDb db,
        Findings findings,
        CancellationToken cancellationToken
    )
    {
        var head = await db.JournalHeads.AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        if (head is null)
        {
            if (await db.Journal.AnyAsync(cancellationToken))
                findings.Add("Journal", "The end of the chain is missing: its row was deleted.");
            return 0;
        }
        var key = KeyOf(head, findings);
        var (count, last, lastHash) = (0L, 0L, Array.Empty<byte>());
        while (true)
        {
            var from = last;
            var batch = await db
                .Journal.AsNoTracking()
                .Where(record => record.Number > from)
                .OrderBy(record => record.Number)
                .Take(BatchSize)
                .ToListAsync(cancellationToken);
            if (batch.Count == 0)
                break;
            foreach (var record in batch)
            {
                if (record.Number != last + 1)
                    findings.Add(
                        Name(record),
                        $"{Missing(last + 1, record.Number - 1)} before it: deleted from the journal."
                    );
                // Without the one before, its hash cannot be proved; that it is missing is said already.
                else if (
                    key is not null
                    && !CryptographicOperations.FixedTimeEquals(
                        OfficeJournal.HashOf(key, lastHash, record),
                        record.Hash
                    )
                )
                    findings.Add(
                        Name(record),
                        "Its hash does not follow from its content and the record before: it was changed, or put in its place."
                    );
                (last, lastHash) = (record.Number, record.Hash);
            }
            count += batch.Count;
            await VerifyIssuedAsync(db, batch, findings, cancellationToken);
        }
        VerifyEnd(head, last, lastHash, findings);
        return count;
    }

    byte[]? KeyOf(JournalHead head, Findings findings)
    {
        try
        {
            return journal.KeyOf(head);
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            findings.Add(
                "Journal",
                "Its key does not open: it was changed, or belongs to another installation. The hashes cannot be recomputed without it."
            );
            return null;
        }
    }

    static void VerifyEnd(JournalHead head, long last, byte[] lastHash, Findings findings)
    {
        if (head.Length > last)
            findings.Add(
                "Journal",
                $"Its end says {head.Length} records, but the last one there is {last}: {Missing(last + 1, head.Length)}."
            );
        else if (head.Length < last)
            findings.Add(
                "Journal",
                $"Its end says {head.Length} records, but there are records up to {last}: some were put in by hand."
            );
        else if (!head.Hash.AsSpan().SequenceEqual(lastHash))
            findings.Add(
                "Journal",
                $"The hash at its end is not that of record {last}: one of the two was changed."
            );
    }

    /// <summary>Every document that the journal knows has its row, and that row names this record.</summary>
    static async Task VerifyIssuedAsync(
        ComptoirDb db,
        List<JournalRecord> batch,
        Findings findings,
        CancellationToken ct
    )
    {
        var issued = new List<(JournalRecord Record, IssuedRecord Content)>();
        foreach (var record in batch.Where(x => x.Kind == JournalKind.DocumentIssued))
            if (Read(record, findings) is { } content)
                issued.Add((record, content));
        if (issued.Count == 0)
            return;
        long[] ids = [.. issued.Select(x => x.Content.Document)];
        var rows = await db
            .Documents.AsNoTracking()
            .Where(document => ids.Contains(document.Id))
            .Select(document => new { document.Id, document.JournalNumber })
            .ToDictionaryAsync(x => x.Id, x => x.JournalNumber, ct);
        foreach (var (record, content) in issued)
            if (!rows.TryGetValue(content.Document, out var number))
                findings.Add(
                    $"{Words(content.Kind)} {content.Number}",
                    $"The journal has it (record {record.Number}), but its row {content.Document} is missing: it was deleted."
                );
            else if (number != record.Number)
                findings.Add(
                    $"{Words(content.Kind)} {content.Number}",
                    $"The journal has it as record {record.Number}, but its row {content.Document} names {(number is null ? "none" : $"record {number}")}."
                );
    }

    static IssuedRecord? Read(JournalRecord record, Findings findings)
    {
        try
        {
            return IssuedRecord.Read(record.Content);
        }
        catch (JsonException)
        {
            findings.Add(Name(record), "Its content is not that of an issued document.");
            return null;
        }
    }

    static string Name(JournalRecord record) =>
        $"Journal record {record.Number} ({record.Kind} {record.Subject})";

    static string Missing(long from, long until) =>
        from == until ? $"record {from} is missing" : $"records {from} to {until} are missing";

    /// <summary>A kind of documents in a sentence.</summary>
    public static string Words(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Invoice => "Invoice",
            DocumentKind.CreditNote => "Credit note",
            _ => "Receipt",
        };
}
