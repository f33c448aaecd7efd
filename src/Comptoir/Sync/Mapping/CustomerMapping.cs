using Comptoir.Contacts;
using Comptoir.Shopify;
using Comptoir.Storage;

namespace Comptoir.Sync.Mapping;

/// <summary>The office's rows for a shop's customer, or for a vendor as supplier.</summary>
static class CustomerMapping
{
    /// <param name="shop">The shop.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="id">The contact's number.</param>
    /// <param name="companyId">The company the customer buys for, when it is one that the office knows.</param>
    public static Contact Map(
        ShopContext shop,
        ShopifyCustomer customer,
        long id,
        long? companyId = null
    )
    {
        var email = Convert.Text(customer.DefaultEmailAddress?.EmailAddress);
        var phone = Convert.Text(customer.DefaultPhoneNumber?.PhoneNumber);
        var addresses = Addresses(shop, customer, id);
        var main = addresses.Find(address => address.IsDefault)?.Address;
        // A customer may have no name at all, only an e-mail or a phone number: people still must be able to tell them apart.
        var name =
            Convert.Text($"{customer.FirstName} {customer.LastName}")
            ?? Convert.Text(customer.DisplayName)
            ?? Convert.NameOf(main)
            ?? email
            ?? phone
            ?? $"#{customer.Id.Number}";
        var vat = BuyerNumbers.VatNumber(shop.Fields, Texts(customer, customer.VatNumberField));
        return new Contact
        {
            OfficeId = shop.OfficeId,
            Id = id,
            WebShopId = shop.WebShopId,
            Kind = ContactKind.Person,
            CompanyId = companyId,
            IsCustomer = true,
            IsSupplier = false,
            Name = name,
            FirstName = Convert.Text(customer.FirstName),
            LastName = Convert.Text(customer.LastName),
            Email = email,
            EmailKey = ContactValues.EmailKey(email),
            Phone = phone,
            Language = Convert.Text(customer.Locale),
            Note = Convert.Text(customer.Note),
            Tags = [.. customer.Tags],
            TaxExempt = customer.TaxExempt,
            VatNumber = vat,
            Siren = BuyerNumbers.Siren(shop.Fields, Texts(customer, customer.SirenField), vat),
            CreatedAt = customer.CreatedAt.UtcDateTime,
            UpdatedAt = customer.UpdatedAt.UtcDateTime,
            SortName = SearchText.Sort(name),
            Search = SearchText.Words(name, main?.Company, email, phone, main?.City),
            Addresses = addresses,
        };
    }

    static BuyerTexts Texts(ShopifyCustomer customer, BuyerField? field) =>
        new()
        {
            Own = [customer.TaxSettings?.TaxId],
            AddressCompanies = customer.Addresses.Select(address => address.Company),
            Metafield = field?.Value,
            Tags = customer.Tags,
        };

    /// <summary>
    /// Whether the shop says nothing any more of who the customer is: what Shopify leaves of one whose data were erased.
    /// </summary>
    public static bool IsRedacted(ShopifyCustomer customer) =>
        Convert.Text($"{customer.FirstName} {customer.LastName}") is null
        && Convert.Text(customer.DefaultEmailAddress?.EmailAddress) is null
        && Convert.Text(customer.DefaultPhoneNumber?.PhoneNumber) is null
        && customer.Addresses.Count == 0;

    /// <summary>A vendor is all that Shopify knows of a supplier: a name written on products.</summary>
    public static Contact MapSupplier(ShopContext shop, string vendor, long id) =>
        new()
        {
            OfficeId = shop.OfficeId,
            Id = id,
            WebShopId = shop.WebShopId,
            Kind = ContactKind.Company,
            IsCustomer = false,
            IsSupplier = true,
            Name = vendor,
            Tags = [],
            TaxExempt = false,
            // No date is told; a fixed one keeps two synchronizations alike.
            CreatedAt = DateTime.UnixEpoch,
            UpdatedAt = DateTime.UnixEpoch,
            SortName = SearchText.Sort(vendor),
            Search = SearchText.Words(vendor),
        };

    static List<ContactAddress> Addresses(
        ShopContext shop,
        ShopifyCustomer customer,
        long contactId
    ) =>
        [
            .. customer
                .Addresses.Where(address => address.Id is not null)
                .DistinctBy(address => address.Id!.Value.Number)
                .Select(address => new ContactAddress
                {
                    OfficeId = shop.OfficeId,
                    ContactId = contactId,
                    Number = address.Id!.Value.Number,
                    WebShopId = shop.WebShopId,
                    IsDefault = address.Id == customer.DefaultAddress?.Id,
                    Address = address.ToAddress()!,
                })
                .OrderBy(address => address.Number),
        ];
}
