using Comptoir.Contacts;
using Comptoir.Storage;

namespace Comptoir.Sync.Mapping;

/// <summary>
/// What a contact becomes that was there before a shop knew it, or that several shops know. The shop it came from leads, or
/// the one that was connected first where it was imported; the others add what is missing. What is known is not forgotten
/// because a shop does not know it.
/// </summary>
static class SharedContact
{
    /// <summary>The rows of the shop as they are to be written over what is stored.</summary>
    /// <param name="stored">The contact as the office has it.</param>
    /// <param name="shops">The contact as the shop has it.</param>
    /// <param name="others">Other web shops that are linked to it.</param>
    /// <param name="isErased">The shop has erased who it is.</param>
    /// <param name="isPartial">The shop hides something of it: what it does not tell may be there.</param>
    /// <param name="companyIsKnown">The shop said whom it buys for, if anybody.</param>
    public static Contact Merge(
        Contact stored,
        Contact shops,
        IReadOnlyCollection<long> others,
        bool isErased,
        bool isPartial,
        bool companyIsKnown
    )
    {
        var shop = shops.WebShopId!.Value;
        var isOnly = others.Count == 0;
        // Nobody else knows it: it is as the shop has it, in what it no longer has too.
        var whole = isOnly && !isPartial && (stored.WebShopId == shop || isErased);
        var leads = stored.WebShopId is { } first
            ? first == shop
            : others.All(other => other > shop);
        var isCompany = stored.Kind == ContactKind.Company;
        var names = whole || (leads && (shops.FirstName ?? shops.LastName) is not null);
        var name =
            isCompany != (shops.Kind == ContactKind.Company) ? stored.Name
            : names || (leads && isCompany) ? shops.Name
            : stored.Name;
        var email = Of(stored.Email, shops.Email);
        var phone = Of(stored.Phone, shops.Phone);
        var main = shops.Addresses.Find(address => address.IsDefault)?.Address;
        return new Contact
        {
            OfficeId = stored.OfficeId,
            Id = stored.Id,
            WebShopId = stored.WebShopId,
            Kind = stored.Kind,
            CompanyId =
                companyIsKnown && leads ? shops.CompanyId : stored.CompanyId ?? shops.CompanyId,
            IsCustomer = stored.IsCustomer || shops.IsCustomer,
            IsSupplier = stored.IsSupplier || shops.IsSupplier,
            Name = name,
            FirstName = names ? shops.FirstName : stored.FirstName ?? shops.FirstName,
            LastName = names ? shops.LastName : stored.LastName ?? shops.LastName,
            Email = email,
            EmailKey = ContactValues.EmailKey(email),
            Phone = phone,
            Language = Of(stored.Language, shops.Language),
            Note = Of(stored.Note, shops.Note),
            Tags = whole || (leads && shops.Tags.Length > 0) ? shops.Tags : stored.Tags,
            TaxExempt = leads ? shops.TaxExempt : stored.TaxExempt,
            // A number may also come from an order: one that the customer's own record does not repeat is kept.
            VatNumber = isErased && whole ? null : Known(stored.VatNumber, shops.VatNumber),
            Siren = isErased && whole ? null : Known(stored.Siren, shops.Siren),
            CreatedAt =
                whole || shops.CreatedAt < stored.CreatedAt ? shops.CreatedAt : stored.CreatedAt,
            UpdatedAt =
                whole || shops.UpdatedAt > stored.UpdatedAt ? shops.UpdatedAt : stored.UpdatedAt,
            SortName = SearchText.Sort(name),
            Search = whole
                ? shops.Search
                : SearchText.Words(name, main?.Company, email, phone, main?.City),
        };

        string? Of(string? office, string? theirs) => whole ? theirs : Known(office, theirs);

        string? Known(string? office, string? theirs) =>
            leads ? theirs ?? office : office ?? theirs;
    }
}
