using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Comptoir.Money;
using Comptoir.Storage;
using Comptoir.Web;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Archiving;

/// <summary>
/// All documents of a month in one zip for the accountant: the PDF of each, its XML where it has one, and an index. It is written
/// as it is read, one document at a time; made again it is byte for byte the same, because files are kept once made and nothing
/// in the zip says when it was written.
/// </summary>
sealed class ExportMonth(Database database, DocumentFiles files)
{
    public const string Index = "index.csv";
    const int BatchSize = 200;

    // Zip knows no earlier moment than 1980; the last day of the month would suggest that it was made then.
    static readonly DateTimeOffset Timeless = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the documents issued in a month.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="month">Any day of the month.</param>
    /// <param name="output">Where it is written to; it need not be seekable and is left open.</param>
    /// <param name="cancellationToken">Stops it; what was written until then is no whole file.</param>
    /// <returns>How many documents there are in it.</returns>
    public async Task<long> WriteAsync(
        long officeId,
        DateOnly month,
        Stream output,
        CancellationToken cancellationToken
    )
    {
        var count = 0L;
        await using var held = new HeldStream(output);
        await using var index = new StringWriter(CultureInfo.InvariantCulture);
        await using var csv = new CsvWriter(
            index,
            new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }
        );
        foreach (var name in Columns)
            csv.WriteField(name);
        await csv.NextRecordAsync();
        await using (
            var zip = await ZipArchive.CreateAsync(
                held,
                ZipArchiveMode.Create,
                leaveOpen: true,
                Encoding.UTF8,
                cancellationToken
            )
        )
        {
            await foreach (var document in DocumentsAsync(officeId, month, cancellationToken))
            {
                var pdf =
                    await files.PdfAsync(officeId, document.Id, cancellationToken)
                    ?? throw new InvalidOperationException("An issued document is gone.");
                var xml = await files.XmlAsync(officeId, document.Id, cancellationToken);
                await AddAsync(zip, csv, document, pdf, xml, cancellationToken);
                await held.PassOnAsync(cancellationToken);
                count++;
            }
            await csv.FlushAsync();
            // The mark tells spreadsheets that it is UTF-8.
            await PutAsync(
                zip,
                Index,
                [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(index.ToString())],
                cancellationToken
            );
        }
        await held.PassOnAsync(cancellationToken);
        return count;
    }

    static readonly string[] Columns =
    [
        "number",
        "date",
        "kind",
        "buyer",
        "net",
        "vat",
        "other_tax",
        "gross",
        "currency",
        "pdf",
        "pdf_sha256",
        "xml",
        "xml_sha256",
    ];

    static async Task AddAsync(
        ZipArchive zip,
        CsvWriter csv,
        Exported document,
        DocumentFile pdf,
        DocumentFile? xml,
        CancellationToken ct
    )
    {
        var sign = document.Kind == DocumentKind.CreditNote ? -1 : 1;
        var currency = new Currency(document.Currency);
        csv.WriteField(Plain(document.Number));
        csv.WriteField(document.IssuedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        csv.WriteField(Kind(document.Kind));
        csv.WriteField(Plain(document.BuyerName));
        foreach (
            var amount in (long[])
                [
                    document.Gross - document.Tax,
                    document.Tax - document.OtherTax,
                    document.OtherTax,
                    document.Gross,
                ]
        )
            csv.WriteField(
                currency
                    .ToUnits(sign * amount)
                    .ToString($"F{currency.Exponent}", CultureInfo.InvariantCulture)
            );
        csv.WriteField(document.Currency);
        foreach (var file in new[] { pdf, xml })
        {
            var name = file is null ? null : $"{Folder(document.Kind)}/{file.Name}";
            if (file is not null)
                await PutAsync(zip, name!, file.Bytes, ct);
            csv.WriteField(name);
            csv.WriteField(file?.Sha256);
        }
        await csv.NextRecordAsync();
    }

    // A name that begins like a formula must not become one in a spreadsheet.
    static string Plain(string text) =>
        text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;

    static async Task PutAsync(ZipArchive zip, string name, byte[] bytes, CancellationToken ct)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = Timeless;
        await using var content = await entry.OpenAsync(ct);
        await content.WriteAsync(bytes, ct);
    }

    async IAsyncEnumerable<Exported> DocumentsAsync(
        long officeId,
        DateOnly month,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var (from, until) = (
            new DateOnly(month.Year, month.Month, 1),
            new DateOnly(month.Year, month.Month, 1).AddMonths(1).AddDays(-1)
        );
        // In the order of the journal, which is that of the numbers and never changes.
        for (long after = 0; ; )
        {
            var last = after;
            List<Exported> batch;
            await using (var db = database.Open(officeId))
                batch = await db
                    .Documents.Where(row =>
                        row.State == DocumentState.Issued
                        && row.IssuedOn >= from
                        && row.IssuedOn <= until
                        && row.JournalNumber > last
                    )
                    .OrderBy(row => row.JournalNumber)
                    .Take(BatchSize)
                    .Select(row => new Exported(
                        row.Id,
                        row.Kind,
                        row.Number!,
                        row.IssuedOn!.Value,
                        row.BuyerName,
                        row.Currency,
                        row.Gross,
                        row.Tax,
                        row.Lines.Where(line => line.VatRate == 0).Sum(line => line.Tax),
                        row.JournalNumber!.Value
                    ))
                    .ToListAsync(ct);
            foreach (var document in batch)
                yield return document;
            if (batch.Count < BatchSize)
                yield break;
            after = batch[^1].JournalNumber;
        }
    }

    static string Folder(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Invoice => "invoices",
            DocumentKind.CreditNote => "credit-notes",
            _ => "receipts",
        };

    static string Kind(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Invoice => "invoice",
            DocumentKind.CreditNote => "credit note",
            _ => "receipt",
        };

    sealed record Exported(
        long Id,
        DocumentKind Kind,
        string Number,
        DateOnly IssuedOn,
        string BuyerName,
        string Currency,
        long Gross,
        long Tax,
        long OtherTax,
        long JournalNumber
    );
}
