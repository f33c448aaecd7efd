using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Comptoir.Storage;

/// <summary>A hash of what is stored of an object, 128 bits: equal when nothing changed.</summary>
public sealed class Fingerprint
{
    readonly XxHash128 hash = new();
    byte[] buffer = new byte[256];

    /// <summary>Adds a value as the database keeps it; null counts too.</summary>
    public void Append(object? value)
    {
        switch (value)
        {
            case null:
                Tagged(0, default(byte));
                break;
            case long number:
                Tagged(1, number);
                break;
            case int number:
                Tagged(1, (long)number);
                break;
            case bool flag:
                Tagged(2, flag);
                break;
            case string text:
                Text(text);
                break;
            case DateTime time:
                Tagged(4, time.Ticks);
                break;
            case DateOnly date:
                Tagged(5, date.DayNumber);
                break;
            case byte[] bytes:
                Tagged(6, bytes.Length);
                hash.Append(bytes);
                break;
            default:
                throw new NotSupportedException(
                    $"A value of type {value.GetType()} has no fingerprint."
                );
        }
    }

    /// <summary>The hash so far, 16 bytes; the next one begins anew.</summary>
    public byte[] Take()
    {
        var result = hash.GetHashAndReset();
        return result;
    }

    void Text(string text)
    {
        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (buffer.Length < length)
            buffer = new byte[length];
        var written = Encoding.UTF8.GetBytes(text, buffer);
        Tagged(3, written);
        hash.Append(buffer.AsSpan(0, written));
    }

    void Tagged<T>(byte tag, T value)
        where T : unmanaged
    {
        hash.Append([tag]);
        hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
    }
}
