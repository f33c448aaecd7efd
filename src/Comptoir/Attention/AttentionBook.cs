using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Attention;

/// <summary>A trouble that was met, before it is known whether it is a new one.</summary>
public sealed record Trouble(
    AttentionCode Code,
    string SubjectKind,
    string Subject,
    string Title,
    string Detail
);

/// <summary>
/// Writes troubles down, once each, and settles those that are over. What is already written, and unchanged, costs no write.
/// </summary>
public sealed class AttentionBook(IdSequence ids, TimeProvider clock)
{
    /// <summary>
    /// Works out what must be written for some subjects of a web shop: the troubles they have now, and the end of those they
    /// no longer have. To be called outside a transaction; the answer is applied within one.
    /// </summary>
    public async Task<AttentionChange> CompareAsync(
        ComptoirDb db,
        long? webShopId,
        string subjectKind,
        IReadOnlyCollection<string> subjects,
        IReadOnlyList<Trouble> troubles,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(troubles);
        var known = await db
            .Attention.AsNoTracking()
            .Where(item =>
                item.WebShopId == webShopId
                && item.SubjectKind == subjectKind
                && subjects.Contains(item.Subject)
            )
            .ToListAsync(cancellationToken);
        if (known.Count == 0 && troubles.Count == 0)
            return AttentionChange.None;

        var now = clock.GetUtcNow().UtcDateTime;
        var changed = new List<AttentionItem>();
        var added = new List<Trouble>();
        foreach (var trouble in troubles)
        {
            var item = known.Find(x => x.Code == trouble.Code && x.Subject == trouble.Subject);
            if (item is null)
                added.Add(trouble);
            // Settled by a person with a reason: the same trouble does not come back; another one does.
            else if (
                item.Detail != trouble.Detail
                || (item.ResolvedAt is not null && item.ResolvedBy is null)
            )
            {
                item.Reopen(trouble.Detail, now);
                changed.Add(item);
            }
        }
        // A ledger that was changed and a contact that was chosen stay so until a person has looked; all other troubles are over
        // when they are not met again.
        foreach (var item in known)
        {
            if (
                item.ResolvedAt is not null
                || item.Code is AttentionCode.LedgerChanged or AttentionCode.SeveralContacts
                || troubles.Any(x => x.Code == item.Code && x.Subject == item.Subject)
            )
                continue;
            item.Resolve(now, null, null);
            changed.Add(item);
        }
        if (added.Count > 0)
        {
            var next = await ids.NextAsync(db.OfficeId, added.Count, cancellationToken);
            changed.AddRange(
                added.Select(trouble => new AttentionItem
                {
                    OfficeId = db.OfficeId,
                    Id = next++,
                    WebShopId = webShopId,
                    Code = trouble.Code,
                    SubjectKind = trouble.SubjectKind,
                    Subject = trouble.Subject,
                    Title = trouble.Title,
                    Detail = trouble.Detail,
                    RaisedAt = now,
                })
            );
        }
        return new AttentionChange(changed);
    }
}

/// <summary>What is to be written to the list of what needs attention.</summary>
public sealed record AttentionChange(IReadOnlyList<AttentionItem> Items)
{
    /// <summary>Nothing.</summary>
    public static AttentionChange None { get; } = new([]);

    /// <summary>Writes it, within the context's transaction.</summary>
    public Task ApplyAsync(ComptoirDb db, CancellationToken cancellationToken) =>
        db.UpsertAsync(Items, cancellationToken);
}
