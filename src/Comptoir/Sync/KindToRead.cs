using Comptoir.Shopify;
using Comptoir.Shopify.Documents;

namespace Comptoir.Sync;

/// <summary>Reads some objects by their ids, with what a document selects of them.</summary>
delegate Task<FoundObjects<T>> ReadByIds<T>(
    BulkDocument document,
    IReadOnlyCollection<Gid> ids,
    CancellationToken cancellation
);

/// <summary>How one kind of object is read and applied, in whatever way.</summary>
/// <param name="Phase">Its step.</param>
/// <param name="Link">What its links pair; null for what has none.</param>
/// <param name="Name">Of its bulk operation within the run.</param>
/// <param name="Word">Of it in the list of what needs attention.</param>
/// <param name="Shape">Of its file.</param>
/// <param name="Documents">What to read of each; a later one asks for less, for a shop that refuses the one before.</param>
/// <param name="ReadBucket">Reads a bucket of its file.</param>
/// <param name="Id">The shop's id of an object.</param>
/// <param name="Apply">Compares and writes.</param>
/// <param name="Find">Finds what changed since an instant, as long as it is not too much.</param>
/// <param name="Read">Reads some by id; null for what is read by bulk operations alone, and may be withheld.</param>
/// <param name="Points">About what one costs that is read by id.</param>
/// <param name="Scope">Without which nothing goes on; null when the rest does.</param>
sealed record KindToRead<T>(
    RunPhase Phase,
    LinkKind? Link,
    string Name,
    string Word,
    StageShape Shape,
    BulkDocument[] Documents,
    Func<BulkStage, int, StagedBucket<T>> ReadBucket,
    Func<T, Gid> Id,
    Func<IReadOnlyList<T>, CancellationToken, Task> Apply,
    Func<DateTimeOffset, int, CancellationToken, Task<ChangedObjects>> Find,
    ReadByIds<T>? Read,
    int Points,
    string? Scope
);
