using Comptoir.Attention;
using Comptoir.Shopify;
using Comptoir.Shopify.Documents;
using Comptoir.Storage;
using Comptoir.Sync.Applying;
using Comptoir.Sync.Mapping;
using Comptoir.WebShops;

namespace Comptoir.Sync;

/// <summary>
/// One pass over a shop, in the order in which things depend on each other: suppliers and products, places and stock,
/// customers, orders with all that hangs on them. A kind is read whole by bulk operations, or what changed since it was last
/// read. A step that is behind the run's cursor is not done again.
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
    readonly SetAside aside = new(session, ids, attention);
    readonly Gone gone = new(client, session, ids, attention);
    IReadOnlySet<string> holes = new HashSet<string>();
    bool companiesWait;

    /// <summary>The metafields that are read with buyers, as the merchant said.</summary>
    BuyerFields Fields =>
        new(
            BuyerNumbers.MetafieldOf(shop.Settings.Fields.VatNumber),
            BuyerNumbers.MetafieldOf(shop.Settings.Fields.Siren)
        );

    public async Task PassAsync(CancellationToken ct)
    {
        holes = await Waiting.HolesAsync(session, ct);
        companiesWait = await Waiting.ForCompaniesAsync(session, ct);
        var products = new KindToRead<ShopifyProduct>(
            RunPhase.Products,
            LinkKind.Product,
            "products",
            "Product",
            StageShape.Products,
            [Products.Bulk],
            (stage, bucket) => stage.ReadProducts(bucket),
            product => product.Id,
            new ProductApplier(session, ids, attention).ApplyAsync,
            client.FindChangedProductsAsync,
            client.ReadProductsAsync,
            Points: 60,
            Scope: "read_products"
        );
        var companies = new KindToRead<ShopifyCompany>(
            RunPhase.Companies,
            LinkKind.Company,
            "companies",
            "Company",
            StageShape.Companies,
            [Companies.With(Fields)],
            (stage, bucket) => stage.ReadCompanies(bucket),
            company => company.Id,
            InTurn<ShopifyCompany>(new CompanyApplier(session, ids, attention).ApplyAsync),
            client.FindChangedCompaniesAsync,
            Read: null,
            Points: 0,
            Scope: null
        );
        var customers = new KindToRead<ShopifyCustomer>(
            RunPhase.Customers,
            LinkKind.Customer,
            "customers",
            "Customer",
            StageShape.Customers,
            [
                Customers.For(client.Access, Fields),
                // A few rows may not have shown all that is withheld: then nothing personal is asked for. A shop without
                // B2B may refuse to say for which companies its customers buy.
                Customers.For(client.Access.WithoutCompanies, Fields),
                Customers.For(ReadAccess.Least),
            ],
            (stage, bucket) => stage.ReadCustomers(bucket),
            customer => customer.Id,
            InTurn<ShopifyCustomer>(new CustomerApplier(session, ids, attention).ApplyAsync),
            client.FindChangedCustomersAsync,
            client.ReadCustomersAsync,
            Points: 20,
            Scope: "read_customers"
        );
        var stock = new StockApplier(session, ids);
        var items = new KindToRead<ShopifyInventoryItem>(
            RunPhase.Stock,
            null,
            "stock",
            "Stock",
            StageShape.InventoryItems,
            [InventoryItems.Bulk],
            (stage, bucket) => stage.ReadInventoryItems(bucket),
            item => item.Id,
            stock.ApplyAsync,
            (since, most, token) =>
                client.FindChangedStockAsync(stock.Locations, since, most, token),
            client.ReadInventoryItemsAsync,
            Points: 20,
            Scope: null
        );
        var orders = new OrderSteps(
            client,
            reading,
            session,
            aside,
            gone,
            new OrderApplier(
                session,
                ids,
                attention,
                shop.ConnectedAt,
                (order, token) => client.ReadOrderAsync(order, token)
            ),
            shop.SeesAllOrders
        );

        // Shopify works on five operations at once: the smallest wait for a place.
        Start(products, ct);
        Start(customers, ct);
        if (Comes(RunPhase.Orders) && IsWhole(RunPhase.Orders, "Order"))
            orders.Start(ct);
        var countsStock = session.Shop.Settings.Stock && !session.Prepares;
        if (countsStock)
            Start(items, ct);
        Start(companies, ct);

        await ReadAsync(products, ct);
        // Without stock no preparation is less complete; places are what deliveries refer to.
        if (Comes(RunPhase.Stock) && !session.Prepares)
            await stock.ApplyLocationsAsync(await client.ReadLocationsAsync(ct), ct);
        if (countsStock)
            await ReadAsync(items, ct);
        // Companies before the people who belong to them. A shop that does not show them: they come with their orders.
        await ReadAsync(companies, ct);
        await ReadAsync(customers, ct);
        if (Comes(RunPhase.Orders))
        {
            if (IsWhole(RunPhase.Orders, "Order"))
                await orders.WholeAsync(ct);
            else
                await orders.ChangedAsync(session.Cursor.Since!.Since(RunPhase.Orders), ct);
        }
    }

    /// <summary>The pass reads this kind, and has not done so yet.</summary>
    bool Comes(RunPhase phase) =>
        session.Cursor.Phase <= phase
        && (session.Report is null || phase == RunPhase.Orders)
        // A shop may hide its customers altogether; then they are what their orders say.
        && (
            phase is not (RunPhase.Customers or RunPhase.Companies)
            || client.Access.May(ProtectedData.Customers)
        )
        && (phase != RunPhase.Companies || client.Access.Companies);

    bool IsWhole(RunPhase phase, string word) =>
        session.Cursor.Since?.Of(phase) is null
        || (session.Cursor.Whole is { } again && Array.IndexOf(again, phase) >= 0)
        || holes.Contains(word)
        || (phase == RunPhase.Companies && companiesWait);

    void Start<T>(KindToRead<T> kind, CancellationToken ct)
    {
        if (Comes(kind.Phase) && IsWhole(kind.Phase, kind.Word))
            reading.Start(kind.Name, kind.Documents[0].Text(), ct);
    }

    async Task ReadAsync<T>(KindToRead<T> kind, CancellationToken ct)
    {
        if (!Comes(kind.Phase))
            return;
        if (IsWhole(kind.Phase, kind.Word))
            await WholeAsync(kind, ct);
        else
            await ChangedAsync(kind, session.Cursor.Since!.Since(kind.Phase), ct);
    }

    async Task WholeAsync<T>(KindToRead<T> kind, CancellationToken ct)
    {
        if (await FinishAsync(kind, null, ct) is not { } operation)
        {
            Withhold(kind);
            return;
        }
        var missed = kind.Link is { } link ? await gone.KnownAsync(link, ct) : [];
        if (!await BucketsAsync(kind, operation, missed, ct))
            return;
        Reached(kind.Phase, operation.CreatedAt);
        if (kind.Link is { } known && !session.FilesHaveHoles)
            await gone.ConfirmAsync(known, missed, shop.SeesAllOrders, ct);
    }

    async Task ChangedAsync<T>(KindToRead<T> kind, DateTimeOffset since, CancellationToken ct)
    {
        ChangedObjects changed;
        try
        {
            changed = await kind.Find(
                since,
                kind.Read is null ? 0 : SmallReads.Most(client.PointsPerSecond, kind.Points),
                ct
            );
        }
        catch (ShopifyException withheld)
            when (withheld.Kind is ShopifyFailure.AccessDenied or ShopifyFailure.ScopeMissing)
        {
            Withhold(kind);
            return;
        }
        var wanted =
            kind.Read is null ? []
            : kind.Link is { } link ? await Waiting.FindAsync(session, link, ct)
            : await Waiting.FindStockAsync(session, ct);
        var reached = changed.Latest;
        if (!changed.IsComplete)
        {
            var filter = SearchFilter.UpdatedSince(since);
            reading.Start(kind.Name, kind.Documents[0].Text(filter), ct);
            if (await FinishAsync(kind, filter, ct) is not { } operation)
            {
                Withhold(kind);
                return;
            }
            await BucketsAsync(kind, operation, [], ct);
            reached = operation.CreatedAt;
        }
        if (kind.Read is { } read)
            await SmallReads.ApplyAsync(
                session,
                kind.Phase,
                changed.IsComplete ? [.. changed.Ids.Union(wanted)] : wanted,
                some => ByIdAsync(kind, read, some, ct),
                ct
            );
        Reached(kind.Phase, reached);
    }

    async Task ByIdAsync<T>(
        KindToRead<T> kind,
        ReadByIds<T> read,
        IReadOnlyList<Gid> some,
        CancellationToken ct
    )
    {
        var found = await ReadSomeAsync(kind, read, some, ct);
        if (kind.Phase == RunPhase.Stock)
            await aside.SettleAsync(
                kind.Word,
                [.. found.Items.Select(item => kind.Id(item).Number)],
                ct
            );
        await kind.Apply(found.Items, ct);
        if (kind.Link is { } known)
            await gone.MarkAsync(known, [.. found.Gone.Select(id => id.Number)], ct);
    }

    /// <summary>What one document may not read, the next does without.</summary>
    static async Task<FoundObjects<T>> ReadSomeAsync<T>(
        KindToRead<T> kind,
        ReadByIds<T> read,
        IReadOnlyList<Gid> some,
        CancellationToken ct
    )
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return await read(kind.Documents[i], some, ct);
            }
            catch (ShopifyException withheld)
                when (i < kind.Documents.Length - 1
                    && withheld.Kind
                        is ShopifyFailure.AccessDenied
                            or ShopifyFailure.ScopeMissing
                            or ShopifyFailure.QueryRefused
                ) { }
        }
    }

    /// <summary>The completed operation of the first document that Shopify accepts; null when none is.</summary>
    Task<BulkOperation?> FinishAsync<T>(KindToRead<T> kind, string? filter, CancellationToken ct)
    {
        var next = 1;
        return reading.FinishAsync(
            kind.Name,
            _ => next < kind.Documents.Length ? kind.Documents[next++].Text(filter) : null,
            ct,
            optional: kind.Read is null
        );
    }

    /// <summary>
    /// Contacts are shared by the web shops of an office: two that come at the same moment would both be new to each other.
    /// </summary>
    Func<IReadOnlyList<T>, CancellationToken, Task> InTurn<T>(
        Func<IReadOnlyList<T>, CancellationToken, Task> apply
    ) =>
        async (records, ct) =>
        {
            await using var turn = await session.TakeTurnAsync(ct);
            await apply(records, ct);
        };

    void Reached(RunPhase phase, DateTimeOffset? moment) =>
        session.Cursor = session.Cursor with { Read = session.Cursor.Read.With(phase, moment) };

    /// <summary>False when an earlier process has applied the first buckets: what they held is not known here.</summary>
    async Task<bool> BucketsAsync<T>(
        KindToRead<T> kind,
        BulkOperation operation,
        HashSet<long> missed,
        CancellationToken ct
    )
    {
        var stage = await reading.StageAsync(
            kind.Name,
            operation,
            kind.Shape,
            BulkStage.BucketsFor(operation),
            ct
        );
        await reading.EnterAsync(kind.Phase, operation.RootObjectCount, ct, stage);
        var isWhole = session.Cursor.Bucket == 0;
        await foreach (
            var (bucket, content) in reading.AheadAsync(
                stage.Buckets,
                bucket => Task.FromResult(kind.ReadBucket(stage, bucket))
            )
        )
        {
            var rejected =
                bucket == 0 ? [.. stage.Rejected, .. content.Rejected] : content.Rejected;
            foreach (var item in content.Items)
                missed.Remove(kind.Id(item).Number);
            foreach (var line in rejected)
                missed.Remove(line.Root?.Number ?? 0);
            var sound = Sound(content.Items, content.Rejected, kind.Id);
            await aside.NoteAsync(kind.Word, rejected, bucket == 0, ct);
            if (kind.Phase == RunPhase.Stock)
                await aside.SettleAsync(
                    kind.Word,
                    sound.ConvertAll(item => kind.Id(item).Number),
                    ct
                );
            await kind.Apply(sound, ct);
            session.NextBucket();
        }
        return isWhole;
    }

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

    void Withhold<T>(KindToRead<T> kind)
    {
        if (kind.Scope is { } scope)
            throw ShopReading.Withheld(scope);
        if (kind.Phase == RunPhase.Stock)
            session.Withheld.Add("read_inventory");
    }
}

