using Comptoir.Attention;
using Comptoir.Shopify;
using Comptoir.Shopify.Documents;
using Comptoir.Storage;
using Comptoir.Sync.Applying;
using Comptoir.Sync.Mapping;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync;

/// <summary>
/// The steps of a synchronization in the order in which things depend on each other: suppliers and products, places and
/// stock, customers, orders with all that hangs on them. A step that is behind the run's cursor is not done again.
/// </summary>
sealed class ShopSteps(
    ShopifyShop client,
    ShopReading reading,
    RunSession session,
    IdSequence ids,
    AttentionBook attention,
    WebShop shop
)
{
    const string Products = "products";
    const string Stock = "stock";
    const string Companies = "companies";
    const string Customers = "customers";
    const string Orders = "orders";
    const string Ledger = "ledger";
    const string DeliveryLines = "delivery-lines";

    /// <summary>Subject of lines of which nobody knows what they belong to.</summary>
    const string NoRoot = "file";

    /// <summary>The metafields that are read with buyers, as the merchant said.</summary>
    BuyerFields Fields =>
        new(
            BuyerNumbers.MetafieldOf(shop.Settings.Fields.VatNumber),
            BuyerNumbers.MetafieldOf(shop.Settings.Fields.Siren)
        );

    public async Task RunAsync(CancellationToken ct)
    {
        var from = session.Cursor.Phase;
        if (from <= RunPhase.Products)
            reading.Start(Products, Shopify.Documents.Products.Bulk, ct);
        if (from <= RunPhase.Customers)
            reading.Start(Customers, Shopify.Documents.Customers.With(Fields), ct);
        if (from <= RunPhase.Orders)
        {
            reading.Start(Orders, Shopify.Documents.Orders.Bulk, ct);
            reading.Start(Ledger, Shopify.Documents.Ledger.Bulk, ct);
            reading.Start(DeliveryLines, FulfillmentLines.Bulk, ct);
        }
        // Shopify works on five at once: the smallest wait for a place.
        if (from <= RunPhase.Stock)
            reading.Start(Stock, InventoryItems.Bulk, ct);
        if (from <= RunPhase.Companies)
            reading.Start(Companies, Shopify.Documents.Companies.With(Fields), ct);

        if (from <= RunPhase.Products)
            await ProductsAsync(ct);
        if (from <= RunPhase.Stock)
            await StockAsync(ct);
        if (from <= RunPhase.Companies)
            await CompaniesAsync(ct);
        if (from <= RunPhase.Customers)
            await CustomersAsync(ct);
        if (from <= RunPhase.Orders)
            await OrdersAsync(ct);
    }

    async Task ProductsAsync(CancellationToken ct)
    {
        if (await reading.FinishAsync(Products, ct) is not { } operation)
            throw Withheld("read_products");
        var applier = new ProductApplier(session, ids, attention);
        await BucketsAsync(
            (RunPhase.Products, Products, "Product", StageShape.Products),
            operation,
            (stage, bucket) => stage.ReadProducts(bucket),
            product => product.Id,
            applier.ApplyAsync,
            ct
        );
    }

    async Task StockAsync(CancellationToken ct)
    {
        var applier = new StockApplier(session, ids);
        await applier.ApplyLocationsAsync(await client.ReadLocationsAsync(ct), ct);
        if (await reading.FinishAsync(Stock, ct) is not { } operation)
        {
            session.Withheld.Add("read_inventory");
            return;
        }
        await BucketsAsync(
            (RunPhase.Stock, Stock, "Stock", StageShape.InventoryItems),
            operation,
            (stage, bucket) => stage.ReadInventoryItems(bucket),
            item => item.Id,
            applier.ApplyAsync,
            ct
        );
    }

    /// <summary>Before customers, who belong to them. A shop that does not show them: they come with their orders.</summary>
    async Task CompaniesAsync(CancellationToken ct)
    {
        if (await reading.FinishAsync(Companies, ct, optional: true) is not { } operation)
            return;
        var applier = new CompanyApplier(session, ids, attention);
        await BucketsAsync(
            (RunPhase.Companies, Companies, "Company", StageShape.Companies),
            operation,
            (stage, bucket) => stage.ReadCompanies(bucket),
            company => company.Id,
            (companies, token) => InTurnAsync(applier.ApplyAsync, companies, token),
            ct
        );
    }

    /// <summary>
    /// Contacts are shared by the web shops of an office: two that come at the same moment would both be new to each other.
    /// </summary>
    async Task InTurnAsync<T>(
        Func<IReadOnlyList<T>, CancellationToken, Task> apply,
        IReadOnlyList<T> records,
        CancellationToken ct
    )
    {
        await using var turn = await session.TakeTurnAsync(ct);
        await apply(records, ct);
    }

    async Task CustomersAsync(CancellationToken ct)
    {
        if (await CustomersReadAsync(ct) is not { } operation)
            throw Withheld("read_customers");
        var applier = new CustomerApplier(session, ids, attention);
        await BucketsAsync(
            (RunPhase.Customers, Customers, "Customer", StageShape.Customers),
            operation,
            (stage, bucket) => stage.ReadCustomers(bucket),
            customer => customer.Id,
            (customers, token) => InTurnAsync(applier.ApplyAsync, customers, token),
            ct
        );
    }

    /// <summary>A shop without B2B may refuse to say for which companies its customers buy: then they come without.</summary>
    async Task<BulkOperation?> CustomersReadAsync(CancellationToken ct)
    {
        if (await reading.FinishAsync(Customers, ct, optional: true) is { } whole)
            return whole;
        session.Operations.TryRemove(Customers, out _);
        reading.Start(Customers, Shopify.Documents.Customers.With(Fields, companies: false), ct);
        return await reading.FinishAsync(Customers, ct);
    }

    async Task BucketsAsync<T>(
        (RunPhase Phase, string Name, string Kind, StageShape Shape) step,
        BulkOperation operation,
        Func<BulkStage, int, StagedBucket<T>> read,
        Func<T, Gid> id,
        Func<IReadOnlyList<T>, CancellationToken, Task> apply,
        CancellationToken ct
    )
    {
        var stage = await reading.StageAsync(
            step.Name,
            operation,
            step.Shape,
            BulkStage.BucketsFor(operation),
            ct
        );
        await EnterAsync(step.Phase, operation.RootObjectCount, ct, stage);
        await foreach (
            var (bucket, content) in AheadAsync(
                stage.Buckets,
                bucket => Task.FromResult(read(stage, bucket))
            )
        )
        {
            var rejected =
                bucket == 0 ? [.. stage.Rejected, .. content.Rejected] : content.Rejected;
            var sound = Sound(content.Items, content.Rejected, id);
            await SetAsideAsync(step.Kind, rejected, bucket == 0, ct);
            if (step.Phase == RunPhase.Stock)
                await SettleAsync(step.Kind, sound.ConvertAll(item => id(item).Number), ct);
            await apply(sound, ct);
            NextBucket();
        }
    }

    async Task OrdersAsync(CancellationToken ct)
    {
        if (
            await reading.FinishAsync(Orders, ct) is not { } orders
            || await reading.FinishAsync(Ledger, ct) is not { } ledger
        )
            throw Withheld("read_orders");
        // Without the scopes of fulfilment orders the lines of deliveries are read in slim pages instead.
        var lines = await reading.FinishAsync(DeliveryLines, ct, optional: true);
        session.Cursor = session.Cursor with
        {
            Watermark = Synchronizer.WatermarkOf([orders, ledger]),
        };
        var buckets = lines is null
            ? BulkStage.BucketsFor(orders, ledger)
            : BulkStage.BucketsFor(orders, ledger, lines);
        var orderStage = await reading.StageAsync(Orders, orders, StageShape.Orders, buckets, ct);
        var ledgerStage = await reading.StageAsync(Ledger, ledger, StageShape.Ledger, buckets, ct);
        var lineStage = lines is null
            ? null
            : await reading.StageAsync(
                DeliveryLines,
                lines,
                StageShape.FulfillmentLines,
                buckets,
                ct
            );

        var source = new OrderBuckets(client, orderStage, ledgerStage, lineStage);
        var applier = new OrderApplier(
            session,
            ids,
            attention,
            shop.ConnectedAt,
            source.ReadAgainAsync
        );
        await EnterAsync(
            RunPhase.Orders,
            orders.RootObjectCount,
            ct,
            [orderStage, ledgerStage, .. lineStage is null ? Array.Empty<BulkStage>() : [lineStage]]
        );
        await foreach (
            var (bucket, read) in AheadAsync(buckets, bucket => source.ReadAsync(bucket, ct))
        )
        {
            await SetAsideAsync("Order", read.Rejected, bucket == 0, ct);
            await applier.ApplyAsync(read.Items, ct);
            NextBucket();
        }
    }

    Task EnterAsync(
        RunPhase phase,
        long total,
        CancellationToken ct,
        params ReadOnlySpan<BulkStage> stages
    )
    {
        var source = "";
        session.FilesHaveHoles = false;
        foreach (var stage in stages)
        {
            session.FilesHaveHoles |= stage.RejectedCount > 0;
            source += $"{stage.Operation.Number}/{stage.Buckets} ";
        }
        return session.EnterAsync(phase, source.TrimEnd(), total, ct);
    }

    /// <summary>Reads the next bucket while this one is applied: parsing keeps one core busy, writing another.</summary>
    async IAsyncEnumerable<(int Bucket, T Content)> AheadAsync<T>(
        int buckets,
        Func<int, Task<T>> read
    )
    {
        var first = session.Cursor.Bucket;
        var next = first < buckets ? Task.Run(() => read(first)) : null;
        for (var bucket = first; next is not null; bucket++)
        {
            var content = await next;
            var following = bucket + 1;
            next = following < buckets ? Task.Run(() => read(following)) : null;
            yield return (bucket, content);
        }
    }

    void NextBucket() =>
        session.Cursor = session.Cursor with { Bucket = session.Cursor.Bucket + 1, Index = 0 };

    /// <summary>An object of which a part could not be read is not whole: it is left as it is until it can be.</summary>
    static List<T> Sound<T>(
        IReadOnlyList<T> items,
        IReadOnlyList<RejectedLine> rejected,
        Func<T, Gid> id
    )
    {
        var broken = rejected.Select(line => line.Root).OfType<Gid>().ToHashSet();
        return [.. items.Where(item => !broken.Contains(id(item)))];
    }

    /// <summary>Notes what could not be read; what belongs to nobody is one entry, settled by the next file without such lines.</summary>
    async Task SetAsideAsync(
        string kind,
        IReadOnlyList<RejectedLine> rejected,
        bool first,
        CancellationToken ct
    )
    {
        if (rejected.Count == 0 && !first)
            return;
        var troubles = rejected
            .GroupBy(line =>
                line.Root?.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)
                ?? NoRoot
            )
            .Select(lines => new Trouble(
                AttentionCode.Unreadable,
                kind,
                lines.Key,
                lines.First().Root?.ToString() ?? kind,
                string.Join("; ", lines.Select(line => line.Reason).Distinct().Take(5))
            ))
            .ToList();
        var subjects = troubles.ConvertAll(trouble => trouble.Subject);
        if (first)
            subjects.Add(NoRoot);
        await using var db = session.Open();
        var change = await attention.CompareAsync(db, shop.Id, kind, subjects, troubles, ct);
        session.CountAttention(kind, troubles.Count);
        if (change.Items.Count > 0)
            await session.StepAsync(change.ApplyAsync, ct);
    }

    /// <summary>Stock is compared with no list of troubles as the other kinds are: what was unreadable and is read now is settled here.</summary>
    async Task SettleAsync(string kind, List<long> read, CancellationToken ct)
    {
        await using var db = session.Open();
        var open = await db
            .Attention.Where(item =>
                item.WebShopId == shop.Id && item.SubjectKind == kind && item.ResolvedAt == null
            )
            .Select(item => item.Subject)
            .ToListAsync(ct);
        var settled = open.Intersect(
                read.Select(number =>
                    number.ToString(System.Globalization.CultureInfo.InvariantCulture)
                )
            )
            .ToList();
        if (settled.Count == 0)
            return;
        var change = await attention.CompareAsync(db, shop.Id, kind, settled, [], ct);
        await session.StepAsync(change.ApplyAsync, ct);
    }

    static ShopifyException Withheld(string scope) =>
        new(
            ShopifyFailure.ScopeMissing,
            $"The token may not read what needs {scope}.",
            $"Add {scope} to the app in Shopify, install it again, and replace the token here. Nothing is lost."
        );
}
