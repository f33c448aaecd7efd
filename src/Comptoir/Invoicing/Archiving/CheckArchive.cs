using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Comptoir.Journal;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Archiving;

/// <summary>What reading an archive back found.</summary>
/// <param name="Office">The name of the office it is of; null when the manifest cannot be read.</param>
/// <param name="From">Its first day.</param>
/// <param name="Until">Its last day.</param>
/// <param name="Held">What it holds.</param>
/// <param name="Findings">What does not hold; empty when it is whole.</param>
public sealed record ArchiveCheck(
    string? Office,
    DateOnly From,
    DateOnly Until,
    ArchiveReport Held,
    IReadOnlyList<string> Findings
);

/// <summary>
/// Reads an archive back, in the installation that made it: signature, hash of each part, the chain of the journal, and the
/// hash of each document. Memory does not depend on the size.
/// </summary>
public sealed class CheckArchive(Database database, OfficeJournal journal)
{
    const int MostFindings = 100;

    /// <summary>Reads it and says whether it is whole.</summary>
    /// <exception cref="RefusedException">There is no such file.</exception>
    public async Task<ArchiveCheck> CheckAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new RefusedException($"There is no file {path}.");
        var findings = new List<string>();
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(path, cancellationToken);
            return await CheckAsync(zip, findings, cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or JsonException)
        {
            findings.Add($"The file cannot be read: {error.Message}");
            return new(null, default, default, new(0, 0, 0), findings);
        }
    }

    async Task<ArchiveCheck> CheckAsync(ZipArchive zip, List<string> findings, CancellationToken ct)
    {
        var bytes = await ReadAsync(zip, ArchiveFile.Manifest, ct);
        var manifest =
            JsonSerializer.Deserialize(bytes, ArchiveJson.Default.ArchiveManifest)
            ?? throw new JsonException("The manifest is empty.");
        if (manifest.Version != ArchiveFile.Version)
            throw new InvalidDataException(
                $"it is of form {manifest.Version}, and this program knows form {ArchiveFile.Version}."
            );
        var key = await KeyAsync(manifest.Office, findings, ct);
        var signature = Encoding.UTF8.GetString(await ReadAsync(zip, ArchiveFile.Signature, ct));
        if (key is not null && MakeArchive.Sign(key, bytes) != signature.Trim())
            findings.Add(
                "The signature is not that of the manifest: the archive was changed, or made elsewhere."
            );
        foreach (var name in ArchiveFile.Proven)
            await CheckEntryAsync(zip, manifest.Entries.FirstOrDefault(x => x.Name == name), name);
        return new(
            manifest.OfficeName,
            manifest.From,
            manifest.Until,
            new(
                key is null ? 0 : await CheckRecordsAsync(zip, manifest, key, findings, ct),
                await CheckDocumentsAsync(zip, findings, ct),
                manifest.Entries.FirstOrDefault(x => x.Name == ArchiveFile.Closings)?.Lines ?? 0
            ),
            findings
        );

        async Task CheckEntryAsync(ZipArchive archive, ArchiveEntry? said, string name)
        {
            if (archive.GetEntry(name) is not { } entry || said is null)
            {
                findings.Add($"{name} is missing.");
                return;
            }
            await using var content = await entry.OpenAsync(ct);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)) != said.Sha256)
                findings.Add($"{name} was changed: it does not have the hash of the manifest.");
        }
    }

    async Task<byte[]?> KeyAsync(long officeId, List<string> findings, CancellationToken ct)
    {
        try
        {
            await using var db = database.Open(officeId);
            if (await db.JournalHeads.AsNoTracking().FirstOrDefaultAsync(ct) is { } head)
                return journal.KeyOf(head);
            findings.Add(
                "It is of an office that is not in this installation: the signature cannot be proved here."
            );
        }
        catch (CryptographicException)
        {
            findings.Add("The key of the office's journal does not open: nothing can be proved.");
        }
        return null;
    }

    static async Task<long> CheckRecordsAsync(
        ZipArchive zip,
        ArchiveManifest manifest,
        byte[] key,
        List<string> findings,
        CancellationToken ct
    )
    {
        var (number, hash) = (manifest.FirstRecord, Convert.FromHexString(manifest.HashBefore));
        var count = 0L;
        await foreach (
            var archived in LinesAsync(
                zip,
                ArchiveFile.Journal,
                ArchiveJson.Default.ArchivedRecord,
                ct
            )
        )
        {
            var record = new JournalRecord
            {
                OfficeId = manifest.Office,
                Number = archived.Number,
                Kind = archived.Kind,
                At = archived.At,
                By = archived.By,
                Subject = archived.Subject,
                Content = Encoding.UTF8.GetBytes(archived.Content),
                Hash = Convert.FromHexString(archived.Hash),
            };
            if (archived.Number != number)
                Say(findings, $"Journal record {archived.Number} stands where {number} should.");
            else if (
                !CryptographicOperations.FixedTimeEquals(
                    OfficeJournal.HashOf(key, hash, record),
                    record.Hash
                )
            )
                Say(
                    findings,
                    $"Journal record {archived.Number} was changed: its hash does not follow from it and the one before."
                );
            (number, hash) = (archived.Number + 1, record.Hash);
            count++;
        }
        return count;
    }

    static async Task<long> CheckDocumentsAsync(
        ZipArchive zip,
        List<string> findings,
        CancellationToken ct
    )
    {
        var count = 0L;
        await foreach (
            var document in LinesAsync(
                zip,
                ArchiveFile.Documents,
                ArchiveJson.Default.ArchivedDocument,
                ct
            )
        )
        {
            count++;
            if (IssuedRecord.HashOf(Encoding.UTF8.GetBytes(document.Content)) != document.Sha256)
                Say(findings, $"The content of {document.Number} does not have its hash.");
        }
        return count;
    }

    static void Say(List<string> findings, string what)
    {
        if (findings.Count < MostFindings)
            findings.Add(what);
    }

    static async Task<byte[]> ReadAsync(ZipArchive zip, string name, CancellationToken ct)
    {
        await using var entry = await Entry(zip, name).OpenAsync(ct);
        using var bytes = new MemoryStream();
        await entry.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    static async IAsyncEnumerable<T> LinesAsync<T>(
        ZipArchive zip,
        string name,
        JsonTypeInfo<T> type,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        if (zip.GetEntry(name) is not { } entry)
            yield break;
        await using var content = await entry.OpenAsync(ct);
        using var reader = new StreamReader(content, Encoding.UTF8);
        while (await reader.ReadLineAsync(ct) is { } line)
            yield return JsonSerializer.Deserialize(line, type)
                ?? throw new JsonException($"{name} has an empty line.");
    }

    static ZipArchiveEntry Entry(ZipArchive zip, string name) =>
        zip.GetEntry(name) ?? throw new InvalidDataException($"{name} is missing in it.");
}
