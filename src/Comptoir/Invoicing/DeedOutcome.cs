namespace Comptoir.Invoicing;

/// <summary>What became of documents that were issued, dropped or sent together.</summary>
/// <param name="Issued">How many were issued.</param>
/// <param name="Dropped">How many were dropped.</param>
/// <param name="Refused">Which were not, and why.</param>
/// <param name="Refusal">Why nothing was done at all; null when something was.</param>
/// <param name="Queued">How many are on their way by e-mail.</param>
public sealed record DeedOutcome(
    int Issued,
    int Dropped,
    IReadOnlyList<(DocumentRow Draft, string Why)> Refused,
    string? Refusal,
    int Queued = 0
)
{
    internal static DeedOutcome OfQueued(
        IReadOnlyList<DocumentRow> documents,
        IReadOnlyList<(long DocumentId, string? Refusal)> outcomes
    )
    {
        var byId = documents.ToDictionary(document => document.Id);
        return new(
            0,
            0,
            [
                .. outcomes
                    .Where(outcome => outcome.Refusal is not null)
                    .Select(outcome => (byId[outcome.DocumentId], outcome.Refusal!)),
            ],
            null,
            outcomes.Count(outcome => outcome.Refusal is null)
        );
    }

    internal static DeedOutcome OfDropped(int dropped) => new(0, dropped, [], null);

    internal static DeedOutcome OfRefused(string refusal) => new(0, 0, [], refusal);

    internal static DeedOutcome OfIssued(
        IReadOnlyList<DocumentRow> drafts,
        IReadOnlyList<IssueOutcome> outcomes
    )
    {
        var byId = drafts.ToDictionary(draft => draft.Id);
        return new(
            outcomes.Count(outcome => outcome.Refusal is null),
            0,
            [
                .. outcomes
                    .Where(outcome =>
                        outcome.Refusal is not null && byId.ContainsKey(outcome.DocumentId)
                    )
                    .Select(outcome => (byId[outcome.DocumentId], outcome.Refusal!)),
            ],
            null
        );
    }
}
