using Comptoir.Storage;

namespace Comptoir.Vat;

/// <summary>A VAT number about which the register is to be asked: something waits for the answer.</summary>
public sealed class VatNumberQuestion : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>With its country's letters, capitals and figures only.</summary>
    public required string Number { get; init; }

    /// <summary>Since when an answer is wanted, UTC.</summary>
    public required DateTime Since { get; init; }

    /// <summary>When the register was asked last, UTC, and how often in vain; null before the first time.</summary>
    public DateTime? TriedAt { get; set; }
    public int Tries { get; set; }

    /// <summary>Why there was no answer, in the register's own word; null before the first time.</summary>
    public string? Failure { get; set; }
}
