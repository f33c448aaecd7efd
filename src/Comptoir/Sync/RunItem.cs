using Comptoir.Storage;

namespace Comptoir.Sync;

/// <summary>
/// One object that a synchronization would bring in or change, as a preparation found it. Whether it is left out is not
/// kept here but on its <see cref="Link"/>, where every later run sees it.
/// </summary>
public sealed class RunItem : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>The preparation.</summary>
    public required long RunId { get; init; }

    /// <summary>Supplier, customer, company, product or order.</summary>
    public required LinkKind Kind { get; init; }

    /// <summary>The shop's number of the object; for a supplier the vendor's name.</summary>
    public required string ExternalId { get; init; }

    /// <summary>Number within the office: rises in the order in which objects were found.</summary>
    public required long Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>Normalized text that the list's search looks in.</summary>
    public required string Search { get; init; }

    /// <summary>What a synchronization would do.</summary>
    public required RunItemAction Action { get; init; }

    /// <summary>The office's row that it would change or be linked to; null for a new one.</summary>
    public long? LocalId { get; init; }

    /// <summary>Field by field: for a new object what would be stored, otherwise what would change.</summary>
    public required FieldChange[] Changes { get; init; }

    /// <summary>What the merchant should know before: keys of texts.</summary>
    public required RunItemWarning[] Warnings { get; init; }
}

/// <summary>What a synchronization would do with an object.</summary>
public enum RunItemAction
{
    /// <summary>Make a new row.</summary>
    Create,

    /// <summary>Change the row that came from it.</summary>
    Update,

    /// <summary>Pair it with a row that is there already, from another shop or an import.</summary>
    Link,

    /// <summary>Mark its row: the shop has it no more.</summary>
    Delete,
}

/// <summary>A field of an object, before and after; values are texts for people, in the shop's own notation.</summary>
/// <param name="Field">A key of the texts, such as <c>Name</c>.</param>
/// <param name="From">As the office has it; null when it has nothing.</param>
/// <param name="To">As the shop has it; null when it has nothing any more.</param>
public sealed record FieldChange(string Field, string? From, string? To);

/// <summary>What to know about an object before it is brought in.</summary>
/// <param name="Code">A key of the texts.</param>
/// <param name="Detail">What it is about: an e-mail, an amount; null when the code says all.</param>
public sealed record RunItemWarning(string Code, string? Detail);
