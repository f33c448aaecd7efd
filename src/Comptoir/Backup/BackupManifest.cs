using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Comptoir.Storage.Whole;

namespace Comptoir.Backup;

/// <summary>
/// What stands in <c>manifest.json</c> of a backup: what it was made with and of, and what each part must be. A backup is a zip of
/// parts with one row on each line, as a JSON array of the table's columns; the manifest is written last, and closed with
/// <c>manifest.mac</c>, which only the same master key can make.
/// </summary>
/// <param name="Format">The version of this format.</param>
/// <param name="Program">The version of the program that made it.</param>
/// <param name="Model">The fingerprint of the tables: rows fit no others.</param>
/// <param name="Engine">The engine it was read from; it can be restored to either.</param>
/// <param name="At">The moment whose content it is, UTC.</param>
/// <param name="KeyCheck">A word closed under the master key: whoever opens it has the right key.</param>
/// <param name="Tables">The tables, in the order in which they are filled.</param>
public sealed record BackupManifest(
    int Format,
    string Program,
    string Model,
    string Engine,
    DateTime At,
    byte[] KeyCheck,
    IReadOnlyList<BackedUpTable> Tables
)
{
    /// <summary>The version that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    internal const string Entry = "manifest.json";
    internal const string Seal = "manifest.mac";
    internal const string SealPurpose = "Comptoir backup manifest";
    internal const string Word = "Comptoir backup";

    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>All rows.</summary>
    [JsonIgnore]
    public long Rows => Tables.Sum(table => table.Rows);

    internal byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <exception cref="JsonException">It is no manifest.</exception>
    internal static BackupManifest Read(byte[] text) =>
        JsonSerializer.Deserialize<BackupManifest>(text, Options)
        ?? throw new JsonException("There is nothing in it.");

    /// <summary>The version of the format alone: what another version writes need not be readable beyond that.</summary>
    internal static int? FormatOf(byte[] text)
    {
        using var document = JsonDocument.Parse(text);
        return
            document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("format", out var format)
            && format.TryGetInt32(out var number)
            ? number
            : null;
    }
}

/// <summary>A table in a backup.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in the order of the values of each row.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Parts">The files they are in.</param>
public sealed record BackedUpTable(
    string Name,
    IReadOnlyList<BackedUpColumn> Columns,
    long Rows,
    IReadOnlyList<BackupPart> Parts
);

/// <summary>A column in a backup.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What values it holds.</param>
public sealed record BackedUpColumn(string Name, ColumnKind Kind);

/// <summary>A file in a backup.</summary>
/// <param name="File">Its name in the zip.</param>
/// <param name="Rows">How many lines it has.</param>
/// <param name="Bytes">How long it is, unpacked.</param>
/// <param name="Sha256">Its hash, unpacked.</param>
public sealed record BackupPart(string File, long Rows, long Bytes, string Sha256);
