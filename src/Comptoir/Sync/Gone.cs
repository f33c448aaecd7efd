using System.Globalization;
using Comptoir.Attention;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Preparing;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync;

/// <summary>
/// Objects that the shop has no more. Absence from a list is never enough: each is asked for by its id first. What is recorded
/// of it stays, marked; its stock does not.
/// </summary>
sealed class Gone(ShopifyShop client, RunSession session, IdSequence ids, AttentionBook attention)
{
    const int Together = 250;

    /// <summary>The shop's numbers of all objects of a kind that it had when they were last read.</summary>
    public async Task<HashSet<long>> KnownAsync(LinkKind kind, CancellationToken ct)
    {
        await using var db = session.Open();
        var known = new HashSet<long>();
        await foreach (
            var number in db
                .Links.Where(link =>
                    link.WebShopId == session.Shop.WebShopId
                    && link.Kind == kind
                    && link.GoneAt == null
                )
                .Select(link => link.ExternalId)
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
            known.Add(long.Parse(number, CultureInfo.InvariantCulture));
        return known;
    }

    /// <summary>Asks for those that a complete read did not show, and marks what is really gone.</summary>
    public async Task ConfirmAsync(
        LinkKind kind,
        IReadOnlyCollection<long> missed,
        bool seesAllOrders,
        CancellationToken ct
    )
    {
        if (missed.Count == 0 || session.Report is not null)
            return;
        foreach (var some in missed.Order().Chunk(Together))
        {
            var asked =
                kind == LinkKind.Order && !seesAllOrders ? await VisibleAsync(some, ct) : some;
            var missing = await client.FindMissingAsync(
                [.. asked.Select(number => Gid.Of(kind.ToString(), number))],
                ct
            );
            await MarkAsync(kind, [.. missing.Select(id => id.Number)], ct);
        }
    }

    /// <summary>Marks objects that were asked for by id and are not there.</summary>
    public async Task MarkAsync(LinkKind kind, IReadOnlyList<long> numbers, CancellationToken ct)
    {
        if (numbers.Count == 0)
            return;
        var keys = numbers.Select(x => x.ToString(CultureInfo.InvariantCulture)).ToList();
        await using var db = session.Open();
        var links = await db
            .Links.AsNoTracking()
            .Where(link =>
                link.WebShopId == session.Shop.WebShopId
                && link.Kind == kind
                && link.GoneAt == null
                && keys.Contains(link.ExternalId)
            )
            .ToListAsync(ct);
        if (session.Prepares)
        {
            // What the list shows to be gone already is not told twice.
            var listed = await db
                .RunItems.Where(item =>
                    item.RunId == session.RunId
                    && item.Kind == kind
                    && item.Action == RunItemAction.Delete
                    && keys.Contains(item.ExternalId)
                )
                .Select(item => item.ExternalId)
                .ToListAsync(ct);
            links.RemoveAll(link => listed.Contains(link.ExternalId));
        }
        if (links.Count > 0)
            Count(kind, new KindCounts { Deleted = links.Count(link => link.LocalId is not null) });
        if (session.Prepares)
        {
            if (links.Count > 0)
                await ListAsync(db, kind, links, ct);
            return;
        }
        // Whatever was wrong with it is over, though it may never have come in.
        var noted = await attention.CompareAsync(
            db,
            session.Shop.WebShopId,
            kind.ToString(),
            keys,
            [],
            ct
        );
        if (links.Count == 0 && noted.Items.Count == 0)
            return;
        await session.StepAsync(
            async (write, token) =>
            {
                await write
                    .Links.Where(link =>
                        link.WebShopId == session.Shop.WebShopId
                        && link.Kind == kind
                        && keys.Contains(link.ExternalId)
                    )
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(link => link.GoneAt, session.Now),
                        token
                    );
                await MarkRowsAsync(
                    write,
                    kind,
                    links.ConvertAll(link => link.LocalId).OfType<long>().ToList(),
                    token
                );
                await noted.ApplyAsync(write, token);
            },
            ct
        );
    }

