using Comptoir.Sales;

namespace Comptoir.Invoicing.Planning;

/// <summary>
/// What a refund gives beyond its lines (goodwill) or keeps (a fee for restocking): an allowance or a charge on the document
/// of its group, tax included, over the rates in proportion. It reduces the taxable base.
/// </summary>
static class Adjustments
{
    /// <summary>Covers adjustments on a document.</summary>
    public static void Cover(
        OrderBook book,
        PlannedDocument document,
        IReadOnlyList<Sale> adjustments
    )
    {
        if (adjustments.Count == 0)
            return;
        var weights = Weights(document.Lines.Select(line => (line.Tax, line.Amounts)));
        // Alone, it concerns all that was ordered, also when all of that came back.
        if (weights.Count == 0)
            weights = Weights(
                book.Order.Sales.Where(sale =>
                        sale is { Kind: "PRODUCT" or "SHIPPING" or "UNKNOWN", CustomerTotal: > 0 }
                    )
                    .SelectMany(sale =>
                        TaxParts
                            .Of(
                                sale,
                                new Amounts(
                                    sale.Total,
                                    sale.Tax,
                                    sale.CustomerTotal,
                                    sale.CustomerTax
                                )
                            )
                            .Select(part =>
                                (
                                    book.Taxes.Said(
                                        sale,
                                        part.Key,
                                        part.Amounts,
                                        book.Order.TaxesIncluded
                                    ),
                                    part.Amounts
                                )
                            )
                    )
            );
        if (weights.Count == 0)
            weights = [(default, 1)];
        var before = document
            .Lines.GroupBy(line => line.Tax)
            .ToDictionary(
                group => group.Key,
                group => group.Aggregate(default(Amounts), (sum, line) => sum + line.Amounts)
            );
        foreach (var sale in adjustments)
            Cover(document, sale, weights, before);
    }

    static void Cover(
        PlannedDocument document,
        Sale sale,
        List<(TaxKey Tax, long Weight)> weights,
        Dictionary<TaxKey, Amounts> before
    )
    {
        var kind = sale.CustomerTotal > 0 ? DocumentLineKind.Charge : DocumentLineKind.Allowance;
        var open = new Amounts(sale.Open, sale.OpenTax, sale.CustomerOpen, sale.CustomerOpenTax);
        sale.Take(sale.OpenQuantity, open.Gross, open.Tax, open.CustomerGross, open.CustomerTax);
        long[] by = [.. weights.Select(x => x.Weight)];
        var gross = Shares.Of(open.Gross, by);
        var tax = Shares.Of(open.Tax, by);
        var customerGross = Shares.Of(open.CustomerGross, by);
        var customerTax = Shares.Of(open.CustomerTax, by);
        for (var i = 0; i < weights.Count; i++)
        {
            var part = new Amounts(gross[i], tax[i], customerGross[i], customerTax[i]);
            if (part.IsZero)
                continue;
            var key = weights[i].Tax;
            var there = before.GetValueOrDefault(key);
            // Where the shop says how much of it is tax, that is so.
            var share =
                open.CustomerTax != 0
                    ? (part.Tax, part.CustomerTax)
                    : (
                        TaxIn(there.Gross, there.Tax, part.Gross, key.Rate),
                        TaxIn(there.CustomerGross, there.CustomerTax, part.CustomerGross, key.Rate)
                    );
            document
                .Line(new LineKey(kind, null), key, sale.Title)
                .Add(new Covered(sale, 0, part), share.Item1, share.Item2);
            before[key] = there + part with { Tax = share.Item1, CustomerTax = share.Item2 };
        }
    }

    /// <summary>
    /// The tax in an adjustment: what makes the tax of the whole group right. Where the lines' own taxes were rounded one by one, it
    /// is the adjustment's alone: it does not make up for them.
    /// </summary>
    static long TaxIn(long linesGross, long linesTax, long gross, int? rate)
    {
        if (rate is not > 0)
            return 0;
        var alone = Shares.Rounded(gross, rate.Value, 1_000_000 + rate.Value);
        var whole =
            Shares.Rounded(linesGross + gross, rate.Value, 1_000_000 + rate.Value) - linesTax;
        return Math.Abs(whole - alone) <= 1 ? whole : alone;
    }

    static List<(TaxKey Tax, long Weight)> Weights(
        IEnumerable<(TaxKey Tax, Amounts Amounts)> parts
    ) =>
        [
            .. parts
                .GroupBy(part => part.Tax)
                .Select(group =>
                    (group.Key, Math.Abs(group.Sum(part => part.Amounts.CustomerGross)))
                )
                .Where(x => x.Item2 > 0),
        ];
}
