using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Choosing;

/// <summary>Which objects of a preparation's list are meant; what is null is not asked about.</summary>
/// <param name="Kind">Of this kind.</param>
/// <param name="Action">With which a synchronization would do this.</param>
/// <param name="Text">In whose title or numbers every word begins a word.</param>
/// <param name="Warned">With a warning, or without any.</param>
/// <param name="LeftOut">Left out now, or not.</param>
public sealed record ItemFilter(
    LinkKind? Kind = null,
    RunItemAction? Action = null,
    string? Text = null,
    bool? Warned = null,
    bool? LeftOut = null
)
{
    static readonly RunItemWarning[] NoWarnings = [];

    /// <summary>The objects meant, of the list of one preparation.</summary>
    public IQueryable<RunItem> Of(ComptoirDb db, Run run)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(run);
        var (id, shop) = (run.Id, run.WebShopId);
        var rows = db.RunItems.Where(item => item.RunId == id);
        if (Kind is { } kind)
            rows = rows.Where(item => item.Kind == kind);
        if (Action is { } action)
            rows = rows.Where(item => item.Action == action);
        foreach (
            var word in SearchText.Words(Text).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        )
        {
            var beginning = " " + word;
            rows = rows.Where(item => item.Search.Contains(beginning));
        }
        // Written into the statement, not handed over: the index holds only what has warnings.
        rows = Warned switch
        {
            true => rows.Where(item => item.Warnings != EF.Constant(NoWarnings)),
            false => rows.Where(item => item.Warnings == EF.Constant(NoWarnings)),
            null => rows,
        };
        return LeftOut is { } leftOut
            ? rows.Where(item =>
                db.Links.Any(link =>
                    link.WebShopId == shop
                    && link.Kind == item.Kind
                    && link.ExternalId == item.ExternalId
                    && link.LeftOutAt != null
                ) == leftOut
            )
            : rows;
    }
}
