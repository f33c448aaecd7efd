namespace Comptoir.Documents.Layout;

/// <summary>Below the lines: the taxes at the left, the totals with payments at the right.</summary>
static class SumsPart
{
    const double Gap = 8 * SheetPen.Millimetre;
    const double TotalsWidth = 84 * SheetPen.Millimetre;
    const double Between = 5 * SheetPen.Millimetre;
    const double Leading = 1.2 * SheetPen.Millimetre;

    static readonly Style Due = new(11, true, SheetPen.Black);
    static readonly Style Table = new(8.5, false, SheetPen.Black);

    public static void Draw(SheetPen pen, DocumentSheet sheet, SheetAmounts amounts)
    {
        var totals = pen.Reading.Totals;
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

    /// <summary>By rate and case, with what the law wants said of each in small print.</summary>
    static void DrawTaxes(SheetPen pen, SheetAmounts amounts)
    {
        if (amounts.Taxes.Count == 0)
            return;
        var tax = pen.Reading.TaxName;
        var right = pen.Right - TotalsWidth - Gap;
        var rows = amounts.Taxes.Select(row => (Text: pen.Reading.Of(row), row.Note)).ToList();
        var amount = Widest(pen.Words.TaxAmount, rows.Select(row => row.Text.Tax));
        var taxed = Widest(pen.Words.TaxBase(tax), rows.Select(row => row.Text.Base));
        var middle = right - amount - Between;
        var label = Math.Max(40, middle - taxed - Between - pen.Left);
        Row(tax, pen.Words.TaxBase(tax), pen.Words.TaxAmount, SheetPen.Label);
        pen.Rule(pen.Left, right - pen.Left, 0.7, pen.Accent);
        foreach (var (text, note) in rows)
        {
            Row(text.Label, text.Base, text.Tax, Table);
            if (note is { Length: > 0 })
                Note(note);
            pen.Rule(pen.Left, right - pen.Left, 0.5, SheetPen.Hair);
        }

        double Widest(string head, IEnumerable<string> values) =>
            values
                .Select(value => pen.Measure(value, Table))
                .Append(pen.Measure(head, SheetPen.Label))
                .Max();

        void Row(string first, string second, string third, Style style)
        {
            var lines = pen.Wrap(first, style, label);
            pen.Ensure(lines.Count * style.Line + 2 * Leading);
            pen.Y += Leading;
            for (var i = 0; i < lines.Count; i++)
                pen.Draw(lines[i], style, pen.Left, pen.Y + i * style.Line);
            pen.DrawRight(pen.Wrap(second, style, 400)[0], style, middle, pen.Y);
            pen.DrawRight(pen.Wrap(third, style, 400)[0], style, right, pen.Y);
            pen.Y += lines.Count * style.Line + Leading;
        }

        void Note(string text)
        {
            pen.Y -= Leading / 2;
            foreach (var line in pen.Wrap(text, SheetPen.Label, right - pen.Left))
            {
                pen.Ensure(SheetPen.Label.Line + Leading);
                pen.Draw(line, SheetPen.Label, pen.Left, pen.Y);
                pen.Y += SheetPen.Label.Line;
            }
            pen.Y += Leading;
        }
    }

    static void DrawTotals(SheetPen pen, IReadOnlyList<SheetTotal> rows)
    {
        var x = pen.Right - TotalsWidth;
        foreach (var (label, amount, weight) in rows)
        {
            var style = weight switch
            {
                TotalWeight.End => Due,
                TotalWeight.Sum => SheetPen.Emphasis,
                _ => SheetPen.Body,
            };
            var width = pen.Measure(amount, style);
            var lines = pen.Wrap(label, style, Math.Max(60, TotalsWidth - width - 10));
            pen.Ensure(lines.Count * style.Line + 2 * Leading + 6);
            if (weight is TotalWeight.End)
            {
                pen.Y += 3;
                pen.Rule(x, TotalsWidth, 1.2, pen.EndRule);
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
