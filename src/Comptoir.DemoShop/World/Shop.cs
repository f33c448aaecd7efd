using System.Globalization;

namespace Comptoir.DemoShop.World;

internal sealed record Shop
{
    public required string Name { get; init; }
    public required string MyshopifyDomain { get; init; }
    public required Currency Currency { get; init; }
    public required long Number { get; init; }
    public string Id => Gid.Of("Shop", Number);
    public string CurrencyCode => Currency.Code;
    public string Email => $"bonjour@{MyshopifyDomain}";
    public string ContactEmail => Email;
    public string Url => $"https://{MyshopifyDomain}";
    public string IanaTimezone { get; init; } = "Europe/Paris";

    public string TimezoneOffset
    {
        get
        {
            var offset = TimeZoneInfo.FindSystemTimeZoneById(IanaTimezone).BaseUtcOffset;
            return (offset < TimeSpan.Zero ? "-" : "+")
                + offset.ToString("hhmm", CultureInfo.InvariantCulture);
        }
    }

    // The tz database calls a zone without letters of its own by its hours.
    public string TimezoneAbbreviation =>
        IanaTimezone switch
        {
            "Europe/Paris" => "CET",
            "Europe/London" => "GMT",
            _ => TimezoneOffset[..3],
        };

    public bool TaxesIncluded => true;
    public bool TaxShipping => true;
    public ShopPlan Plan => new("Advanced", false, false);
    public ShopAddress ShopAddress { get; init; } = new();
    public Domain PrimaryDomain => new(Gid.Of("Domain", Number), MyshopifyDomain, Url, true);
    public List<string> EnabledPresentmentCurrencies { get; init; } = ["EUR", "GBP", "USD", "JPY"];
    public string WeightUnit => "GRAMS";
    public string UnitSystem => "METRIC_SYSTEM";
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt => CreatedAt;
    public string ShopOwnerName { get; init; } = "Camille Lumière";
    public string? Description { get; init; }
    public bool SetupRequired => false;
}

internal sealed record ShopPlan(
    string PublicDisplayName,
    bool ShopifyPlus,
    bool PartnerDevelopment
);

internal sealed record Domain(string Id, string Host, string Url, bool SslEnabled);

internal sealed record ShopAddress
{
    public string Id { get; init; } = Gid.Of("ShopAddress", 1);
    public string? Company { get; init; } = "Maison Lumière SAS";
    public string? Address1 { get; init; } = "12 rue des Teinturiers";
    public string? Address2 => null;
    public string? City { get; init; } = "Avignon";
    public string? Zip { get; init; } = "84000";
    public string? Province => null;
    public string? ProvinceCode => null;
    public string? Country { get; init; } = "France";
    public string CountryCodeV2 { get; init; } = "FR";
    public string? Phone => null;
    public List<string> Formatted =>
        [.. new[] { Company, Address1, $"{Zip} {City}", Country }.OfType<string>()];
}

internal sealed record BusinessEntity(
    string Id,
    string DisplayName,
    string? CompanyName,
    bool Primary,
    BusinessEntityAddress Address
)
{
    public static BusinessEntity None { get; } =
        new(
            Gid.Of("BusinessEntity", 1),
            "Maison Lumière",
            "Maison Lumière SAS",
            true,
            new("12 rue des Teinturiers", "Avignon", "84000", "FR")
        );
}

internal sealed record BusinessEntityAddress(
    string? Address1,
    string? City,
    string? Zip,
    string CountryCode
)
{
    public string? Address2 => null;
    public string? Province => null;
}

internal sealed class Location : Record
{
    public string Id => Gid.Of("Location", Number);
    public required string Name { get; init; }
    public required LocationAddress Address { get; init; }
    public bool IsActive => true;
    public bool FulfillsOnlineOrders { get; init; } = true;
    public bool ShipsInventory => FulfillsOnlineOrders;
    public bool HasActiveInventory => true;

    internal override bool Knows(string field) =>
        field is "id" or "name" or "created_at" or "updated_at" or "active";

