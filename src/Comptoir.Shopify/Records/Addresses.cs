using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>
/// A postal address (<c>MailingAddress</c>). Everything may be missing. Names, street, postcode and phone are protected
/// customer data: null when the app was not granted them.
/// </summary>
public sealed record ShopifyAddress
{
    /// <summary>Set for the addresses of a customer; null for those of an order, which are snapshots.</summary>
    public Gid? Id { get; init; }
    public string? Company { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Name { get; init; }
    public string? Address1 { get; init; }
    public string? Address2 { get; init; }
    public string? City { get; init; }
    public string? Zip { get; init; }
    public string? Province { get; init; }
    public string? ProvinceCode { get; init; }
    public string? Country { get; init; }

    /// <summary>ISO 3166-1 alpha-2; <c>ZZ</c> when Shopify does not know the country.</summary>
    public string? CountryCodeV2 { get; init; }
    public string? Phone { get; init; }
}

/// <summary>Points at another object: <c>{ id }</c>.</summary>
public sealed record ShopifyReference
{
    [JsonRequired]
    public Gid Id { get; init; }
}

/// <summary>Points at another object and carries its name at the time of reading.</summary>
public sealed record ShopifyNamedReference
{
    [JsonRequired]
    public Gid Id { get; init; }
    public string? Name { get; init; }
}

/// <summary>A free key and value: note attributes of an order, properties of a line.</summary>
public sealed record KeyValue
{
    [JsonRequired]
    public string Key { get; init; } = "";
    public string? Value { get; init; }
}
