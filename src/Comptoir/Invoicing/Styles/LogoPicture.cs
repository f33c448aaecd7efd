using System.Buffers.Binary;

namespace Comptoir.Invoicing.Styles;

/// <summary>Pictures that can be a logo: PNG and JPEG, known by what is in them, not by their name.</summary>
static class LogoPicture
{
    /// <summary>Bytes of the largest.</summary>
    public const int Largest = 512 * 1024;

    // More has no use on paper, and a small file may hold a picture that fills the memory.
    const int MostPixels = 4_000;

    /// <summary>Checks a picture.</summary>
    /// <exception cref="RefusedException">It will not do; the message says why.</exception>
    public static void Check(ReadOnlySpan<byte> picture)
    {
        if (picture.Length > Largest)
            throw new RefusedException("The picture is larger than 512 KB. Make it smaller.");
        if (TypeOf(picture) is null)
            throw new RefusedException("A logo is a PNG or a JPEG picture.");
        if (SizeOf(picture) is not { Width: > 0, Height: > 0 } size)
            throw new RefusedException("The picture is broken: its size cannot be read.");
        if (size.Width > MostPixels || size.Height > MostPixels)
            throw new RefusedException(
                "The picture has more than 4000 pixels on a side. Make it smaller."
            );
    }

    /// <summary>The media type; null for what is neither PNG nor JPEG.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> picture) =>
        picture.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
                ? "image/png"
        : picture.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) ? "image/jpeg"
        : null;

    /// <summary>Width and height in pixels; null when they cannot be read.</summary>
    public static (int Width, int Height)? SizeOf(ReadOnlySpan<byte> picture) =>
        TypeOf(picture) switch
        {
            "image/png" => Png(picture),
            "image/jpeg" => Jpeg(picture),
            _ => null,
        };

    // The first chunk is IHDR: length, name, width, height.
    static (int, int)? Png(ReadOnlySpan<byte> picture) =>
        picture.Length >= 24 && picture.Slice(12, 4).SequenceEqual("IHDR"u8)
            ? (
                BinaryPrimitives.ReadInt32BigEndian(picture[16..]),
                BinaryPrimitives.ReadInt32BigEndian(picture[20..])
            )
            : null;

    // Segments follow each other until one that starts a frame: its length, precision, height, width.
    static (int, int)? Jpeg(ReadOnlySpan<byte> picture)
    {
        var at = 2;
        while (at + 9 <= picture.Length && picture[at] == 0xff)
        {
            var mark = picture[at + 1];
            if (mark == 0xff)
            {
                at++;
                continue;
            }
            if (mark is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc))
                return (
                    BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 5)..])
                );
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 2)..]);
        }
        return null;
    }
}
