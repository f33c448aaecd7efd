using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>Who bought: a private customer, or a company through a contact (B2B).</summary>
public sealed record PurchasingEntity
{
    /// <summary><c>Customer</c> or <c>PurchasingCompany</c>.</summary>
    [JsonPropertyName("__typename")]
    public string? TypeName { get; init; }

    /// <summary>The customer, when it is one.</summary>
    public Gid? Id { get; init; }
    public PurchasingCompany? Company { get; init; }
    public PurchasingLocation? Location { get; init; }
    public ShopifyReference? Contact { get; init; }
}

/// <summary>The company that bought.</summary>
public sealed record PurchasingCompany
{
    [JsonRequired]
    public Gid Id { get; init; }
    public string? Name { get; init; }

    /// <summary>The merchant's own key for the company.</summary>
    public string? ExternalId { get; init; }
}

/// <summary>The place of the company that bought.</summary>
public sealed record PurchasingLocation
{
    [JsonRequired]
    public Gid Id { get; init; }
    public string? Name { get; init; }
    public string? ExternalId { get; init; }
    public CompanyTaxSettings? TaxSettings { get; init; }
}

/// <summary>Tax facts of a company's location.</summary>
public sealed record CompanyTaxSettings
{
    /// <summary>VAT number or the like, as typed by the merchant.</summary>
    public string? TaxRegistrationId { get; init; }
    public bool TaxExempt { get; init; }
}

/// <summary>The app that sold in the merchant's place.</summary>
public sealed record MerchantOfRecordApp
{
    /// <summary>Not a number always, hence text.</summary>
    public string Id
    {
        get;
        init => field = value ?? "";
    } = "";
    public string? Name { get; init; }
}

/// <summary>What Shopify and fraud apps think of an order.</summary>
public sealed record OrderRisk
{
    /// <summary>ACCEPT, CANCEL, INVESTIGATE, NONE.</summary>
    [JsonRequired]
    public string Recommendation { get; init; } = "";

    [JsonRequired]
    public IReadOnlyList<OrderRiskAssessment> Assessments { get; init; } = [];
}

/// <summary>What one of them found.</summary>
public sealed record OrderRiskAssessment
{
    /// <summary>HIGH, LOW, MEDIUM, NONE, PENDING.</summary>
    [JsonRequired]
    public string RiskLevel { get; init; } = "";

    [JsonRequired]
    public IReadOnlyList<RiskFact> Facts { get; init; } = [];
}

/// <summary>One reason for an assessment, in words.</summary>
public sealed record RiskFact
{
    [JsonRequired]
    public string Description { get; init; } = "";

    /// <summary>NEGATIVE, NEUTRAL, POSITIVE.</summary>
    [JsonRequired]
    public string Sentiment { get; init; } = "";
}

/// <summary>Payment terms agreed for an order: an unpaid order is normal then.</summary>
public sealed record PaymentTerms
{
    [JsonRequired]
    public Gid Id { get; init; }

    /// <summary>Days; null for terms that do not count days (on fulfilment, fixed date).</summary>
    public int? DueInDays { get; init; }
    public bool Overdue { get; init; }
    public string? PaymentTermsName { get; init; }

    /// <summary>FIXED, FULFILLMENT, NET, RECEIPT, UNKNOWN.</summary>
    public string? PaymentTermsType { get; init; }
}

/// <summary>One tax on one line (or on the order, summed).</summary>
public sealed record TaxLine
{
    /// <summary>Free text, for example <c>FR TVA</c>.</summary>
    public string? Title { get; init; }

    /// <summary>As a fraction, 0.2 for 20 %. May be missing.</summary>
    public decimal? Rate { get; init; }

    /// <summary>In percent, 20 for 20 %. May be missing.</summary>
    public decimal? RatePercentage { get; init; }
    public string? Source { get; init; }

    /// <summary>True when the sales channel pays the tax, so that it is not the merchant's; null when not known.</summary>
    public bool? ChannelLiable { get; init; }

    [JsonRequired]
    public MoneyBag PriceSet { get; init; }
}

/// <summary>A fee on the whole order, outside its subtotal.</summary>
public sealed record AdditionalFee
{
    [JsonRequired]
    public Gid Id { get; init; }
    public string? Name { get; init; }

    public MoneyBag? Price { get; init; }
    public IReadOnlyList<TaxLine>? TaxLines { get; init; }
}
