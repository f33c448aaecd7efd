using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>
/// Reads a <see cref="Gid"/> straight from UTF-8. Type names are shared: one string for each of the few there are.
/// </summary>
public sealed class GidJsonConverter : JsonConverter<Gid>
{
    static readonly byte[] Prefix = "gid://shopify/"u8.ToArray();

    /// <inheritdoc/>
    public override Gid Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("An id is not a string.");
        if (
            !reader.HasValueSequence
            && !reader.ValueIsEscaped
            && TryRead(reader.ValueSpan, out var id)
        )
            return id;
        return Gid.TryParse(reader.GetString(), out id)
            ? id
            : throw new JsonException("An id is not of the form gid://shopify/Type/number.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Gid value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    /// <summary>Reads an id from its UTF-8 bytes; false when it is none with a positive number at its end.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, out Gid id)
    {
        id = default;
        if (!TrySplit(text, out var type, out var number))
            return false;
        id = Gid.Of(GidTypes.Name(type), number);
        return true;
    }

    /// <summary>Splits an id into the bytes of its type and its number, without making a string.</summary>
    internal static bool TrySplit(
        ReadOnlySpan<byte> text,
        out ReadOnlySpan<byte> type,
        out long number
    )
    {
        type = default;
        number = 0;
        if (!text.StartsWith(Prefix))
            return false;
        var rest = text[Prefix.Length..];
        var slash = rest.IndexOf((byte)'/');
        if (slash <= 0)
            return false;
        type = rest[..slash];
        var tail = rest[(slash + 1)..];
        if (
            !Utf8Parser.TryParse(tail, out number, out var used)
            || number <= 0
            || tail[0] == (byte)'+'
        )
            return false;
        return used == tail.Length || tail[used] == (byte)'?';
    }
}

/// <summary>The shared strings of the types' names.</summary>
static class GidTypes
{
    static Dictionary<int, string> known = [];

    public static string Name(ReadOnlySpan<byte> type)
    {
        var hash = Hash(type);
        if (known.TryGetValue(hash, out var name) && Same(name, type))
            return name;
        name = string.Intern(Encoding.UTF8.GetString(type));
        // Replaced whole, never changed: readers need no lock, and a lost race only costs the same work again.
        if (known.Count < 500)
            known = new Dictionary<int, string>(known) { [hash] = name };
        return name;
    }

    static bool Same(string name, ReadOnlySpan<byte> type)
    {
        if (name.Length != type.Length)
            return false;
        for (var i = 0; i < type.Length; i++)
            if (name[i] != type[i])
                return false;
        return true;
    }

    static int Hash(ReadOnlySpan<byte> type)
    {
        var hash = 17;
        foreach (var letter in type)
            hash = unchecked((hash * 31) + letter);
        return hash;
    }
}