    async Task MarkRowsAsync(ComptoirDb db, LinkKind kind, List<long> rows, CancellationToken ct)
    {
        switch (kind)
        {
            case LinkKind.Order:
                await db
                    .Orders.Where(row => rows.Contains(row.Id))
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.DeletedAt, session.Now),
                        ct
                    );
                break;
            case LinkKind.Product:
                await db
                    .Products.Where(row => rows.Contains(row.Id))
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.DeletedAt, session.Now),
                        ct
                    );
                await db
                    .StockLevels.Where(level =>
                        db.Variants.Any(variant =>
                            variant.Id == level.VariantId && rows.Contains(variant.ProductId)
                        )
                    )
                    .ExecuteDeleteAsync(ct);
                break;
            default:
                // Where the shop merged two customers, the orders of one are the other's now: they are read again.
                await db
                    .Links.Where(link =>
                        link.WebShopId == session.Shop.WebShopId
                        && link.Kind == LinkKind.Order
                        && db.Orders.Any(order =>
                            order.Id == link.LocalId && rows.Contains(order.ContactId!.Value)
                        )
                    )
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(link => link.Fingerprint, Link.Again),
                        ct
                    );
                // A contact that another shop still has is not gone.
                await db
                    .Contacts.Where(row =>
                        rows.Contains(row.Id)
                        // One that an import or the office itself brought is there without any shop.
                        && row.WebShopId != null
                        && !db.Links.Any(link =>
                            link.LocalId == row.Id
                            && link.GoneAt == null
                            && (
                                link.Kind == LinkKind.Customer
                                || link.Kind == LinkKind.Company
                                || link.Kind == LinkKind.Supplier
                            )
                        )
                    )
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.DeletedAt, session.Now),
                        ct
                    );
                break;
        }
    }

    async Task ListAsync(ComptoirDb db, LinkKind kind, List<Link> links, CancellationToken ct)
    {
        var rows = links.ConvertAll(link => link.LocalId).OfType<long>().ToList();
        var names = kind switch
        {
            LinkKind.Order => db
                .Orders.Where(row => rows.Contains(row.Id))
                .Select(row => new { row.Id, row.Name }),
            LinkKind.Product => db
                .Products.Where(row => rows.Contains(row.Id))
                .Select(row => new { row.Id, Name = row.Title }),
            _ => db
                .Contacts.Where(row => rows.Contains(row.Id))
                .Select(row => new { row.Id, row.Name }),
        };
        var titles = await names.ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var drafts = links.ConvertAll(link =>
        {
            var title = titles.GetValueOrDefault(link.LocalId ?? 0) ?? link.ExternalId;
            return new ItemDraft(
                kind,
                link.ExternalId,
                title,
                SearchText.Words(title),
                RunItemAction.Delete,
                link.LocalId,
                [],
                []
            );
        });
        var items = ItemDraft.Rows(
            drafts,
            session,
            await ids.NextAsync(session.Shop.OfficeId, drafts.Count, ct)
        );
        await session.StepAsync((write, token) => write.UpsertAsync(items, token), ct);
    }

    /// <summary>
    /// Without the scope for all orders the app sees those of sixty days: one older than the oldest it sees is hidden, not
    /// gone.
    /// </summary>
    async Task<long[]> VisibleAsync(long[] numbers, CancellationToken ct)
    {
        if (await client.FindOldestOrderAsync(ct) is not { } oldest)
            return [];
        var since = oldest.CreatedAt.UtcDateTime;
        await using var db = session.Open();
        return await db
            .Orders.Where(order =>
                order.WebShopId == session.Shop.WebShopId
                && order.CreatedAt >= since
                && numbers.Contains(order.ExternalId!.Value)
            )
            .Select(order => order.ExternalId!.Value)
            .ToArrayAsync(ct);
    }

    void Count(LinkKind kind, KindCounts more) =>
        session.Counts = kind switch
        {
            LinkKind.Order => session.Counts with { Orders = session.Counts.Orders + more },
            LinkKind.Product => session.Counts with { Products = session.Counts.Products + more },
            LinkKind.Company => session.Counts with { Companies = session.Counts.Companies + more },
            _ => session.Counts with { Customers = session.Counts.Customers + more },
        };
}
