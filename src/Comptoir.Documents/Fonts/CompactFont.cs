using System.Buffers.Binary;

namespace Comptoir.Documents.Fonts;

/// <summary>What has to be known of the Compact Font Format (Adobe technical note 5176).</summary>
static class CompactFont
{
    /// <summary>Whether the font's top dictionary says that glyphs are keyed by character (operator ROS, 12 30).</summary>
    public static bool IsKeyedByCharacter(ReadOnlySpan<byte> table)
    {
        // Header, then the index of names, then the index of top dictionaries, of which there is one.
        var at = SkipIndex(table, table[2]);
        var size = table[at + 2];
        var first = at + 3;
        var data = first + 2 * size - 1;
        var end = data + Offset(table, first + size, size);
        for (var i = data + 1; i < end; )
        {
            var value = table[i];
            if (value == 12)
            {
                if (table[i + 1] == 30)
                    return true;
                i += 2;
            }
            else if (value == 30)
            {
                // A real number: half bytes, ended by one that is 15.
                do i++;
                while ((table[i] & 0xF) != 0xF && table[i] >> 4 != 0xF);
                i++;
            }
            else
            {
                i += value switch
                {
                    28 => 3,
                    29 => 5,
                    >= 247 and <= 254 => 2,
                    _ => 1,
                };
            }
        }
        return false;
    }

    /// <summary>The bare table of an OpenType file, which is what PDF holds.</summary>
    /// <exception cref="InvalidDataException">The file has none.</exception>
    public static byte[] TableOf(ReadOnlySpan<byte> file)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(file[4..]);
        for (var i = 0; i < count; i++)
        {
            var entry = file[(12 + i * 16)..];
            if (entry[..4].SequenceEqual("CFF "u8))
                return file.Slice(
                        BinaryPrimitives.ReadInt32BigEndian(entry[8..]),
                        BinaryPrimitives.ReadInt32BigEndian(entry[12..])
                    )
                    .ToArray();
        }
        throw new InvalidDataException("The font has no PostScript outlines.");
    }

    static int SkipIndex(ReadOnlySpan<byte> table, int at)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(table[at..]);
        if (count == 0)
            return at + 2;
        var size = table[at + 2];
        var offsets = at + 3;
        return offsets + (count + 1) * size - 1 + Offset(table, offsets + count * size, size);
    }

    static int Offset(ReadOnlySpan<byte> table, int at, int size)
    {
        var value = 0;
        for (var i = 0; i < size; i++)
            value = value << 8 | table[at + i];
        return value;
    }
}
