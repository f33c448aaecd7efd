namespace Comptoir.DemoShop.World;

/// <summary>A customer of the shop.</summary>
public sealed class Customer : Record
{
    internal string Id => Gid.Of("Customer", Number);

    /// <summary>Given name; null for customers known by phone or e-mail alone.</summary>
    public string? FirstName { get; set; }

    /// <summary>Family name.</summary>
    public string? LastName { get; set; }

    /// <summary>E-mail address; null for customers known by phone alone. Not unique across shops.</summary>
    public string? Email { get; set; }

    internal string? Phone { get; set; }
    internal string DisplayName =>
        $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name : Email ?? Phone ?? "";
    internal string State { get; init; } = "DISABLED";
    internal string? Note { get; set; }
    internal List<string> Tags { get; set; } = [];
    internal string Locale { get; init; } = "fr";
    internal bool TaxExempt { get; init; }
    internal List<string> TaxExemptions { get; init; } = [];
    internal bool VerifiedEmail => Email is not null;
    internal long NumberOfOrders { get; init; }
    internal Money AmountSpent { get; init; }
    internal TaxSettings TaxSettings { get; set; } = new(null);
    internal List<Metafield> Metafields { get; } = [];
    internal CustomerEmailAddress? DefaultEmailAddress =>
        Email is null ? null : new(Email, Locale == "fr" ? "SUBSCRIBED" : "NOT_SUBSCRIBED");
    internal CustomerPhoneNumber? DefaultPhoneNumber => Phone is null ? null : new(Phone);
    internal List<MailingAddress> Addresses { get; set; } = [];
    internal MailingAddress? DefaultAddress => Addresses.Count > 0 ? Addresses[0] : null;
    internal bool CanDelete => NumberOfOrders == 0;

    internal override bool Knows(string field) =>
        field
            is "id"
                or "created_at"
                or "updated_at"
                or "email"
                or "phone"
                or "first_name"
                or "last_name"
                or "tag"
                or "state"
                or "country"
                or "orders_count";

    internal override object? Search(string field) =>
        field switch
        {
            "id" => Number,
            "created_at" => CreatedAt,
            "updated_at" => UpdatedAt,
            "email" => Email,
            "phone" => Phone,
            "first_name" => FirstName,
            "last_name" => LastName,
            "tag" => Tags,
            "state" => State,
            "country" => DefaultAddress?.Country,
            "orders_count" => NumberOfOrders,
            _ => null,
        };
}

/// <summary>A field of the merchant's own, by namespace and key.</summary>
internal sealed record Metafield(long Number, string Namespace, string Key, string Value)
{
    public string Id => Gid.Of("Metafield", Number);
    public long LegacyResourceId => Number;
    public string Type => "single_line_text_field";
    public DateTimeOffset CreatedAt => DateTimeOffset.UnixEpoch;
    public DateTimeOffset UpdatedAt => DateTimeOffset.UnixEpoch;

    public static Metafield? In(List<Metafield> all, string? space, string? key) =>
        all.Find(field => field.Namespace == (space ?? "custom") && field.Key == key);
}

internal sealed record TaxSettings(string? TaxId);

internal sealed record CustomerEmailAddress(string EmailAddress, string MarketingState);

internal sealed record CustomerPhoneNumber(string PhoneNumber);

internal sealed record MailingAddress
{
    public required string Id { get; init; }
    public string? Company { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Name => $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name : null;
    public string? Address1 { get; init; }
    public string? Address2 { get; init; }
    public string? City { get; init; }
    public string? Zip { get; init; }
    public string? Province { get; init; }
    public string? ProvinceCode { get; init; }
    public string? Country { get; init; }
    public string? CountryCodeV2 { get; init; }
    public string? Phone { get; init; }
    public double? Latitude => null;
    public double? Longitude => null;

    public List<string> Formatted(bool withName, bool withCompany)
    {
        string?[] lines =
        [
            withName ? Name : null,
            withCompany ? Company : null,
            Address1,
            Address2,
            $"{Zip} {City}".Trim(),
            Country,
        ];
        return [.. lines.OfType<string>().Where(line => line.Length > 0)];
    }
}
