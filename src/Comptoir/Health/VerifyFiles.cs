using System.Text.Json;
using Comptoir.Invoicing;
using Comptoir.Journal;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Health;

/// <summary>
/// Every file that is kept of a document has the hash that the journal recorded when it was made, and every file that the
/// journal knows is there.
/// </summary>
static class VerifyFiles
{
    /// <summary>Files may be large: few at a time.</summary>
    const int BatchSize = 20;

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
            var records = await db
                .Journal.AsNoTracking()
                .Where(record => record.Kind == JournalKind.DocumentKept && record.Number > from)
                .OrderBy(record => record.Number)
                .Take(BatchSize)
                .ToListAsync(cancellationToken);
            if (records.Count == 0)
                break;
            last = records[^1].Number;
            long[] numbers = [.. records.Select(record => record.Number)];
            var files = (
                await db
                    .KeptFiles.AsNoTracking()
                    .Where(file => numbers.Contains(file.JournalNumber))
                    .ToListAsync(cancellationToken)
            ).ToLookup(file => file.JournalNumber);
            foreach (var record in records)
                Verify(record, [.. files[record.Number]], findings);
        }
        var strangers = await db
            .KeptFiles.Where(file =>
                !db.Journal.Any(record =>
                    record.Number == file.JournalNumber && record.Kind == JournalKind.DocumentKept
                )
            )
            .Select(file => new { file.DocumentId, file.Kind })
            .Take(Findings.MostTold)
            .ToListAsync(cancellationToken);
        foreach (var file in strangers)
            findings.Add(
                $"{Name(file.Kind)} of document row {file.DocumentId}",
                "The journal does not know it: it was put in by hand, or the journal was cut."
            );
    }

    static void Verify(JournalRecord record, List<KeptFile> files, Findings findings)
    {
        KeptFilesRecord recorded;
        try
        {
            recorded = KeptFilesRecord.Read(record.Content);
        }
        catch (JsonException)
        {
            findings.Add(
                $"Journal record {record.Number}",
                "Its content is not that of kept files."
            );
            return;
        }
        foreach (var kind in Enum.GetValues<KeptFileKind>())
        {
            var where = $"{Name(kind)} of {recorded.Number}";
            var file = files.Find(each => each.Kind == kind);
            if (file is null)
            {
                if (recorded.HashOf(kind) is not null)
                    findings.Add(
                        where,
                        $"The journal has it (record {record.Number}), but it is missing: it was deleted."
                    );
            }
            else if (
                file.DocumentId != recorded.Document
                || recorded.HashOf(kind) is not { } hash
                || file.Sha256 != hash
                || IssuedRecord.HashOf(file.Bytes) != hash
            )
                findings.Add(
                    where,
                    "It was changed: it does not have the hash that the journal recorded when it was made."
                );
        }
    }

    static string Name(KeptFileKind kind) => kind == KeptFileKind.Pdf ? "PDF" : "XML";
}
