using Comptoir.Storage;

namespace Comptoir.Vat;

/// <summary>
/// Where the office is registered for VAT besides its own country, and whether it uses the one-stop shop. The number of its
/// own country, and that it charges no VAT, stand in its identity.
/// </summary>
public sealed class VatRegistration : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    public required VatRegistrationKind Kind { get; init; }

    /// <summary>ISO code of the country; for the one-stop shop the member state of identification.</summary>
    public required string Country { get; init; }

    /// <summary>The VAT number there, with its country's letters; null where the one-stop shop uses the office's own.</summary>
    public string? Number { get; set; }

    /// <summary>First and last day on which it holds; null for no end.</summary>
    public required DateOnly From { get; set; }
    public DateOnly? Until { get; set; }

    /// <summary>It holds on a day.</summary>
    public bool Holds(DateOnly day) => From <= day && (Until is null || day <= Until);
}

/// <summary>What a registration is.</summary>
public enum VatRegistrationKind
{
    /// <summary>An ordinary registration in a country.</summary>
    Country,

    /// <summary>The Union scheme of the one-stop shop: distance sales to consumers of other member states.</summary>
    OneStopShop,
}
