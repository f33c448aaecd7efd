using System.Globalization;
using Comptoir.Documents.Fonts;

namespace Comptoir.Documents.Pdf;

/// <summary>What the pages of one file draw with: fonts in the order of their first use, and pictures, each written once.</summary>
sealed class PdfResources(PdfFile file)
{
    readonly Dictionary<Typeface, PdfFont> fonts = [];
    readonly List<PdfFont> ordered = [];
    readonly Dictionary<SheetPicture, (string Key, int Id)> pictures = [];

    /// <summary>The typeface as this file knows it.</summary>
    public PdfFont this[Typeface typeface]
    {
        get
        {
            if (!fonts.TryGetValue(typeface, out var font))
            {
                var key = "F" + (ordered.Count + 1).ToString(CultureInfo.InvariantCulture);
                fonts[typeface] = font = PdfFont.For(typeface, key, file.Reserve());
                ordered.Add(font);
            }
            return font;
        }
    }

    /// <summary>The name of a picture in the contents of pages; the picture is written at its first use.</summary>
    public string KeyOf(SheetPicture picture)
    {
        if (!pictures.TryGetValue(picture, out var known))
        {
            var key = "P" + (pictures.Count + 1).ToString(CultureInfo.InvariantCulture);
            known = (
                key,
                file.AddRaw(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"/Type /XObject /Subtype /Image /Width {picture.Width} /Height {picture.Height} /ColorSpace /{(picture.IsGrey ? "DeviceGray" : "DeviceRGB")} /BitsPerComponent 8 /Filter /{(picture.IsJpeg ? "DCTDecode" : "FlateDecode")}"
                    ),
                    picture.Data.Span
                )
            );
            pictures[picture] = known;
        }
        return known.Key;
    }

    /// <summary>Writes all fonts, and under this number the dictionary that pages find them by.</summary>
    public void Put(int resources)
    {
        foreach (var font in ordered)
            font.Put(file);
        var entries = string.Join(' ', ordered.Select(font => Entry(font.Key, font.Id)));
        var drawn = string.Join(' ', pictures.Values.Select(x => Entry(x.Key, x.Id)));
        file.Put(
            resources,
            $"<< /Font << {entries} >>{(drawn.Length > 0 ? $" /XObject << {drawn} >>" : "")} >>"
        );
    }

    static string Entry(string key, int id) =>
        string.Create(CultureInfo.InvariantCulture, $"/{key} {id} 0 R");
}
