using System.Text.Json;
using System.Text.Json.Serialization;

namespace Comptoir.Journal;

/// <summary>What the journal keeps of a changed setting that the law looks at.</summary>
/// <param name="Setting">Which: <see cref="Company"/>, <see cref="NumberSeries"/>.</param>
/// <param name="Of">Which one of several, such as a kind of documents and a web shop; null where there is one only.</param>
/// <param name="Changes">What was changed.</param>
public sealed record SettingRecord(string Setting, string? Of, IReadOnlyList<SettingChange> Changes)
{
    /// <summary>Who the office is on its documents.</summary>
    public const string Company = "company";

    /// <summary>How documents are numbered.</summary>
    public const string NumberSeries = "numberSeries";

    /// <summary>What the office says otherwise than the tables of VAT.</summary>
    public const string VatTables = "vatTables";

    /// <summary>Where the office is registered for VAT.</summary>
    public const string VatRegistrations = "vatRegistrations";

    /// <summary>What a web shop’s orders need said about VAT.</summary>
    public const string ShopVat = "shopVat";

    /// <summary>A rate of the euro that was withdrawn.</summary>
    public const string ExchangeRates = "exchangeRates";

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes() =>
        JsonSerializer.SerializeToUtf8Bytes(this, SettingJson.Default.SettingRecord);
}

/// <summary>A value that was changed.</summary>
/// <param name="Field">Its name in the API.</param>
/// <param name="Old">What it was; null when it was empty.</param>
/// <param name="New">What it is.</param>
public sealed record SettingChange(string Field, string? Old, string? New);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SettingRecord))]
sealed partial class SettingJson : JsonSerializerContext;
