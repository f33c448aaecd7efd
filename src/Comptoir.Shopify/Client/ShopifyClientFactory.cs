using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Comptoir.Shopify;

/// <summary>
/// Where a client of a shop comes from; one for the whole application. All clients of one shop share its allowance.
/// </summary>
/// <example>
/// <code>
/// var shop = factory.Open(ShopAddress.Parse("my-shop"), AccessToken.Parse(secret));
/// var info = await shop.GetShopAsync(ct);
///
/// // A large read: run the operations (keep each id when told of it), stage their files, read bucket by bucket.
/// var orders = await shop.Bulk.RunAsync(Orders.Bulk.Text(), keptId, KeepId, progress, ct);
/// var ledger = await shop.Bulk.RunAsync(Ledger.Bulk.Text(), …);       // up to five operations may run side by side
/// var sent = await shop.Bulk.RunAsync(FulfillmentLines.Bulk.Text(), …);
/// var buckets = BulkStage.BucketsFor(orders, ledger, sent);           // the same number for all that is read together
/// var orderStage = await shop.StageAsync(orders, StageShape.Orders, orderDirectory, buckets, progress, ct);
/// var ledgerStage = await shop.StageAsync(ledger, StageShape.Ledger, ledgerDirectory, buckets, progress, ct);
/// var sentStage = await shop.StageAsync(sent, StageShape.FulfillmentLines, sentDirectory, buckets, progress, ct);
/// for (var bucket = cursor; bucket &lt; buckets; bucket++)               // (operation id, bucket) is the cursor to keep
///     Apply(StagedOrders.Read(bucket, orderStage, ledgerStage, sentStage));
/// </code>
/// After a crash the same calls are made with the kept ids: a running operation is waited for, a forgotten one started
/// again, a whole directory of the same operation used as it is, a broken one downloaded again; a bucket can be read any
/// number of times and always gives the same. Orders for which <see cref="ShopifyOrder.IsOneMoment"/> is false, and those
/// in <see cref="StagedOrders.WithoutHeader"/>, are read by id with <see cref="ShopifyShop.ReadOrderAsync"/>.
/// </example>
public sealed class ShopifyClientFactory : IDisposable
{
    /// <summary>The version of the Admin API that every document is checked against.</summary>
    public const string ApiVersion = "2026-10";

    readonly HttpClient api;
    readonly HttpClient files;
    readonly Uri? endpoint;
    readonly TimeProvider time;
    readonly ILoggerFactory loggers;
    readonly ConcurrentDictionary<ShopAddress, CostLimiter> limiters = new();
    readonly ConcurrentDictionary<(ShopAddress, ClientCredentials), GrantedToken> granted = new();
    readonly TokenGrant grant;

    /// <summary>Makes a factory.</summary>
    /// <param name="time">The clock for waits and retries.</param>
    /// <param name="loggers">Where to write what is noteworthy.</param>
    /// <param name="endpoint">Tests and demo only: every shop is reached there, its own name in the Host header.</param>
    /// <param name="handler">Tests only: answers in place of the network.</param>
    /// <param name="proxy">Through which calls and downloads go; null for what the system's environment says.</param>
    public ShopifyClientFactory(
        TimeProvider time,
        ILoggerFactory loggers,
        Uri? endpoint = null,
        HttpMessageHandler? handler = null,
        IWebProxy? proxy = null
    )
    {
        Seen = new AnswersSeen(time);
        this.time = time;
        this.loggers = loggers;
        this.endpoint = endpoint;
        // No redirects for the API: they would carry the token to wherever they point.
        api = Client(
            Seen.Watch(handler ?? Sockets(DecompressionMethods.All, redirects: false, proxy))
        );
        // No decompression for files: a broken download goes on at a byte of the file itself.
        files = Client(handler ?? Sockets(DecompressionMethods.None, redirects: true, proxy));
        grant = new TokenGrant(api, endpoint, time);
    }

    /// <summary>What the last answers of shops said besides their content.</summary>
    public AnswersSeen Seen { get; }

    /// <summary>A client of one shop, with a token that does not change.</summary>
    public ShopifyShop Open(ShopAddress shop, AccessToken token) =>
        Open(shop, new EnteredToken(token));

    /// <summary>
    /// A client of one shop whose tokens are granted for client credentials. All clients with the same ones share a token,
    /// which is kept in memory alone.
    /// </summary>
    public ShopifyShop Open(ShopAddress shop, ClientCredentials credentials) =>
        Open(
            shop,
            granted.GetOrAdd(
                (shop, credentials),
                _ => new GrantedToken(grant, shop, credentials, time)
            )
        );

    /// <summary>Forgets the token that was granted for credentials, and the credentials: they are not wanted any more.</summary>
    public void Forget(ShopAddress shop, ClientCredentials credentials) =>
        granted.TryRemove((shop, credentials), out _);

    ShopifyShop Open(ShopAddress shop, ITokenSource token)
    {
        if (shop.Handle is null)
            throw new ArgumentException("The address of the shop is missing.", nameof(shop));
        var log = loggers.CreateLogger("Comptoir.Shopify");
        var limiter = limiters.GetOrAdd(shop, _ => new CostLimiter(time));
        var transport = new Transport(api, shop, token, endpoint, limiter, time, log);
        return new ShopifyShop(
            shop,
            transport,
            new BulkFile(files, shop, endpoint, time),
            time,
            log
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        api.Dispose();
        files.Dispose();
        foreach (var limiter in limiters.Values)
            limiter.Dispose();
        foreach (var token in granted.Values)
            token.Dispose();
    }

    static SocketsHttpHandler Sockets(
        DecompressionMethods decompression,
        bool redirects,
        IWebProxy? proxy
    ) =>
        new()
        {
            // Without one of ours the system's own settings count (HTTPS_PROXY and so on).
            Proxy = proxy,
            AutomaticDecompression = decompression,
            AllowAutoRedirect = redirects,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(15),
            UseCookies = false,
        };

    static HttpClient Client(HttpMessageHandler handler)
    {
        var client = new HttpClient(handler, disposeHandler: true)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Comptoir/1.0");
        return client;
    }
}
