using System.Buffers.Binary;
using System.IO.Compression;

namespace Comptoir.Documents.Pictures;

/// <summary>
/// Reads PNG files (ISO/IEC 15948) of every kind: grey, colour, palette, 1 to 16 bits, with transparency, interlaced. Of 16 bits
/// the upper eight are kept; what is transparent is laid on white.
/// </summary>
sealed class PngFile
{
    /// <summary>More pixels than that on a side are not seen on paper.</summary>
    const int Longest = 1_200;

    /// <summary>The passes of an interlaced picture: first column and row, and the steps.</summary>
    static readonly (int X, int Y, int Across, int Down)[] Passes =
    [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];

    readonly int width;
    readonly int height;
    readonly int depth;
    readonly int kind;
    readonly bool interlaced;
    byte[] palette = [];
    byte[] transparency = [];

    PngFile(ReadOnlySpan<byte> header)
    {
        if (header.Length != 13)
            throw Broken();
        var (wide, high) = (
            BinaryPrimitives.ReadUInt32BigEndian(header),
            BinaryPrimitives.ReadUInt32BigEndian(header[4..])
        );
        (depth, kind) = (header[8], header[9]);
        var known = kind switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        if (
            !known
            || wide == 0
            || high == 0
            || header[10] != 0
            || header[11] != 0
            || header[12] > 1
        )
            throw Broken();
        if ((ulong)wide * high > SheetPicture.MostPixels)
            throw new PictureException(PictureException.TooManyPixels);
        (width, height, interlaced) = ((int)wide, (int)high, header[12] == 1);
    }

    public static ReadOnlySpan<byte> Signature =>
        [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <exception cref="PictureException">It cannot be printed.</exception>
    public static SheetPicture Read(ReadOnlySpan<byte> file)
    {
        PngFile? png = null;
        using var data = new MemoryStream();
        for (var at = Signature.Length; ; )
        {
            if (file.Length - at < 12)
                throw Broken();
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > (uint)(file.Length - at - 12))
                throw Broken();
            var name = file.Slice(at + 4, 4);
            var chunk = file.Slice(at + 8, (int)length);
            if (png is null)
                png = name.SequenceEqual("IHDR"u8) ? new PngFile(chunk) : throw Broken();
            else if (name.SequenceEqual("PLTE"u8))
                png.palette = chunk.ToArray();
            else if (name.SequenceEqual("tRNS"u8))
                png.transparency = chunk.ToArray();
            else if (name.SequenceEqual("IDAT"u8))
                data.Write(chunk);
            else if (name.SequenceEqual("IEND"u8))
                break;
            at += 12 + (int)length;
        }
        data.Position = 0;
        return png.Decode(data);
    }

