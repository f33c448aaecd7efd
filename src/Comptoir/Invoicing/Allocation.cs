using Comptoir.Storage;

namespace Comptoir.Invoicing;

/// <summary>
/// The part of a sale that a document line covers, with the sign of the sale; opposite ones reopen it. Without a document it
/// cancels out with other sales of its order. Amounts are minor units, in the shop's currency and, with the prefix
/// <c>Customer</c>, in the document's.
/// </summary>
public sealed class Allocation : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long OrderId { get; init; }

    /// <summary>The shop's number of the sale.</summary>
    public required long Sale { get; init; }

    /// <summary>Place among the allocations of the sale, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The document and the place of its line; null for what cancels out.</summary>
    public long? DocumentId { get; init; }
    public int? Line { get; init; }

    /// <summary>Units.</summary>
    public required int Quantity { get; init; }

    public required long Gross { get; init; }
    public required long Tax { get; init; }
    public required long CustomerGross { get; init; }
    public required long CustomerTax { get; init; }
}
