using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Comptoir.Storage.Whole;

namespace Comptoir.Backup;

/// <summary>A row as one line of JSON: an array of its values, exact in both directions.</summary>
static class RowText
{
    /// <summary>How the values are written: text as it is, without the escapes that only HTML needs.</summary>
    public static JsonWriterOptions Options =>
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes one row, without the end of the line.</summary>
    public static void Write(Utf8JsonWriter writer, object?[] row)
    {
        writer.WriteStartArray();
        foreach (var value in row)
            switch (value)
            {
                case null:
                    writer.WriteNullValue();
                    break;
                case long number:
                    writer.WriteNumberValue(number);
                    break;
                case int number:
                    writer.WriteNumberValue(number);
                    break;
                case bool flag:
                    writer.WriteBooleanValue(flag);
                    break;
                case string text:
                    writer.WriteStringValue(text);
                    break;
                case byte[] bytes:
                    writer.WriteBase64StringValue(bytes);
                    break;
                case DateTime moment:
                    writer.WriteStringValue(moment);
                    break;
                case DateTimeOffset moment:
                    writer.WriteStringValue(moment);
                    break;
                case DateOnly day:
                    writer.WriteStringValue(day.ToString("O", null));
                    break;
                default:
                    throw new NotSupportedException(value.GetType().Name);
            }
        writer.WriteEndArray();
    }

    /// <summary>Reads one row into an array.</summary>
    /// <exception cref="FormatException">It is no row of this table.</exception>
    public static void Read(
        ReadOnlySequence<byte> line,
        IReadOnlyList<WholeColumn> columns,
        object?[] row
    )
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            Expect(reader.Read() && reader.TokenType == JsonTokenType.StartArray);
            for (var i = 0; i < row.Length; i++)
            {
                Expect(reader.Read());
                row[i] =
                    reader.TokenType == JsonTokenType.Null
                        ? null
                        : Value(ref reader, columns[i].Kind);
            }
            Expect(reader.Read() && reader.TokenType == JsonTokenType.EndArray);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException(error.Message, error);
        }
    }

    static void Expect(bool holds)
    {
        if (!holds)
            throw new FormatException("It is no array of as many values as there are columns.");
    }

    static object Value(ref Utf8JsonReader reader, ColumnKind kind) =>
        kind switch
        {
            ColumnKind.Number => reader.GetInt64(),
            ColumnKind.SmallNumber => reader.GetInt32(),
            ColumnKind.Flag => reader.GetBoolean(),
            ColumnKind.Text => reader.GetString()!,
            ColumnKind.Bytes => reader.GetBytesFromBase64(),
            ColumnKind.Moment => DateTime.SpecifyKind(reader.GetDateTime(), DateTimeKind.Utc),
            ColumnKind.MomentAtOffset => reader.GetDateTimeOffset(),
            ColumnKind.Day => DateOnly.ParseExact(reader.GetString()!, "O", null),
            _ => throw new NotSupportedException(kind.ToString()),
        };
}
