using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Comptoir.Shopify.Documents;
using Microsoft.Extensions.Logging;

namespace Comptoir.Shopify;

/// <summary>
/// One shop, as the Admin API shows it. Safe for concurrent use. Every method throws <see cref="ShopifyException"/> when
/// Shopify cannot or will not answer; what may pass by itself has been tried again already.
/// </summary>
public sealed class ShopifyShop
{
    readonly Transport transport;
    readonly BulkFile file;
    readonly ILogger log;
    readonly TimeProvider time;

    internal ShopifyShop(
        ShopAddress address,
        Transport transport,
        BulkFile file,
        TimeProvider time,
        ILogger log,
        ReadAccess? access = null
    )
    {
        this.time = time;
        Access = access ?? ReadAccess.Everything;
        Address = address;
        this.transport = transport;
        this.file = file;
        this.log = log;
        Bulk = new BulkOperations(this, time);
    }

    /// <summary>Which shop.</summary>
    public ShopAddress Address { get; }

    /// <summary>What is read of an order by its id: no more than this.</summary>
    public ReadAccess Access { get; }

    /// <summary>The same shop for an app that may read no more than this.</summary>
    public ShopifyShop With(ReadAccess access) => new(Address, transport, file, time, log, access);

    /// <summary>Reading many objects by operations that Shopify runs.</summary>
    public BulkOperations Bulk { get; }

    /// <summary>The version of the API that Shopify really answers with; null before the first answer.</summary>
    public string? ServedApiVersion => transport.ServedVersion;

    /// <summary>Whether Shopify answers with another version than the one asked for: an update of Comptoir is due.</summary>
    public bool ApiVersionDiffers =>
        ServedApiVersion is { } served && served != ShopifyClientFactory.ApiVersion;

    /// <summary>What the shop is.</summary>
    public async Task<ShopInfo> GetShopAsync(CancellationToken cancellation)
    {
        var answer = await QueryAsync(Documents.Shop.Info, null, cancellation);
        return Record(Object(answer, "shop"), ShopifyJson.Default.ShopInfo)!;
    }

    /// <summary>The scopes granted, for example <c>read_orders</c>; empty when the app was released without any.</summary>
    public async Task<IReadOnlySet<string>> GetScopesAsync(CancellationToken cancellation)
    {
        var answer = await QueryAsync(Documents.Shop.Scopes, null, cancellation);
        var scopes = new HashSet<string>(StringComparer.Ordinal);
        var installation = answer.Data.GetProperty("currentAppInstallation");
        if (installation.ValueKind != JsonValueKind.Object)
            return scopes;
        foreach (var scope in installation.GetProperty("accessScopes").EnumerateArray())
            scopes.Add(scope.GetProperty("handle").GetString()!);
        return scopes;
    }

