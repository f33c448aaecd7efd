using Comptoir.Storage;

namespace Comptoir.Contacts;

/// <summary>
/// What the office itself keeps of a contact. A synchronization writes no row of this table: the shop leads for what it
/// knows, the office for this, and on documents this wins.
/// </summary>
public sealed class ContactDetails : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long ContactId { get; init; }

    /// <summary>The name on documents, where it differs from the contact's.</summary>
    public string? BillingName { get; internal set; }

    /// <summary>VAT number with the prefix of its country, capitals and figures only.</summary>
    public string? VatNumber { get; internal set; }

    /// <summary>SIREN of a French company: nine figures.</summary>
    public string? Siren { get; internal set; }

    /// <summary>SIRET of a French establishment: fourteen figures, the SIREN first.</summary>
    public string? Siret { get; internal set; }

    /// <summary>Language tag of documents, such as <c>fr</c>.</summary>
    public string? DocumentLanguage { get; internal set; }

    /// <summary>Account of the customer in the accounts.</summary>
    public string? CustomerAccount { get; internal set; }

    /// <summary>Account of the supplier in the accounts.</summary>
    public string? SupplierAccount { get; internal set; }

    /// <summary>Days in which invoices are to be paid; null where the office's own terms hold.</summary>
    public int? PaymentDays { get; internal set; }

    /// <summary>The days run to the end of their month.</summary>
    public bool EndOfMonth { get; internal set; }

    /// <summary>Where invoices are sent, when not to the contact's own e-mail.</summary>
    public string? InvoiceEmail { get; internal set; }

    /// <summary>The office's note; never shown to the contact.</summary>
    public string? Note { get; internal set; }

    /// <summary>The last change of this or, of a contact that no shop leads, of its name and addresses, UTC.</summary>
    public DateTime UpdatedAt { get; private set; }

    /// <summary>The user, key or import that made it.</summary>
    public string UpdatedBy { get; private set; } = "";

    /// <summary>Grows by one with every change; who saves over a newer one is refused.</summary>
    public long Version { get; private set; }

    /// <summary>Notes that something was changed.</summary>
    internal void Changed(DateTime at, string by)
    {
        UpdatedAt = at;
        UpdatedBy = by;
        Version++;
    }
}
