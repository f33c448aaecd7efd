using Comptoir.Storage;
using Comptoir.Sync.Preparing;

namespace Comptoir.Sync.Applying;

// What a preparation does in place of writing.
abstract partial class Applier<TRecord, TRows>
{
    /// <summary>What people read of it.</summary>
    protected abstract IEnumerable<Fact> FactsOf(TRows rows);

    /// <summary>Normalized text by which people find it.</summary>
    protected abstract string SearchOf(TRows rows);

    /// <summary>Some objects as they are stored, by the office's number.</summary>
    protected abstract Task<Dictionary<long, TRows>> StoredAsync(
        ComptoirDb db,
        IReadOnlyCollection<long> localIds,
        CancellationToken ct
    );

    /// <summary>What to know about an object before it is brought in.</summary>
    protected virtual IEnumerable<RunItemWarning> WarningsOf(TRecord record, TRows rows) => [];

    /// <summary>Lists what would be done instead of doing it: nothing of the office's is written.</summary>
    async Task ListAsync(
        ComptoirDb db,
        List<TRecord> batch,
        Comparison compared,
        int start,
        CancellationToken ct
    )
    {
        if (Session.Report is not null)
        {
            CountUntil(compared, 0, batch.Count, start);
            await Session.ShowAsync(ct);
            return;
        }
        var known = compared
            .Changes.Where(x => !x.Change.IsNew)
            .Select(x => x.Change.LocalId)
            .ToList();
        var stored = known.Count == 0 ? [] : await StoredAsync(db, known, ct);
        var broken = compared.Troubles.ToLookup(trouble => trouble.Subject, StringComparer.Ordinal);
        var items = new List<ItemDraft>();
        foreach (var (index, change) in compared.Changes)
            items.Add(
                new ItemDraft(
                    Kind,
                    change.ExternalId,
                    TitleOf(batch[index]),
                    SearchOf(change.Rows),
                    change.IsMatch ? RunItemAction.Link
                        : change.IsNew ? RunItemAction.Create
                        : RunItemAction.Update,
                    change.IsNew ? null : change.LocalId,
                    Facts.Compare(
                        stored.TryGetValue(change.LocalId, out var before) ? FactsOf(before) : [],
                        FactsOf(change.Rows)
                    ),
                    [
                        .. WarningsOf(batch[index], change.Rows),
                        .. broken[change.ExternalId].Select(ItemDraft.Warning),
                    ]
                )
            );
        for (var i = 0; i < batch.Count; i++)
            if (compared.Rows[i] is null && broken.Contains(compared.Keys[i]))
                items.Add(
                    new ItemDraft(
                        Kind,
                        compared.Keys[i],
                        TitleOf(batch[i]),
                        SearchText.Words(TitleOf(batch[i])),
                        RunItemAction.Create,
                        null,
                        [],
                        [.. broken[compared.Keys[i]].Select(ItemDraft.Warning)]
                    )
                );
        items.AddRange(AlsoListed());
        CountUntil(compared, 0, batch.Count, start);
        if (items.Count == 0)
        {
            await Session.ShowAsync(ct);
            return;
        }
        var rows = ItemDraft.Rows(
            items,
            Session,
            await Ids.NextAsync(Shop.OfficeId, items.Count, ct)
        );
        await Session.StepAsync((write, token) => write.UpsertAsync(rows, token), ct);
    }

    /// <summary>Objects of another kind that some of the batch would bring with them.</summary>
    protected virtual IReadOnlyList<ItemDraft> AlsoListed() => [];
}
