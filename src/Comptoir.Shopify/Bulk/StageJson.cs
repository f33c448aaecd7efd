using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>What only staging reads and writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BulkStage.Marker))]
[JsonSerializable(typeof(LedgerOrder))]
sealed partial class StageJson : JsonSerializerContext;
