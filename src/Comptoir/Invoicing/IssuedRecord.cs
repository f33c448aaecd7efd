using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Comptoir.Invoicing;

/// <summary>What the journal keeps of a document that was issued: enough to prove its row and its frozen content.</summary>
/// <param name="Document">The number of its row.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Number">Its number.</param>
/// <param name="On">Its date.</param>
/// <param name="Currency">ISO code.</param>
/// <param name="Gross">Total with tax, minor units, positive for what the document is about.</param>
/// <param name="Tax">The tax in it.</param>
/// <param name="Sha256">SHA-256 of the frozen content, lower-case hexadecimal.</param>
public sealed record IssuedRecord(
    long Document,
    DocumentKind Kind,
    string Number,
    DateOnly On,
    string Currency,
    long Gross,
    long Tax,
    string Sha256
)
{
    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes() =>
        JsonSerializer.SerializeToUtf8Bytes(this, IssuedRecordJson.Default.IssuedRecord);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static IssuedRecord Read(byte[] content) =>
        JsonSerializer.Deserialize(content, IssuedRecordJson.Default.IssuedRecord)
        ?? throw new JsonException("A record of the journal is empty.");

    /// <summary>The hash of a frozen content as it is recorded.</summary>
    public static string HashOf(byte[] content) =>
        Convert.ToHexStringLower(SHA256.HashData(content));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(IssuedRecord))]
sealed partial class IssuedRecordJson : JsonSerializerContext;
