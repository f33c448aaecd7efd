using Comptoir.Storage;
using Comptoir.Sync;

namespace Comptoir.WebShops.Privacy;

/// <summary>
/// What a shop asks for on behalf of a person: to see what is kept, or to erase it. It is written down before the shop's message is
/// acknowledged, and stays as the record of what was done.
/// </summary>
public sealed class ShopPrivacyRequest : IOfficeOwned
{
    /// <summary>In so many days it must be answered or carried out (GDPR art. 12(3); Shopify asks for the same).</summary>
    public const int Days = 30;

    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    public required long WebShopId { get; init; }
    public required PrivacyKind Kind { get; init; }

    /// <summary>The shop's number of the customer; null for a whole shop.</summary>
    public long? Customer { get; init; }

    /// <summary>The shop's numbers of the orders it names.</summary>
    public required long[] Orders { get; init; }

    /// <summary>What it asks for, in short: the same again while it is open is no second one.</summary>
    public required string Subject { get; init; }

    /// <summary>Shopify's number of the message: all attempts to deliver it have the same.</summary>
    public required string MessageId { get; init; }

    /// <summary>When it arrived, and by when it must be done, UTC.</summary>
    public required DateTime ReceivedAt { get; init; }
    public required DateTime DueAt { get; init; }

    /// <summary>For a whole shop: when an owner confirmed it, UTC, and who.</summary>
    public DateTime? ConfirmedAt { get; private set; }
    public string? ConfirmedBy { get; private set; }

    /// <summary>When it was done, UTC, and by whom; null for Comptoir itself.</summary>
    public DateTime? DoneAt { get; private set; }
    public string? DoneBy { get; private set; }

    /// <summary>What was done and what stays; null before, and for what is only to be answered.</summary>
    public PrivacyOutcome? Outcome { get; private set; }

    /// <summary>It is carried out without asking anybody, or was confirmed.</summary>
    public bool IsToBeCarriedOut =>
        DoneAt is null
        && (
            Kind == PrivacyKind.Redact
            || (Kind == PrivacyKind.RedactShop && ConfirmedAt is not null)
        );

    /// <summary>An owner has read what goes and what stays.</summary>
    /// <exception cref="RefusedException">There is nothing to confirm.</exception>
    public void Confirm(DateTime at, string by)
    {
        if (Kind != PrivacyKind.RedactShop || DoneAt is not null)
            throw new RefusedException("This request is not one that waits to be confirmed.");
        if (ConfirmedAt is null)
            (ConfirmedAt, ConfirmedBy) = (at, by);
    }

    /// <summary>Somebody has answered it.</summary>
    /// <exception cref="RefusedException">It is carried out by Comptoir, or needs an owner's word first.</exception>
    public void Answered(DateTime at, string by)
    {
        if (Kind != PrivacyKind.See)
            throw new RefusedException(
                "Erasing is done by Comptoir itself, that of a whole shop when an owner has confirmed it."
            );
        if (DoneAt is null)
            (DoneAt, DoneBy) = (at, by);
    }

    /// <summary>It was carried out.</summary>
    internal void CarriedOut(DateTime at, PrivacyOutcome outcome) =>
        (DoneAt, Outcome) = (at, outcome);
}

/// <summary>What is asked for.</summary>
public enum PrivacyKind
{
    /// <summary>A customer wants to see what is kept (<c>customers/data_request</c>).</summary>
    See,

    /// <summary>A customer is to be erased (<c>customers/redact</c>).</summary>
    Redact,

    /// <summary>All customers of a shop are, because it uninstalled the app (<c>shop/redact</c>).</summary>
    RedactShop,
}

/// <summary>What was erased, and what stays.</summary>
public sealed record PrivacyOutcome
{
    public int Contacts { get; init; }
    public int Orders { get; init; }
    public int Deliveries { get; init; }
    public int Mails { get; init; }
    public int Drafts { get; init; }

    /// <summary>Issued documents, which the law asks to keep for ten years.</summary>
    public int DocumentsKept { get; init; }

    /// <summary>Contacts that another connected web shop has too: they are read from there again.</summary>
    public int KeptForOtherShops { get; init; }

    /// <summary>Contacts that an import or the office itself brought: what they were is kept, no longer linked to the shop.</summary>
    public int KeptOfOffice { get; init; }

    /// <summary>Both together.</summary>
    public static PrivacyOutcome operator +(PrivacyOutcome a, PrivacyOutcome b) =>
        new()
        {
            Contacts = a.Contacts + b.Contacts,
            Orders = a.Orders + b.Orders,
            Deliveries = a.Deliveries + b.Deliveries,
            Mails = a.Mails + b.Mails,
            Drafts = a.Drafts + b.Drafts,
            DocumentsKept = a.DocumentsKept + b.DocumentsKept,
            KeptForOtherShops = a.KeptForOtherShops + b.KeptForOtherShops,
            KeptOfOffice = a.KeptOfOffice + b.KeptOfOffice,
        };
}

/// <summary>
/// An object of a shop that was erased here: however often the shop is read, what it tells of the person is not taken in again.
/// </summary>
public sealed class RedactedObject : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long WebShopId { get; init; }

    /// <summary>A customer, or an order.</summary>
    public required LinkKind Kind { get; init; }

    /// <summary>The shop's number of it.</summary>
    public required long ExternalId { get; init; }

    /// <summary>When it was erased, UTC: orders that the customer places afterwards are new.</summary>
    public required DateTime At { get; init; }
}
