using System.Text.Json;
using Comptoir.Invoicing;
using Comptoir.Journal;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Health;

/// <summary>
/// Proves every document: the frozen content by the hash in the journal, row and lines by the frozen content, the sums, what
/// it covers of the sales ledger, and the numbers of each series without a gap.
/// </summary>
static class VerifyDocuments
{
    const int BatchSize = 200;

    /// <summary>Looks at all of them.</summary>
    /// <returns>How many documents were looked at.</returns>
    public static async Task<long> VerifyAsync(
        ComptoirDb db,
        Findings findings,
        CancellationToken cancellationToken
    )
    {
        long seen = 0,
            last = 0;
        while (true)
        {
            var from = last;
            var batch = await db
                .Documents.AsNoTracking()
                .Include(document => document.Lines)
                .Where(document => document.Id > from)
                .OrderBy(document => document.Id)
                .Take(BatchSize)
                .ToListAsync(cancellationToken);
            if (batch.Count == 0)
                return seen;
            last = batch[^1].Id;
            seen += batch.Count;
            await VerifyAsync(db, batch, findings, cancellationToken);
        }
    }

    static async Task VerifyAsync(
        ComptoirDb db,
        List<Document> batch,
        Findings findings,
        CancellationToken ct
    )
    {
        long[] numbers =
        [
            .. batch.Where(x => x.JournalNumber is not null).Select(x => x.JournalNumber!.Value),
        ];
        var records = await db
            .Journal.AsNoTracking()
            .Where(record => numbers.Contains(record.Number))
            .ToDictionaryAsync(record => record.Number, ct);
        var (first, last) = (batch[0].Id, batch[^1].Id);
        var covered = await db
            .Allocations.AsNoTracking()
            .Where(x => x.DocumentId >= first && x.DocumentId <= last)
            .GroupBy(x => x.DocumentId)
            .Select(group => new Covered(
                group.Key!.Value,
                group.Sum(x => x.CustomerGross),
                group.Sum(x => x.Gross)
            ))
            .ToDictionaryAsync(x => x.Document, ct);
        foreach (var document in batch)
        {
            var where = Name(document);
            void Say(string what) => findings.Add(where, what);
            VerifySums(document, Say);
            VerifyCover(document, covered.GetValueOrDefault(document.Id), Say);
            if (document.State != DocumentState.Issued)
                continue;
            VerifyRecord(
                document,
                document.JournalNumber is { } number ? records.GetValueOrDefault(number) : null,
                Say
            );
            VerifyContent(document, Say);
        }
    }

    sealed record Covered(long Document, long Gross, long ShopGross);

    static void VerifySums(Document document, Action<string> say)
    {
        if (
            document.Lines.Sum(x => x.Gross) != document.Gross
            || document.Lines.Sum(x => x.Tax) != document.Tax
        )
            say(
                $"Its lines make {document.Lines.Sum(x => x.Gross)} with tax {document.Lines.Sum(x => x.Tax)}, but its total is {document.Gross} with tax {document.Tax} (minor units, {document.Currency})."
            );
        if (
            document.Lines.Sum(x => x.ShopGross) != document.ShopGross
            || document.Lines.Sum(x => x.ShopTax) != document.ShopTax
        )
            say(
                $"Its lines do not make its total in the shop's currency: {document.Lines.Sum(x => x.ShopGross)} instead of {document.ShopGross} (minor units, {document.ShopCurrency})."
            );
    }

    // The tax of adjustments is split over the rates on the document, while the ledger has none: totals alone are compared.
    static void VerifyCover(Document document, Covered? covered, Action<string> say)
    {
        if ((covered?.Gross ?? 0) != document.Sign * document.Gross)
            say(
                $"It covers {covered?.Gross ?? 0} of the sales ledger, but its total is {document.Sign * document.Gross} (minor units, {document.Currency})."
            );
        if ((covered?.ShopGross ?? 0) != document.Sign * document.ShopGross)
            say("What it covers of the sales ledger is not its total in the shop's currency.");
    }

