using System.Buffers.Binary;
using System.Text;

namespace Comptoir.Documents.Pdf;

/// <summary>
/// The colour profile that says what our red, green and blue are: sRGB (IEC 61966-2-1), computed from its definition and written
/// as a matrix and curve profile of version 4.2 (ICC.1:2004-10, the one that PDF 1.7 knows).
/// </summary>
static class ColourProfile
{
    /// <summary>The place of all illuminants in a profile: D50, as ICC.1 gives it.</summary>
    static readonly double[] D50 = [0.9642, 1, 0.8249];

    // The primaries and the white point of BT.709, which sRGB shares, by x and y.
    static readonly (double X, double Y)[] Primaries = [(0.64, 0.33), (0.30, 0.60), (0.15, 0.06)];
    static readonly (double X, double Y) White = (0.3127, 0.3290);

    // Bradford: from XYZ to the sharpened responses in which whites are adapted.
    static readonly double[,] Bradford =
    {
        { 0.8951, 0.2664, -0.1614 },
        { -0.7502, 1.7135, 0.0367 },
        { 0.0389, -0.0685, 1.0296 },
    };

    /// <summary>The bytes of the profile.</summary>
    public static readonly byte[] Srgb = Make();

    static byte[] Make()
    {
        var (adaptation, colorants) = Compute();
        var curve = Curve();
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Words("sRGB")),
            ("cprt", Words("No rights are reserved.")),
            ("wtpt", Xyz(D50)),
            ("chad", Fixed("sf32", [.. adaptation.Cast<double>()])),
            ("rXYZ", Xyz(Column(colorants, 0))),
            ("gXYZ", Xyz(Column(colorants, 1))),
            ("bXYZ", Xyz(Column(colorants, 2))),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];
        using var profile = new MemoryStream();
        profile.Write(new byte[128]);
        profile.Write(Big(tags.Length));
        var at = 132 + 12 * tags.Length;
        var places = new Dictionary<byte[], int>();
        foreach (var (tag, data) in tags)
        {
            // The three curves are one.
            if (places.TryAdd(data, at))
                at += Padded(data);
            profile.Write(Encoding.ASCII.GetBytes(tag));
            profile.Write(Big(places[data]));
            profile.Write(Big(data.Length));
        }
        foreach (var data in places.OrderBy(place => place.Value).Select(place => place.Key))
        {
            profile.Write(data);
            profile.Write(new byte[Padded(data) - data.Length]);
        }
        var bytes = profile.ToArray();
        WriteHeader(bytes);
        return bytes;
    }

    static void WriteHeader(byte[] bytes)
    {
        Put(0, Big(bytes.Length));
        Put(8, Big(0x04200000));
        Put(12, "mntrRGB XYZ "u8.ToArray());
        // A date is asked for, and it must not be today's: that of the standard.
        Put(24, [0x07, 0xCF, 0, 10, 0, 18, 0, 0, 0, 0, 0, 0]);
        Put(36, "acsp"u8.ToArray());
        Put(68, Xyz(D50)[8..]);

        void Put(int at, byte[] data) => data.CopyTo(bytes, at);
    }

    /// <summary>How whites are adapted to D50, and what the colours are after that.</summary>
    static (double[,] Adaptation, double[,] Colorants) Compute()
    {
        var white = FromChromaticity(White);
        var primaries = new double[3, 3];
        for (var i = 0; i < 3; i++)
        {
            var colour = FromChromaticity(Primaries[i]);
            for (var row = 0; row < 3; row++)
                primaries[row, i] = colour[row];
        }
        // Together the three make white.
        var shares = Times(Inverse(primaries), white);
        for (var row = 0; row < 3; row++)
        for (var i = 0; i < 3; i++)
            primaries[row, i] *= shares[i];
        var (from, to) = (Times(Bradford, white), Times(Bradford, D50));
        var scaled = new double[3, 3];
        for (var row = 0; row < 3; row++)
        for (var i = 0; i < 3; i++)
            scaled[row, i] = to[row] / from[row] * Bradford[row, i];
        var adaptation = Times(Inverse(Bradford), scaled);
        return (adaptation, Times(adaptation, primaries));
    }

    static double[] FromChromaticity((double X, double Y) of) =>
        [of.X / of.Y, 1, (1 - of.X - of.Y) / of.Y];

    /// <summary>The curve of sRGB: ((a·x + b)^g above d, c·x below), a parametric curve of type 3.</summary>
    static byte[] Curve() =>
        [
            .. Encoding.ASCII.GetBytes("para"),
            0,
            0,
            0,
            0,
            0,
            3,
            0,
            0,
            .. Fixed(2.4),
            .. Fixed(1 / 1.055),
            .. Fixed(0.055 / 1.055),
            .. Fixed(1 / 12.92),
            .. Fixed(0.04045),
        ];

    static byte[] Words(string text) =>
        [
            .. Encoding.ASCII.GetBytes("mluc"),
            0,
            0,
            0,
            0,
            .. Big(1),
            .. Big(12),
            .. Encoding.ASCII.GetBytes("enUS"),
            .. Big(2 * text.Length),
            .. Big(28),
            .. Encoding.BigEndianUnicode.GetBytes(text),
        ];

    static byte[] Xyz(double[] value) => Fixed("XYZ ", value);

    static byte[] Fixed(string type, double[] values) =>
        [.. Encoding.ASCII.GetBytes(type), 0, 0, 0, 0, .. values.SelectMany(Fixed)];

    /// <summary>A signed number with sixteen bits after the point.</summary>
    static byte[] Fixed(double value) => Big((int)Math.Round(value * 65536));

    static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    static int Padded(byte[] data) => (data.Length + 3) / 4 * 4;

    static double[] Column(double[,] matrix, int i) => [matrix[0, i], matrix[1, i], matrix[2, i]];

    static double[] Times(double[,] matrix, double[] vector) =>
        [
            .. Enumerable
                .Range(0, 3)
                .Select(row => Enumerable.Range(0, 3).Sum(i => matrix[row, i] * vector[i])),
        ];

    static double[,] Times(double[,] left, double[,] right)
    {
        var product = new double[3, 3];
        for (var i = 0; i < 3; i++)
        {
            var column = Times(left, Column(right, i));
            for (var row = 0; row < 3; row++)
                product[row, i] = column[row];
        }
        return product;
    }

    static double[,] Inverse(double[,] m)
    {
        var inverse = new double[3, 3];
        for (var row = 0; row < 3; row++)
        for (var i = 0; i < 3; i++)
            inverse[i, row] =
                m[(row + 1) % 3, (i + 1) % 3] * m[(row + 2) % 3, (i + 2) % 3]
                - m[(row + 1) % 3, (i + 2) % 3] * m[(row + 2) % 3, (i + 1) % 3];
        var determinant = Enumerable.Range(0, 3).Sum(i => m[0, i] * inverse[i, 0]);
        for (var row = 0; row < 3; row++)
        for (var i = 0; i < 3; i++)
            inverse[row, i] /= determinant;
        return inverse;
    }
}
