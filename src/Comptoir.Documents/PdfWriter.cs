using System.Globalization;
using System.Text;
using Comptoir.Documents.Fonts;
using Comptoir.Documents.Layout;
using Comptoir.Documents.Pdf;

namespace Comptoir.Documents;

/// <summary>
/// Writes sheets as PDF/A-3b, or as plain PDF where the machine has no font to embed. With the same fonts the same sheet gives
/// the same bytes: there is no clock and no chance in it. One instance serves any number of threads.
/// </summary>
/// <param name="fonts">The fonts to write with.</param>
public sealed class PdfWriter(DocumentFonts fonts)
{
    /// <summary>Writes one document.</summary>
    /// <param name="sheet">What is printed.</param>
    /// <param name="paper">The paper it is laid out for.</param>
    /// <param name="output">Where it is written to; it need not be seekable and is left open.</param>
    /// <exception cref="ArgumentException">The sheet lacks amounts, or has some that it must not have; nothing is written.</exception>
    public void Write(DocumentSheet sheet, PaperSize paper, Stream output) =>
        Write([sheet], paper, output, []);

    /// <summary>Writes one document with files in it, such as the same invoice as data.</summary>
    /// <param name="sheet">What is printed.</param>
    /// <param name="paper">The paper it is laid out for.</param>
    /// <param name="output">Where it is written to; it need not be seekable and is left open.</param>
    /// <param name="attachments">The files, each with a name of its own; at most one is a Factur-X.</param>
    /// <exception cref="ArgumentException">
    /// The sheet lacks amounts, or has some that it must not have, or an attachment has a name or type that PDF cannot hold;
    /// nothing is written.
    /// </exception>
    public void Write(
        DocumentSheet sheet,
        PaperSize paper,
        Stream output,
        IReadOnlyList<SheetAttachment> attachments
    ) => Write([sheet], paper, output, attachments);

    /// <summary>
    /// Writes documents into one file, each from a new page on with its own page numbers. They are taken one at a time, and
    /// their pages are written before the next is asked for: memory does not grow with their number, but for a few bytes a page.
    /// </summary>
    /// <param name="sheets">What is printed.</param>
    /// <param name="paper">The paper it is laid out for.</param>
    /// <param name="output">Where it is written to; it need not be seekable and is left open.</param>
    /// <exception cref="ArgumentException">
    /// There is no sheet, or one lacks amounts, or has some that it must not have. What was written until then is no whole file.
    /// </exception>
    public void Write(IEnumerable<DocumentSheet> sheets, PaperSize paper, Stream output) =>
        Write(sheets, paper, output, []);

    void Write(
        IEnumerable<DocumentSheet> sheets,
        PaperSize paper,
        Stream output,
        IReadOnlyList<SheetAttachment> attachments
    )
    {
        using var each = sheets.GetEnumerator();
        if (!each.MoveNext())
            throw new ArgumentException("There is no document to write.", nameof(sheets));
        Check(each.Current);
        Check(attachments);

        using var file = new PdfFile(output);
        var catalog = file.Reserve();
        var tree = file.Reserve();
        var resources = file.Reserve();
        var parts = new PdfResources(file);
        var kids = new List<int>();
        var first = each.Current;
        DocumentSheet last;
        do
        {
            last = each.Current;
            Check(last);
            foreach (var page in Layout(last, paper, parts))
            {
                var content = file.AddStream("", page.Content);
                kids.Add(
                    file.Add(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {PdfFile.Number(page.Width)} {PdfFile.Number(page.Height)}] /Resources {resources} 0 R /Contents {content} 0 R >>"
                        )
                    )
                );
            }
        } while (each.MoveNext());

        parts.Put(resources);
        var pages = new StringBuilder();
        foreach (var kid in kids)
            pages.Append(CultureInfo.InvariantCulture, $"{kid} 0 R ");
        file.Put(tree, $"<< /Type /Pages /Count {kids.Count} /Kids [{pages}] >>");

        var metadata = new PdfMetadata(
            Title(first) + (last == first ? "" : $" – {last.Number ?? Title(last)}"),
            first.Seller.Name,
            last == first && first.Order is { Length: > 0 } order
                ? $"{new SheetFormats(first.Language).Words.Order} {order}"
                : null,
            first.Language,
            last.IssuedOn ?? first.IssuedOn,
            fonts.AreEmbedded,
            attachments.FirstOrDefault(attachment => attachment.FacturXProfile is not null)
        );
        // Programs that look for the packet do not unpack it.
        var xmp = file.AddRaw("/Type /Metadata /Subtype /XML", metadata.Packet());
        var profile = file.AddStream("/N 3", ColourProfile.Srgb);
        var attached = PdfAttachments.Put(file, attachments, first.IssuedOn);
        file.Put(
            catalog,
            string.Create(
                CultureInfo.InvariantCulture,
                $"<< /Type /Catalog /Pages {tree} 0 R /Lang ({first.Language}) /ViewerPreferences << /DisplayDocTitle true >> /Metadata {xmp} 0 R /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1) /DestOutputProfile {profile} 0 R >>]{attached} >>"
            )
        );
        file.Finish(catalog, file.Add(metadata.Information()));
    }

    IReadOnlyList<PdfPage> Layout(DocumentSheet sheet, PaperSize paper, PdfResources parts)
    {
        var pen = new SheetPen(sheet, paper, fonts, parts);
        HeadPart.Draw(pen, sheet);
        LinesPart.Draw(pen, sheet);
        if (sheet.Amounts is { } amounts)
            SumsPart.Draw(pen, sheet, amounts);
        EndPart.Draw(pen, sheet);
        return pen.Finish();
    }

    static string Title(DocumentSheet sheet)
    {
        var words = new SheetFormats(sheet.Language).Words;
        return $"{words.Title(sheet.Kind)} {sheet.Number ?? words.Draft}";
    }

    static void Check(DocumentSheet sheet)
    {
        if (sheet.Kind is SheetKind.DeliveryNote && sheet.Amounts is not null)
            throw new ArgumentException("A delivery note shows no amounts.", nameof(sheet));
        if (sheet.Kind is not SheetKind.DeliveryNote && sheet.Amounts is null)
            throw new ArgumentException($"A {sheet.Kind} needs its amounts.", nameof(sheet));
        if (sheet.Amounts is { Decimals: < 0 or > 4 })
            throw new ArgumentException("A currency has 0 to 4 decimals.", nameof(sheet));
    }

    static void Check(IReadOnlyList<SheetAttachment> attachments)
    {
        if (
            attachments.Select(attachment => attachment.Wrong).FirstOrDefault(x => x is not null) is
            { } wrong
        )
            throw new ArgumentException(wrong, nameof(attachments));
        if (
            attachments
                .Select(attachment => attachment.Name)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Count() != attachments.Count
        )
            throw new ArgumentException("Two attachments have the same name.", nameof(attachments));
        if (attachments.Count(attachment => attachment.FacturXProfile is not null) > 1)
            throw new ArgumentException(
                "A document holds one electronic invoice at most.",
                nameof(attachments)
            );
    }
}
