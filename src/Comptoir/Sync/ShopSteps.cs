using Comptoir.Attention;
using Comptoir.Shopify;
using Comptoir.Shopify.Documents;
using Comptoir.Storage;
using Comptoir.Sync.Applying;
using Comptoir.Sync.Live;
using Comptoir.Sync.Mapping;
using Comptoir.WebShops;

namespace Comptoir.Sync;

/// <summary>
/// One pass over a shop, in the order in which things depend on each other: suppliers and products, places and stock,
/// customers, orders with all that hangs on them. A kind is read whole by bulk operations, or what changed since it was last
/// read. A step that is behind the run's cursor is not done again.
/// </summary>
sealed class ShopSteps
{
    readonly ShopifyShop client;
    readonly ShopReading reading;
    readonly RunSession session;
    readonly WebShop shop;
    readonly SetAside aside;
    readonly Gone gone;
    readonly StockApplier stock;
    readonly OrderSteps orders;
    readonly KindToRead<ShopifyProduct> products;
    readonly KindToRead<ShopifyCompany> companies;
    readonly KindToRead<ShopifyCustomer> customers;
    readonly KindToRead<ShopifyInventoryItem> items;
    IReadOnlySet<string> holes = new HashSet<string>();
    bool companiesWait;
    ShopNews? news;
    ChangedObjects? stockNews;

