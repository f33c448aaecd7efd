using Comptoir.Storage;

namespace Comptoir.Vat;

/// <summary>A published rate of the euro. Once stored it does not change: documents name it.</summary>
public sealed class ReferenceRate : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>ISO code.</summary>
    public required string Currency { get; init; }

    /// <summary>The day for which it was published.</summary>
    public required DateOnly On { get; init; }

    /// <summary>How much of the currency is worth one euro, in millionths.</summary>
    public required long PerEuro { get; init; }

    /// <summary>Who published it.</summary>
    public required string Source { get; init; }
}

/// <summary>The rate of a currency.</summary>
/// <param name="Currency">ISO code.</param>
/// <param name="PerEuro">How much of it is worth one euro.</param>
/// <param name="On">The day for which it was published.</param>
/// <param name="Source">Who published it.</param>
public sealed record ExchangeRate(string Currency, decimal PerEuro, DateOnly On, string Source);
