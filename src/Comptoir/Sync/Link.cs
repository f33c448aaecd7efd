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

    /// <summary>Number of the office's own row; null for an object that was left out before it ever came in.</summary>
    public long? LocalId { get; init; }

    /// <summary>
    /// Hash of the rows last applied; empty when they must be written whatever they are; <see cref="Again"/> when the object
    /// must be read though nothing of it changed in the shop.
    /// </summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>In place of a fingerprint: to be read by the next run. One byte, which no hash is.</summary>
    public static byte[] Again => [0];

    /// <summary>Who leaves a customer out that the shop asked to be erased: nobody can let it in again.</summary>
    public const string Privacy = "Shopify (privacy)";

    /// <summary>
    /// The shop's own moment of the state last applied (<c>updatedAt</c>), UTC: an older one, out of a file that was made
    /// before, is not applied over it. Null for what has none.
    /// </summary>
    public DateTime? SeenAt { get; init; }

    /// <summary>When somebody left it out, UTC: no synchronization touches it until it is let in. Null when it is in.</summary>
    public DateTime? LeftOutAt { get; init; }

    /// <summary>Who left it out.</summary>
    public string? LeftOutBy { get; init; }

    /// <summary>What it was called when it was left out: nothing else of ours tells of what never came in.</summary>
    public string? LeftOutTitle { get; init; }

    /// <summary>When the shop was found not to have it any more, UTC; null while it has.</summary>
    public DateTime? GoneAt { get; init; }
}

/// <summary>What a link pairs.</summary>
public enum LinkKind
{
    Supplier,
    Customer,

    /// <summary>A company that buys (Shopify B2B).</summary>
    Company,
    Product,
    Variant,
    Location,
    Order,
}