    internal override object? Search(string field) =>
        field switch
        {
            "id" => Number,
            "name" => Name,
            "created_at" => CreatedAt,
            "updated_at" => UpdatedAt,
            "active" => true,
            _ => null,
        };
}

internal sealed record LocationAddress(
    string? Address1,
    string? City,
    string? Zip,
    string? Country,
    string CountryCode
)
{
    public string? Address2 => null;
    public string? Province => null;
    public string? ProvinceCode => null;
    public string? Phone => null;
    public List<string> Formatted =>
        [.. new[] { Address1, $"{Zip} {City}", Country }.OfType<string>()];
}

internal sealed class Company : Record
{
    public string Id => Gid.Of("Company", Number);
    public required string Name { get; init; }
    public string? ExternalId { get; init; }
    public string? Note => null;
    public DateTimeOffset CustomerSince => CreatedAt;
    public List<Metafield> Metafields { get; } = [];
    public List<CompanyLocation> Locations { get; } = [];
    public List<CompanyContact> Contacts { get; } = [];
    public CompanyContact? MainContact => Contacts.Count > 0 ? Contacts[0] : null;

    internal override bool Knows(string field) =>
        field is "id" or "name" or "external_id" or "created_at" or "updated_at";

    internal override object? Search(string field) =>
        field switch
        {
            "id" => Number,
            "name" => Name,
            "external_id" => ExternalId,
            "created_at" => CreatedAt,
            "updated_at" => UpdatedAt,
            _ => null,
        };
}

internal sealed record CompanyLocation(
    Company Company,
    long Number,
    string Name,
    CompanyAddress Address,
    string? TaxRegistrationId
)
{
    public string Id => Gid.Of("CompanyLocation", Number);
    public string? ExternalId => null;
    public string? Note => null;
    public string? Phone => null;
    public string? Locale => null;
    public DateTimeOffset CreatedAt => Company.CreatedAt;
    public DateTimeOffset UpdatedAt => Company.UpdatedAt;
    public CompanyAddress BillingAddress => Address;
    public CompanyAddress ShippingAddress => Address;
    public CompanyLocationTaxSettings TaxSettings => new(TaxRegistrationId, false, []);
}

internal sealed record CompanyLocationTaxSettings(
    string? TaxRegistrationId,
    bool TaxExempt,
    List<string> TaxExemptions
);

internal sealed record CompanyAddress(
    string Id,
    string Address1,
    string? City,
    string? Zip,
    string CompanyName,
    string CountryCode,
    string? Country
)
{
    public string? Address2 => null;
    public string? FirstName => null;
    public string? LastName => null;
    public string? Phone => null;
    public string? Province => null;
    public string? ZoneCode => null;
    public string? Recipient => CompanyName;
}

internal sealed record CompanyContact(Company Company, long Number, long CustomerNumber)
{
    public string Id => Gid.Of("CompanyContact", Number);
    public string? Title => null;
    public string? Locale => "fr";
    public bool IsMainContact => Company.MainContact == this;
    public DateTimeOffset CreatedAt => Company.CreatedAt;
    public DateTimeOffset UpdatedAt => Company.UpdatedAt;
}

internal sealed record PurchasingCompany(
    Company Company,
    CompanyLocation Location,
    CompanyContact Contact
);

/// <summary>Everything a shop holds. Made from a seed or from a file of real sales; changed while it runs.</summary>
internal sealed class ShopWorld
{
    public required Shop Shop { get; init; }
    public required Table<Order> Orders { get; init; }
    public required Table<Customer> Customers { get; init; }
    public required Table<Product> Products { get; init; }
    public required IReadOnlyList<Location> Locations { get; init; }
    public required IReadOnlyList<Company> Companies { get; init; }

    /// <summary>The variant of that number; null when it or its product was deleted. A variant's number is its product's plus its position.</summary>
    public ProductVariant? Variant(long number) =>
        Products
            .Find(number - (number % Order.ChildNumbers))
            ?.Variants.Find(variant => variant.Number == number);
}
