using Comptoir.Documents.Pdf;

namespace Comptoir.Documents.Layout;

/// <summary>The upper part of the first page: who, what, when.</summary>
static class HeadPart
{
    const double Gap = 6 * SheetPen.Millimetre;
    const double LogoWidth = 70 * SheetPen.Millimetre;
    const double LogoHeight = 24 * SheetPen.Millimetre;

    /// <summary>A picture of fewer dots to the inch looks coarse: it is drawn smaller instead.</summary>
    const double CoarsestDpi = 110;
    static readonly Style Seller = new(13, true, SheetPen.Black);
    static readonly Style Title = new(17, true, SheetPen.Black);

    public static void Draw(SheetPen pen, DocumentSheet sheet)
    {
        DrawTitle(pen, sheet);
        DrawParties(pen, sheet);
        DrawFacts(pen, pen.Reading.Facts);
        DrawTracking(pen, sheet);
        DrawReferences(pen, sheet);
        DrawIntro(pen, sheet);
    }

    static void DrawTitle(SheetPen pen, DocumentSheet sheet)
    {
        var top = pen.Y;
        var half = pen.Width / 2;
        var left = top;
        if (sheet.Look?.Logo is { } logo)
            left += DrawLogo(pen, logo, half - Gap);
        else
            foreach (var line in pen.Wrap(sheet.Seller.Name, Seller, half - Gap).Take(3))
            {
                pen.Draw(line, Seller, pen.Left, left + 2);
                left += Seller.Line;
            }
        var right = top;
        void Write(string text, Style style)
        {
            foreach (var line in pen.Wrap(text, style, half))
            {
                pen.DrawRight(line, style, pen.Right, right);
                right += style.Line;
            }
        }
        Write(pen.Reading.Title, Title with { Ink = pen.AccentText });
        Write(sheet.Number ?? pen.Words.Draft, SheetPen.Emphasis);
        if (sheet.IssuedOn is { } date)
            Write(pen.Formats.Date(date), SheetPen.Body);
        pen.Y = Math.Max(left, right) + 8 * SheetPen.Millimetre;
    }

    /// <summary>As large as its place allows, and no larger than it is sharp; says how high it came out.</summary>
    static double DrawLogo(SheetPen pen, SheetPicture logo, double widest)
    {
        var scale = Math.Min(
            Math.Min(Math.Min(widest, LogoWidth) / logo.Width, LogoHeight / logo.Height),
            72.0 / CoarsestDpi
        );
        pen.Picture(logo, pen.Left, pen.Y, logo.Width * scale, logo.Height * scale);
        return logo.Height * scale;
    }

    static void DrawParties(SheetPen pen, DocumentSheet sheet)
    {
        (string Label, SheetParty Party)[] parties =
        [
            (pen.Words.Seller, sheet.Seller),
            (pen.Words.Buyer, sheet.Buyer),
            .. sheet.DeliveredTo is { } to
                ? [(pen.Words.DeliveredTo, to)]
                : ((string, SheetParty)[])[],
        ];
        var step = (pen.Width + Gap) / parties.Length;
        List<(ShapedText Text, Style Style)>[] columns =
        [
            .. from party in parties
            select (List<(ShapedText, Style)>)
                [
                    .. Lines(party.Label, SheetPen.Label),
                    .. Lines(party.Party.Name, SheetPen.Emphasis),
                    .. party.Party.Address.SelectMany(line => Lines(line, SheetPen.Body)),
                    .. party.Party.Identifiers.SelectMany(line => Lines(line, SheetPen.Body)),
                ],
        ];
        // Line by line, because an address may be longer than anybody thinks.
        for (var i = 0; i < columns.Max(column => column.Count); i++)
        {
            pen.Ensure(SheetPen.Body.Line);
            for (var column = 0; column < columns.Length; column++)
                if (i < columns[column].Count)
                    pen.Draw(
                        columns[column][i].Text,
                        columns[column][i].Style,
                        pen.Left + column * step,
                        pen.Y
                    );
            pen.Y += SheetPen.Body.Line;
        }
        pen.Y += 7 * SheetPen.Millimetre;

        IEnumerable<(ShapedText, Style)> Lines(string text, Style style) =>
            pen.Wrap(text, style, step - Gap).Select(line => (line, style));
    }

    /// <summary>Facts stand in a band between two lines, five beside each other at most.</summary>
    static void DrawFacts(SheetPen pen, IReadOnlyList<SheetFact> facts)
    {
        if (facts.Count == 0)
            return;
        var rows = (facts.Count + 4) / 5;
        var perRow = Math.Max(3, (facts.Count + rows - 1) / rows);
        var step = (pen.Width + Gap) / perRow;
        pen.Rule(0.7, pen.Accent);
        pen.Y += 2.6 * SheetPen.Millimetre;
        foreach (var row in facts.Chunk(perRow))
        {
            var cells = Array.ConvertAll(
                row,
                fact =>
                    (
                        Label: pen.Wrap(fact.Label, SheetPen.Label, step - Gap),
                        Value: pen.Wrap(fact.Value, SheetPen.Emphasis, step - Gap)
                    )
            );
            var labels = cells.Max(cell => cell.Label.Count) * SheetPen.Label.Line;
            var height = labels + cells.Max(cell => cell.Value.Count) * SheetPen.Emphasis.Line;
            pen.Ensure(Math.Min(height, pen.Room));
            for (var i = 0; i < cells.Length; i++)
            {
                var x = pen.Left + i * step;
                for (var k = 0; k < cells[i].Label.Count; k++)
                    pen.Draw(cells[i].Label[k], SheetPen.Label, x, pen.Y + k * SheetPen.Label.Line);
                for (var k = 0; k < cells[i].Value.Count; k++)
                    pen.Draw(
                        cells[i].Value[k],
                        SheetPen.Emphasis,
                        x,
                        pen.Y + labels + k * SheetPen.Emphasis.Line
                    );
            }
            pen.Y += height + 2.6 * SheetPen.Millimetre;
        }
        pen.Rule(0.7, pen.Accent);
        pen.Y += 6 * SheetPen.Millimetre;
    }

    static void DrawTracking(SheetPen pen, DocumentSheet sheet)
    {
        if (sheet.Tracking.Count == 0)
            return;
        pen.Paragraph(pen.Words.Tracking, SheetPen.Label);
        foreach (var parcel in sheet.Tracking)
            pen.Paragraph(parcel, SheetPen.Emphasis);
        pen.Y += 5 * SheetPen.Millimetre;
    }

    static void DrawReferences(SheetPen pen, DocumentSheet sheet)
    {
        if (sheet.References.Count == 0 && sheet.Reason is not { Length: > 0 })
            return;
        foreach (var reference in sheet.References)
            pen.Paragraph(reference, SheetPen.Emphasis);
        if (sheet.Reason is { Length: > 0 } reason)
            pen.Paragraph(pen.Words.ReasonIs(reason), SheetPen.Body);
        pen.Y += 5 * SheetPen.Millimetre;
    }

    static void DrawIntro(SheetPen pen, DocumentSheet sheet)
    {
        if (sheet.Look?.Intro is not { Length: > 0 } intro)
            return;
        pen.Paragraph(intro, SheetPen.Body);
        pen.Y += 5 * SheetPen.Millimetre;
    }
}
