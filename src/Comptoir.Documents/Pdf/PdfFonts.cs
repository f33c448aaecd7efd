using System.Globalization;
using Comptoir.Documents.Fonts;

namespace Comptoir.Documents.Pdf;

/// <summary>The fonts of one file, in the order of their first use.</summary>
sealed class PdfFonts(PdfFile file)
{
    readonly Dictionary<Typeface, PdfFont> fonts = [];
    readonly List<PdfFont> ordered = [];

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

    /// <summary>Writes all fonts, and under this number the dictionary that pages find them by.</summary>
    public void Put(int resources)
    {
        foreach (var font in ordered)
            font.Put(file);
        var entries = ordered.Select(font =>
            string.Create(CultureInfo.InvariantCulture, $"/{font.Key} {font.Id} 0 R")
        );
        file.Put(resources, $"<< /Font << {string.Join(' ', entries)} >> >>");
    }
}
