using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Comptoir.Journal;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Archiving;

/// <summary>What an archive came to hold.</summary>
/// <param name="Records">Records of the journal.</param>
/// <param name="Documents">Documents.</param>
/// <param name="Closings">Closings.</param>
public sealed record ArchiveReport(long Records, long Documents, long Closings);

/// <summary>
/// Writes a closed period into a file that can be read without this program: the journal, the documents as they were frozen,
/// the closings, with the hash of each part and a signature. The journal notes it. Memory does not depend on the size.
/// </summary>
public sealed class MakeArchive(Database database, OfficeJournal journal, TimeProvider clock)
{
    const int BatchSize = 500;

    /// <summary>Makes the archive of a closed period.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="from">The first day.</param>
    /// <param name="until">The last day.</param>
    /// <param name="path">The file; it must not exist.</param>
    /// <param name="by">Who asks; null for a program.</param>
    /// <param name="cancellationToken">Stops it; no file is left then.</param>
    /// <exception cref="RefusedException">The period is not closed, or the file cannot be written.</exception>
    public async Task<ArchiveReport> MakeAsync(
        long officeId,
        DateOnly from,
        DateOnly until,
        string path,
        string? by,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(officeId);
        var head = await db.JournalHeads.AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        if (from > until)
            throw new RefusedException("The first day of an archive cannot be after the last.");
        if (head?.ClosedUntil is not { } closed || until > closed)
            throw new RefusedException(
                "Only closed periods are archived. Close it first under Accounting, Closings, or choose an earlier last day."
            );
        var beside = path + ".part";
        try
        {
            ArchiveManifest manifest;
            string signature;
            await using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
                (manifest, signature) = await WriteAsync(
                    db,
                    head,
                    from,
                    until,
                    file,
                    cancellationToken
                );
            File.Move(beside, path, overwrite: false);
            await database.WriteAsync(
                officeId,
                async (context, ct) =>
                {
                    var writer = await journal.OpenAsync(context, ct);
                    writer.Add(
                        JournalKind.ArchiveMade,
                        FormattableString.Invariant($"{from:yyyy-MM-dd} – {until:yyyy-MM-dd}"),
                        new ArchiveRecord(
                            from,
                            until,
                            Path.GetFileName(path),
                            IssuedRecord.HashOf(manifest.ToBytes()),
                            signature
                        ).ToBytes(),
                        by
                    );
                    await writer.SaveAsync(ct);
                },
                cancellationToken
            );
            return new(
                LinesOf(ArchiveFile.Journal),
                LinesOf(ArchiveFile.Documents),
                LinesOf(ArchiveFile.Closings)
            );

            long LinesOf(string name) => manifest.Entries.Single(x => x.Name == name).Lines;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"The archive cannot be written to {path}: {error.Message}");
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>The signature of a manifest with the key of a journal, hexadecimal.</summary>
    public static string Sign(byte[] key, byte[] manifest) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(key, (byte[])[.. "comptoir archive"u8, .. manifest])
        );

    async Task<(ArchiveManifest Manifest, string Signature)> WriteAsync(
        ComptoirDb db,
        JournalHead head,
        DateOnly from,
        DateOnly until,
        Stream file,
        CancellationToken ct
    )
    {
        var office = await db.Offices.AsNoTracking().SingleAsync(x => x.Id == db.OfficeId, ct);
        var (first, last) = await RecordsOfAsync(db, office.TimeZone, from, until, ct);
        var before = await db
            .Journal.Where(record => record.Number == first - 1)
            .Select(record => record.Hash)
            .FirstOrDefaultAsync(ct);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        var json = ArchiveJson.Default;
        List<ArchiveEntry> entries =
        [
            await AddAsync(zip, ArchiveFile.ReadMe, Text(ArchiveFile.Explanation), ct),
            await AddAsync(
                zip,
                ArchiveFile.Journal,
                Lines(RecordsAsync(db, first, last, ct), json.ArchivedRecord, ct),
                ct
            ),
            await AddAsync(
                zip,
                ArchiveFile.Documents,
                Lines(DocumentsAsync(db, from, until, ct), json.ArchivedDocument, ct),
                ct
            ),
            await AddAsync(
                zip,
                ArchiveFile.Closings,
                Lines(ClosingsAsync(db, from, until), json.ArchivedClosing, ct),
                ct
            ),
        ];
        var manifest = new ArchiveManifest(
            ArchiveFile.Version,
            office.Id,
            office.Name,
            from,
            until,
            clock.GetUtcNow().UtcDateTime,
            first,
            Convert.ToHexStringLower(before ?? []),
            entries
        );
        var signature = Sign(journal.KeyOf(head), manifest.ToBytes());
        await AddAsync(zip, ArchiveFile.Manifest, Text(manifest.ToBytes()), ct);
        await AddAsync(zip, ArchiveFile.Signature, Text(signature), ct);
        return (manifest, signature);
    }

