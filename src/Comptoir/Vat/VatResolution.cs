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

    /// <summary>The case of all lines that fit no other; null when only the rate was said.</summary>
    public VatCase? Case { get; set; }

    /// <summary>
    /// The rate in millionths that the amounts contain: the amount with tax stays, the tax is taken out of it. Null to keep the
    /// shop's own tax.
    /// </summary>
    public int? Rate { get; set; }

    /// <summary>For an exempt line: the code of the reason (VATEX) and the text that the law asks for.</summary>
    public string? Code { get; set; }
    public string? Wording { get; set; }

    /// <summary>Who, when (UTC), and why.</summary>
    public required string By { get; set; }
    public required DateTime At { get; set; }
    public required string Reason { get; set; }
}
