using System.Text.Json;
using System.Text.Json.Serialization;
using Comptoir.Documents;
using Comptoir.Documents.Fonts;
using Comptoir.Journal;
using Comptoir.Money;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>
/// Prints documents as PDF, from their frozen content; drafts with a mark. That an issued one was printed is recorded in the
/// journal, once a day.
/// </summary>
sealed class DocumentPdf(
    Database database,
    OfficeJournal journals,
    ComposeDocuments compose,
    TimeProvider clock
) : IDisposable
{
    // Of more than these last prints none was today's of the same document, or it is recorded once more.
    const int LookedAt = 5_000;

    readonly DocumentFonts fonts = DocumentFonts.OfMachine();

    /// <summary>Documents in one file, in the order given; null when the office lacks one of them.</summary>
    public async Task<byte[]?> PrintAsync(
        long officeId,
        IReadOnlyList<long> ids,
        PaperSize paper,
        string by,
        CancellationToken cancellationToken
    )
    {
        var contents = await compose.ComposeAsync(officeId, ids, cancellationToken);
        if (ids.Count == 0 || !ids.All(contents.ContainsKey))
            return null;
        using var file = new MemoryStream();
        new PdfWriter(fonts).Write(ids.Select(id => Sheet(contents[id])), paper, file);
        await RecordAsync(
            officeId,
            [
                .. ids.Where(id => contents[id].Number.Length > 0)
                    .Select(id => (id, contents[id].Number)),
            ],
            by,
            cancellationToken
        );
        return file.ToArray();
    }

    async Task RecordAsync(
        long officeId,
        List<(long Id, string Number)> printed,
        string by,
        CancellationToken ct
    )
    {
        var today = clock.GetUtcNow().UtcDateTime.Date;
        await using (var db = database.Open(officeId))
        {
            var known = await db
                .Journal.Where(row => row.Kind == JournalKind.DocumentPrinted)
                .OrderByDescending(row => row.Number)
                .Take(LookedAt)
                .Where(row => row.At >= today)
                .Select(row => row.Subject)
                .ToListAsync(ct);
            printed.RemoveAll(document => known.Contains(document.Number));
        }
        if (printed.Count == 0)
            return;
        await database.WriteAsync(
            officeId,
            async (db, token) =>
            {
                var journal = await journals.OpenAsync(db, token);
                foreach (var (id, number) in printed)
                    journal.Add(
                        JournalKind.DocumentPrinted,
                        number,
                        JsonSerializer.SerializeToUtf8Bytes(
                            new PrintedRecord(id, number),
                            PrintedJson.Default.PrintedRecord
                        ),
                        by
                    );
                await journal.SaveAsync(token);
            },
            ct
        );
    }

    /// <summary>What is printed of a document.</summary>
    internal static DocumentSheet Sheet(FrozenDocument content)
    {
        var words = new PaperWords(content);
        var seller = content.Seller;
        return new DocumentSheet
        {
            Kind = content.Kind switch
            {
                DocumentKind.Invoice => SheetKind.Invoice,
                DocumentKind.CreditNote => SheetKind.CreditNote,
                _ => SheetKind.Receipt,
            },
            Language = content.Language == "fr" ? "fr" : "en",
            Number = content.Number.Length > 0 ? content.Number : null,
            IssuedOn = content.IssuedOn,
            DeliveredOn = content.SuppliedOn,
            DueOn = content.DueOn,
            Order = content.Order.Name,
            BuyerReference = content.Order.PurchaseOrder,
            Seller = new SheetParty(
                seller.Name,
                words.Lines(seller.Address, seller.Name),
                words.Identifiers(seller.Siren, seller.VatNumber)
            ),
            Buyer = new SheetParty(
                content.Buyer.Name,
                words.Lines(content.Buyer.Address, content.Buyer.Name),
                words.Identifiers(content.Buyer.Siren, content.Buyer.VatNumber)
            ),
            DeliveredTo = words.Lines(content.DeliveredTo, null) is { Count: > 0 } place
                ? new SheetParty(place[0], [.. place.Skip(1)], [])
                : null,
            References = [.. content.Corrects.Select(words.Corrects)],
            Reason = content.Reason,
            Lines = [.. content.Lines.Select(line => Line(line, words))],
            Amounts = new SheetAmounts
            {
                Currency = content.Currency,
                Decimals = new Currency(content.Currency).Exponent,
                TaxIncluded = words.TaxIncluded,
                Net = content.Net,
                Tax = content.Tax,
                Gross = content.Gross,
                Taxes =
                [
                    .. content.Taxes.Select(tax => new SheetTax(
                        words.Rate(tax.Title, tax.Rate),
                        tax.Net,
                        tax.Tax
                    )),
                ],
                Payments = content is { Kind: DocumentKind.Invoice, Paid: not 0 }
                    ? [new SheetPayment(null, words.PaidHow, content.Paid)]
                    : [],
                Left = content.Kind == DocumentKind.Invoice ? content.Gross - content.Paid : null,
            },
            PaymentAdvice = words.Advice,
            Notes = [.. new[] { words.InShopCurrency, content.Note }.OfType<string>()],
            LegalTexts =
            [
                .. content.Terms.Select(term => term.Text),
                .. content.Footer is { Length: > 0 } footer ? new[] { footer } : [],
            ],
            Footer = string.Join(" · ", words.Identity),
        };
    }

    static SheetLine Line(FrozenLine line, PaperWords words) =>
        new()
        {
            Title = line.Title,
            Detail = PaperWords.DetailOf(line),
            Quantity = line.Quantity,
            UnitPrice = line.UnitPrice / 1_000_000m,
            Discount = line.Discount == 0 ? null : words.Money(-line.Discount),
            TaxRate = line.Rate is { } rate ? words.Percent(rate) : null,
            Amount = words.TaxIncluded ? line.Gross : line.Gross - line.Tax,
        };

    /// <inheritdoc/>
    public void Dispose() => fonts.Dispose();
}

/// <summary>What the journal keeps of a print.</summary>
sealed record PrintedRecord(long Document, string Number);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PrintedRecord))]
sealed partial class PrintedJson : JsonSerializerContext;
