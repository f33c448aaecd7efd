using System.Text.Json;
using System.Text.Json.Serialization;
using Comptoir.Storage;

namespace Comptoir.Invoicing;

/// <summary>
/// A file of an issued document, as it was first given away: it is kept, so that asked again the same bytes come back. The
/// database refuses to change or delete it, and the journal has its hash.
/// </summary>
public sealed class KeptFile : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long DocumentId { get; init; }

    public required KeptFileKind Kind { get; init; }

    public required byte[] Bytes { get; init; }

    /// <summary>SHA-256 of the bytes, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime MadeAt { get; init; }

    /// <summary>The number of its record in the journal.</summary>
    public required long JournalNumber { get; init; }
}

/// <summary>In which form a document is kept.</summary>
public enum KeptFileKind
{
    /// <summary>To be read by people; with the XML in it where there is one.</summary>
    Pdf,

    /// <summary>To be read by programs.</summary>
    Xml,
}

/// <summary>What the journal keeps of the files of a document.</summary>
/// <param name="Document">The number of its row.</param>
/// <param name="Number">Its number.</param>
/// <param name="Pdf">SHA-256 of the PDF, lower-case hexadecimal.</param>
/// <param name="Xml">SHA-256 of the XML; null when there is none.</param>
public sealed record KeptFilesRecord(long Document, string Number, string Pdf, string? Xml)
{
    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes() =>
        JsonSerializer.SerializeToUtf8Bytes(this, KeptFilesJson.Default.KeptFilesRecord);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static KeptFilesRecord Read(byte[] content) =>
        JsonSerializer.Deserialize(content, KeptFilesJson.Default.KeptFilesRecord)
        ?? throw new JsonException("A record of the journal is empty.");

    /// <summary>The hash that a file of this kind has; null for none.</summary>
    public string? HashOf(KeptFileKind kind) => kind == KeptFileKind.Pdf ? Pdf : Xml;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(KeptFilesRecord))]
sealed partial class KeptFilesJson : JsonSerializerContext;
