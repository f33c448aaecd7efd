using Comptoir.Api;

namespace Comptoir.Contacts;

/// <summary>What the office itself keeps of a contact: no synchronization touches it.</summary>
/// <param name="BillingName">The name on documents, where it differs.</param>
/// <param name="VatNumber">With the prefix of its country.</param>
/// <param name="Siren">Nine figures.</param>
/// <param name="Siret">Fourteen figures.</param>
/// <param name="Language">Language of documents.</param>
/// <param name="CustomerAccount">Account of the customer in the accounts.</param>
/// <param name="SupplierAccount">Account of the supplier in the accounts.</param>
/// <param name="PaymentDays">Days in which invoices are to be paid.</param>
/// <param name="EndOfMonth">The days run to the end of their month.</param>
/// <param name="InvoiceEmail">Where invoices are sent.</param>
/// <param name="Note">The office's note.</param>
/// <param name="Version">To be sent with changes; 0 while the office wrote nothing.</param>
/// <param name="UpdatedAt">The last change.</param>
/// <param name="UpdatedBy">Who made it.</param>
public sealed record ContactOwn(
    string? BillingName,
    string? VatNumber,
    string? Siren,
    string? Siret,
    string? Language,
    string? CustomerAccount,
    string? SupplierAccount,
    int? PaymentDays,
    bool EndOfMonth,
    string? InvoiceEmail,
    string? Note,
    long Version,
    DateTime? UpdatedAt,
    string? UpdatedBy
)
{
    internal static ContactOwn Of(ContactDetails? details) =>
        details is null
            ? new(null, null, null, null, null, null, null, null, false, null, null, 0, null, null)
            : new(
                details.BillingName,
                details.VatNumber,
                details.Siren,
                details.Siret,
                details.DocumentLanguage,
                details.CustomerAccount,
                details.SupplierAccount,
                details.PaymentDays,
                details.EndOfMonth,
                details.InvoiceEmail,
                details.Note,
                details.Version,
                details.UpdatedAt,
                details.UpdatedBy
            );
}
