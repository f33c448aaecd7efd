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

    /// <summary>A column and how wide it came out.</summary>
    sealed class Column(SheetColumn column)
    {
        public string Head => column.Head;
        public bool FromRight => column.FromRight;
        public bool IsNumber => column.IsNumber;
        public bool IsTitle => column.IsTitle;
        public double Width { get; set; }

        public string Cell(SheetLine line) => column.Cell(line);
    }

    public static void Draw(SheetPen pen, DocumentSheet sheet)
    {
        if (sheet.Lines.Count == 0)
            return;
        List<Column> columns = [.. pen.Reading.Columns.Select(column => new Column(column))];
        Share(pen, sheet, columns, columns.Find(column => column.IsTitle)!);
        var detailed =
            sheet.Kind is SheetKind.DeliveryNote ? null : columns.Find(column => column.IsTitle);
        for (var i = 0; i < sheet.Lines.Count; i++)
        {
            var line = sheet.Lines[i];
            var cells = columns.ConvertAll(column =>
                (IReadOnlyList<(ShapedText Text, Style Style)>)
                    [
                        .. Wrap(pen, column.Cell(line), SheetPen.Body, column.Width),
                        .. column == detailed && line.Detail is { Length: > 0 } detail
                            ? Wrap(pen, detail, SheetPen.Small, column.Width)
                            : [],
                    ]
            );
            var lines = cells.Max(cell => cell.Count);
            var height = Enumerable.Range(0, lines).Sum(k => LineHeight(cells, k)) + 2 * Padding;
            // Below every row but the last there is room for what is carried.
            var room =
                Math.Min(height, pen.Room / 2) + (i < sheet.Lines.Count - 1 ? CarryHeight : 0);
            if (i == 0)
                DrawHead(pen, columns, room);
            else if (!pen.Fits(room))
                Carry(pen, columns, sheet.Lines.Take(i));
            DrawRow(pen, columns, cells, lines);
        }
        pen.Y += 7 * SheetPen.Millimetre;
    }

    static double CarryHeight => SheetPen.Small.Line + 2 * Padding;

    /// <summary>Goes to the next page, with the sum so far below this one's rows and above the next one's.</summary>
    static void Carry(SheetPen pen, List<Column> columns, IEnumerable<SheetLine> before)
    {
        var sum = pen.Reading.Sum(before);
        if (sum is not null && pen.Fits(CarryHeight))
            Draw(pen.Words.CarriedForward, sum);
        pen.NextPage();
        DrawHead(pen, columns);
        if (sum is not null)
        {
            Draw(pen.Words.BroughtForward, sum);
            pen.Rule(0.5, SheetPen.Hair);
        }

        void Draw(string label, string amount)
        {
            pen.Y += Padding;
            var style = SheetPen.Small;
            var width = pen.Measure(amount, style);
            pen.DrawRight(pen.Wrap(amount, style, pen.Width)[0], style, pen.Right, pen.Y);
            pen.DrawRight(
                pen.Wrap(label, style, pen.Width)[0],
                style,
                pen.Right - width - Gutter,
                pen.Y
            );
            pen.Y += style.Line + Padding;
        }
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

    /// <summary>Draws the heads of the columns, on the next page if there is no room for them with what follows.</summary>
    static void DrawHead(SheetPen pen, List<Column> columns, double following = 0)
    {
        var heads = columns.ConvertAll(column =>
            pen.Wrap(column.Head, SheetPen.Label, column.Width)
        );
        var lines = heads.Max(head => head.Count);
        pen.Ensure(lines * SheetPen.Label.Line + Padding / 2 + following);
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
        pen.Rule(0.7, pen.Accent);
    }

    static void DrawRow(
        SheetPen pen,
        List<Column> columns,
        List<IReadOnlyList<(ShapedText Text, Style Style)>> cells,
        int lines
    )
    {
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
