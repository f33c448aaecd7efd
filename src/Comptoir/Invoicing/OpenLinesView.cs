using Comptoir.Sales;
using Comptoir.Web;

namespace Comptoir.Invoicing;

/// <summary>A line of an order of which something is not invoiced yet.</summary>
/// <param name="Kind">Of the ledger's entries: <c>PRODUCT</c>, <c>SHIPPING</c>…</param>
/// <param name="Number">The shop's number of the line.</param>
/// <param name="Title">What it is.</param>
/// <param name="Detail">Variant and SKU.</param>
/// <param name="Units">Units not invoiced yet, at least 1.</param>
/// <param name="HasUnits">It is counted; a delivery or a fee is not.</param>
/// <param name="Amount">What is not invoiced yet, with tax, minor units of the customer's currency.</param>
public sealed record OpenLine(
    string Kind,
    long Number,
    string Title,
    string Detail,
    int Units,
    bool HasUnits,
    long Amount
)
{
    /// <summary>The kind of the order's line: products and ways of delivery are numbered apart.</summary>
    public OrderLineKind OrderKind =>
        Kind == "SHIPPING" ? OrderLineKind.Shipping : OrderLineKind.Product;
}

/// <summary>What of an order is not invoiced yet, line by line.</summary>
static class OpenLinesView
{
    /// <summary>The lines, in the order of the order; those that cancel out are none.</summary>
    public static IReadOnlyList<OpenLine> Of(Texts texts, SalesOrder order) =>
        [
            .. order
                .Sales.Where(sale => sale is { IsOpen: true, Line: not null })
                .GroupBy(sale => (Shipping: sale.Kind == "SHIPPING", sale.Kind, sale.Line))
                .Select(group => Line(texts, order, group.Key.Kind, group.Key.Line!.Value, group))
                .Where(line => line.Line.Amount > 0 || line.Line.HasUnits && line.Line.Units > 0)
                .OrderBy(line => line.Position)
                .Select(line => line.Line),
        ];

    static (int Position, OpenLine Line) Line(
        Texts texts,
        SalesOrder order,
        string kind,
        long number,
        IEnumerable<Sale> sales
    )
    {
        var of = kind == "SHIPPING" ? OrderLineKind.Shipping : OrderLineKind.Product;
        var line = order.Lines.Find(line => line.Number == number && line.Kind == of);
        var units = sales.Sum(sale => sale.OpenQuantity);
        return (
            line?.Position ?? int.MaxValue,
            new OpenLine(
                kind,
                number,
                line?.Title ?? OrderWords.Kind(texts, kind),
                string.Join(
                    " · ",
                    new[] { line?.VariantTitle, line?.Sku }.Where(text =>
                        !string.IsNullOrEmpty(text)
                    )
                ),
                Math.Max(1, units),
                of == OrderLineKind.Product && units > 0,
                sales.Sum(sale => sale.CustomerOpen)
            )
        );
    }
}
