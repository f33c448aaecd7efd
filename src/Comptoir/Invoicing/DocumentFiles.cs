using Comptoir.Documents;
using Comptoir.Journal;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>A file of a document.</summary>
/// <param name="Name">Its name, such as <c>F2026-00012.pdf</c>.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Bytes">The bytes.</param>
/// <param name="Sha256">SHA-256 of the bytes, lower-case hexadecimal.</param>
sealed record DocumentFile(string Name, string MediaType, byte[] Bytes, string Sha256);

/// <summary>
/// Documents as files. Those of an issued document are made at first use and kept: asked again, the same bytes come back, even
/// if logo or texts were changed since. Drafts are made anew each time. Where nothing writes documents as data (no
/// <see cref="IElectronicForm"/> is registered) there is the PDF alone.
/// </summary>
sealed class DocumentFiles(
    Database database,
    ComposeDocuments compose,
    PaperLooks looks,
    PdfWriter writer,
    OfficeJournal journals,
    IElectronicForm? form = null
)
{
    public const string Pdf = "application/pdf";
    public const string Xml = "application/xml";

    /// <summary>The PDF, with the XML in it where the document has one; null when the office has no such document.</summary>
    public async Task<DocumentFile?> PdfAsync(
        long officeId,
        long documentId,
        CancellationToken cancellationToken
    )
    {
        if (await KeptAsync(officeId, documentId, KeptFileKind.Pdf, cancellationToken) is { } kept)
            return kept;
        var contents = await compose.ComposeAsync(officeId, [documentId], cancellationToken);
        if (!contents.TryGetValue(documentId, out var content))
            return null;
        if (content.Number.Length > 0)
        {
            await KeepAsync(officeId, documentId, content, cancellationToken);
            return await KeptAsync(officeId, documentId, KeptFileKind.Pdf, cancellationToken);
        }
        var look = await looks.OfAsync(officeId, documentId, cancellationToken);
        return File("draft", KeptFileKind.Pdf, Print(content, look, null));
    }

    /// <summary>
    /// The XML; null when the office has no such document, when it is a draft, and when it has no electronic form, such as an
    /// invoice to a consumer.
    /// </summary>
    public async Task<DocumentFile?> XmlAsync(
        long officeId,
        long documentId,
        CancellationToken cancellationToken
    )
    {
        // Whichever is asked for first, both are made of one piece.
        await PdfAsync(officeId, documentId, cancellationToken);
        return await KeptAsync(officeId, documentId, KeptFileKind.Xml, cancellationToken);
    }

    async Task<DocumentFile?> KeptAsync(
        long officeId,
        long documentId,
        KeptFileKind kind,
        CancellationToken ct
    )
    {
        await using var db = database.Open(officeId);
        var row = await db
            .KeptFiles.Where(file => file.DocumentId == documentId && file.Kind == kind)
            .Join(
                db.Documents,
                file => file.DocumentId,
                document => document.Id,
                (file, document) =>
                    new
                    {
                        document.Number,
                        file.Bytes,
                        file.Sha256,
                    }
            )
            .FirstOrDefaultAsync(ct);
        return row is null
            ? null
            : new DocumentFile(
                NameOf(row.Number, kind),
                kind == KeptFileKind.Pdf ? Pdf : Xml,
                row.Bytes,
                row.Sha256
            );
    }

    async Task KeepAsync(
        long officeId,
        long documentId,
        FrozenDocument content,
        CancellationToken cancellationToken
    )
    {
        // Written before the transaction begins, which is to be short; who comes second finds the first one's.
        var xml = form?.Write(content, out _);
        var look = await looks.OfAsync(officeId, documentId, cancellationToken);
        var pdf = Print(content, look, xml);
        await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var journal = await journals.OpenAsync(db, ct);
                if (await db.KeptFiles.AnyAsync(file => file.DocumentId == documentId, ct))
                    return;
                var record = new KeptFilesRecord(
                    documentId,
                    content.Number,
                    IssuedRecord.HashOf(pdf),
                    xml is null ? null : IssuedRecord.HashOf(xml)
                );
                var number = journal.Add(
                    JournalKind.DocumentKept,
                    content.Number,
                    record.ToBytes(),
                    null
                );
                KeptFile Kept(KeptFileKind kind, byte[] bytes) =>
                    new()
                    {
                        OfficeId = officeId,
                        DocumentId = documentId,
                        Kind = kind,
                        Bytes = bytes,
                        Sha256 = record.HashOf(kind)!,
                        MadeAt = journal.Now,
                        JournalNumber = number,
                    };
                await db.InsertMissingAsync<KeptFile>(
                    [
                        Kept(KeptFileKind.Pdf, pdf),
                        .. xml is null ? [] : new[] { Kept(KeptFileKind.Xml, xml) },
                    ],
                    ct
                );
                await journal.SaveAsync(ct);
            },
            cancellationToken
        );
    }

    byte[] Print(FrozenDocument content, PaperLook look, byte[]? xml)
    {
        using var file = new MemoryStream();
        writer.Write(
            PaperSheet.Of(content, look),
            look.Paper,
            file,
            xml is null ? [] : [SheetAttachment.FacturX(xml)]
        );
        return file.ToArray();
    }

    static DocumentFile File(string? number, KeptFileKind kind, byte[] bytes) =>
        new(NameOf(number, kind), Pdf, bytes, IssuedRecord.HashOf(bytes));

    // A number may hold a slash, which no name of a file can.
    public static string NameOf(string? number, KeptFileKind kind) =>
        $"{number?.Replace('/', '-')}.{(kind == KeptFileKind.Pdf ? "pdf" : "xml")}";
}
