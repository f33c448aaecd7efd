using Comptoir.Attention;

namespace Comptoir.Sync.Preparing;

/// <summary>An item of a preparation's list before it has its number: see <see cref="RunItem"/>.</summary>
sealed record ItemDraft(
    LinkKind Kind,
    string ExternalId,
    string Title,
    string Search,
    RunItemAction Action,
    long? LocalId,
    FieldChange[] Changes,
    RunItemWarning[] Warnings
)
{
    /// <summary>A trouble as a warning: it would be set aside, or flagged.</summary>
    public static RunItemWarning Warning(Trouble trouble) =>
        new(trouble.Code.ToString(), trouble.Detail);

    /// <summary>The rows, numbered in their sequence.</summary>
    public static List<RunItem> Rows(
        IReadOnlyList<ItemDraft> drafts,
        RunSession session,
        long first
    ) =>
        [
            .. drafts.Select(
                (draft, place) =>
                    new RunItem
                    {
                        OfficeId = session.Shop.OfficeId,
                        RunId = session.RunId,
                        Kind = draft.Kind,
                        ExternalId = draft.ExternalId,
                        Id = first + place,
                        Title = draft.Title,
                        Search = draft.Search,
                        Action = draft.Action,
                        LocalId = draft.LocalId,
                        Changes = draft.Changes,
                        Warnings = draft.Warnings,
                    }
            ),
        ];
}
