using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>A customer of the shop. Names, e-mail and phone are protected customer data: null when not granted.</summary>
public sealed record ShopifyCustomer
{
    [JsonRequired]
    public Gid Id { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? DisplayName { get; init; }

    [JsonRequired]
    public DateTimeOffset CreatedAt { get; init; }

    [JsonRequired]
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>DECLINED, DISABLED, ENABLED, INVITED: the state of the account, not of the person.</summary>
    public string? State { get; init; }
    public string? Note { get; init; }

    public IReadOnlyList<string> Tags
    {
        get;
        init => field = value ?? [];
    } = [];
    public string? Locale { get; init; }
    public bool TaxExempt { get; init; }
    public IReadOnlyList<string>? TaxExemptions { get; init; }
    public bool VerifiedEmail { get; init; }
    public long NumberOfOrders { get; init; }
    public ShopifyMoney? AmountSpent { get; init; }
    public CustomerTaxSettings? TaxSettings { get; init; }
    public CustomerEmail? DefaultEmailAddress { get; init; }
    public CustomerPhone? DefaultPhoneNumber { get; init; }
    public ShopifyReference? DefaultAddress { get; init; }

    /// <summary>The companies the customer buys for (B2B); null when they were not read.</summary>
    public IReadOnlyList<CompanyProfile>? CompanyContactProfiles { get; init; }

    /// <inheritdoc cref="Documents.BuyerFields"/>
    public BuyerField? VatNumberField { get; init; }

    /// <inheritdoc cref="Documents.BuyerFields"/>
    public BuyerField? SirenField { get; init; }

    /// <summary>All of them; the one whose id is in <see cref="DefaultAddress"/> is used when none is chosen.</summary>
    [JsonIgnore]
    public IReadOnlyList<ShopifyAddress> Addresses { get; init; } = [];
}

/// <summary>That a customer buys for a company.</summary>
public sealed record CompanyProfile
{
    [JsonRequired]
    public ShopifyReference Company { get; init; } = null!;
}

/// <summary>A metafield in which the shop keeps a number of its buyers.</summary>
public sealed record BuyerField
{
    public string? Value { get; init; }
}

/// <summary>Tax facts of a private customer.</summary>
public sealed record CustomerTaxSettings
{
    /// <summary>VAT number or the like.</summary>
    public string? TaxId { get; init; }
}

/// <summary>The customer's main e-mail address.</summary>
public sealed record CustomerEmail
{
    public string? EmailAddress { get; init; }
}

/// <summary>The customer's main phone number, E.164.</summary>
public sealed record CustomerPhone
{
    public string? PhoneNumber { get; init; }
}
