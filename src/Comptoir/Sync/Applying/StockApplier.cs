using System.Globalization;
using Comptoir.Catalogue;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Applying;

/// <summary>
/// Places and the stock that lies there. Stock has no link of its own: variant and place are its key, and the few numbers
/// are compared with the row itself.
/// </summary>
sealed class StockApplier(RunSession session, IdSequence ids)
{
    const int BatchSize = 500;
    readonly ShopContext shop = session.Shop;
    Dictionary<long, long> locations = [];

    /// <summary>The shop's ids of its places.</summary>
    public IReadOnlyCollection<Gid> Locations =>
        [.. locations.Keys.Select(number => Gid.Of("Location", number))];

    /// <summary>The places that are known, where they are not read anew.</summary>
    public async Task KnowLocationsAsync(CancellationToken ct)
    {
        if (locations.Count > 0)
            return;
        await using var db = session.Open();
        locations = await db
            .Links.Where(link =>
                link.WebShopId == shop.WebShopId
                && link.Kind == LinkKind.Location
                && link.LocalId != null
            )
            .ToDictionaryAsync(
                link => long.Parse(link.ExternalId, CultureInfo.InvariantCulture),
                link => link.LocalId!.Value,
                ct
            );
    }

    /// <summary>Places first: stock and deliveries refer to them.</summary>
    public async Task ApplyLocationsAsync(IReadOnlyList<ShopifyLocation> read, CancellationToken ct)
    {
        await using var db = session.Open();
        var links = await db
            .Links.AsNoTracking()
            .Where(link => link.WebShopId == shop.WebShopId && link.Kind == LinkKind.Location)
            .ToDictionaryAsync(
                link => long.Parse(link.ExternalId, CultureInfo.InvariantCulture),
                ct
            );
        var unknown = read.Count(location => !links.ContainsKey(location.Id.Number));
        var next = unknown == 0 ? 0 : await ids.NextAsync(shop.OfficeId, unknown, ct);
        var fingerprint = new Fingerprint();
        var changed = new List<(Location Row, Link Link)>();
        foreach (var location in read)
        {
            var link = links.GetValueOrDefault(location.Id.Number);
            var row = ProductMapping.Map(shop, location, link?.LocalId ?? next++);
            locations[location.Id.Number] = row.Id;
            db.AppendFingerprint(fingerprint, row);
            var hash = fingerprint.Take();
            if (link is null || !link.Fingerprint.AsSpan().SequenceEqual(hash))
                changed.Add(
                    (
                        row,
                        new Link
                        {
                            OfficeId = shop.OfficeId,
                            WebShopId = shop.WebShopId,
                            Kind = LinkKind.Location,
                            ExternalId = location.Id.Number.ToString(CultureInfo.InvariantCulture),
                            LocalId = row.Id,
                            Fingerprint = hash,
                        }
                    )
                );
        }
        if (changed.Count == 0)
            return;
        await session.StepAsync(
            async (write, token) =>
            {
                await write.UpsertAsync(changed.ConvertAll(x => x.Row), token);
                await write.UpsertAsync(changed.ConvertAll(x => x.Link), token);
            },
            ct
        );
    }

    /// <summary>The stock of some items.</summary>
    public async Task ApplyAsync(IReadOnlyList<ShopifyInventoryItem> items, CancellationToken ct)
    {
        for (var start = session.Cursor.Index; start < items.Count; start += BatchSize)
            await ApplyBatchAsync(items.Skip(start).Take(BatchSize).ToList(), start, ct);
    }

    async Task ApplyBatchAsync(List<ShopifyInventoryItem> items, int start, CancellationToken ct)
    {
        await using var db = session.Open();
        var numbers = items.ConvertAll(item => (long?)item.Id.Number);
        var variants = await db
            .Variants.Where(variant => numbers.Contains(variant.InventoryItemExternalId))
            .Join(
                db.Products.Where(product => product.WebShopId == shop.WebShopId),
                variant => variant.ProductId,
                product => product.Id,
                (variant, _) => new { Item = variant.InventoryItemExternalId!.Value, variant.Id }
            )
            .ToListAsync(ct);
        var variantOf = variants.ToLookup(x => x.Item, x => x.Id);
        var variantIds = variants.ConvertAll(x => x.Id);
        var stored = (
            await db
                .StockLevels.AsNoTracking()
                .Where(level => variantIds.Contains(level.VariantId))
                .ToListAsync(ct)
        ).ToLookup(level => level.VariantId);

        var changed = new List<StockLevel>();
        var gone = new List<StockLevel>();
        var counts = new KindCounts();
        foreach (var item in items)
        foreach (var variantId in variantOf[item.Id.Number])
        {
            var now = item
                .Levels.Where(level => locations.ContainsKey(level.Location.Id.Number))
                .Select(level =>
                    ProductMapping.Map(shop, level, variantId, locations[level.Location.Id.Number])
                )
                .ToList();
            var before = stored[variantId].ToDictionary(level => level.LocationId);
            var differing = now.FindAll(level =>
                !before.TryGetValue(level.LocationId, out var old)
                // A webhook may have brought a newer state than the file has.
                || (!Same(old, level) && !(old.UpdatedAt > level.UpdatedAt))
            );
            List<StockLevel> missing = session.FilesHaveHoles
                ? []
                :
                [
                    .. before.Values.ExceptBy(
                        now.Select(level => level.LocationId),
                        level => level.LocationId
                    ),
                ];
            changed.AddRange(differing);
            gone.AddRange(missing);
            counts +=
                differing.Count + missing.Count == 0
                    ? new KindCounts { Unchanged = session.Cursor.Pass == 0 ? 1 : 0 }
                : before.Count == 0 ? new KindCounts { Created = 1 }
                : new KindCounts { Updated = 1 };
        }
        session.Counts = session.Counts with { Stock = session.Counts.Stock + counts };
        session.Cursor = session.Cursor with { Index = start + items.Count };
        session.Progress = session.Progress with { Done = session.Progress.Done + items.Count };
        if (changed.Count + gone.Count == 0)
        {
            await session.ShowAsync(ct);
            return;
        }
        await session.StepAsync(
            async (write, token) =>
            {
                await write.UpsertAsync(changed, token);
                foreach (var level in gone)
                    await write
                        .StockLevels.Where(x =>
                            x.VariantId == level.VariantId && x.LocationId == level.LocationId
                        )
                        .ExecuteDeleteAsync(token);
            },
            ct
        );
    }

    static bool Same(StockLevel a, StockLevel b) =>
        (a.Available, a.OnHand, a.Committed, a.Incoming)
        == (b.Available, b.OnHand, b.Committed, b.Incoming);
}