    public ShopSteps(
        ShopifyShop client,
        ShopReading reading,
        RunSession session,
        IdSequence ids,
        AttentionBook attention,
        WebShop shop
    )
    {
        (this.client, this.reading, this.session, this.shop) = (client, reading, session, shop);
        aside = new SetAside(session, ids, attention);
        gone = new Gone(client, session, ids, attention);
        stock = new StockApplier(session, ids);
        products = new KindToRead<ShopifyProduct>(
            RunPhase.Products,
            LinkKind.Product,
            "products",
            "Product",
            StageShape.Products,
            [Products.Bulk],
            (stage, bucket) => stage.ReadProducts(bucket),
            product => product.Id,
            new ProductApplier(session, ids, attention).ApplyAsync,
            (since, most, token) =>
                KnownOr(
                    news?.Products,
                    most,
                    () => client.FindChangedProductsAsync(since, most, token)
                ),
            client.ReadProductsAsync,
            Points: 60,
            Scope: "read_products"
        );
        companies = new KindToRead<ShopifyCompany>(
            RunPhase.Companies,
            LinkKind.Company,
            "companies",
            "Company",
            StageShape.Companies,
            [Companies.With(Fields)],
            (stage, bucket) => stage.ReadCompanies(bucket),
            company => company.Id,
            InTurn<ShopifyCompany>(new CompanyApplier(session, ids, attention).ApplyAsync),
            (since, most, token) =>
                KnownOr(
                    news?.Companies,
                    most,
                    () => client.FindChangedCompaniesAsync(since, most, token)
                ),
            Read: null,
            Points: 0,
            Scope: null
        );
        customers = new KindToRead<ShopifyCustomer>(
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
            (since, most, token) =>
                KnownOr(
                    news?.Customers,
                    most,
                    () => client.FindChangedCustomersAsync(since, most, token)
                ),
            client.ReadCustomersAsync,
            Points: 20,
            Scope: "read_customers"
        );
        items = new KindToRead<ShopifyInventoryItem>(
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
                KnownOr(
                    stockNews,
                    most,
                    () => client.FindChangedStockAsync(stock.Locations, since, most, token)
                ),
            client.ReadInventoryItemsAsync,
            Points: 20,
            Scope: null
        );
        orders = new OrderSteps(
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
    }

    /// <summary>The metafields that are read with buyers, as the merchant said.</summary>
    BuyerFields Fields =>
        new(
            BuyerNumbers.MetafieldOf(shop.Settings.Fields.VatNumber),
            BuyerNumbers.MetafieldOf(shop.Settings.Fields.Siren)
        );

    /// <summary>What is known already, as long as it is all, and not more than is wanted; otherwise it is asked for.</summary>
    internal static Task<ChangedObjects> KnownOr(
        ChangedObjects? changed,
        int most,
        Func<Task<ChangedObjects>> ask
    ) =>
        changed is { IsComplete: true } && changed.Ids.Count <= most
            ? Task.FromResult(changed)
            : ask();

    bool CountsStock => session.Shop.Settings.Stock && !session.Prepares;

    /// <summary>Reads and applies.</summary>
    /// <param name="news">What the shop has said to have changed since the marks of this pass; null when it was not asked.</param>
    /// <param name="ct">Stops.</param>
    public async Task PassAsync(ShopNews? news, CancellationToken ct)
    {
        this.news = news;
        holes = await Waiting.HolesAsync(session, ct);
        companiesWait = await Waiting.ForCompaniesAsync(session, ct);

        // Shopify works on five operations at once: the smallest wait for a place.
        Start(products, ct);
        Start(customers, ct);
        if (Comes(RunPhase.Orders) && IsWhole(RunPhase.Orders, "Order"))
            orders.Start(ct);
        if (CountsStock)
            Start(items, ct);
        Start(companies, ct);

        await ReadAsync(products, ct);
        // Without stock no preparation is less complete; places are what deliveries refer to.
        if (Comes(RunPhase.Stock) && !session.Prepares)
            await stock.ApplyLocationsAsync(await LocationsAsync(ct), ct);
        if (CountsStock)
            await ReadAsync(items, ct);
        // Companies before the people who belong to them. A shop that does not show them: they come with their orders.
        await ReadAsync(companies, ct);
        await ReadAsync(customers, ct);
        if (Comes(RunPhase.Orders))
        {
            if (IsWhole(RunPhase.Orders, "Order"))
                await orders.WholeAsync(ct);
            else
                await orders.ChangedAsync(session.Cursor.Since!.Since(RunPhase.Orders), news, ct);
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
        var reader = Reader(kind);
        if (IsWhole(kind.Phase, kind.Word))
            await reader.WholeAsync(ct);
        else
            await reader.ChangedAsync(session.Cursor.Since!.Since(kind.Phase), ct);
    }

    /// <summary>The places, in one request with what changed of their stock where that is all that is read of it.</summary>
    async Task<IReadOnlyList<ShopifyLocation>> LocationsAsync(CancellationToken ct)
    {
        if (!CountsStock || IsWhole(RunPhase.Stock, "Stock"))
            return await client.ReadLocationsAsync(ct);
        try
        {
            var found = await client.ReadStockNewsAsync(
                session.Cursor.Since!.Since(RunPhase.Stock),
                Reader(items).Most,
                ct
            );
            stockNews = found.Changed;
            return found.Locations;
        }
        catch (ShopifyException denied)
            when (denied.Kind
                    is ShopifyFailure.AccessDenied
                        or ShopifyFailure.ScopeMissing
                        or ShopifyFailure.QueryRefused
            )
        {
            // Places may be read where their stock may not.
            return await client.ReadLocationsAsync(ct);
        }
    }

    KindReader<T> Reader<T>(KindToRead<T> kind) =>
        new(kind, client, reading, session, aside, gone, shop.SeesAllOrders);

    /// <summary>
    /// Looks again at some objects, in the order in which they depend on each other. What would take longer by id than by the
    /// window in which it changed is left.
    /// </summary>
    /// <param name="named">What to look at.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>What was looked at.</returns>
    public async Task<IReadOnlyList<InboxItem>> LookAsync(
        IReadOnlyList<InboxItem> named,
        CancellationToken ct
    )
    {
        var done = new List<InboxItem>();
        await LookAsync(LookAt.Product, products);
        if (CountsStock)
        {
            if (Of(LookAt.Location) is { Count: > 0 } places)
            {
                await stock.ApplyLocationsAsync(await client.ReadLocationsAsync(ct), ct);
                done.AddRange(places);
            }
            else
                await stock.KnowLocationsAsync(ct);
            await LookAsync(LookAt.InventoryItem, items);
        }
        else
        {
            done.AddRange(Of(LookAt.Location));
            done.AddRange(Of(LookAt.InventoryItem));
        }
        if (Of(LookAt.Company) is { Count: > 0 } firms)
            await ConfirmAsync(LinkKind.Company, firms);
        if (client.Access.May(ProtectedData.Customers))
            await LookAsync(LookAt.Customer, customers);
        else
            done.AddRange(Of(LookAt.Customer));
        if (Of(LookAt.Order) is { Count: > 0 } ordered)
        {
            await ConfirmAsync(LinkKind.Order, ordered);
            var some = ordered.FindAll(item => item.Detail is null);
            if (some.Count > 0 && some.Count <= orders.Most)
            {
                await orders.LookAsync(some.ConvertAll(item => LookAt.Id(item)), ct);
                done.AddRange(some);
            }
        }
        return done;

        List<InboxItem> Of(string kind) => [.. named.Where(item => item.Kind == kind)];

        async Task LookAsync<T>(string word, KindToRead<T> kind)
        {
            var found = Of(word);
            if (found.Count == 0)
                return;
            var reader = Reader(kind);
            if (kind.Link is { } link)
                await ConfirmAsync(link, found);
            else
                // What lay there goes with the product that it was.
                done.AddRange(found.Where(item => item.Detail == LookAt.Gone));
            var some = found.FindAll(item => item.Detail is null);
            if (some.Count == 0 || some.Count > reader.Most)
                return;
            await reader.LookAsync(some.ConvertAll(item => LookAt.Id(item)), ct);
            done.AddRange(some);
        }

        // A message never proves that something is gone: each is asked for.
        async Task ConfirmAsync(LinkKind kind, List<InboxItem> found)
        {
            var deleted = found.FindAll(item => item.Detail == LookAt.Gone);
            await gone.ConfirmAsync(
                kind,
                [.. deleted.Select(item => LookAt.Id(item).Number)],
                shop.SeesAllOrders,
                ct
            );
            done.AddRange(deleted);
        }
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
}
