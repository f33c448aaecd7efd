using Comptoir.Shopify;
using Comptoir.Shopify.Documents;
using Comptoir.Sync.Applying;

namespace Comptoir.Sync;

/// <summary>
/// Orders: header, ledger and delivery lines come by three operations that are put together, or each order is read whole by
/// its id.
/// </summary>
sealed class OrderSteps(
    ShopifyShop client,
    ShopReading reading,
    RunSession session,
    SetAside aside,
    Gone gone,
    OrderApplier applier,
    bool seesAllOrders
)
{
    const string Headers = "orders";
    const string LedgerOf = "ledger";
    const string DeliveryLines = "delivery-lines";

    bool shipping = true;

    /// <summary>About what an order costs that is read by id: a query for each of its parts.</summary>
    const int Points = 300;

    bool IsChosen(ShopifyOrder order) =>
        session.Shop.Settings.OrdersFrom is not { } day
        || session.Shop.DayOf(order.ProcessedAt) >= day;

    /// <summary>Asks for all orders.</summary>
    public void Start(CancellationToken ct)
    {
        Start(session.Shop.ChosenOrders, ct);
        reading.Start(DeliveryLines, FulfillmentLines.Bulk.Text(), ct);
    }

    void Start(string? filter, CancellationToken ct)
    {
        reading.Start(Headers, Orders.For(client.Access).Text(filter), ct);
        reading.Start(LedgerOf, Ledger.For(client.Access).Text(filter), ct);
    }

    /// <summary>Reads and applies all of them.</summary>
    public async Task WholeAsync(CancellationToken ct)
    {
        var known = await gone.KnownAsync(LinkKind.Order, ct);
        // Without the scopes of fulfilment orders the lines of deliveries are read in slim pages instead.
        if (
            await BucketsAsync(
                known,
                session.Shop.ChosenOrders,
                await reading.FinishAsync(DeliveryLines, ct, optional: true),
                ct
            ) && !session.FilesHaveHoles
        )
        {
            await gone.ConfirmAsync(LinkKind.Order, known, seesAllOrders, ct);
            session.Confirm(RunPhase.Orders);
        }
    }

    /// <summary>How many are read by id rather than by a bulk operation.</summary>
    public int Most => SmallReads.Most(client.PointsPerSecond, Points);

    /// <summary>Reads and applies some, wherever the run stands.</summary>
    public Task LookAsync(IReadOnlyList<Gid> some, CancellationToken ct)
    {
        session.Afresh();
        return ByIdAsync(some, ct);
    }

    /// <summary>Reads and applies those that changed since they were last read, and those that wait.</summary>
    /// <param name="since">From when on, by the shop's clock.</param>
    /// <param name="news">What the shop has said to have changed since then already.</param>
    /// <param name="ct">Stops.</param>
    public async Task ChangedAsync(DateTimeOffset since, ShopNews? news, CancellationToken ct)
    {
        var most = Most;
        var ids = await Waiting.FindAsync(session, LinkKind.Order, ct);
        if (ids.Count > most)
        {
            // Many that were let in at once: one operation reads all sooner than each would be read.
            Start(ct);
            await WholeAsync(ct);
            return;
        }
        var changed = await ShopSteps.KnownOr(
            news?.Orders,
            most,
            () => client.FindChangedOrdersAsync(since, most, ct)
        );
        if (changed.IsComplete)
            ids =
            [
                .. (await Waiting.UnknownAsync(session, LinkKind.Order, changed, ct)).Union(ids),
            ];
        else
        {
            var filter = SearchFilter.Both(
                session.Shop.ChosenOrders,
                SearchFilter.UpdatedSince(since)
            );
            Start(filter, ct);
            await BucketsAsync([], filter, null, ct);
        }
        await SmallReads.ApplyAsync(session, RunPhase.Orders, ids, some => ByIdAsync(some, ct), ct);
        session.Cursor = session.Cursor with
        {
            Read = session.Cursor.Read.With(RunPhase.Orders, changed.Latest),
        };
    }

    async Task ByIdAsync(IReadOnlyList<Gid> some, CancellationToken ct)
    {
        session.HasRead = true;
        var whole = new List<ShopifyOrder>();
        var missing = new List<long>();
        var broken = new List<RejectedLine>();
        foreach (var id in some)
        {
            try
            {
                if (await client.ReadOrderAsync(id, ct) is not { } order)
                    missing.Add(id.Number);
                else if (IsChosen(order))
                    whole.Add(order);
            }
            catch (ShopifyException failure)
                when (failure.Kind is ShopifyFailure.Malformed or ShopifyFailure.KeepsChanging)
            {
                // One order must not keep the others from coming.
                broken.Add(new RejectedLine(failure.Message, "", id));
            }
            await session.ShowAsync(ct);
        }
        await aside.NoteAsync("Order", broken, first: false, ct);
        await applier.ApplyAsync(whole, ct);
        await gone.ConfirmAsync(LinkKind.Order, missing, seesAllOrders, ct);
    }

    /// <summary>
    /// What Shopify withholds is not asked for again; and shipping lines are not documented to be had in bulk: without them,
    /// they are read in pages.
    /// </summary>
    Task<BulkOperation?> HeadersAsync(string? filter, CancellationToken ct)
    {
        var access = client.Access;
        shipping = true;
        return reading.FinishAsync(
            Headers,
            failure =>
            {
                if (failure == ShopifyFailure.QueryRefused ? !shipping : access == ReadAccess.Least)
                    return null;
                if (failure == ShopifyFailure.QueryRefused)
                    shipping = false;
                else
                    access = ReadAccess.Least;
                return (shipping ? Orders.For(access) : Orders.WithoutShippingLines(access)).Text(
                    filter
                );
            },
            ct
        );
    }

    Task<BulkOperation?> LedgerAsync(string? filter, CancellationToken ct)
    {
        var returns = client.Access.Returns;
        return reading.FinishAsync(
            LedgerOf,
            failure =>
            {
                if (failure == ShopifyFailure.QueryRefused || !returns)
                    return null;
                returns = false;
                return Ledger.For(ReadAccess.Least).Text(filter);
            },
            ct
        );
    }

    /// <summary>False when an earlier process has applied the first buckets: what they held is not known here.</summary>
    async Task<bool> BucketsAsync(
        HashSet<long> missed,
        string? filter,
        BulkOperation? lines,
        CancellationToken ct
    )
    {
        session.HasRead = true;
        if (
            await HeadersAsync(filter, ct) is not { } orders
            || await LedgerAsync(filter, ct) is not { } ledger
        )
            throw ShopReading.Withheld("read_orders");
        using var place = await reading.TakePlaceAsync(ct);
        var buckets = lines is null
            ? BulkStage.BucketsFor(orders, ledger)
            : BulkStage.BucketsFor(orders, ledger, lines);
        var orderStage = await reading.StageAsync(Headers, orders, StageShape.Orders, buckets, ct);
        var ledgerStage = await reading.StageAsync(
            LedgerOf,
            ledger,
            StageShape.Ledger,
            buckets,
            ct
        );
        var lineStage = lines is null
            ? null
            : await reading.StageAsync(
                DeliveryLines,
                lines,
                StageShape.FulfillmentLines,
                buckets,
                ct
            );
        var source = new OrderBuckets(
            client,
            orderStage,
            ledgerStage,
            lineStage,
            // A process that goes on with an operation of another one sees by its text what it holds.
            orders.Query
                is { } asked
                ? !asked.Contains("shippingLines", StringComparison.Ordinal)
                : !shipping
        );
        await reading.EnterAsync(
            RunPhase.Orders,
            orders.RootObjectCount,
            ct,
            [orderStage, ledgerStage, .. lineStage is null ? Array.Empty<BulkStage>() : [lineStage]]
        );
        var isWhole = session.Cursor.Bucket == 0;
        await foreach (
            var (bucket, read) in reading.AheadAsync(
                buckets,
                bucket => source.ReadAsync(bucket, ct)
            )
        )
        {
            foreach (var order in read.Items)
                missed.Remove(order.Id.Number);
            foreach (var line in read.Rejected)
                missed.Remove(line.Root?.Number ?? 0);
            await aside.NoteAsync("Order", read.Rejected, bucket == 0, ct);
            await applier.ApplyAsync(read.Items, ct);
            session.NextBucket();
            await session.BetweenAsync(ct);
        }
        session.Cursor = session.Cursor with
        {
            Read = session.Cursor.Read.With(
                RunPhase.Orders,
                orders.CreatedAt < ledger.CreatedAt ? orders.CreatedAt : ledger.CreatedAt
            ),
        };
        return isWhole;
    }
}
