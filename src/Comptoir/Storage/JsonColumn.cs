using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Comptoir.Storage;

/// <summary>
/// Values kept as JSON in one text column: lists and small records that are read and written as a whole. They are text,
/// not the engine's JSON type, so that both engines keep the same bytes.
/// </summary>
public static class JsonColumn
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Keeps the property as JSON; null stays null.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property)
    {
        property.HasConversion(
            new ValueConverter<T, string>(value => Write(value), text => Read<T>(text)),
            new ValueComparer<T>(
                (a, b) => Write(a!) == Write(b!),
                value => Write(value).GetHashCode(StringComparison.Ordinal),
                value => Read<T>(Write(value))
            )
        );
        return property;
    }

    /// <summary>The text that is stored.</summary>
    public static string Write<T>(T value) =>
        // Most lines have no discounts, no attributes: a million times the same two characters.
        value is Array { Length: 0 }
            ? "[]"
            : JsonSerializer.Serialize(value, Options);

    /// <summary>The value of a stored text.</summary>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;
}
