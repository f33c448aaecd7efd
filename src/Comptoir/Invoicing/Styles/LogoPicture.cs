using Comptoir.Documents;

namespace Comptoir.Invoicing.Styles;

/// <summary>Pictures that can be a logo: PNG and JPEG, known by what is in them, not by their name.</summary>
static class LogoPicture
{
    /// <summary>Bytes of the largest.</summary>
    public const int Largest = 512 * 1024;

    /// <summary>Checks a picture by opening it as documents do.</summary>
    /// <exception cref="RefusedException">It will not do; the message says why and what to do.</exception>
    public static void Check(ReadOnlySpan<byte> picture)
    {
        if (picture.Length > Largest)
            throw new RefusedException(
                "The picture is larger than 512 KB. Save it smaller: 1,000 pixels on its longer side are enough."
            );
        try
        {
            SheetPicture.Read(picture);
        }
        catch (PictureException error)
        {
            throw error.Message switch
            {
                PictureException.Unknown => new RefusedException(
                    "A logo is a PNG or a JPEG picture. Save it as one of the two."
                ),
                PictureException.TooManyPixels => new RefusedException(
                    "The picture has more than 4 million pixels. Save it smaller: 1,000 pixels on its longer side are enough."
                ),
                PictureException.Cmyk => new RefusedException(
                    "The colours of the picture are CMYK, which is for printing presses. Save it as RGB."
                ),
                _ => new RefusedException(
                    "The picture is broken, or of a kind that is not read everywhere. Open it in another program and save it again as PNG."
                ),
            };
        }
    }

    /// <summary>The media type; null for what is neither PNG nor JPEG.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> picture) =>
        picture.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
            ? "image/png"
        : picture.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) ? "image/jpeg"
        : null;
}
