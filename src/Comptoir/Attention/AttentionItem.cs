using Comptoir.Storage;

namespace Comptoir.Attention;

/// <summary>
/// Something that could not be done: what happened, what was kept, what to do. There is one at most for each web shop,
/// code and subject, so that meeting the same trouble again raises nothing new.
/// </summary>
public sealed class AttentionItem : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    /// <summary>The web shop it concerns.</summary>
    public long? WebShopId { get; init; }

    /// <summary>Which trouble it is: a key of the texts that explain it.</summary>
    public required AttentionCode Code { get; init; }

    /// <summary>The kind of object: <c>Order</c>, <c>Customer</c>, <c>Product</c>…</summary>
    public required string SubjectKind { get; init; }

    /// <summary>The shop's number of the object, or a key of its place when it has none.</summary>
    public required string Subject { get; init; }

    /// <summary>What people call the object, for example <c>#1001</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What was found, with amounts: never a secret.</summary>
    public required string Detail { get; set; }

    /// <summary>When it was first met, UTC.</summary>
    public required DateTime RaisedAt { get; init; }

    /// <summary>When it was met again after it was settled, UTC; null when it never was.</summary>
    public DateTime? ReopenedAt { get; private set; }

    /// <summary>When it last began to need somebody, UTC.</summary>
    public DateTime OpenedAt => ReopenedAt ?? RaisedAt;

    /// <summary>
    /// The <see cref="OpenedAt"/> of which people were told; null when they were told of none. Kept here: whoever tells it notes it.
    /// </summary>
    public DateTime? ToldOpening { get; private set; }

    /// <summary>When it was settled, UTC; null while open.</summary>
    public DateTime? ResolvedAt { get; private set; }

    /// <summary>Who settled it: a user's name, or null when a synchronization found it mended.</summary>
    public string? ResolvedBy { get; private set; }

    /// <summary>Why it was settled by hand.</summary>
    public string? Resolution { get; private set; }

    /// <summary>When somebody asked to try it again, UTC: the next run reads its object, whatever the trouble was.</summary>
    public DateTime? RetryAskedAt { get; private set; }

    /// <summary>Asks to try it again.</summary>
    public void AskForRetry(DateTime now) => RetryAskedAt = now;

    /// <summary>Settles it.</summary>
    public void Resolve(DateTime now, string? by, string? why)
    {
        if (ResolvedAt is not null)
            return;
        ResolvedAt = now;
        ResolvedBy = by;
        Resolution = why;
    }

    /// <summary>The same trouble again: with other words, or after it was settled.</summary>
    public void Reopen(string detail, DateTime now)
    {
        if (ResolvedAt is not null)
            ReopenedAt = now;
        Detail = detail;
        ResolvedAt = null;
        ResolvedBy = null;
        Resolution = null;
    }
}

/// <summary>The troubles that are known. Texts and advice are in the resources under the same names.</summary>
public enum AttentionCode
{
    /// <summary>The object arrived in a form that cannot be read.</summary>
    Unreadable,

    /// <summary>An amount has more decimals than its currency.</summary>
    InexactAmount,

    /// <summary>An order breaks a control equation.</summary>
    ControlBroken,

    /// <summary>A stored sale was changed or taken away in the shop.</summary>
    LedgerChanged,

    /// <summary>Several contacts could be a customer or a company of a shop: the oldest was taken.</summary>
    SeveralContacts,

    /// <summary>A part arrived without the object it belongs to.</summary>
    Orphan,

    /// <summary>A document cannot be issued: a mention that the law asks for is missing of the buyer.</summary>
    MentionMissing,

    /// <summary>The VAT of an order fits no case, or an answer is waited for.</summary>
    VatUnclear,

    /// <summary>A credit note corrects an invoice of another program whose number is not known.</summary>
    ExternalNumberMissing,

    /// <summary>An order was cancelled a while ago, and the shop's ledger has not taken it back.</summary>
    CancelledNotRefunded,

    /// <summary>Less was captured than was ordered, and the rest was given up.</summary>
    CapturedLess,

    /// <summary>More was given back on an order than it was for.</summary>
    CreditedTooMuch,

    /// <summary>The shop tells something that resembles what was entered here: it is to be said whether it is the same.</summary>
    Unmatched,

    /// <summary>A shop passes on what a customer, or the law, asks for: somebody has to answer or to confirm.</summary>
    PrivacyRequest,
}