    /// <summary>Finds out, by a small query or a few, which personal data Shopify withholds.</summary>
    /// <param name="scopes">From <see cref="GetScopesAsync"/>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<ReadAccess> FindAccessAsync(
        IReadOnlySet<string> scopes,
        CancellationToken cancellation
    ) => new AccessReader(this).ReadAsync(scopes, cancellation);

    /// <summary>How many orders, products and customers there are; null for what the app may not see.</summary>
    /// <param name="ordersFilter">A search filter for the orders; null for all.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<ShopCounts> CountAsync(string? ordersFilter, CancellationToken cancellation)
    {
        var answer = await QueryAsync(
            Documents.Shop.Counts,
            variables =>
            {
                variables.WriteString("orders", ordersFilter);
                // Whether drafts and archived products count without it is not documented.
                variables.WriteString("products", Products.Bulk.AlwaysFilter);
            },
            cancellation
        );
        return Record(answer.Data, ShopifyJson.Default.ShopCounts)
            ?? throw AnswerReader.Malformed(Address, null);
    }

    /// <summary>The oldest order the app may see; null when there is none.</summary>
    public async Task<OldestOrder?> FindOldestOrderAsync(CancellationToken cancellation)
    {
        var answer = await QueryAsync(Documents.Shop.OldestOrder, null, cancellation);
        var nodes = Object(answer, "orders").GetProperty("nodes");
        return nodes.GetArrayLength() == 0
            ? null
            : Record(nodes[0], ShopifyJson.Default.OldestOrder);
    }

    /// <summary>All places, deactivated ones included.</summary>
    public async Task<IReadOnlyList<ShopifyLocation>> ReadLocationsAsync(
        CancellationToken cancellation
    )
    {
        var locations = new List<ShopifyLocation>();
        string? after = null;
        do
        {
            var answer = await QueryAsync(
                Documents.Shop.Locations,
                variables =>
                {
                    variables.WriteNumber("first", 100);
                    variables.WriteString("after", after);
                },
                cancellation
            );
            var page = Object(answer, "locations");
            foreach (var node in page.GetProperty("nodes").EnumerateArray())
                locations.Add(Record(node, ShopifyJson.Default.ShopifyLocation)!);
            after = Next(page);
        } while (after is not null);
        return locations;
    }

    /// <summary>
    /// One order whole: header, lines, ledger and fulfilment lines of one moment. Null when there is none, or when it is
    /// older than the app may see.
    /// </summary>
    /// <exception cref="ShopifyException">Also when the order keeps changing while it is read.</exception>
    public Task<ShopifyOrder?> ReadOrderAsync(Gid order, CancellationToken cancellation) =>
        new OrderReader(this).ReadAsync(order, cancellation);

    /// <summary>Products changed since an instant; no more than were wanted, and then it says so.</summary>
    public Task<ChangedObjects> FindChangedProductsAsync(
        DateTimeOffset since,
        int most,
        CancellationToken cancellation
    ) =>
        new ChangeReader(this).FindAsync(
            Documents.Changes.Products,
            "products",
            SearchFilter.Both(Products.Bulk.AlwaysFilter, SearchFilter.UpdatedSince(since))!,
            most,
            cancellation
        );

    /// <summary>Customers changed since an instant; no more than were wanted, and then it says so.</summary>
    public Task<ChangedObjects> FindChangedCustomersAsync(
        DateTimeOffset since,
        int most,
        CancellationToken cancellation
    ) =>
        new ChangeReader(this).FindAsync(
            Documents.Changes.Customers,
            "customers",
            SearchFilter.UpdatedSince(since),
            most,
            cancellation
        );

    /// <summary>Orders changed since an instant; no more than were wanted, and then it says so.</summary>
    public Task<ChangedObjects> FindChangedOrdersAsync(
        DateTimeOffset since,
        int most,
        CancellationToken cancellation
    ) =>
        new ChangeReader(this).FindAsync(
            Documents.Changes.Orders,
            "orders",
            SearchFilter.UpdatedSince(since),
            most,
            cancellation
        );

    /// <summary>The dates and totals of the orders that a filter finds; no more than were wanted, and then it says so.</summary>
    /// <param name="filter">A search; null for all orders.</param>
    /// <param name="most">About how many are wanted at most.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<OrderHeaderList> ReadOrderHeadersAsync(
        string? filter,
        int most,
        CancellationToken cancellation
    ) => new OrderHeaderReader(this).ReadAsync(filter, most, cancellation);

    /// <summary>Companies changed since an instant; no more than were wanted, and then it says so.</summary>
    public Task<ChangedObjects> FindChangedCompaniesAsync(
        DateTimeOffset since,
        int most,
        CancellationToken cancellation
    ) =>
        new ChangeReader(this).FindAsync(
            Documents.Changes.Companies,
            "companies",
            SearchFilter.UpdatedSince(since),
            most,
            cancellation
        );

    /// <summary>Items of which stock changed at some places since an instant; no more than were wanted, and then it says so.</summary>
    public Task<ChangedObjects> FindChangedStockAsync(
        IReadOnlyCollection<Gid> locations,
        DateTimeOffset since,
        int most,
        CancellationToken cancellation
    ) =>
        new ChangeReader(this).FindStockAsync(
            locations,
            SearchFilter.UpdatedSince(since),
            most,
            cancellation
        );

    /// <summary>Some products whole, with all their variants by position.</summary>
    public Task<FoundObjects<ShopifyProduct>> ReadProductsAsync(
        BulkDocument document,
        IReadOnlyCollection<Gid> ids,
        CancellationToken cancellation
    ) =>
        new ObjectReader(this).ReadAsync(
            ids,
            Products.ByIds(document),
            "variants",
            ShopifyJson.Default.ShopifyProduct,
            ShopifyJson.Default.ShopifyVariant,
            static (product, variants) =>
                product with
                {
                    Variants =
                    [
                        .. variants
                            .OrderBy(variant => variant.Position)
                            .ThenBy(variant => variant.Id.Number),
                    ],
                },
            cancellation
        );

    /// <summary>Some customers whole, with all their addresses.</summary>
    public Task<FoundObjects<ShopifyCustomer>> ReadCustomersAsync(
        BulkDocument document,
        IReadOnlyCollection<Gid> ids,
        CancellationToken cancellation
    ) =>
        new ObjectReader(this).ReadAsync(
            ids,
            Customers.ByIds(document),
            "addressesV2",
            ShopifyJson.Default.ShopifyCustomer,
            ShopifyJson.Default.ShopifyAddress,
            static (customer, addresses) =>
                customer with
                {
                    Addresses = [.. addresses.OrderBy(address => address.Id?.Number)],
                },
            cancellation
        );

    /// <summary>Some inventory items whole, with their stock at every place.</summary>
    public Task<FoundObjects<ShopifyInventoryItem>> ReadInventoryItemsAsync(
        BulkDocument document,
        IReadOnlyCollection<Gid> ids,
        CancellationToken cancellation
    ) =>
        new ObjectReader(this).ReadAsync(
            ids,
            InventoryItems.ByIds(document),
            "inventoryLevels",
            ShopifyJson.Default.ShopifyInventoryItem,
            ShopifyJson.Default.InventoryLevel,
            static (item, levels) =>
                item with
                {
                    Levels = [.. levels.OrderBy(level => level.Location.Id.Number)],
                },
            cancellation
        );

    /// <summary>Those of some objects that do not exist, or that the app may not see for their age.</summary>
    public Task<IReadOnlyList<Gid>> FindMissingAsync(
        IReadOnlyCollection<Gid> ids,
        CancellationToken cancellation
    ) => new ObjectReader(this).FindMissingAsync(ids, cancellation);

    /// <summary>
    /// What a shop in which little changed is asked: its facts, the scopes, counts, and what changed of each kind, in one
    /// request. What may not be read is left out and named, the rest stays.
    /// </summary>
    public Task<ShopNews> ReadNewsAsync(NewsWanted wanted, CancellationToken cancellation) =>
        new NewsReader(this).ReadAsync(wanted, cancellation);

    /// <summary>All places, and the items of which stock changed at any of them since an instant; mostly in one request.</summary>
    /// <param name="since">By the shop's clock.</param>
    /// <param name="most">No more items than these are wanted; when there are, it says so.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<StockNews> ReadStockNewsAsync(
        DateTimeOffset since,
        int most,
        CancellationToken cancellation
    ) => new StockNewsReader(this).ReadAsync(since, most, cancellation);

    /// <summary>All subscriptions of this app, whatever their topic and address.</summary>
    public Task<IReadOnlyList<WebhookSubscription>> ListWebhooksAsync(
        CancellationToken cancellation
    ) => new WebhookSubscriptions(this).ListAsync(cancellation);

    /// <summary>Has notices of a topic sent to an address; one that is sent there already is given back as it is.</summary>
    /// <param name="topic"><see cref="WebhookTopic.Code"/>.</param>
    /// <param name="address">With https.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="ShopifyException">QueryRefused with Shopify's words: the address or a missing scope.</exception>
    public Task<WebhookSubscription> SubscribeAsync(
        string topic,
        Uri address,
        CancellationToken cancellation
    ) => new WebhookSubscriptions(this).SubscribeAsync(topic, address, cancellation);

    /// <summary>Ends a subscription; one that is gone already is ended.</summary>
    public Task UnsubscribeAsync(Gid id, CancellationToken cancellation) =>
        new WebhookSubscriptions(this).UnsubscribeAsync(id, cancellation);

    /// <summary>Points that Shopify gives this app back each second: what small reads may spend.</summary>
    public double PointsPerSecond => transport.PointsPerSecond;

    /// <summary>
    /// The lines of many fulfilments, by fulfilment: the way round where <see cref="Documents.FulfillmentLines.Bulk"/> is
    /// refused. Fulfilments that Shopify does not know are left out.
    /// </summary>
    public Task<
        IReadOnlyDictionary<Gid, IReadOnlyList<FulfillmentLineItem>>
    > ReadFulfillmentLinesAsync(
        IReadOnlyCollection<Gid> fulfillments,
        CancellationToken cancellation
    ) => new FulfillmentLineReader(this).ReadAsync(fulfillments, cancellation);

    /// <summary>
    /// The shipping lines of many orders, by order: the way round where <see cref="Documents.Orders.Bulk"/> is refused with
    /// them. Orders that have changed since are left out, so that parts of two states are not mixed: read them by id.
    /// </summary>
    public Task<IReadOnlyDictionary<Gid, IReadOnlyList<ShippingLine>>> ReadShippingLinesAsync(
        IReadOnlyCollection<ShopifyOrder> orders,
        CancellationToken cancellation
    ) => new ShippingLineReader(this).ReadAsync(orders, cancellation);

    /// <summary>
    /// Downloads the file of a completed operation and sorts its lines into buckets in a directory. A directory that
    /// already holds this operation whole is used as it is; anything else in it is deleted.
    /// </summary>
    /// <exception cref="ShopifyException">BulkFailed: the file is gone or never whole; run the operation anew, without its kept id.</exception>
    /// <param name="operation">A completed one.</param>
    /// <param name="shape">What its lines are.</param>
    /// <param name="directory">For this stage alone.</param>
    /// <param name="buckets">From <see cref="BulkStage.BucketsFor"/>; the same for stages that are read together.</param>
    /// <param name="progress">Told about every few megabytes.</param>
    /// <param name="cancellation">Stops; what is there is downloaded again next time.</param>
    public Task<BulkStage> StageAsync(
        BulkOperation operation,
        StageShape shape,
        string directory,
        int buckets,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    ) =>
        new StageDownload(file, Bulk, log).RunAsync(
            operation,
            shape,
            directory,
            buckets,
            progress,
            cancellation
        );

    /// <summary>Sends a query of the caller's own.</summary>
    /// <param name="document">The GraphQL text.</param>
    /// <param name="variables">Writes the variables as members of an object; null for none.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<ShopifyAnswer> QueryAsync(
        string document,
        Action<Utf8JsonWriter>? variables,
        CancellationToken cancellation
    ) => transport.SendAsync(document, variables, isChange: false, cancellation);

    /// <summary>Sends a change. A lost answer is not sent again: <see cref="ShopifyException.OutcomeUnknown"/> is true then.</summary>
    public Task<ShopifyAnswer> ChangeAsync(
        string document,
        Action<Utf8JsonWriter>? variables,
        CancellationToken cancellation
    ) => transport.SendAsync(document, variables, isChange: true, cancellation);

    /// <summary>A field that must be there: when it is null, the errors beside the data say why.</summary>
    internal JsonElement Object(ShopifyAnswer answer, string field) =>
        answer.Data.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Object
            ? value
        : answer.Errors.Count > 0 ? throw AnswerReader.NoData(answer.Errors[0], Address)
        : throw AnswerReader.Malformed(Address, null);

    internal T? Read<T>(ShopifyAnswer answer, string field, JsonTypeInfo<T> type)
        where T : class =>
        answer.Data.TryGetProperty(field, out var value) ? Record(value, type) : null;

    internal T? Record<T>(JsonElement value, JsonTypeInfo<T> type)
        where T : class
    {
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        try
        {
            return value.Deserialize(type);
        }
        catch (JsonException broken)
        {
            throw new ShopifyException(
                ShopifyFailure.Malformed,
                $"Shopify's answer for {Address} is not as its schema says: {broken.Message}",
                "Comptoir must be adapted: please report it.",
                retryable: false,
                broken
            );
        }
    }

    internal static string? Next(JsonElement connection)
    {
        var page = connection.GetProperty("pageInfo");
        return page.GetProperty("hasNextPage").GetBoolean()
            ? page.GetProperty("endCursor").GetString()
            : null;
    }
}
