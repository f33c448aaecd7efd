using System.Text.Json;
using System.Text.Json.Serialization;
using Comptoir.Documents;
using Comptoir.Journal;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>
/// Prints documents as PDF: one as it is kept, several in one file, or on another paper. That an issued one was printed is
/// recorded in the journal, once a day.
/// </summary>
sealed class DocumentPdf(
    Database database,
    OfficeJournal journals,
    ComposeDocuments compose,
    DocumentFiles files,
    PaperLooks looks,
    PdfWriter writer,
    TimeProvider clock
)
{
    // Of more than these last prints none was today's of the same document, or it is recorded once more.
    const int LookedAt = 5_000;

    /// <summary>
    /// A file for somebody to read; null when the office lacks one of the documents. Of one issued document without a wish for
    /// other paper it is the one that is kept; everything else is a copy that is made anew.
    /// </summary>
    /// <param name="officeId">The office.</param>
    /// <param name="ids">The documents, in the order in which they are printed.</param>
    /// <param name="paper">The paper; null for what the style of the documents says.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<DocumentFile?> PrintAsync(
        long officeId,
        IReadOnlyList<long> ids,
        PaperSize? paper,
        string by,
        CancellationToken cancellationToken
    )
    {
        var contents = await compose.ComposeAsync(officeId, ids, cancellationToken);
        if (ids.Count == 0 || !ids.All(contents.ContainsKey))
            return null;
        var file =
            ids is [var id] && paper is null
                ? await files.PdfAsync(officeId, id, cancellationToken)
                : await CopyAsync(officeId, ids, contents, paper, cancellationToken);
        await RecordAsync(
            officeId,
            [
                .. ids.Distinct()
                    .Where(each => contents[each].Number.Length > 0)
                    .Select(each => (each, contents[each].Number)),
            ],
            by,
            cancellationToken
        );
        return file;
    }

    async Task<DocumentFile> CopyAsync(
        long officeId,
        IReadOnlyList<long> ids,
        IReadOnlyDictionary<long, FrozenDocument> contents,
        PaperSize? paper,
        CancellationToken cancellationToken
    )
    {
        var styles = await looks.OfAsync(officeId, ids, cancellationToken);
        using var output = new MemoryStream();
        writer.Write(
            ids.Select(id => PaperSheet.Of(contents[id], styles[id])),
            paper ?? styles[ids[0]].Paper,
            output
        );
        var bytes = output.ToArray();
        var number = ids.Count == 1 ? contents[ids[0]].Number : "documents";
        return new DocumentFile(
            DocumentFiles.NameOf(number.Length > 0 ? number : "draft", KeptFileKind.Pdf),
            DocumentFiles.Pdf,
            bytes,
            IssuedRecord.HashOf(bytes)
        );
    }

    async Task RecordAsync(
        long officeId,
        List<(long Id, string Number)> printed,
        string by,
        CancellationToken ct
    )
    {
        var today = clock.GetUtcNow().UtcDateTime.Date;
        await using (var db = database.Open(officeId))
        {
            var known = await db
                .Journal.Where(row => row.Kind == JournalKind.DocumentPrinted)
                .OrderByDescending(row => row.Number)
                .Take(LookedAt)
                .Where(row => row.At >= today)
                .Select(row => row.Subject)
                .ToListAsync(ct);
            printed.RemoveAll(document => known.Contains(document.Number));
        }
        if (printed.Count == 0)
            return;
        await database.WriteAsync(
            officeId,
            async (db, token) =>
            {
                var journal = await journals.OpenAsync(db, token);
                foreach (var (id, number) in printed)
                    journal.Add(
                        JournalKind.DocumentPrinted,
                        number,
                        JsonSerializer.SerializeToUtf8Bytes(
                            new PrintedRecord(id, number),
                            PrintedJson.Default.PrintedRecord
                        ),
                        by
                    );
                await journal.SaveAsync(token);
            },
            ct
        );
    }
}

/// <summary>What the journal keeps of a print.</summary>
sealed record PrintedRecord(long Document, string Number);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PrintedRecord))]
sealed partial class PrintedJson : JsonSerializerContext;
