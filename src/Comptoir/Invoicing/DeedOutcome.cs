namespace Comptoir.Invoicing;

/// <summary>What became of drafts that were issued or dropped together.</summary>
/// <param name="Issued">How many were issued.</param>
/// <param name="Dropped">How many were dropped.</param>
/// <param name="Refused">Which were not, and why.</param>
/// <param name="Refusal">Why nothing was done at all; null when something was.</param>
public sealed record DeedOutcome(
    int Issued,
    int Dropped,
    IReadOnlyList<(DocumentRow Draft, string Why)> Refused,
    string? Refusal
)
{
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