    static void VerifyRecord(Document document, JournalRecord? record, Action<string> say)
    {
        if (record is null)
        {
            say(
                $"Its record {document.JournalNumber} of the journal is missing: the journal was cut, or the record was deleted."
            );
            return;
        }
        IssuedRecord content;
        try
        {
            content =
                record.Kind == JournalKind.DocumentIssued
                    ? IssuedRecord.Read(record.Content)
                    : throw new JsonException();
        }
        catch (JsonException)
        {
            say($"Its record {record.Number} of the journal is not that of an issued document.");
            return;
        }
        Same("row", content.Document, document.Id);
        Same("kind", content.Kind, document.Kind);
        Same("number", content.Number, document.Number);
        Same("date", content.On, document.IssuedOn);
        Same("currency", content.Currency, document.Currency);
        Same("total", content.Gross, document.Gross);
        Same("tax", content.Tax, document.Tax);
        if (IssuedRecord.HashOf(document.Content!) != content.Sha256)
            say(
                "Its frozen content was changed: it does not have the hash that the journal recorded when it was issued."
            );

        void Same<T>(string what, T recorded, T? stored)
        {
            if (!Equals(recorded, stored))
                say(
                    FormattableString.Invariant(
                        $"Its {what} is {stored}, but the journal recorded {recorded} when it was issued."
                    )
                );
        }
    }

    static void VerifyContent(Document document, Action<string> say)
    {
        FrozenDocument frozen;
        try
        {
            frozen = FrozenDocument.Read(document.Content!);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            say("Its frozen content cannot be read.");
            return;
        }
        Same("kind", frozen.Kind, document.Kind);
        Same("number", frozen.Number, document.Number);
        Same("date", frozen.IssuedOn, document.IssuedOn);
        Same("currency", frozen.Currency, document.Currency);
        Same("total", frozen.Gross, document.Gross);
        Same("tax", frozen.Tax, document.Tax);
        Same("total in the shop's currency", frozen.ShopGross, document.ShopGross);
        Same("tax in the shop's currency", frozen.ShopTax, document.ShopTax);
        Same("reason", frozen.Reason, document.Reason);
        Same("note", frozen.Note, document.Note);
        Same(
            "list of what it corrects",
            string.Join(", ", frozen.Corrects.Select(x => x.Number)),
            string.Join(", ", document.Corrects.Select(x => x.Number))
        );
        Same("date of supply", frozen.SuppliedOn, document.SuppliedOn);
        Same("due date", frozen.DueOn, document.DueOn);
        Same("number of lines", frozen.Lines.Count, document.Lines.Count);
        var lines = document.Lines.OrderBy(line => line.Position).ToList();
        foreach (var (line, i) in frozen.Lines.Zip(lines).Select((pair, i) => (pair, i)))
        {
            // What no line of the order names is named in the document's language, in its content alone.
            if (line.Second.Title.Length > 0)
                Same($"title of line {i + 1}", line.First.Title, line.Second.Title);
            Same($"kind of line {i + 1}", line.First.Kind, line.Second.Kind);
            Same($"SKU of line {i + 1}", line.First.Sku, line.Second.Sku);
            Same($"detail of line {i + 1}", line.First.Detail, line.Second.Detail);
            Same($"tax of line {i + 1}, by name", line.First.TaxTitle, line.Second.TaxTitle);
            Same($"quantity of line {i + 1}", line.First.Quantity, line.Second.Quantity);
            Same($"total of line {i + 1}", line.First.Gross, line.Second.Gross);
            Same($"tax of line {i + 1}", line.First.Tax, line.Second.Tax);
            Same($"rate of line {i + 1}", line.First.Rate, line.Second.Rate);
            Same($"discount of line {i + 1}", line.First.Discount, line.Second.Discount);
            Same($"case of VAT of line {i + 1}", line.First.Vat?.Case, line.Second.VatCase);
            Same($"state of VAT of line {i + 1}", line.First.Vat?.Country, line.Second.VatCountry);
            Same($"rate of VAT of line {i + 1}", line.First.Vat?.Rate, line.Second.VatRate);
        }
        if (
            frozen.Taxes.Sum(x => x.Net + x.Tax) != frozen.Gross
            || frozen.Taxes.Sum(x => x.Tax) != frozen.Tax
        )
            say("The sums by rate in its frozen content are not its total.");

        void Same<T>(string what, T written, T? stored)
        {
            if (!Equals(written, stored))
                say(
                    FormattableString.Invariant(
                        $"Its {what} is {stored} in its row, but {written} in its frozen content."
                    )
                );
        }
    }

    /// <summary>A document in a sentence.</summary>
    public static string Name(Document document) =>
        $"{VerifyJournal.Words(document.Kind)} {document.Number ?? "(draft)"} (row {document.Id})";
}
