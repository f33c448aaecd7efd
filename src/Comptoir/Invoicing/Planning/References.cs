namespace Comptoir.Invoicing.Planning;

/// <summary>
/// The invoices that a credit note cites: those whose lines it reduces, oldest first (the order line tells which); for an order
/// that another program invoiced, that program's.
/// </summary>
static class References
{
    public static Correction[] Of(OrderBook book, PlannedDocument credit)
    {
        var invoices = book
            .Documents.Where(document => document.Kind == DocumentKind.Invoice)
            .ToList();
        var cited = new List<Document>();
        foreach (var line in credit.Lines)
        {
            var units = Math.Abs(line.Quantity);
            foreach (
                var (invoice, there) in invoices.SelectMany(invoice =>
                    invoice
                        .Lines.Where(x => x.Kind == line.Key.Kind && x.OrderLine == line.Key.Line)
                        .Select(x =>
                            (invoice, (x.Quantity ?? 0) - Credited(book, invoice, line.Key))
                        )
                )
            )
            {
                // What is credited already is corrected already: a later invoice of the line is meant.
                if (there <= 0 && line.Quantity != 0)
                    continue;
                cited.Add(invoice);
                units -= there;
                if (units <= 0)
                    break;
            }
        }
        if (cited.Count == 0)
            cited.AddRange(ByAmount(invoices, -credit.Total.CustomerGross));
        if (cited.Count > 0)
            return
            [
                .. invoices
                    .Where(cited.Contains)
                    .Select(invoice => new Correction(
                        invoice.Id,
                        invoice.Number ?? "",
                        invoice.IssuedOn
                    )),
            ];
        return book.External.Count == 0
            ? [new Correction(null, "", null)]
            :
            [
                .. book.External.Select(invoice => new Correction(
                    null,
                    invoice.Number,
                    invoice.IssuedOn
                )),
            ];
    }

    static int Credited(OrderBook book, Document invoice, LineKey key) =>
        book
            .Documents.Where(document =>
                document.Kind == DocumentKind.CreditNote
                && Array.Exists(document.Corrects, x => x.DocumentId == invoice.Id)
            )
            .SelectMany(document => document.Lines)
            .Where(x => x.Kind == key.Kind && x.OrderLine == key.Line)
            .Sum(x => x.Quantity ?? 0);

    static IEnumerable<Document> ByAmount(List<Document> invoices, long amount)
    {
        foreach (var invoice in invoices)
        {
            yield return invoice;
            amount -= invoice.Gross;
            if (amount <= 0)
                yield break;
        }
    }
}
