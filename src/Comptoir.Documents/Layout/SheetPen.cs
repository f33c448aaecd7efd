using Comptoir.Documents.Fonts;
using Comptoir.Documents.Pdf;

namespace Comptoir.Documents.Layout;

/// <summary>How a text looks. A line is 1.4 times as high as the type.</summary>
readonly record struct Style(double Size, bool Bold, Ink Ink)
{
    public double Line => Size * 1.4;

    /// <summary>From the top of a line to its base line.</summary>
    public double Rise => Size * 1.06;
}

/// <summary>
/// Draws down the pages of one sheet. It stands at a place; what does not fit there goes to the next page, which is begun when
/// nobody has been there yet.
/// </summary>
sealed class SheetPen
{
    public const double Millimetre = 72 / 25.4;
    const double Margin = 16 * Millimetre;

    /// <summary>Heights that add up to the room there is may come out a hair above it.</summary>
    const double Tolerance = 0.01;

    public static readonly Ink Black = new(0x14, 0x17, 0x1C);
    public static readonly Ink Grey = new(0x5F, 0x67, 0x73);
    public static readonly Ink Hair = new(0xDF, 0xE3, 0xE8);
    public static readonly Ink Strong = new(0xB9, 0xC0, 0xC9);
    public static readonly Ink Paper = new(0xF4, 0xF6, 0xF8);
    static readonly Ink Mark = new(0xEE, 0xF0, 0xF2);

    public static readonly Style Body = new(9, false, Black);
    public static readonly Style Emphasis = new(9, true, Black);
    public static readonly Style Label = new(7.5, false, Grey);
    public static readonly Style Small = new(8, false, Grey);

    readonly (double Width, double Height) size;
    readonly PdfResources pdf;
    readonly TextShaper shaper;
    readonly List<PdfPage> pages = [];
    readonly IReadOnlyList<ShapedText> footer;
    readonly string heading;
    readonly bool draft;
    int page;

    public SheetPen(DocumentSheet sheet, PaperSize paper, DocumentFonts fonts, PdfResources pdf)
    {
        this.pdf = pdf;
        size = paper switch
        {
            PaperSize.A4 => (210 * Millimetre, 297 * Millimetre),
            PaperSize.Letter => (612, 792),
            _ => throw new ArgumentOutOfRangeException(nameof(paper), paper, "No such paper."),
        };
        Reading = new SheetReading(sheet);
        AccentText = sheet.Look?.AccentText ?? Black;
        Accent = sheet.Look?.AccentInk ?? Strong;
        EndRule = sheet.Look?.AccentInk ?? Black;
        shaper = new TextShaper(fonts);
        draft = sheet.Number is null;
        heading =
            $"{Formats.Words.Title(sheet.Kind)} {sheet.Number ?? Formats.Words.Draft} · {sheet.Seller.Name}";
        footer = sheet.Footer is { Length: > 0 } text
            ? [.. Wrap(text, Label, Width - 30 * Millimetre).Take(3)]
            : [];
        Bottom =
            size.Height - 12 * Millimetre - Math.Max(1, footer.Count) * Label.Line - 5 * Millimetre;
        Begin();
        Y = Margin;
    }

    /// <summary>The sheet in words.</summary>
    public SheetReading Reading { get; }

    public SheetFormats Formats => Reading.Formats;

    public SheetWords Words => Reading.Words;

    /// <summary>The colour of titles.</summary>
    public Ink AccentText { get; }

    /// <summary>The colour of rules that part the sheet.</summary>
    public Ink Accent { get; }

    /// <summary>The colour of the rule above the last total.</summary>
    public Ink EndRule { get; }

    public double Left { get; } = Margin;

    public double Width => size.Width - 2 * Margin;

    public double Right => size.Width - Margin;

    /// <summary>The lower edge of what may be drawn on.</summary>
    public double Bottom { get; }

    /// <summary>Where the pen stands on its page; downwards.</summary>
    public double Y { get; set; }

    /// <summary>Height that is left on an empty page that follows others.</summary>
    public double Room => Bottom - Top;

    static double Top => Margin + Label.Line + 4 * Millimetre;

    PdfPage Page => pages[page];

    /// <summary>The place of the pen, to come back to.</summary>
    public (int Page, double Y) Place
    {
        get => (page, Y);
        set => (page, Y) = value;
    }

    /// <summary>Whether there is so much room below the pen.</summary>
    public bool Fits(double height) => Y + height <= Bottom + Tolerance;

    /// <summary>Goes to the next page unless there is so much room; says whether it did.</summary>
    public bool Ensure(double height)
    {
        if (Fits(height))
            return false;
        NextPage();
        return true;
    }

    public void NextPage()
    {
        page++;
        if (page == pages.Count)
        {
            Begin();
            Draw(Fit(heading, Label, Width), Label, Left, Margin);
        }
        Y = Top;
    }

    public IReadOnlyList<ShapedText> Wrap(string text, Style style, double width) =>
        shaper.Wrap(text, style.Bold, width * 1000 / style.Size);

    public double Measure(string text, Style style) =>
        shaper.Shape(text, style.Bold).Width * style.Size / 1000;

    /// <summary>Draws one line whose upper edge is at <paramref name="top"/>.</summary>
    public void Draw(ShapedText text, Style style, double x, double top) =>
        Page.Text(text, style.Size, x, top + style.Rise, style.Ink);

    /// <summary>Draws one line that ends at <paramref name="right"/>.</summary>
    public void DrawRight(ShapedText text, Style style, double right, double top) =>
        Draw(text, style, right - text.Width * style.Size / 1000, top);

    public void Rule(double thickness, Ink ink) => Rule(Left, Width, thickness, ink);

    public void Rule(double x, double length, double thickness, Ink ink) =>
        Page.Rule(x, Y, length, thickness, ink);

    /// <summary>Draws a picture whose upper left corner is at this place.</summary>
    public void Picture(SheetPicture picture, double x, double top, double width, double height) =>
        Page.Picture(picture, x, top, width, height);

    public void Box(double height, Ink ink) => Page.Box(Left, Y, Width, height, ink);

    /// <summary>Draws a paragraph over the whole width and moves below it, over as many pages as it takes.</summary>
    public void Paragraph(string text, Style style)
    {
        foreach (var line in Wrap(text, style, Width))
        {
            Ensure(style.Line);
            Draw(line, style, Left, Y);
            Y += style.Line;
        }
    }

    /// <summary>Draws the feet, for which the number of pages must be known, and hands the pages over.</summary>
    public IReadOnlyList<PdfPage> Finish()
    {
        for (page = 0; page < pages.Count; page++)
        {
            Y = Bottom + 2.5 * Millimetre;
            Rule(0.5, Hair);
            Y += 2 * Millimetre;
            var number = shaper.Shape(Words.Page(page + 1, pages.Count), false);
            DrawRight(number, Label, Right, Y);
            foreach (var line in footer)
            {
                Draw(line, Label, Left, Y);
                Y += Label.Line;
            }
        }
        return pages;
    }

    /// <summary>The text on one line, cut where it is too long.</summary>
    ShapedText Fit(string text, Style style, double width) => Wrap(text, style, width)[0];

    void Begin()
    {
        pages.Add(new PdfPage(size.Width, size.Height, pdf));
        if (!draft)
            return;
        // The mark lies below all else, so that nothing becomes hard to read.
        var mark = shaper.Shape(Words.Draft.ToUpperInvariant(), true);
        var large = Math.Min(110, size.Width * 0.85 * 1000 / mark.Width);
        pages[^1].Across(mark, large, 36, Mark);
    }
}
