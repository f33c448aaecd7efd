using Comptoir.Api;
using Comptoir.Web;

namespace Comptoir.Sync.Choosing;

/// <summary>What a synchronization would do with an object.</summary>
/// <param name="Id">Number within the office.</param>
/// <param name="Kind">What it is.</param>
/// <param name="ExternalId">The shop's number of it; for a supplier the vendor's name.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Action">What would be done.</param>
/// <param name="LocalId">The office's own row that would be changed, linked or marked; null for a new one.</param>
/// <param name="Changes">Field by field: for a new object what would be stored, otherwise what would change.</param>
/// <param name="Warnings">What to know before.</param>
/// <param name="Excluded">It is left out: nothing is done with it until it is let in.</param>
/// <param name="ExcludedBy">Who left it out.</param>
/// <param name="ExcludedAt">When.</param>
public sealed record ItemAnswer(
    long Id,
    LinkKind Kind,
    string ExternalId,
    string Title,
    RunItemAction Action,
    long? LocalId,
    IReadOnlyList<FieldChange> Changes,
    IReadOnlyList<ItemWarningAnswer> Warnings,
    bool Excluded,
    string? ExcludedBy,
    DateTime? ExcludedAt
)
{
    internal static ItemAnswer Of(Texts texts, ItemRow row) =>
        new(
            row.Id,
            row.Kind,
            row.ExternalId,
            row.Title,
            row.Action,
            row.LocalId,
            row.Changes,
            [
                .. row.Warnings.Select(warning => new ItemWarningAnswer(
                    warning.Code,
                    warning.Detail,
                    ItemWords.Warning(texts, warning)
                )),
            ],
            row.LeftOutAt is not null,
            row.LeftOutBy,
            row.LeftOutAt
        );
}

/// <summary>What to know before an object is brought in.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Detail">What it is about.</param>
/// <param name="Text">For people: what it means, and what to do.</param>
public sealed record ItemWarningAnswer(string Code, string? Detail, string Text);

/// <summary>The list of a preparation, counted.</summary>
/// <param name="Items">By kind and action; what is not there is not in it.</param>
public sealed record ItemCountsAnswer(IReadOnlyList<ItemCountAnswer> Items)
{
    internal static ItemCountsAnswer Of(IReadOnlyList<ItemTally> tallies) =>
        new([
            .. tallies.Select(tally => new ItemCountAnswer(
                tally.Kind,
                tally.Action,
                tally.All,
                tally.Warned,
                tally.LeftOut
            )),
        ]);
}

/// <summary>How many objects of a kind would be treated alike.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Action">What would be done.</param>
/// <param name="Count">All of them, those left out too.</param>
/// <param name="Warnings">With a warning.</param>
/// <param name="Excluded">Left out.</param>
public sealed record ItemCountAnswer(
    LinkKind Kind,
    RunItemAction Action,
    int Count,
    int Warnings,
    int Excluded
);

/// <summary>Leaves objects out, or lets them in again.</summary>
/// <param name="Ids">Those with these numbers, at most 10,000; otherwise give a filter.</param>
/// <param name="Filter">All that this shows, however many; empty for the whole list.</param>
/// <param name="Excluded">True leaves them out, false lets them in.</param>
[ApiExample("""{"filter":{"kind":"customer","q":"test"},"excluded":true}""")]
public sealed record ChooseRequest(long[]? Ids, ItemFilterRequest? Filter, bool? Excluded);

/// <summary>Which objects of a list are meant, as in the parameters of the list.</summary>
/// <param name="Kind">Of this kind.</param>
/// <param name="Action">With which this would be done.</param>
/// <param name="Q">With these words.</param>
/// <param name="Warnings">With a warning, or without any.</param>
public sealed record ItemFilterRequest(
    LinkKind? Kind,
    RunItemAction? Action,
    string? Q,
    bool? Warnings
);

/// <summary>What was done.</summary>
/// <param name="Changed">How many objects were left out or let in; those that were so already are not counted.</param>
public sealed record ChosenAnswer(int Changed);
