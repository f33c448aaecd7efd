using System.Text.Json;

namespace Comptoir.Shopify;

/// <summary>
/// What must be known of a line to sort it: its kind, its own number, its parent's. Read from the bytes without making a
/// string; the common form (type and id first, <c>__parentId</c> last, no blanks) without even walking through it.
/// </summary>
/// <param name="Node">Its kind.</param>
/// <param name="Own">The number in its id; 0 for what has none.</param>
/// <param name="Parent">The number of its parent; for a middle line that names its order, of that order; 0 for a root.</param>
readonly record struct LineHead(StageShape.Node Node, long Own, long Parent)
{
    /// <summary>Reads a line's head; false with the reason when the line cannot be sorted.</summary>
    public static bool TryRead(
        StageShape shape,
        ReadOnlySpan<byte> line,
        out LineHead head,
        out string reason
    )
    {
        if (TryReadQuickly(shape, line, out head))
        {
            reason = "";
            return true;
        }
        try
        {
            return TryWalk(shape, line, out head, out reason);
        }
        catch (JsonException broken)
        {
            head = default;
            reason = $"not JSON: {broken.Message}";
            return false;
        }
    }

    static bool TryReadQuickly(StageShape shape, ReadOnlySpan<byte> line, out LineHead head)
    {
        head = default;
        var rest = line;
        if (!TakeValue(ref rest, "{\"__typename\":\""u8, out var typeName))
            return false;
        var node = shape.Find(typeName);
        if (node is null || node.Level == NodeLevel.MiddleOfOrder)
            return false;
        var own = 0L;
        if (
            node.HasId
            && (
                !TakeValue(ref rest, ",\"id\":\""u8, out var id)
                || !GidJsonConverter.TrySplit(id, out _, out own)
            )
        )
            return false;
        var parent = 0L;
        if (node.Level is not (NodeLevel.Root or NodeLevel.Passed))
        {
            // Only the last member can end at the very last brace, so what is found there belongs to the line itself.
            var start = rest.LastIndexOf(",\"__parentId\":\""u8);
            if (start < 0 || !rest.EndsWith("\"}"u8))
                return false;
            var value = rest[(start + 15)..^2];
            if (
                value.IndexOfAny((byte)'"', (byte)'\\') >= 0
                || !GidJsonConverter.TrySplit(value, out _, out parent)
            )
                return false;
        }
        else if (!rest.EndsWith("}"u8))
            return false;
        head = new LineHead(node, own, parent);
        return true;
    }

    static bool TakeValue(
        ref ReadOnlySpan<byte> rest,
        ReadOnlySpan<byte> before,
        out ReadOnlySpan<byte> value
    )
    {
        value = default;
        if (!rest.StartsWith(before))
            return false;
        rest = rest[before.Length..];
        var end = rest.IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0 || rest[end] != (byte)'"')
            return false;
        value = rest[..end];
        rest = rest[(end + 1)..];
        return true;
    }

    static bool TryWalk(
        StageShape shape,
        ReadOnlySpan<byte> line,
        out LineHead head,
        out string reason
    )
    {
        head = default;
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return Refuse("not an object", out reason);
        string? typeName = null;
        string? id = null;
        string? parentId = null;
        string? orderId = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("__typename"u8))
                typeName = Text(ref reader);
            else if (reader.ValueTextEquals("id"u8))
                id = Text(ref reader);
            else if (reader.ValueTextEquals("__parentId"u8))
                parentId = Text(ref reader);
            else if (reader.ValueTextEquals("order"u8))
                orderId = IdWithin(ref reader);
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        if (reader.Read())
            return Refuse("more than one object on the line", out reason);
        if (!Gid.TryParse(id, out var own))
            own = default;
        var node =
            shape.Find(System.Text.Encoding.UTF8.GetBytes(typeName ?? ""))
            ?? (own.Type is null ? null : shape.Find(System.Text.Encoding.UTF8.GetBytes(own.Type)));
        if (node is null)
            return Refuse(
                $"a '{typeName ?? own.Type ?? "nameless"}' is not expected here",
                out reason
            );
        if (node.HasId && own.Number == 0)
            return Refuse("no id with a number", out reason);
        var above = node.Level switch
        {
            NodeLevel.Root or NodeLevel.Passed => null,
            NodeLevel.MiddleOfOrder => orderId,
            _ => parentId,
        };
        var parent = default(Gid);
        if (
            node.Level is not (NodeLevel.Root or NodeLevel.Passed)
            && !Gid.TryParse(above, out parent)
        )
            return Refuse("it does not say what it belongs to", out reason);
        head = new LineHead(node, node.HasId ? own.Number : 0, parent.Number);
        reason = "";
        return true;
    }

    static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        reader.Skip();
        return null;
    }

    static string? IdWithin(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }
        string? id = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
                id = Text(ref reader);
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return id;
    }

    static bool Refuse(string why, out string reason)
    {
        reason = why;
        return false;
    }
}
