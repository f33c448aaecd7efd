using Comptoir.Contacts;
using Comptoir.Shopify;
using Comptoir.Storage;

namespace Comptoir.Sync.Mapping;

/// <summary>The office's rows for a company that buys.</summary>
static class CompanyMapping
{
    public static Contact Map(ShopContext shop, ShopifyCompany company, long id)
    {
        var addresses = Addresses(shop, company, id);
        var main = addresses.Find(address => address.IsDefault)?.Address;
        var name = Convert.Text(company.Name) ?? main?.Company ?? $"#{company.Id.Number}";
        var phone = company
            .Locations.Select(place => Convert.Text(place.Phone))
            .FirstOrDefault(text => text is not null);
        var vat = BuyerNumbers.VatNumber(shop.Fields, Texts(company, company.VatNumberField));
        return new Contact
        {
            OfficeId = shop.OfficeId,
            Id = id,
            WebShopId = shop.WebShopId,
            Kind = ContactKind.Company,
            IsCustomer = true,
            IsSupplier = false,
            Name = name,
            Phone = phone,
            Note = Convert.Text(company.Note),
            Tags = [],
            TaxExempt =
                company.Locations.Count > 0
                && company.Locations.All(place => place.TaxSettings?.TaxExempt == true),
            VatNumber = vat,
            Siren = BuyerNumbers.Siren(shop.Fields, Texts(company, company.SirenField), vat),
            CreatedAt = company.CreatedAt.UtcDateTime,
            UpdatedAt = company.UpdatedAt.UtcDateTime,
            SortName = SearchText.Sort(name),
            Search = SearchText.Words(name, company.ExternalId, vat, phone, main?.City),
            Addresses = addresses,
        };
    }

    /// <summary>What an order tells of the company that placed it: all that is known where companies cannot be read.</summary>
    public static ShopifyCompany Of(ShopifyOrder order, PurchasingCompany company) =>
        new()
        {
            Id = company.Id,
            Name = company.Name ?? "",
            ExternalId = company.ExternalId,
            CreatedAt = order.CreatedAt,
            UpdatedAt = order.UpdatedAt,
            Locations = order.PurchasingEntity?.Location is { } place
                ?
                [
                    new CompanyLocation
                    {
                        Id = place.Id,
                        Name = place.Name,
                        ExternalId = place.ExternalId,
                        TaxSettings = place.TaxSettings,
                    },
                ]
                : [],
        };

    static BuyerTexts Texts(ShopifyCompany company, BuyerField? field) =>
        new()
        {
            Own = company.Locations.Select(place => place.TaxSettings?.TaxRegistrationId),
            AddressCompanies = company.Locations.Select(place => place.BillingAddress?.CompanyName),
            Metafield = field?.Value,
        };

    /// <summary>The addresses of all its places; the usual one is where the first place is billed.</summary>
    static List<ContactAddress> Addresses(ShopContext shop, ShopifyCompany company, long id)
    {
        var all = company
            .Locations.SelectMany(place => new[] { place.BillingAddress, place.ShippingAddress })
            .OfType<CompanyAddress>()
            .DistinctBy(address => address.Id.Number)
            .ToList();
        return
        [
            .. all.Select(
                    (address, index) =>
                        new ContactAddress
                        {
                            OfficeId = shop.OfficeId,
                            ContactId = id,
                            Number = address.Id.Number,
                            WebShopId = shop.WebShopId,
                            IsDefault = index == 0,
                            Address = new Address
                            {
                                Company = Convert.Text(address.CompanyName),
                                FirstName = Convert.Text(address.FirstName),
                                LastName = Convert.Text(address.LastName),
                                Line1 = Convert.Text(address.Address1),
                                Line2 = Convert.Text(address.Address2),
                                PostalCode = Convert.Text(address.Zip),
                                City = Convert.Text(address.City),
                                ProvinceCode = Convert.Text(address.ZoneCode),
                                CountryCode = Convert.Text(address.CountryCode),
                                Phone = Convert.Text(address.Phone),
                            },
                        }
                )
                .OrderBy(address => address.Number),
        ];
    }
}
