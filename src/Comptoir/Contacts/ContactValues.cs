using System.Globalization;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Contacts;

/// <summary>A contact as values of its fields, and back.</summary>
static class ContactValues
{
    const string Yes = "true";
    const string No = "false";

    /// <summary>What is stored of a contact.</summary>
    public static StoredFields Stored(Contact contact, ContactDetails? details)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [ContactFields.Kind] = contact.Kind == ContactKind.Company ? "company" : "person",
            [ContactFields.Name] = contact.Name,
            [ContactFields.FirstName] = contact.FirstName,
            [ContactFields.LastName] = contact.LastName,
            [ContactFields.Customer] = contact.IsCustomer ? Yes : No,
            [ContactFields.Supplier] = contact.IsSupplier ? Yes : No,
            [ContactFields.Email] = contact.Email,
            [ContactFields.Phone] = contact.Phone,
            ["billingName"] = details?.BillingName,
            [ContactFields.Vat] = details?.VatNumber,
            [ContactFields.SirenName] = details?.Siren,
            [ContactFields.SiretName] = details?.Siret,
            ["language"] = details?.DocumentLanguage,
            ["customerAccount"] = details?.CustomerAccount,
            ["supplierAccount"] = details?.SupplierAccount,
            ["paymentDays"] = details?.PaymentDays?.ToString(CultureInfo.InvariantCulture),
            ["endOfMonth"] = details is { EndOfMonth: true } ? Yes : No,
            ["invoiceEmail"] = details?.InvoiceEmail,
            ["note"] = details?.Note,
        };
        foreach (var (place, address) in Ordered(contact).Index())
            AddressFields.Write(values, place, address.Address);
        return new(
            values,
            details?.Version ?? 0,
            details is { Version: > 0 } ? details.UpdatedAt : null,
            details is { Version: > 0 } ? details.UpdatedBy : null
        );
    }

    /// <summary>The addresses in the order of their places: the usual one first.</summary>
    public static List<ContactAddress> Ordered(Contact contact) =>
        [.. contact.Addresses.OrderByDescending(x => x.IsDefault).ThenBy(x => x.Number)];

    /// <summary>Writes the office's own fields.</summary>
    public static void Apply(
        this ContactDetails details,
        IReadOnlyDictionary<string, string?> values
    )
    {
        details.BillingName = values.GetValueOrDefault("billingName");
        details.VatNumber = values.GetValueOrDefault(ContactFields.Vat);
        details.Siren = values.GetValueOrDefault(ContactFields.SirenName);
        details.Siret = values.GetValueOrDefault(ContactFields.SiretName);
        details.DocumentLanguage = values.GetValueOrDefault("language");
        details.CustomerAccount = values.GetValueOrDefault("customerAccount");
        details.SupplierAccount = values.GetValueOrDefault("supplierAccount");
        details.PaymentDays = values.GetValueOrDefault("paymentDays") is { } days
            ? int.Parse(days, CultureInfo.InvariantCulture)
            : null;
        details.EndOfMonth = values.GetValueOrDefault("endOfMonth") == Yes;
        details.InvoiceEmail = values.GetValueOrDefault("invoiceEmail");
        details.Note = values.GetValueOrDefault("note");
    }

    /// <summary>A contact that no shop knows, from values.</summary>
    public static Contact Make(
        long officeId,
        long id,
        IReadOnlyDictionary<string, string?> values,
        DateTime at
    )
    {
        var addresses = Addresses(officeId, id, values);
        return new Contact
        {
            OfficeId = officeId,
            Id = id,
            Kind = KindOf(values),
            IsCustomer = values.GetValueOrDefault(ContactFields.Customer) == Yes,
            IsSupplier = values.GetValueOrDefault(ContactFields.Supplier) == Yes,
            Name = values[ContactFields.Name]!,
            FirstName = values.GetValueOrDefault(ContactFields.FirstName),
            LastName = values.GetValueOrDefault(ContactFields.LastName),
            Email = values.GetValueOrDefault(ContactFields.Email),
            EmailKey = EmailKey(values.GetValueOrDefault(ContactFields.Email)),
            Phone = values.GetValueOrDefault(ContactFields.Phone),
            Tags = [],
            TaxExempt = false,
            CreatedAt = at,
            UpdatedAt = at,
            SortName = SearchText.Sort(values[ContactFields.Name]),
            Search = Search(values),
            Addresses = addresses,
        };
    }

    /// <summary>Writes name, reach and addresses of a tracked contact that no shop knows.</summary>
    public static void Apply(
        ComptoirDb db,
        Contact contact,
        IReadOnlyDictionary<string, string?> values,
        DateTime at
    )
    {
        // Whoever reads a contact finds it immutable; only here is it changed, through what tracks it.
        var row = db.Entry(contact);
        void Set<T>(string property, T value) => row.Property(property).CurrentValue = value;
        Set(nameof(Contact.Kind), KindOf(values));
        Set(nameof(Contact.IsCustomer), values.GetValueOrDefault(ContactFields.Customer) == Yes);
        Set(nameof(Contact.IsSupplier), values.GetValueOrDefault(ContactFields.Supplier) == Yes);
        Set(nameof(Contact.Name), values[ContactFields.Name]);
        Set(nameof(Contact.FirstName), values.GetValueOrDefault(ContactFields.FirstName));
        Set(nameof(Contact.LastName), values.GetValueOrDefault(ContactFields.LastName));
        Set(nameof(Contact.Email), values.GetValueOrDefault(ContactFields.Email));
        Set(nameof(Contact.EmailKey), EmailKey(values.GetValueOrDefault(ContactFields.Email)));
        Set(nameof(Contact.Phone), values.GetValueOrDefault(ContactFields.Phone));
        Set(nameof(Contact.SortName), SearchText.Sort(values[ContactFields.Name]));
        Set(nameof(Contact.Search), Search(values));
        Set(nameof(Contact.UpdatedAt), at);
        var wanted = Addresses(contact.OfficeId, contact.Id, values);
        foreach (var address in contact.Addresses.ToList())
            if (wanted.Find(x => x.Number == address.Number) is { } same)
                db.Entry(address).CurrentValues.SetValues(same);
            else
                db.Remove(address);
        foreach (var address in wanted)
            if (!contact.Addresses.Exists(x => x.Number == address.Number))
                db.Add(address);
    }

    /// <summary>The e-mail trimmed and in lower case, by which contacts are matched.</summary>
    public static string? EmailKey(string? email)
    {
#pragma warning disable CA1308 // Lower case is how e-mail addresses are written; the key is shown to people too.
        return string.IsNullOrWhiteSpace(email) ? null : email.Trim().ToLowerInvariant();
#pragma warning restore CA1308
    }

    /// <summary>How many addresses the values hold.</summary>
    public static int Places(IEnumerable<string> names) =>
        names
            .Where(name => name.StartsWith("addresses.", StringComparison.Ordinal))
            .Select(name =>
                name.Split('.') is [_, var place, _]
                && int.TryParse(
                    place,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                    ? number + 1
                    : 0
            )
            .DefaultIfEmpty()
            .Max();

    static ContactKind KindOf(IReadOnlyDictionary<string, string?> values) =>
        values.GetValueOrDefault(ContactFields.Kind) == "company"
            ? ContactKind.Company
            : ContactKind.Person;

    // Empty places close up, so that the first address is the usual one.
    static List<ContactAddress> Addresses(
        long officeId,
        long contactId,
        IReadOnlyDictionary<string, string?> values
    ) =>
        [
            .. Enumerable
                .Range(0, Places(values.Keys))
                .Select(place => AddressFields.Read(values, place))
                .OfType<Address>()
                .Select(
                    (address, place) =>
                        new ContactAddress
                        {
                            OfficeId = officeId,
                            ContactId = contactId,
                            Number = place + 1,
                            IsDefault = place == 0,
                            Address = address,
                        }
                ),
        ];

    static string Search(IReadOnlyDictionary<string, string?> values) =>
        SearchText.Words(
            values[ContactFields.Name],
            values.GetValueOrDefault(ContactFields.FirstName),
            values.GetValueOrDefault(ContactFields.LastName),
            values.GetValueOrDefault(AddressFields.NameOf(0, "company")),
            values.GetValueOrDefault(ContactFields.Email),
            values.GetValueOrDefault(ContactFields.Phone),
            values.GetValueOrDefault(AddressFields.NameOf(0, "city")),
            values.GetValueOrDefault(ContactFields.Vat),
            values.GetValueOrDefault(ContactFields.SirenName)
        );
}
