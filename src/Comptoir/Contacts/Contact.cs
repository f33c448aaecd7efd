using Comptoir.Storage;

namespace Comptoir.Contacts;

/// <summary>A customer or a supplier, or both: a person or a company.</summary>
public sealed class Contact : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    /// <summary>The web shop it first came from; null for one that was imported or entered here.</summary>
    public long? WebShopId { get; init; }

    /// <summary>Person or company.</summary>
    public required ContactKind Kind { get; init; }

    /// <summary>The company a person belongs to; null for a company, and for a person on their own.</summary>
    public long? CompanyId { get; init; }

    /// <summary>Buys from the office.</summary>
    public required bool IsCustomer { get; init; }

    /// <summary>Sells to the office.</summary>
    public required bool IsSupplier { get; init; }

    /// <summary>The name in lists and on documents; never empty.</summary>
    public required string Name { get; init; }

    public string? FirstName { get; init; }
    public string? LastName { get; init; }

    /// <summary>E-mail as written; compared by <see cref="EmailKey"/>.</summary>
    public string? Email { get; init; }

    /// <summary>The e-mail trimmed and in lower case, for exact matching.</summary>
    public string? EmailKey { get; init; }

    public string? Phone { get; init; }

    /// <summary>Language tag for what is sent to the contact, for example <c>fr</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The shop's note about the contact.</summary>
    public string? Note { get; init; }

    public required string[] Tags { get; init; }

    /// <summary>The shop does not charge this contact tax.</summary>
    public required bool TaxExempt { get; init; }

    /// <summary>VAT number as the shops know it, in capitals without spaces.</summary>
    public string? VatNumber { get; init; }

    /// <summary>SIREN of a French company as the shops know it: nine digits.</summary>
    public string? Siren { get; init; }

    /// <summary>When the shop first knew the contact, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>The shop's last change, UTC.</summary>
    public required DateTime UpdatedAt { get; init; }

    /// <summary>When the last shop that had the contact was found not to have it any more, UTC; null while one has.</summary>
    public DateTime? DeletedAt { get; init; }

    /// <summary>Normalized name, for sorting.</summary>
    public required string SortName { get; init; }

    /// <summary>Normalized text that a search looks in.</summary>
    public required string Search { get; init; }

    public List<ContactAddress> Addresses { get; init; } = [];
}

/// <summary>Whether a contact is a person or a company.</summary>
public enum ContactKind
{
    Person,
    Company,
}

/// <summary>One of a contact's addresses.</summary>
public sealed class ContactAddress : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long ContactId { get; init; }

    /// <summary>The shop's number of the address: unique within the contact.</summary>
    public required long Number { get; init; }

    /// <summary>The web shop it comes from; null for one entered by hand or imported.</summary>
    public long? WebShopId { get; init; }

    /// <summary>The address used when none is chosen.</summary>
    public required bool IsDefault { get; init; }

    public required Address Address { get; init; }
}

/// <summary>A postal address as the shop keeps it. Every part may be missing.</summary>
public sealed record Address
{
    public string? Company { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Line1 { get; init; }
    public string? Line2 { get; init; }
    public string? PostalCode { get; init; }
    public string? City { get; init; }

    /// <summary>State or province, ISO 3166-2 without the country.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>ISO 3166-1, two capital letters.</summary>
    public string? CountryCode { get; init; }

    public string? Phone { get; init; }

    /// <summary>Person and company on one line; empty when neither is known.</summary>
    public string Addressee =>
        string.Join(
            ", ",
            new[] { $"{FirstName} {LastName}".Trim(), Company ?? "" }.Where(part => part.Length > 0)
        );
}
