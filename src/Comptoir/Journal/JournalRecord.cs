using Comptoir.Storage;

namespace Comptoir.Journal;

/// <summary>
/// A record of the office's journal: what the law wants unalterable, chained. Each hash is an HMAC over the record's content
/// and the hash before; the database refuses to change or delete records (art. 286 I 3° bis CGI).
/// </summary>
public sealed class JournalRecord : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Place in the chain, from 1, without gaps.</summary>
    public required long Number { get; init; }

    public required JournalKind Kind { get; init; }

    /// <summary>When, UTC, and by whom: a user's name, or null for a rule.</summary>
    public required DateTime At { get; init; }
    public string? By { get; init; }

    /// <summary>What it is about, for people: a document's number, a period, a setting.</summary>
    public required string Subject { get; init; }

    /// <summary>What is recorded, canonical UTF-8 JSON.</summary>
    public required byte[] Content { get; init; }

    /// <summary>HMAC-SHA-256 over the record and the hash before, 32 bytes.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>What a record says happened.</summary>
public enum JournalKind
{
    /// <summary>A document was issued.</summary>
    DocumentIssued,

    /// <summary>Money was received or given back, or that was taken back again.</summary>
    PaymentRecorded,
    PaymentReversed,

    /// <summary>A day, a month or a year was closed.</summary>
    PeriodClosed,

    /// <summary>A period was written to an archive.</summary>
    ArchiveMade,

    /// <summary>A document was printed or downloaded, or sent.</summary>
    DocumentPrinted,
    DocumentSent,

    /// <summary>The files of a document were made, and are kept from then on.</summary>
    DocumentKept,

    /// <summary>A setting that the law looks at was changed: identity, numbering, what is left out.</summary>
    LegalSettingChanged,

    /// <summary>An order was released although something is wrong with it.</summary>
    OrderReleased,
}

/// <summary>
/// The end of an office's chain: its row is locked by whoever issues, records or closes, so that they come one after the
/// other.
/// </summary>
public sealed class JournalHead : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>How many records there are.</summary>
    public required long Length { get; set; }

    /// <summary>The last hash; empty before the first record.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>The key of the chain, protected like every secret of the office.</summary>
    public required string ProtectedKey { get; init; }

    /// <summary>The last day that is closed: no document of that day or before can be issued. Null before the first closing.</summary>
    public DateOnly? ClosedUntil { get; set; }
}

/// <summary>
/// A closed day, month or year: its totals, the perpetual total up to its end, and how long the journal was. Totals are minor
/// units by currency, credit notes taken off.
/// </summary>
public sealed class Closing : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required ClosingPeriod Period { get; init; }

    /// <summary>The first day of it.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day of it.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>What was issued in it, by currency.</summary>
    public required ClosingTotal[] Totals { get; init; }

    /// <summary>What was issued since the beginning, by currency: never reset.</summary>
    public required ClosingTotal[] Perpetual { get; init; }

    /// <summary>How long the journal was, this closing's own record included.</summary>
    public required long JournalLength { get; init; }

    /// <summary>When it was closed, UTC, and by whom: null for by itself.</summary>
    public required DateTime ClosedAt { get; init; }
    public string? ClosedBy { get; init; }
}

/// <summary>Periods that are closed.</summary>
public enum ClosingPeriod
{
    Day,
    Month,
    Year,
}

/// <summary>What was issued in a currency, minor units, credit notes taken off.</summary>
/// <param name="Currency">ISO code.</param>
/// <param name="Documents">How many documents.</param>
/// <param name="Gross">With tax.</param>
/// <param name="Tax">The tax in it.</param>
public sealed record ClosingTotal(string Currency, long Documents, long Gross, long Tax);
