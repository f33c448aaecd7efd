using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Comptoir.Documents;
using Xunit;

namespace Comptoir.Tests.Documents;

/// <summary>Logos: which pictures are read, and what is said of the others.</summary>
public sealed class PictureTests
{
    public static TheoryData<int, int, bool> Kinds =>
        [
            .. from kind in (int[])[0, 2, 3, 4, 6]
            from depth in (int[])[1, 2, 4, 8, 16]
            where kind == 0 || (kind == 3 ? depth <= 8 : depth >= 8)
            from interlaced in (bool[])[false, true]
            select (kind, depth, interlaced),
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_PNG_is_read_to_the_pixel(int kind, int depth, bool interlaced)
    {
        const int width = 13;
        const int height = 11;
        var random = new Random(kind * 100 + depth);
        var channels = kind switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };
        var samples = Enumerable
            .Range(0, width * height * channels)
            .Select(_ => random.Next(1 << depth))
            .ToArray();
        var palette = Enumerable.Range(0, 3 * 256).Select(i => (byte)(i * 7 % 256)).ToArray();
        byte[] alphas = [0, 128];

        var picture = SheetPicture.Read(
            Png(kind, depth, interlaced, width, height, samples, palette, alphas)
        );

        Assert.Equal((width, height), (picture.Width, picture.Height));
        var pixels = Unpacked(picture);
        for (var i = 0; i < width * height; i++)
        {
            byte[] expected = kind switch
            {
                0 => [Eight(samples[i])],
                2 => [.. samples.AsSpan(3 * i, 3).ToArray().Select(Eight)],
                3 =>
                [
                    .. palette
                        .AsSpan(3 * samples[i], 3)
                        .ToArray()
                        .Select(value =>
                            OnWhite(value, samples[i] < 2 ? alphas[samples[i]] : (byte)255)
                        ),
                ],
                4 => [OnWhite(Eight(samples[2 * i]), Eight(samples[2 * i + 1]))],
                _ =>
                [
                    .. samples
                        .AsSpan(4 * i, 3)
                        .ToArray()
                        .Select(value => OnWhite(Eight(value), Eight(samples[4 * i + 3]))),
                ],
            };
            Assert.Equal(expected, pixels.AsSpan(i * expected.Length, expected.Length).ToArray());
        }

        byte Eight(int sample) =>
            depth == 16 ? (byte)(sample >> 8) : (byte)(sample * 255 / ((1 << depth) - 1));
        static byte OnWhite(byte value, byte alpha) =>
            (byte)Math.Round((value * alpha + 255.0 * (255 - alpha)) / 255);
    }

    [Fact]
    public void A_large_picture_is_made_smaller()
    {
        var picture = SheetPicture.Read(Png(0, 1, false, 2_400, 300, new int[2_400 * 300], [], []));

        Assert.Equal((1_200, 150), (picture.Width, picture.Height));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(3, null)]
    [InlineData(4, PictureException.Cmyk)]
    public void A_JPEG_is_kept_as_it_is_unless_its_colours_are_for_presses(
        int channels,
        string? why
    )
    {
        var file = Jpeg(0xC0, channels);

        if (why is not null)
            Assert.Equal(why, Refused(file));
        else
            Assert.Equal(file, SheetPicture.Read(file).Data.ToArray());
    }

    [Fact]
    public void What_cannot_be_printed_is_refused_with_what_to_do()
    {
        var png = Png(2, 8, false, 4, 4, new int[48], [], []);

        Assert.Equal(PictureException.Unknown, Refused(Encoding.ASCII.GetBytes("GIF89a")));
        Assert.Equal(PictureException.TooManyBytes, Refused(new byte[SheetPicture.MostBytes + 1]));
        Assert.Equal(PictureException.TooManyPixels, Refused(Header(png, 100_000)));
        Assert.Equal(PictureException.UnusualJpeg, Refused(Jpeg(0xC9, 3)));
        for (var length = 8; length < png.Length - 12; length++)
            Assert.Equal(PictureException.Broken, Refused(png[..length]));
        for (var length = 3; length < 20; length++)
            Assert.Equal(PictureException.Broken, Refused(Jpeg(0xC0, 3)[..length]));
    }

