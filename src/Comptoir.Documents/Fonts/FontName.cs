using System.Buffers.Binary;
using System.Text;

namespace Comptoir.Documents.Fonts;

/// <summary>Reads a font's PostScript name from its table of names.</summary>
static class FontName
{
    const int PostScript = 6;

    public static string Read(ReadOnlySpan<byte> table)
    {
        var found = "";
        if (table.Length >= 6)
        {
            var count = BinaryPrimitives.ReadUInt16BigEndian(table[2..]);
            var strings = BinaryPrimitives.ReadUInt16BigEndian(table[4..]);
            for (var i = 0; i < count && found.Length == 0; i++)
            {
                var record = table[(6 + i * 12)..];
                var platform = BinaryPrimitives.ReadUInt16BigEndian(record);
                if (BinaryPrimitives.ReadUInt16BigEndian(record[6..]) != PostScript)
                    continue;
                var bytes = table.Slice(
                    strings + BinaryPrimitives.ReadUInt16BigEndian(record[10..]),
                    BinaryPrimitives.ReadUInt16BigEndian(record[8..])
                );
                // Macintosh's names are of one byte, the others of two.
                found = (platform == 1 ? Encoding.ASCII : Encoding.BigEndianUnicode).GetString(
                    bytes
                );
            }
        }
        var name = string.Concat(found.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
        return name.Length > 0 ? name : "Font";
    }
}