    /// <summary>The records written in a period: all between the first and the last, so that the chain can be followed.</summary>
    static async Task<(long First, long Last)> RecordsOfAsync(
        ComptoirDb db,
        string timeZone,
        DateOnly from,
        DateOnly until,
        CancellationToken ct
    )
    {
        var time = new Web.OfficeTime(TimeProvider.System)
        {
            Zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone),
        };
        var (begin, end) = (time.StartOf(from), time.StartOf(until.AddDays(1)));
        var inside = db.Journal.Where(record => record.At >= begin && record.At < end);
        return (
            await inside.MinAsync(record => (long?)record.Number, ct) ?? 0,
            await inside.MaxAsync(record => (long?)record.Number, ct) ?? -1
        );
    }

    static async IAsyncEnumerable<ArchivedRecord> RecordsAsync(
        ComptoirDb db,
        long first,
        long last,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        for (var next = first; next > 0 && next <= last; )
        {
            var from = next;
            var batch = await db
                .Journal.AsNoTracking()
                .Where(record => record.Number >= from && record.Number <= last)
                .OrderBy(record => record.Number)
                .Take(BatchSize)
                .ToListAsync(ct);
            foreach (var record in batch)
                yield return new(
                    record.Number,
                    record.Kind,
                    record.At,
                    record.By,
                    record.Subject,
                    Encoding.UTF8.GetString(record.Content),
                    Convert.ToHexStringLower(record.Hash)
                );
            if (batch.Count == 0)
                yield break;
            next = batch[^1].Number + 1;
        }
    }

    static async IAsyncEnumerable<ArchivedDocument> DocumentsAsync(
        ComptoirDb db,
        DateOnly from,
        DateOnly until,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var last = 0L;
        while (true)
        {
            var after = last;
            var batch = await db
                .Documents.AsNoTracking()
                .Where(document =>
                    document.Id > after
                    && document.State == DocumentState.Issued
                    && document.IssuedOn >= from
                    && document.IssuedOn <= until
                )
                .OrderBy(document => document.Id)
                .Take(BatchSize)
                .ToListAsync(ct);
            if (batch.Count == 0)
                yield break;
            foreach (var document in batch)
                yield return new(
                    document.Id,
                    document.Kind,
                    document.Number!,
                    document.IssuedOn!.Value,
                    document.Currency,
                    document.Gross,
                    document.Tax,
                    document.JournalNumber!.Value,
                    IssuedRecord.HashOf(document.Content!),
                    Encoding.UTF8.GetString(document.Content!)
                );
            last = batch[^1].Id;
        }
    }

    static IAsyncEnumerable<ArchivedClosing> ClosingsAsync(
        ComptoirDb db,
        DateOnly from,
        DateOnly until
    ) =>
        db
            .Closings.AsNoTracking()
            .Where(closing => closing.Until >= from && closing.Until <= until)
            .OrderBy(closing => closing.JournalLength)
            .Select(closing => new ArchivedClosing(
                closing.Period,
                closing.From,
                closing.Until,
                closing.Totals,
                closing.Perpetual,
                closing.JournalLength,
                closing.ClosedAt,
                closing.ClosedBy
            ))
            .AsAsyncEnumerable();

    static async IAsyncEnumerable<byte[]> Lines<T>(
        IAsyncEnumerable<T> items,
        JsonTypeInfo<T> type,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (var item in items.WithCancellation(ct))
            yield return [.. JsonSerializer.SerializeToUtf8Bytes(item, type), (byte)'\n'];
    }

    static IAsyncEnumerable<byte[]> Text(string text) => Text(Encoding.UTF8.GetBytes(text));

    static IAsyncEnumerable<byte[]> Text(byte[] bytes) => new[] { bytes }.ToAsyncEnumerable();

    static async Task<ArchiveEntry> AddAsync(
        ZipArchive zip,
        string name,
        IAsyncEnumerable<byte[]> parts,
        CancellationToken ct
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Optimal).OpenAsync(ct);
        var (lines, bytes) = (0L, 0L);
        await foreach (var part in parts.WithCancellation(ct))
        {
            hash.AppendData(part);
            await entry.WriteAsync(part, ct);
            lines++;
            bytes += part.Length;
        }
        return new(name, lines, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
