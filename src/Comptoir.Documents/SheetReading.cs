namespace Comptoir.Documents;

/// <summary>A column of the lines.</summary>
/// <param name="Head">What stands above it.</param>
/// <param name="Cell">The text of a line; empty for none.</param>
/// <param name="FromRight">Its texts end below each other.</param>
/// <param name="IsNumber">Its texts are never divided.</param>
sealed record SheetColumn(string Head, Func<SheetLine, string> Cell, bool FromRight, bool IsNumber)
{
    /// <summary>It is what was sold, and takes the room that the others leave.</summary>
    public bool IsTitle { get; init; }
}

/// <summary>A row of the totals.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Amount">The amount as it is read.</param>
/// <param name="Weight">How much it matters.</param>
sealed record SheetTotal(string Label, string Amount, TotalWeight Weight);

/// <summary>How much a total matters.</summary>
enum TotalWeight
{
    /// <summary>A part of the sum.</summary>
    Part,

    /// <summary>The sum.</summary>
    Sum,

    /// <summary>What it comes to in the end.</summary>
    End,
}

/// <summary>A sheet put into words: which facts, columns and totals it has, the same on paper and on the screen.</summary>
sealed class SheetReading
{
    readonly DocumentSheet sheet;

    /// <exception cref="ArgumentException">The sheet's language is not known.</exception>
    public SheetReading(DocumentSheet sheet)
    {
        this.sheet = sheet;
        Formats = new SheetFormats(sheet.Language);
        Facts = FactsOf();
        Columns = ColumnsOf();
        Totals = sheet.Amounts is { } amounts ? TotalsOf(amounts) : [];
    }

    public SheetFormats Formats { get; }

    public SheetWords Words => Formats.Words;

    public string Title => Words.Title(sheet.Kind);

    /// <summary>What the tax is called.</summary>
    public string TaxName => sheet.Amounts?.TaxName is { Length: > 0 } name ? name : Words.TaxName;

    /// <summary>Short facts, the order first, what is due last.</summary>
    public IReadOnlyList<SheetFact> Facts { get; }

    /// <summary>The columns of the lines that are not empty.</summary>
    public IReadOnlyList<SheetColumn> Columns { get; }

    /// <summary>The totals with what was paid.</summary>
    public IReadOnlyList<SheetTotal> Totals { get; }

    /// <summary>What a sum of amounts of the lines is, for carrying it from page to page.</summary>
    public string? Sum(IEnumerable<SheetLine> lines) =>
        sheet.Amounts is { } amounts && sheet.Lines.Any(line => line.Amount is not null)
            ? Formats.Amount(lines.Sum(line => line.Amount ?? 0), amounts)
            : null;

    /// <summary>A tax as it is read: what it is, what is taxed, how much.</summary>
    public (string Label, string Base, string Tax) Of(SheetTax tax) =>
        (
            tax.Label,
            Formats.Amount(tax.Base, sheet.Amounts!),
            Formats.Amount(tax.Tax, sheet.Amounts!)
        );

    List<SheetFact> FactsOf()
    {
        var facts = new List<SheetFact>();
        void Add(string label, string? value)
        {
            if (value is { Length: > 0 })
                facts.Add(new SheetFact(label, value));
        }
        Add(Words.Order, sheet.Order);
        Add(Words.BuyerReference, sheet.BuyerReference);
        Add(Words.Delivery, sheet.DeliveredOn is { } on ? Formats.ShortDate(on) : null);
        facts.AddRange(sheet.Facts);
        Add(Words.Due, sheet.DueOn is { } due ? Formats.ShortDate(due) : null);
        return facts;
    }

    List<SheetColumn> ColumnsOf()
    {
        var title = new SheetColumn(Words.Description, line => line.Title, false, false)
        {
            IsTitle = true,
        };
        var quantity = new SheetColumn(
            Words.Quantity,
            line => line.Quantity is { } units ? Formats.Quantity(units) : "",
            true,
            true
        );
        List<SheetColumn> columns =
            sheet.Kind is SheetKind.DeliveryNote
                ? [new(Words.Reference, line => line.Detail ?? "", false, false), title, quantity]
                : [title, quantity];
        if (sheet.Amounts is { } amounts)
        {
            columns.AddRange([
                new(
                    Basis(Words.UnitPrice, Words.Price, amounts),
                    line => line.UnitPrice is { } price ? Formats.Price(price, amounts) : "",
                    true,
                    true
                ),
                new(Words.Discount, line => line.Discount ?? "", true, false),
                new(TaxName, line => line.TaxRate ?? "", true, false),
                new(
                    Basis(Words.Amount, Words.TaxAmount, amounts),
                    line => line.Amount is { } amount ? Formats.Amount(amount, amounts) : "",
                    true,
                    true
                ),
            ]);
        }
        columns.RemoveAll(column =>
            column != title && sheet.Lines.All(line => column.Cell(line).Length == 0)
        );
        return columns;
    }

    /// <summary>A heading that says whether the tax is in, unless nothing is said of taxes.</summary>
    string Basis(Func<string, bool, string> said, string plain, SheetAmounts amounts) =>
        amounts.IsOutsideTax ? plain : said(Taxes(amounts), amounts.TaxIncluded);

    /// <summary>What the taxes together are called.</summary>
    string Taxes(SheetAmounts amounts) => amounts.OtherTaxes.Count > 0 ? Words.AnyTax : TaxName;

    List<SheetTotal> TotalsOf(SheetAmounts amounts)
    {
        var back = sheet.Kind is SheetKind.CreditNote;
        var rows = new List<SheetTotal>();
        void Add(string label, long amount, TotalWeight weight = TotalWeight.Part) =>
            rows.Add(new SheetTotal(label, Formats.Amount(amount, amounts), weight));
        if (!amounts.IsOutsideTax)
        {
            Add(Words.Total(Taxes(amounts), false), amounts.Net);
            Add(char.ToUpperInvariant(TaxName[0]) + TaxName[1..], amounts.Tax);
            foreach (var tax in amounts.OtherTaxes)
                Add(tax.Label, tax.Tax);
        }
        Add(
            amounts.IsOutsideTax ? Words.WholeTotal : Words.Total(Taxes(amounts), true),
            amounts.Gross,
            amounts.Left is null ? TotalWeight.End : TotalWeight.Sum
        );
        foreach (var payment in amounts.Payments)
        {
            var on = payment.On is { } date ? Formats.ShortDate(date) : "";
            var said = back ? Words.PaidBack(on) : Words.Paid(on);
            // Where it is said what is left, a payment is taken off.
            Add(
                payment.How is { Length: > 0 } how ? $"{said}, {how}" : said,
                amounts.Left is null ? payment.Amount : -payment.Amount
            );
        }
        if (amounts.Left is { } left)
            Add(
                back ? Words.LeftToPayBack
                    : left > 0 && sheet.DueOn is { } due ? Words.ToPayBy(Formats.ShortDate(due))
                    : Words.LeftToPay,
                left,
                TotalWeight.End
            );
        return rows;
    }
}
