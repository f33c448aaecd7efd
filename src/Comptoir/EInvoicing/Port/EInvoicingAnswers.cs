using Comptoir.Api;
using Comptoir.Invoicing;

namespace Comptoir.EInvoicing.Port;

/// <summary>What became of an invoice or credit note between businesses.</summary>
/// <param name="Id">The id of the document.</param>
/// <param name="Number">Its number.</param>
/// <param name="Way">Which way it goes.</param>
/// <param name="Platform">What the approved platform says.</param>
/// <param name="Commercial">What the buyer says.</param>
/// <param name="Accounting">What is said of the money.</param>
/// <param name="Problems">Rules that its file would break, so that it cannot go.</param>
/// <param name="FileName">The file that was handed over.</param>
public sealed record ElectronicInvoiceItem(
    long Id,
    string Number,
    ElectronicWay Way,
    PlatformState Platform,
    CommercialState Commercial,
    AccountingState Accounting,
    IReadOnlyList<ElectronicProblem> Problems,
    string? FileName
);

/// <summary>The same with all that happened, oldest first.</summary>
public sealed record ElectronicInvoiceAnswer(
    ElectronicInvoiceItem Invoice,
    IReadOnlyList<ElectronicEventItem> Events
);

/// <summary>Something that happened: a status of AFNOR XP Z12-012, or 0 for the handing over.</summary>
public sealed record ElectronicEventItem(int Status, DateTime At, string? Reason);

/// <summary>How an invoice that was sent back is made again.</summary>
[ApiExample("""{"reason":"SIREN corrected"}""")]
public sealed record CorrectRequest(Party? Buyer = null, string? Reason = null);

/// <summary>The documents that were made.</summary>
public sealed record CorrectedAnswer(long CreditNote, long Invoice);

/// <summary>Whether and how invoices go to an approved platform.</summary>
/// <param name="IsOn">They do.</param>
/// <param name="From">The first day whose documents go.</param>
/// <param name="File">What is handed over.</param>
/// <param name="WholeDirectory">Every French business with a SIREN counts as in the directory.</param>
/// <param name="Sirens">Otherwise those that do.</param>
/// <param name="Folder">Where files lie, on the server.</param>
/// <param name="Trouble">Why the folder cannot be used; null when it can.</param>
/// <param name="Version">Goes back with a change.</param>
public sealed record EInvoicingSettingsAnswer(
    bool IsOn,
    string From,
    HandedFile File,
    bool WholeDirectory,
    IReadOnlyList<string> Sirens,
    string Folder,
    string? Trouble,
    long Version
);
