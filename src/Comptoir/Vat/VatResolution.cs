using Comptoir.Storage;

namespace Comptoir.Vat;

/// <summary>
/// How a person settled the VAT of an order that the rules could not explain: who, when and why stay with it.
/// </summary>
public sealed class VatResolution : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long OrderId { get; init; }

    /// <summary>The case of all lines that the rules cannot explain; null when only rates were said.</summary>
    public VatCase? Case { get; set; }

    /// <summary>Rates that take the place of the shop's: the amount with tax stays, and the tax is taken out of it.</summary>
    public RateChange[] Rates { get; set; } = [];

    /// <summary>For an exempt line: the code of the reason (VATEX) and the text that the law asks for.</summary>
    public string? Code { get; set; }
    public string? Wording { get; set; }

    /// <summary>Who, when (UTC), and why.</summary>
    public required string By { get; set; }
    public required DateTime At { get; set; }
    public required string Reason { get; set; }
}

/// <summary>A rate that takes the place of the shop's.</summary>
/// <param name="From">The shop's, in millionths; null for lines without tax.</param>
/// <param name="To">The right one, in millionths.</param>
public sealed record RateChange(int? From, int To);