    [Fact]
    public void A_logo_stands_in_the_place_of_the_name_and_is_held_once()
    {
        var logo = SheetPicture.Read(Png(2, 8, false, 40, 20, new int[40 * 20 * 3], [], []));
        var sheet = Sheets.Invoice with
        {
            Look = new SheetLook { Logo = logo, Accent = "#FFEE00" },
            Lines =
            [
                .. Enumerable
                    .Range(1, 80)
                    .Select(i => new SheetLine { Title = $"L{i}", Amount = i }),
            ],
        };
        var pdf = Sheets.Print(sheet);
        var pages = Sheets.Read(pdf);

        Assert.Single(pages[0].GetImages());
        Assert.Empty(pages[1].GetImages());
        Assert.Equal(1, Encoding.Latin1.GetString(pdf).Split("/Subtype /Image").Length - 1);
        Assert.Equal(pdf, Sheets.Print(sheet));
    }

    static byte[] Header(byte[] png, int width)
    {
        var changed = png.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(20), width);
        return changed;
    }

    static string Refused(byte[] file) =>
        Assert.Throws<PictureException>(() => SheetPicture.Read(file)).Message;

    static byte[] Unpacked(SheetPicture picture)
    {
        using var zip = new ZLibStream(
            new MemoryStream(picture.Data.ToArray()),
            CompressionMode.Decompress
        );
        using var output = new MemoryStream();
        zip.CopyTo(output);
        return output.ToArray();
    }

    /// <summary>The parts that are looked at, without a picture.</summary>
    static byte[] Jpeg(byte frame, int channels) =>
        [
            .. (byte[])[0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2],
            .. (byte[])[0xFF, frame, 0, (byte)(8 + 3 * channels), 8, 0, 5, 0, 7, (byte)channels],
            .. new byte[3 * channels],
            .. (byte[])[0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9],
        ];

    /// <summary>Writes a PNG, with another filter in each row.</summary>
    static byte[] Png(
        int kind,
        int depth,
        bool interlaced,
        int width,
        int height,
        int[] samples,
        byte[] palette,
        byte[] alphas
    )
    {
        var channels = samples.Length / width / height;
        using var data = new MemoryStream();
        using (var zip = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
            if (!interlaced)
                Pass(zip, 0, 0, 1, 1);
            else
            {
                Pass(zip, 0, 0, 8, 8);
                Pass(zip, 4, 0, 8, 8);
                Pass(zip, 0, 4, 4, 8);
                Pass(zip, 2, 0, 4, 4);
                Pass(zip, 0, 2, 2, 4);
                Pass(zip, 1, 0, 2, 2);
                Pass(zip, 0, 1, 1, 2);
            }
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)kind, (byte)(interlaced ? 1 : 0));
        Chunk("IHDR", header);
        if (kind == 3)
        {
            Chunk("PLTE", palette);
            Chunk("tRNS", alphas);
        }
        // In two parts, as programs write it that have little memory.
        Chunk("IDAT", data.ToArray()[..5]);
        Chunk("IDAT", data.ToArray()[5..]);
        Chunk("IEND", []);
        return png.ToArray();

        void Chunk(string name, byte[] content)
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
            png.Write(length);
            png.Write(Encoding.ASCII.GetBytes(name));
            png.Write(content);
            png.Write(new byte[4]);
        }

        void Pass(Stream zip, int left, int top, int across, int down)
        {
            if (left >= width)
                return;
            var back = Math.Max(1, channels * depth / 8);
            byte[]? above = null;
            for (var y = top; y < height; y += down)
            {
                var bits = new List<bool>();
                for (var x = left; x < width; x += across)
                for (var channel = 0; channel < channels; channel++)
                for (var bit = depth - 1; bit >= 0; bit--)
                    bits.Add((samples[(y * width + x) * channels + channel] >> bit & 1) == 1);
                var row = new byte[(bits.Count + 7) / 8];
                for (var i = 0; i < bits.Count; i++)
                    if (bits[i])
                        row[i / 8] |= (byte)(0x80 >> i % 8);
                above ??= new byte[row.Length];
                var filter = y % 5;
                zip.WriteByte((byte)filter);
                for (var i = 0; i < row.Length; i++)
                {
                    int a = i >= back ? row[i - back] : 0,
                        b = above[i],
                        c = i >= back ? above[i - back] : 0;
                    var nearest = new[] { a, b, c }.MinBy(value => Math.Abs(a + b - c - value));
                    var guess = filter switch
                    {
                        1 => a,
                        2 => b,
                        3 => (a + b) / 2,
                        4 => nearest,
                        _ => 0,
                    };
                    zip.WriteByte((byte)((row[i] - guess + 256) % 256));
                }
                above = row;
            }
        }
    }
}
