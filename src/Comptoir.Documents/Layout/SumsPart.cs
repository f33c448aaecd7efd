namespace Comptoir.Documents.Layout;

/// <summary>Below the lines: the taxes at the left, the totals with payments at the right.</summary>
static class SumsPart
{
    const double Gap = 8 * SheetPen.Millimetre;
    const double TotalsWidth = 84 * SheetPen.Millimetre;
    const double Leading = 1.2 * SheetPen.Millimetre;

    static readonly Style Due = new(11, true, SheetPen.Black);
    static readonly Style Table = new(8.5, false, SheetPen.Black);

    public static void Draw(SheetPen pen, DocumentSheet sheet, SheetAmounts amounts)
    {
        var totals = Totals(pen, sheet, amounts);
        // Totals stay together as long as that is possible.
        pen.Ensure(Math.Min(pen.Room, totals.Count * 20));
        var top = pen.Place;
        DrawTaxes(pen, amounts);
        var taxes = pen.Place;
        pen.Place = top;
        DrawTotals(pen, totals);
        if (taxes.CompareTo(pen.Place) > 0)
            pen.Place = taxes;
        pen.Y += 6 * SheetPen.Millimetre;
        DrawAdvice(pen, sheet.PaymentAdvice);
    }

    static void DrawTaxes(SheetPen pen, SheetAmounts amounts)
    {
        if (amounts.Taxes.Count == 0)
            return;
        var tax = pen.TaxName(amounts);
        var right = pen.Right - TotalsWidth - Gap;
        var amount = Widest(pen.Words.TaxAmount, row => row.Tax);
        var taxed = Widest(pen.Words.TaxBase(tax), row => row.Base);
        var middle = right - amount - 10;
        var label = middle - taxed - 10 - pen.Left;
        Row(tax, pen.Words.TaxBase(tax), pen.Words.TaxAmount, SheetPen.Label, SheetPen.Strong);
        foreach (var row in amounts.Taxes)
            Row(
                row.Label,
                pen.Formats.Amount(row.Base, amounts),
                pen.Formats.Amount(row.Tax, amounts),
                Table,
                SheetPen.Hair
            );

        double Widest(string head, Func<SheetTax, long> value) =>
            amounts
                .Taxes.Select(row => pen.Measure(pen.Formats.Amount(value(row), amounts), Table))
                .Append(pen.Measure(head, SheetPen.Label))
                .Max();

        void Row(string first, string second, string third, Style style, Pdf.Ink ink)
        {
            var lines = pen.Wrap(first, style, Math.Max(40, label));
            pen.Ensure(lines.Count * style.Line + 2 * Leading);
            pen.Y += Leading;
            for (var i = 0; i < lines.Count; i++)
                pen.Draw(lines[i], style, pen.Left, pen.Y + i * style.Line);
            pen.DrawRight(pen.Wrap(second, style, 400)[0], style, middle, pen.Y);
            pen.DrawRight(pen.Wrap(third, style, 400)[0], style, right, pen.Y);
            pen.Y += lines.Count * style.Line + Leading;
            pen.Rule(pen.Left, right - pen.Left, 0.5, ink);
        }
    }

    static List<(string Label, string Amount, Style Style)> Totals(
        SheetPen pen,
        DocumentSheet sheet,
        SheetAmounts amounts
    )
    {
        var words = pen.Words;
        var tax = pen.TaxName(amounts);
        var back = sheet.Kind is SheetKind.CreditNote;
        var rows = new List<(string, string, Style)>();
        void Add(string label, long amount, Style style) =>
            rows.Add((label, pen.Formats.Amount(amount, amounts), style));
        Add(words.Total(tax, false), amounts.Net, SheetPen.Body);
        Add(char.ToUpperInvariant(tax[0]) + tax[1..], amounts.Tax, SheetPen.Body);
        Add(words.Total(tax, true), amounts.Gross, amounts.Left is null ? Due : SheetPen.Emphasis);
        foreach (var payment in amounts.Payments)
        {
            var on = payment.On is { } date ? pen.Formats.ShortDate(date) : "";
            // Where it is said what is left, a payment is taken off.
            Add(
                back ? words.PaidBack(on, payment.How) : words.Paid(on, payment.How),
                amounts.Left is null ? payment.Amount : -payment.Amount,
                SheetPen.Body
            );
        }
        if (amounts.Left is { } left)
            Add(
                back ? words.LeftToPayBack
                    : left > 0 && sheet.DueOn is { } due ? words.ToPayBy(pen.Formats.ShortDate(due))
                    : words.LeftToPay,
                left,
                Due
            );
        return rows;
    }

    static void DrawTotals(SheetPen pen, List<(string Label, string Amount, Style Style)> rows)
    {
        var x = pen.Right - TotalsWidth;
        foreach (var (label, amount, style) in rows)
        {
            var width = pen.Measure(amount, style);
            var lines = pen.Wrap(label, style, Math.Max(60, TotalsWidth - width - 10));
            pen.Ensure(lines.Count * style.Line + 2 * Leading + 6);
            if (style == Due)
            {
                pen.Y += 3;
                pen.Rule(x, TotalsWidth, 1.2, SheetPen.Black);
                pen.Y += 3;
            }
            pen.Y += Leading;
            for (var i = 0; i < lines.Count; i++)
                pen.Draw(lines[i], style, x, pen.Y + i * style.Line);
            pen.DrawRight(pen.Wrap(amount, style, TotalsWidth)[0], style, pen.Right, pen.Y);
            pen.Y += lines.Count * style.Line;
        }
    }

    static void DrawAdvice(SheetPen pen, IReadOnlyList<string> advice)
    {
        if (advice.Count == 0)
            return;
        const double padding = 3.5 * SheetPen.Millimetre;
        List<(ShapedText Text, Style Style)> lines =
        [
            .. from pair in advice.Select(
                (text, i) => (text, Style: i == 0 ? SheetPen.Emphasis : SheetPen.Body)
            )
            from line in pen.Wrap(pair.text, pair.Style, pen.Width - 2 * padding)
            select (line, pair.Style),
        ];
        var height = lines.Sum(line => line.Style.Line) + 2 * padding;
        pen.Ensure(Math.Min(height, pen.Room));
        pen.Box(Math.Min(height, pen.Bottom - pen.Y), SheetPen.Paper);
        pen.Y += padding;
        foreach (var (text, style) in lines)
        {
            pen.Ensure(style.Line);
            pen.Draw(text, style, pen.Left + padding, pen.Y);
            pen.Y += style.Line;
        }
        pen.Y += padding + 5 * SheetPen.Millimetre;
    }
}
