namespace Comptoir.Documents.Layout;

/// <summary>Notes below the sums, and what the law asks for at the end of the last page.</summary>
static class EndPart
{
    const double Between = 1.5 * SheetPen.Millimetre;
    static readonly Style Note = new(8.5, false, SheetPen.Black);

    public static void Draw(SheetPen pen, DocumentSheet sheet)
    {
        if (sheet.Look?.Closing is { Length: > 0 } closing)
        {
            pen.Paragraph(closing, SheetPen.Body);
            pen.Y += 2 * Between;
        }
        foreach (var note in sheet.Notes)
        {
            pen.Paragraph(note, Note);
            pen.Y += Between;
        }
        if (sheet.LegalTexts.Count == 0)
            return;
        var height =
            sheet.LegalTexts.Sum(text =>
                pen.Wrap(text, SheetPen.Label, pen.Width).Count * SheetPen.Label.Line + Between
            ) - Between;
        if (height <= pen.Room)
        {
            pen.Ensure(height);
            pen.Y = Math.Max(pen.Y, pen.Bottom - height);
        }
        foreach (var text in sheet.LegalTexts)
        {
            pen.Paragraph(text, SheetPen.Label);
            pen.Y += Between;
        }
    }
}
