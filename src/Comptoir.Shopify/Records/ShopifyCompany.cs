using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>A company that buys (Shopify B2B).</summary>
public sealed record ShopifyCompany
{
    [JsonRequired]
    public Gid Id { get; init; }

    [JsonRequired]
    public string Name { get; init; } = "";

    /// <summary>The merchant's own key for the company.</summary>
    public string? ExternalId { get; init; }
    public string? Note { get; init; }

    [JsonRequired]
    public DateTimeOffset CreatedAt { get; init; }

    [JsonRequired]
    public DateTimeOffset UpdatedAt { get; init; }

    /// <inheritdoc cref="Documents.BuyerFields"/>
    public BuyerField? VatNumberField { get; init; }

    /// <inheritdoc cref="Documents.BuyerFields"/>
    public BuyerField? SirenField { get; init; }

    [JsonIgnore]
    public IReadOnlyList<CompanyLocation> Locations { get; init; } = [];

    /// <summary>The people who buy for it.</summary>
    [JsonIgnore]
    public IReadOnlyList<CompanyContact> Contacts { get; init; } = [];
}

/// <summary>A place of a company, with its own addresses and tax facts.</summary>
public sealed record CompanyLocation
{
    [JsonRequired]
    public Gid Id { get; init; }
    public string? Name { get; init; }
    public string? ExternalId { get; init; }
    public string? Phone { get; init; }
    public CompanyTaxSettings? TaxSettings { get; init; }
    public CompanyAddress? BillingAddress { get; init; }
    public CompanyAddress? ShippingAddress { get; init; }
}

/// <summary>An address of a company's place.</summary>
public sealed record CompanyAddress
{
    [JsonRequired]
    public Gid Id { get; init; }
    public string? CompanyName { get; init; }
    public string? Address1 { get; init; }
    public string? Address2 { get; init; }
    public string? City { get; init; }
    public string? Zip { get; init; }

    /// <summary>State or province, ISO 3166-2 without the country.</summary>
    public string? ZoneCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? CountryCode { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Phone { get; init; }
}

/// <summary>A person who buys for a company.</summary>
public sealed record CompanyContact
{
    [JsonRequired]
    public Gid Id { get; init; }
    public bool IsMainContact { get; init; }

    [JsonRequired]
    public ShopifyReference Customer { get; init; } = null!;
}
