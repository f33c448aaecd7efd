using Comptoir.Invoicing;
using Comptoir.Money;

namespace Comptoir.EInvoicing;

/// <summary>The sums by category and rate of VAT. The tax is the one that was frozen, never one reckoned from the rate.</summary>
static class FrozenTaxes
{
    public static IReadOnlyList<SemanticTax> Of(
        FrozenDocument document,
        Currency currency,
        IReadOnlyList<SemanticLine> lines,
        IReadOnlyList<SemanticAdjustment> adjustments
    )
    {
        var taxes = new List<SemanticTax>();
        foreach (var group in document.Lines.GroupBy(FrozenLines.VatOf))
        {
            var vat = group.Key;
            var said = document
                .Taxes.Where(tax => tax.Vat is { } of && FrozenLines.VatOf(of) == vat)
                .ToList();
            var isTaxed = vat.Category is "S" or "Z";
            var codes = said.Select(tax => XmlText.Compact(tax.Vat!.Code)).Distinct().ToList();
            taxes.Add(
                new SemanticTax(
                    vat,
                    lines.Where(line => line.Vat == vat).Sum(line => line.Net)
                        + adjustments
                            .Where(row => row.Vat == vat)
                            .Sum(row => row.IsCharge ? row.Amount : -row.Amount),
                    currency.ToUnits(
                        group.Where(line => !line.Vat!.IsForeign).Sum(line => line.Tax)
                    ),
                    isTaxed ? null : Joined(said),
                    // One category has one sum: of two reasons for it the words alone can be told.
                    isTaxed || codes.Count != 1
                        ? null
                        : codes[0],
                    document.Seller.PaysVatOnDebits
                        && document.Nature != Vat.SupplyNature.Goods
                        && vat.Category == "S"
                )
            );
        }
        return
        [
            .. taxes
                .OrderBy(tax => tax.Vat.Category, StringComparer.Ordinal)
                .ThenByDescending(tax => tax.Vat.Percent),
        ];
    }

    static string? Joined(IEnumerable<FrozenTax> said) =>
        XmlText.Line(
            string.Join(
                " ; ",
                said.Select(tax => XmlText.Line(tax.Wording)).OfType<string>().Distinct()
            )
        );
}
