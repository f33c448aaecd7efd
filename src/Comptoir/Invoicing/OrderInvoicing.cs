using Comptoir.Storage;

namespace Comptoir.Invoicing;

/// <summary>What invoicing has to remember of an order beyond its sales and documents. Most orders have none.</summary>
public sealed class OrderInvoicing : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long OrderId { get; init; }

    /// <summary>The rule that left it out; null when none did, or when a person asked for documents all the same.</summary>
    public LeftOutRule? LeftOut { get; set; }

    /// <summary>A person asked for documents although a rule leaves the order out.</summary>
    public string? RequestedBy { get; set; }

    /// <summary>A person let it be invoiced although something is wrong with it, when (UTC), and why.</summary>
    public string? ReleasedBy { get; set; }
    public DateTime? ReleasedAt { get; set; }
    public string? ReleaseReason { get; set; }

    /// <summary>A person dropped a draft that the rules had made: they make no other until somebody asks for it.</summary>
    public string? DroppedBy { get; set; }

    /// <summary>Why documents that are due are not made; null when nothing holds them.</summary>
    public WaitReason? Waits { get; set; }

    /// <summary>Since when it waits, UTC.</summary>
    public DateTime? WaitsSince { get; set; }
}

/// <summary>Rules by which an order makes no document of its own.</summary>
public enum LeftOutRule
{
    TestOrder,
    PointOfSale,
    ZeroTotal,
    Tag,
    Source,

    /// <summary>A merchant of record sold it and invoices the consumer.</summary>
    MerchantOfRecord,
}

/// <summary>Why documents that are due wait. Texts and advice are in the resources under the same names.</summary>
public enum WaitReason
{
    /// <summary>The order breaks a control equation.</summary>
    DoesNotAddUp,

    /// <summary>A stored sale was changed in the shop, and nobody has looked.</summary>
    LedgerChanged,

    /// <summary>Shopify fears fraud.</summary>
    Fraud,

    /// <summary>A mention that the law asks for is missing.</summary>
    MissingMention,

    /// <summary>The VAT of a line fits no case, or an answer is waited for.</summary>
    Vat,

    /// <summary>The invoice that a credit note corrects was made elsewhere, and its number is not known.</summary>
    ExternalNumber,

    /// <summary>A refund is not settled yet: its adjustment may still change.</summary>
    PendingRefund,

    /// <summary>Cancelled, but the ledger has not taken it back.</summary>
    CancelledNotRefunded,

    /// <summary>Less was captured than the ledger says, and the rest was given up.</summary>
    CapturedLess,

    /// <summary>The shop has deleted the order.</summary>
    Deleted,

    /// <summary>More is given back than was ever invoiced.</summary>
    CreditedTooMuch,

    /// <summary>A draft that a person changed covers it: it is to be issued or dropped first.</summary>
    DraftFirst,

    /// <summary>A person dropped its draft.</summary>
    Dropped,

    /// <summary>The shop tells a refund that resembles a credit entered here: it is to be said whether it is the same.</summary>
    Unmatched,
}

/// <summary>An invoice that another program made of an order: credit notes cite it.</summary>
public sealed class ExternalInvoice : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long OrderId { get; init; }

    /// <summary>Its number there.</summary>
    public required string Number { get; init; }

    /// <summary>Its date.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>Its total with tax, minor units of the order's customer currency; null when not known.</summary>
    public long? Gross { get; init; }
}

/// <summary>
/// Something entered here that the shop is expected to tell too: a refund, a transaction, a fulfilment. When it arrives it is
/// matched, not doubled.
/// </summary>
public sealed class ExpectedFact : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    public required long OrderId { get; init; }

    public required ExpectedFactKind Kind { get; init; }

    /// <summary>What was entered: the row of the credit note, the payment or the delivery.</summary>
    public required long EnteredId { get; init; }

    /// <summary>With tax, minor units of the customer's currency, positive; null for a delivery.</summary>
    public long? Amount { get; set; }

    /// <summary>The shop's numbers of agreements, transactions or fulfilments of the order that were known by then: none of them is it.</summary>
    public required long[] Known { get; set; }

    /// <summary>When, UTC, and by whom.</summary>
    public required DateTime EnteredAt { get; init; }
    public required string EnteredBy { get; init; }

    /// <summary>
    /// The shop's number of what was matched with it: the agreement, the transaction, the fulfilment; null while expected.
    /// </summary>
    public long? MatchedExternalId { get; private set; }

    /// <summary>When it was settled, UTC, and by whom: null for by itself.</summary>
    public DateTime? SettledAt { get; private set; }
    public string? SettledBy { get; private set; }

    /// <summary>The shop has told it too.</summary>
    public void Match(long externalId, DateTime at, string? by)
    {
        if (SettledAt is not null)
            throw new InvalidOperationException("It is settled already.");
        (MatchedExternalId, SettledAt, SettledBy) = (externalId, at, by);
    }

    /// <summary>The shop has told a part of it: the rest is expected yet.</summary>
    public void MatchPart(long externalId, long amount)
    {
        if (SettledAt is not null || amount >= Amount)
            throw new InvalidOperationException(
                "Less than all of what is expected is a part of it."
            );
        Amount -= amount;
        Known = [.. Known, externalId];
    }

    /// <summary>A person says that the shop will never tell it.</summary>
    public void GiveUp(DateTime at, string by)
    {
        if (SettledAt is not null)
            throw new InvalidOperationException("It is settled already.");
        (SettledAt, SettledBy) = (at, by);
    }
}

/// <summary>What is expected of the shop.</summary>
public enum ExpectedFactKind
{
    /// <summary>A refund, for a credit note made by hand.</summary>
    Refund,

    /// <summary>A transaction, for a payment entered by hand.</summary>
    Payment,

    /// <summary>A fulfilment, for a delivery entered by hand.</summary>
    Delivery,
}