/// <summary>Reads some objects by their ids, with what a document selects of them.</summary>
delegate Task<FoundObjects<T>> ReadByIds<T>(
    BulkDocument document,
    IReadOnlyCollection<Gid> ids,
    CancellationToken cancellation
);

/// <summary>How one kind of object is read and applied, in whatever way.</summary>
/// <param name="Phase">Its step.</param>
/// <param name="Link">What its links pair; null for what has none.</param>
/// <param name="Name">Of its bulk operation within the run.</param>
/// <param name="Word">Of it in the list of what needs attention.</param>
/// <param name="Shape">Of its file.</param>
/// <param name="Documents">What to read of each; a later one asks for less, for a shop that refuses the one before.</param>
/// <param name="ReadBucket">Reads a bucket of its file.</param>
/// <param name="Id">The shop's id of an object.</param>
/// <param name="Apply">Compares and writes.</param>
/// <param name="Find">Finds what changed since an instant, as long as it is not too much.</param>
/// <param name="Read">Reads some by id; null for what is read by bulk operations alone, and may be withheld.</param>
/// <param name="Points">About what one costs that is read by id.</param>
/// <param name="Scope">Without which nothing goes on; null when the rest does.</param>
sealed record KindToRead<T>(
    RunPhase Phase,
    LinkKind? Link,
    string Name,
    string Word,
    StageShape Shape,
    BulkDocument[] Documents,
    Func<BulkStage, int, StagedBucket<T>> ReadBucket,
    Func<T, Gid> Id,
    Func<IReadOnlyList<T>, CancellationToken, Task> Apply,
    Func<DateTimeOffset, int, CancellationToken, Task<ChangedObjects>> Find,
    ReadByIds<T>? Read,
    int Points,
    string? Scope
);
