namespace Comptoir.Invoicing;

/// <summary>Units of an order line.</summary>
/// <param name="Line">The shop's number of the line; see <see cref="Sales.OrderLine.Number"/>.</param>
/// <param name="Quantity">Units, from 1; a line of delivery has one.</param>
/// <param name="Kind">What kind of line: products and ways of delivery are numbered apart.</param>
public sealed record LineQuantity(
    long Line,
    int Quantity,
    Sales.OrderLineKind Kind = Sales.OrderLineKind.Product
);

/// <summary>What to invoice of an order by hand.</summary>
/// <param name="Lines">The lines and units; null for all that is not invoiced yet.</param>
/// <param name="Issue">Issue at once; otherwise a draft is made.</param>
/// <param name="Buyer">Another buyer than the order's.</param>
/// <param name="Note">A text for the buyer.</param>
/// <param name="DueOn">By when it is to be paid.</param>
public sealed record InvoiceRequest(
    IReadOnlyList<LineQuantity>? Lines = null,
    bool Issue = false,
    Party? Buyer = null,
    string? Note = null,
    DateOnly? DueOn = null
);

/// <summary>What to credit of an invoice by hand. Exactly one of lines, amount and percentage is given; none means all that is left.</summary>
/// <param name="Lines">Lines, each by units or by an amount.</param>
/// <param name="Amount">With tax, minor units of the invoice's currency, spread over its rates.</param>
/// <param name="Percentage">Of each line, in millionths: 10 % is 100000.</param>
/// <param name="Reason">Why; it is printed.</param>
/// <param name="Issue">Issue at once; otherwise a draft is made.</param>
public sealed record CreditRequest(
    IReadOnlyList<CreditLine>? Lines = null,
    long? Amount = null,
    int? Percentage = null,
    string? Reason = null,
    bool Issue = false
);

/// <summary>What to credit of a line of an invoice: units, or an amount with tax in minor units.</summary>
/// <param name="Position">Place of the line in the invoice, from 1.</param>
/// <param name="Quantity">Units; null when an amount is given.</param>
/// <param name="Amount">With tax; null when units are given.</param>
public sealed record CreditLine(int Position, int? Quantity = null, long? Amount = null);

/// <summary>What a person changes of a draft; null leaves as it is.</summary>
public sealed record DraftChange(
    Party? Buyer = null,
    string? Note = null,
    string? Reason = null,
    DateOnly? DueOn = null
);

/// <summary>How issuing one document ended.</summary>
/// <param name="DocumentId">Which.</param>
/// <param name="Number">Its number; null when it was refused.</param>
/// <param name="Refusal">Why not, and what to do; null when it was issued.</param>
public sealed record IssueOutcome(long DocumentId, string? Number, string? Refusal);

/// <summary>What a run over all that is due made.</summary>
/// <param name="Invoices">Invoices made.</param>
/// <param name="CreditNotes">Credit notes made.</param>
/// <param name="Receipts">Receipts made.</param>
/// <param name="Issued">How many of them were issued.</param>
/// <param name="Waiting">Orders that wait for something.</param>
/// <param name="LeftOut">Orders that a rule left out.</param>
public sealed record DueReport(
    long Invoices,
    long CreditNotes,
    long Receipts,
    long Issued,
    long Waiting,
    long LeftOut
);
