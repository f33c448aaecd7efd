using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Comptoir.WebShops.Webhooks;

/// <summary>
/// Sees to it that a web shop in live mode tells of every change: Shopify deletes subscriptions whose messages were not taken for
/// some hours, and says nothing of it here. One that is not live any more is asked to be silent.
/// </summary>
public sealed partial class KeepSubscriptions(
    Database database,
    ShopClients clients,
    IOptions<ComptoirOptions> options,
    TimeProvider clock,
    ILogger<KeepSubscriptions> log
)
{
    /// <summary>The failure of a server without a public address, and of an app whose secret is not known.</summary>
    public const string NoAddress = "NoPublicAddress";
    public const string NoSecret = "NoSecret";

    /// <summary>Compares what the shop tells with what it should, and mends it.</summary>
    public async Task RunAsync(WebShop shop, bool isLive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shop);
        var known = await ReadAsync(shop, cancellationToken);
        var address = options.Value.PublicUrl is { } root
            ? new Uri(root, ReceiveWebhook.PathOf(shop.Id))
            : null;
        var failure =
            address is null ? NoAddress
            : !WebhookSecrets.Any(shop) ? NoSecret
            : null;
        if (!isLive || failure is not null)
        {
            if (known is { Topics.Length: > 0 })
                await EndAsync(shop, cancellationToken);
            await KeepAsync(shop, "", [], [], 0, isLive ? failure : null, cancellationToken);
            return;
        }
        try
        {
            var client = clients.Open(shop);
            var there = await client.ListWebhooksAsync(cancellationToken);
            // A server that has moved leaves its old address behind.
            if (known is { Address.Length: > 0 } && known.Address != address!.AbsoluteUri)
                foreach (var old in there.Where(one => one.Uri == known.Address))
                    await client.UnsubscribeAsync(old.Id, cancellationToken);
            var (topics, missing, made) = await CompleteAsync(
                client,
                there,
                address!,
                shop.Scopes.ToHashSet(StringComparer.Ordinal),
                cancellationToken
            );
            var renewed = known?.Topics.Intersect(made).Count() ?? 0;
            if (renewed > 0)
                Renewed(renewed, shop.Address);
            await KeepAsync(
                shop,
                address!.AbsoluteUri,
                topics,
                missing,
                renewed,
                null,
                cancellationToken
            );
        }
        catch (ShopifyException problem)
        {
            NotKept(shop.Address, problem.Message);
            await KeepAsync(
                shop,
                known?.Address ?? "",
                known?.Topics ?? [],
                known?.Missing ?? [],
                0,
                problem.Kind.ToString(),
                cancellationToken
            );
        }
    }

    static async Task<(string[] Topics, string[] Missing, string[] Made)> CompleteAsync(
        ShopifyShop client,
        IReadOnlyList<WebhookSubscription> there,
        Uri address,
        HashSet<string> scopes,
        CancellationToken ct
    )
    {
        var topics = there
            .Where(one => one.Uri == address.AbsoluteUri)
            .Select(one => one.Topic)
            .ToHashSet(StringComparer.Ordinal);
        var missing = new List<string>();
        var made = new List<string>();
        foreach (var topic in WebhookTopics.Wanted)
        {
            if (topics.Contains(topic.Code) || !topic.IsOpenTo(scopes))
                continue;
            try
            {
                await client.SubscribeAsync(topic.Code, address, ct);
                topics.Add(topic.Code);
                made.Add(topic.Code);
            }
            catch (ShopifyException refused)
                when (refused.Kind
                        is ShopifyFailure.AccessDenied
                            or ShopifyFailure.ScopeMissing
                            or ShopifyFailure.QueryRefused
                )
            {
                // A topic that this shop does not offer; the others tell enough.
                missing.Add(topic.Code);
            }
        }
        return (
            [.. topics.Order(StringComparer.Ordinal)],
            [.. missing.Order(StringComparer.Ordinal)],
            [.. made]
        );
    }

    /// <summary>Asks the shop to send nothing any more; what cannot be reached now is let go by Shopify itself.</summary>
    public async Task EndAsync(WebShop shop, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shop);
        if (
            !shop.IsConnected
            || await ReadAsync(shop, cancellationToken) is not { Address.Length: > 0 } known
        )
            return;
        try
        {
            var client = clients.Open(shop);
            foreach (var one in await client.ListWebhooksAsync(cancellationToken))
                if (one.Uri == known.Address)
                    await client.UnsubscribeAsync(one.Id, cancellationToken);
        }
        catch (ShopifyException problem)
        {
            NotKept(shop.Address, problem.Message);
        }
    }

    async Task<ShopSubscriptions?> ReadAsync(WebShop shop, CancellationToken ct)
    {
        await using var db = database.Open(shop.OfficeId);
        return await db
            .ShopSubscriptions.AsNoTracking()
            .FirstOrDefaultAsync(x => x.WebShopId == shop.Id, ct);
    }

    Task KeepAsync(
        WebShop shop,
        string address,
        string[] topics,
        string[] missing,
        int renewed,
        string? failure,
        CancellationToken ct
    ) =>
        database.WriteAsync(
            shop.OfficeId,
            async (db, token) =>
            {
                var row = await db.ShopSubscriptions.FirstOrDefaultAsync(
                    x => x.WebShopId == shop.Id,
                    token
                );
                if (row is null)
                    db.Add(row = new() { OfficeId = shop.OfficeId, WebShopId = shop.Id });
                (row.Address, row.Topics, row.Missing, row.Renewed, row.Failure) = (
                    address,
                    topics,
                    missing,
                    renewed,
                    failure
                );
                row.CheckedAt = clock.GetUtcNow().UtcDateTime;
                await db.SaveChangesAsync(token);
            },
            ct
        );

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} subscriptions of {Shop} had been let go by Shopify; they are there again"
    )]
    partial void Renewed(int count, string shop);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The subscriptions of {Shop} could not be seen to: {Reason}"
    )]
    partial void NotKept(string shop, string reason);
}
