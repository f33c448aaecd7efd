using Comptoir.Storage;

namespace Comptoir.Sync;

/// <summary>
/// Pairs a shop's object with the office's, and remembers what was last seen of it, so that an object that did not change
/// costs no write.
/// </summary>
public sealed class Link : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long WebShopId { get; init; }
    public required LinkKind Kind { get; init; }

    /// <summary>The shop's number of the object; for a supplier, who has none, the vendor's name.</summary>
    public required string ExternalId { get; init; }

    /// <summary>Number of the office's own row.</summary>
    public required long LocalId { get; init; }

    /// <summary>Hash of the rows last applied.</summary>
    public required byte[] Fingerprint { get; init; }
}

/// <summary>What a link pairs.</summary>
public enum LinkKind
{
    Supplier,
    Customer,
    Product,
    Variant,
    Location,
    Order,
}
