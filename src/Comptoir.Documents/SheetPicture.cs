using Comptoir.Documents.Pictures;

namespace Comptoir.Documents;

/// <summary>
/// A picture that can be printed, made of a PNG or JPEG file. It is read once and may be printed any number of times, by many
/// threads.
/// </summary>
public sealed class SheetPicture
{
    /// <summary>A file may have so many bytes.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>A picture may have so many pixels.</summary>
    public const int MostPixels = 4_000_000;

    internal SheetPicture(int width, int height, bool isGrey, bool isJpeg, byte[] data)
    {
        (Width, Height, IsGrey, IsJpeg, Data) = (width, height, isGrey, isJpeg, data);
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Whether it has one channel, and not red, green and blue.</summary>
    internal bool IsGrey { get; }

    /// <summary>Whether <see cref="Data"/> is the JPEG file; otherwise packed rows of pixels.</summary>
    internal bool IsJpeg { get; }

    internal ReadOnlyMemory<byte> Data { get; }

    /// <summary>
    /// Reads a file. What is transparent becomes white, as the paper is; a PNG of more than 1,200 pixels on a side is made smaller.
    /// </summary>
    /// <exception cref="PictureException">It cannot be printed; the message says what to do.</exception>
    public static SheetPicture Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > MostBytes)
            throw new PictureException(PictureException.TooManyBytes);
        if (file.StartsWith(PngFile.Signature))
            return PngFile.Read(file);
        return file.StartsWith(JpegFile.Signature)
            ? JpegFile.Read(file)
            : throw new PictureException(PictureException.Unknown);
    }
}

/// <summary>A picture cannot be printed. The message says what to do.</summary>
/// <param name="message">One of a few sentences, so that they can be translated.</param>
public sealed class PictureException(string message) : FormatException(message)
{
    /// <summary>The file is too large.</summary>
    public const string TooManyBytes =
        "The picture has more than 1 MB. Save it smaller: 1,000 pixels on its longer side are enough.";

    /// <summary>It has too many pixels.</summary>
    public const string TooManyPixels =
        "The picture has more than 4 million pixels. Save it smaller: 1,000 pixels on its longer side are enough.";

    /// <summary>It is something else.</summary>
    public const string Unknown =
        "This is neither a PNG nor a JPEG picture. Save it as one of the two.";

    /// <summary>It is broken.</summary>
    public const string Broken =
        "The picture is broken or not whole. Open it in another program and save it again.";

    /// <summary>Its colours are those of printing presses.</summary>
    public const string Cmyk =
        "The colours of the picture are CMYK, which is for printing presses. Save it as RGB.";

    /// <summary>It is a JPEG that readers of PDF need not know.</summary>
    public const string UnusualJpeg =
        "This kind of JPEG is not read everywhere. Save the picture as an ordinary JPEG or as PNG.";
}
