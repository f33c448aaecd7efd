using System.Globalization;
using Comptoir.Attention;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Preparing;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync;

/// <summary>Lines of a file that cannot be read, noted under Attention; in a preparation they are listed.</summary>
sealed class SetAside(RunSession session, IdSequence ids, AttentionBook attention)
{
    /// <summary>Subject of lines of which nobody knows what they belong to.</summary>
    public const string NoRoot = "file";

    /// <summary>Notes what could not be read; what belongs to nobody is one entry, settled by the next file without such lines.</summary>
    /// <param name="kind">What the file holds.</param>
    /// <param name="rejected">The lines.</param>
    /// <param name="first">The first bucket of a file, where what belongs to nobody is told.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task NoteAsync(
        string kind,
        IReadOnlyList<RejectedLine> rejected,
        bool first,
        CancellationToken ct
    )
    {
        if (rejected.Count == 0 && !first)
            return;
        var troubles = rejected
            .GroupBy(line => line.Root?.Number.ToString(CultureInfo.InvariantCulture) ?? NoRoot)
            .Select(lines => new Trouble(
                AttentionCode.Unreadable,
                kind,
                lines.Key,
                lines.First().Root?.ToString() ?? kind,
                string.Join("; ", lines.Select(line => line.Reason).Distinct().Take(5))
            ))
            .ToList();
        session.CountAttention(kind, troubles.Count);
        if (session.Prepares)
        {
            await ListAsync(kind, troubles, ct);
            return;
        }
        var subjects = troubles.ConvertAll(trouble => trouble.Subject);
        if (first)
            subjects.Add(NoRoot);
        await using var db = session.Open();
        var change = await attention.CompareAsync(
            db,
            session.Shop.WebShopId,
            kind,
            subjects,
            troubles,
            ct
        );
        if (change.Items.Count > 0)
            await session.StepAsync(change.ApplyAsync, ct);
    }

    /// <summary>Stock is compared with no list of troubles as the other kinds are: what was unreadable and is read now is settled here.</summary>
    public async Task SettleAsync(string kind, IReadOnlyList<long> read, CancellationToken ct)
    {
        await using var db = session.Open();
        var open = await db
            .Attention.Where(item =>
                item.WebShopId == session.Shop.WebShopId
                && item.SubjectKind == kind
                && item.ResolvedAt == null
            )
            .Select(item => item.Subject)
            .ToListAsync(ct);
        var settled = open.Intersect(
                read.Select(number => number.ToString(CultureInfo.InvariantCulture))
            )
            .ToList();
        if (settled.Count == 0)
            return;
        var change = await attention.CompareAsync(
            db,
            session.Shop.WebShopId,
            kind,
            settled,
            [],
            ct
        );
        await session.StepAsync(change.ApplyAsync, ct);
    }

    async Task ListAsync(string kind, List<Trouble> troubles, CancellationToken ct)
    {
        if (
            troubles.Count == 0
            || session.Report is not null
            || !Enum.TryParse<LinkKind>(kind, out var link)
        )
            return;
        var drafts = troubles.ConvertAll(trouble => new ItemDraft(
            link,
            trouble.Subject,
            trouble.Title,
            SearchText.Words(trouble.Title),
            RunItemAction.Create,
            null,
            [],
            [ItemDraft.Warning(trouble)]
        ));
        var items = ItemDraft.Rows(
            drafts,
            session,
            await ids.NextAsync(session.Shop.OfficeId, drafts.Count, ct)
        );
        await session.StepAsync((write, token) => write.UpsertAsync(items, token), ct);
    }
}
