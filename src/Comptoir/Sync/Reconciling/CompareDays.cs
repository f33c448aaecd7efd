using Comptoir.Shopify;
using Comptoir.Shopify.Documents;
using Comptoir.Storage;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Reconciling;

/// <summary>
/// Compares the dates and totals of the shop's orders with the office's, order by order and day by day, and says of each
/// difference where it comes from. Nothing of the office's is changed but the result.
/// </summary>
sealed class CompareDays(
    ShopifyShop client,
    ShopReading reading,
    RunSession session,
    WebShop shop,
    IReadOnlyCollection<long> waiting
)
{
    /// <summary>Days that are compared unless the whole history is asked for, today included.</summary>
    public const int Days = 35;

    /// <summary>Orders that are read in pages; more are read by a bulk operation.</summary>
    const int FewOrders = 400;

    /// <summary>Of a shop in which everything differs nobody reads the whole list.</summary>
    const int MostKept = 5_000;

    const string Name = "order-headers";
    const int Batch = 500;

    readonly DayTally days = new();
    readonly HashSet<long> seen = [];
    readonly List<OrderDifference> differences = [];
    Dictionary<long, OrderDifference> before = [];
    int found;
    int outOfSight;

    long ShopId => session.Shop.WebShopId;

    /// <summary>Reads, compares, and keeps the result.</summary>
    public async Task RunAsync(bool whole, CancellationToken ct)
    {
        var today = session.Shop.DayOf(new DateTimeOffset(session.Now, TimeSpan.Zero));
        DateOnly? from = whole ? null : today.AddDays(1 - Days);
        if (session.Shop.Settings.OrdersFrom is { } chosen && !(chosen < from))
            from = chosen;
        var oldest = shop.SeesAllOrders
            ? DateTime.MinValue
            : (await client.FindOldestOrderAsync(ct))?.CreatedAt.UtcDateTime ?? DateTime.MaxValue;
        await using (var db = session.Open())
            before = await db
                .OrderDifferences.AsNoTracking()
                .Where(x => x.WebShopId == ShopId && x.AskedAt != null)
                .ToDictionaryAsync(x => x.ExternalId, ct);
        await ReadShopAsync(from, ct);
        await ReadOursAsync(from, oldest, ct);
        await KeepAsync(from, today, ct);
    }

    async Task ReadShopAsync(DateOnly? from, CancellationToken ct)
    {
        var filter = from is { } day ? SearchFilter.PlacedSince(session.Shop.StartOf(day)) : null;
        // One that goes on where another process stopped finds that the operation was asked for.
        if (!session.Operations.ContainsKey(Name))
        {
            var few = await client.ReadOrderHeadersAsync(filter, FewOrders, ct);
            if (few.IsComplete)
            {
                await session.EnterAsync(RunPhase.Orders, null, few.Orders.Count, ct);
                await CompareAsync(few.Orders, ct);
                return;
            }
        }
        reading.Start(Name, OrderHeaders.Bulk.Text(filter), ct);
        if (await reading.FinishAsync(Name, ct) is not { } operation)
            throw ShopReading.Withheld("read_orders");
        using var place = await reading.TakePlaceAsync(ct);
        var buckets = BulkStage.BucketsFor(operation);
        var stage = await reading.StageAsync(Name, operation, StageShape.OrderHeaders, buckets, ct);
        await session.EnterAsync(RunPhase.Orders, null, operation.RootObjectCount, ct);
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            await CompareAsync(stage.ReadOrderHeaders(bucket).Items, ct);
            await session.BetweenAsync(ct);
        }
        reading.Clean();
    }

    async Task CompareAsync(IReadOnlyList<OrderHeader> headers, CancellationToken ct)
    {
        foreach (var some in headers.Chunk(Batch))
        {
            await using var db = session.Open();
            var shown = some.Select(header => ShownOrder.Of(session.Shop, header)).ToList();
            var facts = await OrderStanding.ReadAsync(
                db,
                ShopId,
                shown.ConvertAll(order => order.ExternalId),
                ct
            );
            foreach (var order in shown)
                Compare(order, facts);
            session.Progress = session.Progress with { Done = session.Progress.Done + some.Length };
            await session.ShowAsync(ct);
        }
    }

    void Compare(ShownOrder shown, OrderStanding facts)
    {
        seen.Add(shown.ExternalId);
        var ours = facts.Order(shown.ExternalId);
        if (ours is { IsDeleted: false })
            days.Ours(ours.Day, ours.Currency, ours.IsTest, ours.Figures);
        // A message has brought a newer state than the list shows: that is the shop's too.
        if (ours is { IsDeleted: false } && ours.UpdatedAt > shown.UpdatedAt)
        {
            days.Shop(ours.Day, ours.Currency, ours.IsTest, ours.Figures);
            return;
        }
        days.Shop(shown.Day, shown.Currency, shown.IsTest, shown.Figures);
        if (facts.CauseOf(shown) is not { } cause)
            return;
        var link = facts.Link(shown.ExternalId);
        var entry = cause == DifferenceCause.SetAside ? facts.Entry(shown.ExternalId) : null;
        Add(
            new OrderDifference
            {
                OfficeId = session.Shop.OfficeId,
                WebShopId = ShopId,
                ExternalId = shown.ExternalId,
                Name = shown.Name,
                Day = shown.Day,
                Currency = shown.Currency,
                OrderId = ours?.Id,
                Cause = cause,
                Shop = shown.Figures,
                Ours = ours is { IsDeleted: false } ? ours.Figures : null,
                ShopAt = shown.UpdatedAt,
                OursAt = ours?.UpdatedAt,
                Code = entry?.Code,
                AttentionId = entry?.Id,
                LeftOutBy = cause == DifferenceCause.LeftOut ? link?.LeftOutBy : null,
                LeftOutAt = cause == DifferenceCause.LeftOut ? link?.LeftOutAt : null,
                AskedAt = AskedAt(shown.ExternalId, cause),
                Remains = Remains(shown.ExternalId, cause, facts.IsToBeRead(shown.ExternalId)),
            }
        );
    }

    void Add(OrderDifference difference)
    {
        found++;
        days.Differs(difference.Day, difference.Currency);
        if (differences.Count < MostKept)
            differences.Add(difference);
    }

    DateTime? AskedAt(long number, DifferenceCause cause) =>
        before.GetValueOrDefault(number) is { } last && last.Cause == cause ? last.AskedAt : null;

    /// <summary>It was asked for, does not wait to be read any more, and differs for the same reason as before.</summary>
    bool Remains(long number, DifferenceCause cause, bool isToBeRead) =>
        AskedAt(number, cause) is not null && !isToBeRead && !waiting.Contains(number);

    /// <summary>The office's orders that the list did not show. Absence from a list is never enough: each is asked for by id.</summary>
    async Task ReadOursAsync(DateOnly? from, DateTime oldest, CancellationToken ct)
    {
        var missed = new List<StoredOrder>();
        await using var db = session.Open();
        await foreach (
            var order in db
                .Orders.Where(x =>
                    x.WebShopId == ShopId
                    && x.ExternalId != null
                    && x.DeletedAt == null
                    && (from == null || x.PlacedOn >= from)
                )
                .Select(StoredOrder.Of)
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
            if (seen.Contains(order.ExternalId))
                continue;
            else if (order.CreatedAt < oldest)
                outOfSight++;
            else
                missed.Add(order);
        foreach (var some in missed.Chunk(Batch / 2))
        {
            var missing = (
                await client.FindMissingAsync(
                    [.. some.Select(order => Gid.Of("Order", order.ExternalId))],
                    ct
                )
            )
                .Select(id => id.Number)
                .ToHashSet();
            foreach (var order in some)
            {
                days.Ours(order.Day, order.Currency, order.IsTest, order.Figures);
                if (missing.Contains(order.ExternalId))
                    AddDeleted(order);
                else
                    // Placed or changed while the list was read, or not yet in the shop's search.
                    days.Shop(order.Day, order.Currency, order.IsTest, order.Figures);
            }
            await session.ShowAsync(ct);
        }
    }

    void AddDeleted(StoredOrder order) =>
        Add(
            new OrderDifference
            {
                OfficeId = session.Shop.OfficeId,
                WebShopId = ShopId,
                ExternalId = order.ExternalId,
                Name = order.Name,
                Day = order.Day,
                Currency = order.Currency,
                OrderId = order.Id,
                Cause = DifferenceCause.DeletedInShop,
                Ours = order.Figures,
                OursAt = order.UpdatedAt,
                AskedAt = AskedAt(order.ExternalId, DifferenceCause.DeletedInShop),
                Remains = Remains(order.ExternalId, DifferenceCause.DeletedInShop, false),
            }
        );

    async Task KeepAsync(DateOnly? from, DateOnly today, CancellationToken ct)
    {
        var result = new ShopComparison
        {
            OfficeId = session.Shop.OfficeId,
            WebShopId = ShopId,
            RunId = session.RunId,
            At = session.Now,
            From = from,
            To = today,
            Orders = seen.Count,
            Differences = found,
            OutOfSight = outOfSight,
        };
        var rows = days.Rows(session.Shop.OfficeId, ShopId);
        session.Cursor = session.Cursor with { Phase = RunPhase.Finished };
        session.Progress = session.Progress with { Phase = RunPhase.Finished };
        await session.StepAsync(
            async (db, token) =>
            {
                await db.DayComparisons.Where(x => x.WebShopId == ShopId).ExecuteDeleteAsync(token);
                await db
                    .OrderDifferences.Where(x => x.WebShopId == ShopId)
                    .ExecuteDeleteAsync(token);
                await db.UpsertAsync([result], token);
                await db.UpsertAsync(rows, token);
                await db.UpsertAsync(differences, token);
            },
            ct
        );
    }
}