    int Channels =>
        kind switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };

    /// <summary>Whether the picture that comes out has one channel.</summary>
    bool IsGrey => kind is 0 or 4;

    SheetPicture Decode(MemoryStream data)
    {
        var pixels = new byte[width * height * (IsGrey ? 1 : 3)];
        try
        {
            using var rows = new ZLibStream(data, CompressionMode.Decompress);
            if (interlaced)
                foreach (var (x, y, across, down) in Passes)
                    DecodePass(rows, pixels, x, y, across, down);
            else
                DecodePass(rows, pixels, 0, 0, 1, 1);
        }
        catch (Exception e)
            when (e is InvalidDataException or EndOfStreamException or IndexOutOfRangeException)
        {
            throw Broken();
        }
        return Pack(pixels);
    }

    void DecodePass(Stream rows, byte[] pixels, int x, int y, int across, int down)
    {
        var columns = (width - x + across - 1) / across;
        if (columns <= 0)
            return;
        var length = (columns * Channels * depth + 7) / 8;
        // A filter looks one pixel back, or one byte where pixels are smaller.
        var back = Math.Max(1, Channels * depth / 8);
        var (row, above) = (new byte[length], new byte[length]);
        for (var line = y; line < height; line += down)
        {
            var filter = rows.ReadByte();
            rows.ReadExactly(row);
            Unfilter(filter, row, above, back);
            for (var i = 0; i < columns; i++)
                Put(pixels, (line * width + x + i * across) * (IsGrey ? 1 : 3), row, i);
            (row, above) = (above, row);
        }
    }

    static void Unfilter(int filter, byte[] row, byte[] above, int back)
    {
        for (var i = 0; i < row.Length; i++)
        {
            int left = i >= back ? row[i - back] : 0,
                up = above[i],
                corner = i >= back ? above[i - back] : 0;
            var guess = filter switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Paeth(left, up, corner),
                _ => throw Broken(),
            };
            row[i] = (byte)((row[i] + guess) & 0xFF);
        }
    }

    /// <summary>Of the three neighbours the one that is nearest to what they promise.</summary>
    static int Paeth(int left, int up, int corner)
    {
        var promised = left + up - corner;
        var (toLeft, toUp, toCorner) = (
            Math.Abs(promised - left),
            Math.Abs(promised - up),
            Math.Abs(promised - corner)
        );
        return toLeft <= toUp && toLeft <= toCorner ? left
            : toUp <= toCorner ? up
            : corner;
    }

    /// <summary>Writes a pixel of a row as grey or as red, green and blue, laid on white.</summary>
    void Put(byte[] pixels, int at, byte[] row, int i)
    {
        switch (kind)
        {
            case 0:
                pixels[at] = IsKey(row, i) ? (byte)255 : Scaled(Sample(row, i));
                break;
            case 2:
                for (var channel = 0; channel < 3; channel++)
                    pixels[at + channel] = IsKey(row, i) ? (byte)255 : Upper(row, i * 3 + channel);
                break;
            case 3:
                var entry = Sample(row, i);
                var alpha = entry < transparency.Length ? transparency[entry] : (byte)255;
                for (var channel = 0; channel < 3; channel++)
                    pixels[at + channel] = OnWhite(palette[entry * 3 + channel], alpha);
                break;
            case 4:
                pixels[at] = OnWhite(Upper(row, i * 2), Upper(row, i * 2 + 1));
                break;
            default:
                for (var channel = 0; channel < 3; channel++)
                    pixels[at + channel] = OnWhite(
                        Upper(row, i * 4 + channel),
                        Upper(row, i * 4 + 3)
                    );
                break;
        }
    }

    /// <summary>Whether a pixel has the one colour that is transparent.</summary>
    bool IsKey(byte[] row, int i)
    {
        if (transparency.Length < 2 * Channels)
            return false;
        for (var channel = 0; channel < Channels; channel++)
            if (
                Sample(row, i * Channels + channel)
                != BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(2 * channel))
            )
                return false;
        return true;
    }

    /// <summary>A sample as it stands in the file.</summary>
    int Sample(byte[] row, int i) =>
        depth switch
        {
            16 => row[2 * i] << 8 | row[2 * i + 1],
            8 => row[i],
            _ => row[i * depth / 8] >> (8 - depth - i * depth % 8) & ((1 << depth) - 1),
        };

    byte Scaled(int sample) =>
        depth switch
        {
            16 => (byte)(sample >> 8),
            8 => (byte)sample,
            _ => (byte)(sample * 255 / ((1 << depth) - 1)),
        };

    byte Upper(byte[] row, int i) => depth == 16 ? row[2 * i] : row[i];

    static byte OnWhite(byte value, byte alpha) =>
        (byte)((value * alpha + 255 * (255 - alpha) + 127) / 255);

    SheetPicture Pack(byte[] pixels)
    {
        var channels = IsGrey ? 1 : 3;
        var (wide, high, packed) = (width, height, pixels);
        var factor = (Math.Max(width, height) + Longest - 1) / Longest;
        if (factor > 1)
        {
            (wide, high) = (Math.Max(1, width / factor), Math.Max(1, height / factor));
            packed = Smaller(pixels, channels, factor, wide, high);
        }
        using var output = new MemoryStream();
        using (var zip = new ZLibStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
            zip.Write(packed);
        return new SheetPicture(wide, high, IsGrey, isJpeg: false, output.ToArray());
    }

    /// <summary>Each pixel is the mean of a square.</summary>
    byte[] Smaller(byte[] pixels, int channels, int factor, int wide, int high)
    {
        var result = new byte[wide * high * channels];
        for (var y = 0; y < high; y++)
        for (var x = 0; x < wide; x++)
        for (var channel = 0; channel < channels; channel++)
        {
            var (sum, count) = (0, 0);
            for (var dy = 0; dy < factor && y * factor + dy < height; dy++)
            for (var dx = 0; dx < factor && x * factor + dx < width; dx++, count++)
                sum += pixels[((y * factor + dy) * width + x * factor + dx) * channels + channel];
            result[(y * wide + x) * channels + channel] = (byte)(sum / count);
        }
        return result;
    }

    static PictureException Broken() => new(PictureException.Broken);
}
