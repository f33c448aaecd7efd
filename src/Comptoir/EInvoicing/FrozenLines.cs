using Comptoir.Invoicing;
using Comptoir.Money;

namespace Comptoir.EInvoicing;

/// <summary>Lines, and what is taken off or put on the whole, from the lines that were frozen.</summary>
static class FrozenLines
{
    // UNTDID 7161, outlays: a tax of another state is what the seller lays out for the buyer. The list of EN 16931 has no
    // code for taxes.
    const string Outlays = "AAE";

    const int MostDecimalsOfPrice = 6;

    public static (
        IReadOnlyList<SemanticLine> Lines,
        IReadOnlyList<SemanticAdjustment> Adjustments
    ) Of(FrozenDocument document, Currency currency)
    {
        var french = document.Language == "fr";
        var whole = document.Lines.Where(IsOfTheWhole).ToList();
        // A document has at least one line (BR-16): goodwill that stands alone is one.
        if (whole.Count == document.Lines.Count)
            whole = [];
        var lines = document
            .Lines.Except(whole)
            .Select(line => Line(line, currency, french))
            .ToList();
        var adjustments = whole
            .Where(line => line.Gross != line.Tax)
            .Select(line => Adjustment(currency.ToUnits(line.Gross - line.Tax), line, french))
            .ToList();
        foreach (
            var taxes in document
                .Lines.Where(line => line.Vat!.IsForeign && line.Tax != 0)
                .GroupBy(VatOf)
        )
        {
            var amount = currency.ToUnits(taxes.Sum(line => line.Tax));
            if (amount != 0)
                adjustments.Add(ForeignTax(amount, [.. taxes], taxes.Key, french));
        }
        return (lines, adjustments);
    }

    /// <summary>The category and rate of a line.</summary>
    public static SemanticVat VatOf(FrozenLine line) => VatOf(line.Vat!);

    /// <summary>The same of a sum of tax.</summary>
    public static SemanticVat VatOf(FrozenVat vat) =>
        new(vat.Category, vat.Category == "O" ? null : vat.Rate / 10_000m);

    static bool IsOfTheWhole(FrozenLine line) =>
        line.Kind is DocumentLineKind.Allowance or DocumentLineKind.Charge;

    static SemanticLine Line(FrozenLine line, Currency currency, bool french)
    {
        var net = currency.ToUnits(line.Gross - line.Tax);
        var quantity = (decimal)(line.Quantity is { } units and not 0 ? Math.Abs(units) : 1);
        var discount = net >= 0 ? DiscountOf(line, currency) : 0;
        // A price is never negative (BR-27): what is taken back has a negative quantity.
        var before = Math.Abs(net) + discount;
        var price = decimal.Round(
            before / quantity,
            MostDecimalsOfPrice,
            MidpointRounding.AwayFromZero
        );
        // Where six decimals cannot say the price of one, it is the price of all.
        decimal? per = null;
        if (decimal.Round(price * quantity, 2, MidpointRounding.AwayFromZero) != before)
            (price, per) = (before, quantity);
        return new SemanticLine(
            TitleOf(line, french),
            XmlText.Lines(line.Detail),
            XmlText.Line(line.Sku),
            net < 0 ? -quantity : quantity,
            price,
            per,
            discount,
            net,
            VatOf(line)
        );
    }

    // The discount is like the price: with tax where the price contains it.
    static decimal DiscountOf(FrozenLine line, Currency currency)
    {
        if (line.Discount <= 0)
            return 0;
        var discount = currency.ToUnits(line.Discount);
        return line.TaxIncluded && line.Rate is { } rate
            ? decimal.Round(discount / (1 + rate / 1_000_000m), 2, MidpointRounding.AwayFromZero)
            : discount;
    }

    static SemanticAdjustment Adjustment(decimal net, FrozenLine line, bool french) =>
        new(net > 0, Math.Abs(net), TitleOf(line, french), null, VatOf(line));

    static SemanticAdjustment ForeignTax(
        decimal amount,
        IReadOnlyList<FrozenLine> lines,
        SemanticVat vat,
        bool french
    )
    {
        var names = string.Join(
            ", ",
            lines.Select(line => XmlText.Line(line.TaxTitle)).OfType<string>().Distinct()
        );
        var words = french ? "Taxe due à un autre État" : "Tax due to another state";
        return new SemanticAdjustment(
            amount > 0,
            Math.Abs(amount),
            names.Length > 0 ? $"{words} ({names})" : words,
            amount > 0 ? Outlays : null,
            vat
        );
    }

    static string TitleOf(FrozenLine line, bool french) =>
        XmlText.Line(line.Title) ?? (french ? "Article" : "Item");
}
