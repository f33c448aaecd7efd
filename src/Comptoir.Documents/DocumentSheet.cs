namespace Comptoir.Documents;

/// <summary>What a sheet is; it chooses the title and which columns are shown.</summary>
public enum SheetKind
{
    /// <summary>An invoice.</summary>
    Invoice,

    /// <summary>A credit note. Its amounts are shown with the sign they are given.</summary>
    CreditNote,

    /// <summary>A receipt.</summary>
    Receipt,

    /// <summary>A delivery note: quantities and references, never an amount.</summary>
    DeliveryNote,
}

/// <summary>
/// Everything that is printed of a commercial document. Amounts are raw and formatted by language; texts are printed as they
/// are given. A sheet without a number is a draft and carries a mark that says so.
/// </summary>
public sealed record DocumentSheet
{
    /// <summary>What it is.</summary>
    public required SheetKind Kind { get; init; }

    /// <summary>Language of titles, dates and numbers: <c>en</c> or <c>fr</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The number; null for a draft.</summary>
    public string? Number { get; init; }

    /// <summary>Date of issue; null while it is a draft.</summary>
    public DateOnly? IssuedOn { get; init; }

    /// <summary>When the goods were delivered or are to be.</summary>
    public DateOnly? DeliveredOn { get; init; }

    /// <summary>The last day to pay.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Name of the order.</summary>
    public string? Order { get; init; }

    /// <summary>The buyer's own reference, such as the number of a purchase order.</summary>
    public string? BuyerReference { get; init; }

    /// <summary>Further facts of the row below the addresses.</summary>
    public IReadOnlyList<SheetFact> Facts { get; init; } = [];

    /// <summary>Logo, colour and texts of whoever sells; null for none.</summary>
    public SheetLook? Look { get; init; }

    /// <summary>Who sells.</summary>
    public required SheetParty Seller { get; init; }

    /// <summary>Who buys.</summary>
    public required SheetParty Buyer { get; init; }

    /// <summary>Where the goods went, when that is to be said.</summary>
    public SheetParty? DeliveredTo { get; init; }

    /// <summary>Parcels with their tracking, one a line.</summary>
    public IReadOnlyList<string> Tracking { get; init; } = [];

    /// <summary>Sentences that cite other documents, such as the invoice that a credit note corrects.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Why the document was made, such as the reason of a credit note.</summary>
    public string? Reason { get; init; }

    /// <summary>What was sold or sent, in the order of printing.</summary>
    public IReadOnlyList<SheetLine> Lines { get; init; } = [];

    /// <summary>Currency, totals, taxes and payments: asked of every kind but the delivery note, which must have none.</summary>
    public SheetAmounts? Amounts { get; init; }

    /// <summary>How to pay, in a box: the first line is bold.</summary>
    public IReadOnlyList<string> PaymentAdvice { get; init; } = [];

    /// <summary>Notes below the sums, a paragraph each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Texts that the law asks for, in small print at the end of the last page, a paragraph each.</summary>
    public IReadOnlyList<string> LegalTexts { get; init; } = [];

    /// <summary>What stands at the foot of each page beside the page number.</summary>
    public string? Footer { get; init; }
}

/// <summary>A short fact with its label, already in the language of the sheet.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The value as it is to be read.</param>
public sealed record SheetFact(string Label, string Value);

/// <summary>Somebody named on a sheet.</summary>
/// <param name="Name">Name of the company or person.</param>
/// <param name="Address">Address, one line each.</param>
/// <param name="Identifiers">Numbers such as SIREN and VAT number with their names, one line each.</param>
public sealed record SheetParty(
    string Name,
    IReadOnlyList<string> Address,
    IReadOnlyList<string> Identifiers
);

/// <summary>A line. A column that is empty in all lines of a sheet is not shown.</summary>
public sealed record SheetLine
{
    /// <summary>What was sold.</summary>
    public required string Title { get; init; }

    /// <summary>A second line in small print, such as the SKU; on a delivery note a column of its own.</summary>
    public string? Detail { get; init; }

    /// <summary>How many.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Price of one in units of the currency; up to six decimals are shown.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>The discount as it is to be read, such as <c>5 %</c>.</summary>
    public string? Discount { get; init; }

    /// <summary>The rate of the tax as it is to be read, such as <c>20 %</c>.</summary>
    public string? TaxRate { get; init; }

    /// <summary>The line's amount in minor units, with or without tax as <see cref="SheetAmounts.TaxIncluded"/> says.</summary>
    public long? Amount { get; init; }
}

/// <summary>The money of a sheet, in whole minor units of one currency.</summary>
public sealed record SheetAmounts
{
    /// <summary>ISO 4217 code of the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Decimals of the currency's minor unit, 0 to 4.</summary>
    public required int Decimals { get; init; }

    /// <summary>Whether prices and amounts of the lines contain the tax; the headings of the columns say it.</summary>
    public bool TaxIncluded { get; init; }

    /// <summary>What the tax is called; null for VAT, in the language of the sheet.</summary>
    public string? TaxName { get; init; }

    /// <summary>Total without tax, in minor units.</summary>
    public required long Net { get; init; }

    /// <summary>Total of the taxes by <see cref="Taxes"/>, in minor units.</summary>
    public required long Tax { get; init; }

    /// <summary>Total with all taxes, in minor units.</summary>
    public required long Gross { get; init; }

    /// <summary>Nothing is said of taxes, because what is sold lies outside them: the total alone is shown.</summary>
    public bool IsOutsideTax { get; init; }

    /// <summary>The taxes by rate and case.</summary>
    public IReadOnlyList<SheetTax> Taxes { get; init; } = [];

    /// <summary>Taxes that are others than <see cref="TaxName"/>, such as those of another state: each is shown by its own name.</summary>
    public IReadOnlyList<SheetTax> OtherTaxes { get; init; } = [];

    /// <summary>What was paid, or paid back.</summary>
    public IReadOnlyList<SheetPayment> Payments { get; init; } = [];

    /// <summary>What is left to pay in minor units (on a credit note: to pay back); null when it is not said.</summary>
    public long? Left { get; init; }
}

/// <summary>One row of the table of taxes.</summary>
/// <param name="Label">Rate and case as they are to be read.</param>
/// <param name="Base">What is taxed, in minor units.</param>
/// <param name="Tax">The tax, in minor units.</param>
/// <param name="Note">What the law wants said of it, in small print below; null for nothing.</param>
public sealed record SheetTax(string Label, long Base, long Tax, string? Note = null);

/// <summary>A payment.</summary>
/// <param name="On">The day, when it is known.</param>
/// <param name="How">How it was paid, in the language of the sheet; null when that is not said.</param>
/// <param name="Amount">Amount in minor units.</param>
public sealed record SheetPayment(DateOnly? On, string? How, long Amount);
