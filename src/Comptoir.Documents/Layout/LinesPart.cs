namespace Comptoir.Documents.Layout;

/// <summary>The table of lines, with its head again on each page.</summary>
static class LinesPart
{
    const double Gutter = 4 * SheetPen.Millimetre;
    const double Padding = 1.4 * SheetPen.Millimetre;

    /// <summary>Columns of text beside the title are no wider than this; what is wider wraps.</summary>
    const double Widest = 100;

    /// <summary>What columns of text are left with where there is little room.</summary>
    const double Narrowest = 36;

    /// <summary>What the title is left with, if that is possible.</summary>
    const double Title = 160;

    /// <summary>What the title is left with at least.</summary>
    const double ShortTitle = 90;

    sealed record Column(string Head, Func<SheetLine, string> Cell, bool FromRight, bool IsNumber)
    {
        public double Width { get; set; }

        /// <summary>Whether it takes what the others leave.</summary>
        public bool IsTitle { get; init; }
    }

    public static void Draw(SheetPen pen, DocumentSheet sheet)
    {
        if (sheet.Lines.Count == 0)
            return;
        var note = sheet.Kind is SheetKind.DeliveryNote;
        var columns = Columns(pen, sheet, note);
        var detailed = columns.Find(column => column.IsTitle && !note);
        DrawHead(pen, columns);
        foreach (var line in sheet.Lines)
        {
            var cells = columns.ConvertAll(column =>
                (IReadOnlyList<(ShapedText Text, Style Style)>)
                    [
                        .. Wrap(pen, column.Cell(line), SheetPen.Body, column.Width),
                        .. column == detailed && line.Detail is { Length: > 0 } detail
                            ? Wrap(pen, detail, SheetPen.Small, column.Width)
                            : [],
                    ]
            );
            DrawRow(pen, columns, cells);
        }
        pen.Y += 7 * SheetPen.Millimetre;
    }

    static List<Column> Columns(SheetPen pen, DocumentSheet sheet, bool note)
    {
        var words = pen.Words;
        var title = new Column(words.Description, line => line.Title, false, false)
        {
            IsTitle = true,
        };
        List<Column> columns = note
            ?
            [
                new(words.Reference, line => line.Detail ?? "", false, false),
                title,
                new(words.Quantity, Quantity, true, true),
            ]
            : [title, new(words.Quantity, Quantity, true, true)];
        if (sheet.Amounts is { } amounts)
        {
            var tax = pen.TaxName(amounts);
            columns.AddRange([
                new(
                    words.UnitPrice(tax, amounts.TaxIncluded),
                    line => line.UnitPrice is { } price ? pen.Formats.Price(price, amounts) : "",
                    true,
                    true
                ),
                new(words.Discount, line => line.Discount ?? "", true, false),
                new(tax, line => line.TaxRate ?? "", true, false),
                new(
                    words.Amount(tax, amounts.TaxIncluded),
                    line => line.Amount is { } amount ? pen.Formats.Amount(amount, amounts) : "",
                    true,
                    true
                ),
            ]);
        }
        columns.RemoveAll(column =>
            column != title && sheet.Lines.All(line => column.Cell(line).Length == 0)
        );
        Share(pen, sheet, columns, title);
        return columns;

        string Quantity(SheetLine line) =>
            line.Quantity is { } quantity ? pen.Formats.Quantity(quantity) : "";
    }

    /// <summary>
    /// Gives each column its width. Numbers get what they need, because one that goes on in the next line would be misread:
    /// first text gives way, then the title, and only then all.
    /// </summary>
    static void Share(SheetPen pen, DocumentSheet sheet, List<Column> columns, Column title)
    {
        foreach (var column in columns.Where(column => column != title))
        {
            var natural = sheet
                .Lines.Select(line => pen.Measure(column.Cell(line), SheetPen.Body))
                .Append(pen.Measure(column.Head, SheetPen.Label))
                .Max();
            column.Width = column.IsNumber ? natural + 0.1 : Math.Min(Widest, natural + 0.1);
        }
        var room = pen.Width - (columns.Count - 1) * Gutter;
        var tooMuch = Taken() + Title - room;
        var texts = columns.FindAll(column => column != title && !column.IsNumber);
        var yielding = texts.Sum(column => Math.Max(0, column.Width - Narrowest));
        if (tooMuch > 0 && yielding > 0)
            foreach (var column in texts)
                column.Width -=
                    Math.Max(0, column.Width - Narrowest) * Math.Min(1, tooMuch / yielding);
        if (Taken() + ShortTitle > room)
        {
            var factor = (room - ShortTitle) / Taken();
            foreach (var column in columns)
                column.Width *= factor;
        }
        title.Width = room - Taken();

        double Taken() => columns.Sum(column => column.Width);
    }

    static void DrawHead(SheetPen pen, List<Column> columns)
    {
        var heads = columns.ConvertAll(column =>
            pen.Wrap(column.Head, SheetPen.Label, column.Width)
        );
        var lines = heads.Max(head => head.Count);
        // A head is not left alone at the foot of a page.
        pen.Ensure(lines * SheetPen.Label.Line + 15 * SheetPen.Millimetre);
        var x = pen.Left;
        for (var i = 0; i < columns.Count; i++)
        {
            for (var k = 0; k < heads[i].Count; k++)
                Draw(
                    pen,
                    columns[i],
                    heads[i][k],
                    SheetPen.Label,
                    x,
                    pen.Y + (lines - heads[i].Count + k) * SheetPen.Label.Line
                );
            x += columns[i].Width + Gutter;
        }
        pen.Y += lines * SheetPen.Label.Line + Padding / 2;
        pen.Rule(0.7, SheetPen.Strong);
    }

    static void DrawRow(
        SheetPen pen,
        List<Column> columns,
        List<IReadOnlyList<(ShapedText Text, Style Style)>> cells
    )
    {
        var lines = cells.Max(cell => cell.Count);
        var height = Enumerable.Range(0, lines).Sum(line => LineHeight(cells, line)) + 2 * Padding;
        if (pen.Ensure(Math.Min(height, pen.Room / 2)))
            DrawHead(pen, columns);
        pen.Y += Padding;
        for (var k = 0; k < lines; k++)
        {
            // Only a row of half a page and more is ever divided.
            if (pen.Ensure(LineHeight(cells, k)))
            {
                DrawHead(pen, columns);
                pen.Y += Padding;
            }
            var x = pen.Left;
            for (var i = 0; i < columns.Count; i++)
            {
                if (k < cells[i].Count)
                    Draw(pen, columns[i], cells[i][k].Text, cells[i][k].Style, x, pen.Y);
                x += columns[i].Width + Gutter;
            }
            pen.Y += LineHeight(cells, k);
        }
        pen.Y += Padding;
        pen.Rule(0.5, SheetPen.Hair);
    }

    static double LineHeight(List<IReadOnlyList<(ShapedText Text, Style Style)>> cells, int line) =>
        cells.Max(cell => line < cell.Count ? cell[line].Style.Line : 0);

    static void Draw(SheetPen pen, Column column, ShapedText text, Style style, double x, double y)
    {
        if (column.FromRight)
            pen.DrawRight(text, style, x + column.Width, y);
        else
            pen.Draw(text, style, x, y);
    }

    static IEnumerable<(ShapedText, Style)> Wrap(
        SheetPen pen,
        string text,
        Style style,
        double width
    ) => pen.Wrap(text, style, width).Select(line => (line, style));
}
