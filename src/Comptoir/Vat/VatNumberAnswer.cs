using Comptoir.Storage;

namespace Comptoir.Vat;

/// <summary>
/// What VIES, the Commission's register, answered about a VAT number: the evidence for supplies without VAT. It is kept for
/// ever; a new question makes a new row.
/// </summary>
public sealed class VatNumberAnswer : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    /// <summary>With its country's letters, capitals and figures only.</summary>
    public required string Number { get; init; }

    /// <summary>When it was answered, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Whether the number was in force then.</summary>
    public required bool IsValid { get; init; }

    /// <summary>Name and address as the register has them; null where the member state does not say.</summary>
    public string? Name { get; init; }
    public string? Address { get; init; }

    /// <summary>The register's number of the consultation; null when it gave none.</summary>
    public string? Consultation { get; init; }

    /// <summary>Who asked or entered it by hand: a user's name; null for a rule.</summary>
    public string? By { get; init; }
}
