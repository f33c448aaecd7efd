using System.Text.Json;
using System.Text.Json.Serialization;
using Comptoir.Journal;

namespace Comptoir.Invoicing.Archiving;

/// <summary>The parts of an archive: a zip whose entries are UTF-8 text, so that it can be read without this program.</summary>
static class ArchiveFile
{
    /// <summary>The form of archives; raised when it changes.</summary>
    public const int Version = 1;

    public const string Manifest = "manifest.json";
    public const string Signature = "signature.txt";
    public const string ReadMe = "README.txt";
    public const string Journal = "journal.jsonl";
    public const string Documents = "documents.jsonl";
    public const string Closings = "closings.jsonl";

    /// <summary>The entries that the manifest proves.</summary>
    public static readonly IReadOnlyList<string> Proven = [ReadMe, Journal, Documents, Closings];

    /// <summary>What stands in the archive for whoever finds it in ten years.</summary>
    public const string Explanation = """
        Archive of an office's documents, made by Comptoir (art. 286 I 3° bis of the French tax code).

        All entries are UTF-8 text. *.jsonl: one JSON object in each line. Amounts are whole minor units of their currency.

        manifest.json     office, period, and for each entry its number of lines, bytes and SHA-256
        signature.txt     HMAC-SHA-256 of manifest.json with the key of the office's journal, hexadecimal
        journal.jsonl     the records of the journal. "hash" is an HMAC-SHA-256 over the hash of the record before (of the first
                          one: "hashBefore" in the manifest), office, number, kind, moment in microseconds since the year 1,
                          name, subject and content. A text is preceded by its length in bytes, a number is written as eight
                          bytes, all numbers big-endian
        documents.jsonl   the documents issued in the period. "content" is the frozen original as text; "sha256" of its bytes
                          is what the journal recorded when the document was issued
        closings.jsonl    the closed days, months and years that end in the period

        comptoir archive --check FILE reads it back in the installation that made it, and says whether it is whole.

        """;
}

/// <summary>What an archive holds.</summary>
/// <param name="Version">Of the form.</param>
/// <param name="Office">The number of the office in its installation.</param>
/// <param name="OfficeName">Its name.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="MadeAt">When it was made, UTC.</param>
/// <param name="FirstRecord">The number of its first journal record; 0 when there is none.</param>
/// <param name="HashBefore">The hash of the record before, hexadecimal.</param>
/// <param name="Entries">The other entries.</param>
sealed record ArchiveManifest(
    int Version,
    long Office,
    string OfficeName,
    DateOnly From,
    DateOnly Until,
    DateTime MadeAt,
    long FirstRecord,
    string HashBefore,
    IReadOnlyList<ArchiveEntry> Entries
)
{
    public byte[] ToBytes() =>
        JsonSerializer.SerializeToUtf8Bytes(this, ArchiveJson.Default.ArchiveManifest);
}

/// <summary>An entry of an archive.</summary>
sealed record ArchiveEntry(string Name, long Lines, long Bytes, string Sha256);

/// <summary>A journal record in an archive.</summary>
sealed record ArchivedRecord(
    long Number,
    JournalKind Kind,
    DateTime At,
    string? By,
    string Subject,
    string Content,
    string Hash
);

/// <summary>A document in an archive.</summary>
sealed record ArchivedDocument(
    long Document,
    DocumentKind Kind,
    string Number,
    DateOnly IssuedOn,
    string Currency,
    long Gross,
    long Tax,
    long JournalNumber,
    string Sha256,
    string Content
);

/// <summary>A closing in an archive.</summary>
sealed record ArchivedClosing(
    ClosingPeriod Period,
    DateOnly From,
    DateOnly Until,
    IReadOnlyList<ClosingTotal> Totals,
    IReadOnlyList<ClosingTotal> Perpetual,
    long JournalLength,
    DateTime ClosedAt,
    string? ClosedBy
);

/// <summary>What the journal keeps of an archive.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="File">The name of the file.</param>
/// <param name="Manifest">SHA-256 of its manifest, hexadecimal.</param>
/// <param name="Signature">Its signature.</param>
sealed record ArchiveRecord(
    DateOnly From,
    DateOnly Until,
    string File,
    string Manifest,
    string Signature
)
{
    public byte[] ToBytes() =>
        JsonSerializer.SerializeToUtf8Bytes(this, ArchiveJson.Default.ArchiveRecord);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(ArchiveManifest))]
[JsonSerializable(typeof(ArchiveRecord))]
[JsonSerializable(typeof(ArchivedRecord))]
[JsonSerializable(typeof(ArchivedDocument))]
[JsonSerializable(typeof(ArchivedClosing))]
sealed partial class ArchiveJson : JsonSerializerContext;
