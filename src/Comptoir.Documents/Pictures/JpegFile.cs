using System.Buffers.Binary;

namespace Comptoir.Documents.Pictures;

/// <summary>
/// Looks into a JPEG file (ITU-T T.81). PDF holds such files as they are; what has to be known is size and channels, and that a
/// reader will find what it needs.
/// </summary>
static class JpegFile
{
    public static ReadOnlySpan<byte> Signature => [0xFF, 0xD8, 0xFF];

    /// <exception cref="PictureException">It cannot be printed.</exception>
    public static SheetPicture Read(ReadOnlySpan<byte> file)
    {
        (int Width, int Height, int Channels)? frame = null;
        for (var at = 2; ; )
        {
            if (at + 4 > file.Length || file[at] != 0xFF)
                throw new PictureException(PictureException.Broken);
            var marker = file[at + 1];
            // Any number of bytes may fill the room before a marker.
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length)
                throw new PictureException(PictureException.Broken);
            var segment = file.Slice(at + 4, length - 2);
            if (marker == 0xDA)
                break;
            // 0xC4, 0xC8 and 0xCC are tables and not frames.
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
                frame = Frame(marker, segment);
            at += 2 + length;
        }
        if (frame is not { } known || file.LastIndexOf([(byte)0xFF, (byte)0xD9]) < 0)
            throw new PictureException(PictureException.Broken);
        return new SheetPicture(
            known.Width,
            known.Height,
            known.Channels == 1,
            isJpeg: true,
            file.ToArray()
        );
    }

    static (int Width, int Height, int Channels) Frame(byte marker, ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 6)
            throw new PictureException(PictureException.Broken);
        var height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        // Baseline, extended and progressive with Huffman's code; others PDF does not know.
        if (marker is not (0xC0 or 0xC1 or 0xC2) || segment[0] != 8)
            throw new PictureException(PictureException.UnusualJpeg);
        if (segment[5] == 4)
            throw new PictureException(PictureException.Cmyk);
        if (segment[5] is not (1 or 3) || width == 0 || height == 0)
            throw new PictureException(PictureException.UnusualJpeg);
        if ((long)width * height > SheetPicture.MostPixels)
            throw new PictureException(PictureException.TooManyPixels);
        return (width, height, segment[5]);
    }
}
