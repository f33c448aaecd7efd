using Comptoir.Shopify;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops;

/// <summary>What a shop answered when it was tested.</summary>
/// <param name="Info">What the shop is.</param>
/// <param name="Scopes">What the token may read.</param>
/// <param name="Orders">How many orders it may see; null when it may not see any.</param>
/// <param name="OldestOrder">When the oldest of them was placed, UTC.</param>
public sealed record ShopTest(
    ShopInfo Info,
    IReadOnlySet<string> Scopes,
    long? Orders,
    DateTime? OldestOrder
);

/// <summary>Asks a connected shop whether its token still lets us in, and what it may read. Nothing is synchronized.</summary>
public sealed class TestWebShop(Database database, ShopClients clients)
{
    /// <summary>Tests the shop, and keeps what the token may read.</summary>
    /// <exception cref="ShopifyException">The shop does not let us in, or does not answer.</exception>
    public async Task<ShopTest> TestAsync(WebShop shop, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shop);
        var client = clients.Open(shop);
        var info = await client.GetShopAsync(cancellationToken);
        var scopes = await client.GetScopesAsync(cancellationToken);
        var isEnough = ConnectWebShop.MissingScopes(scopes) is null;
        var orders = isEnough
            ? (await client.CountAsync(null, cancellationToken)).OrdersCount
            : null;
        var oldest = orders is { Count: > 0 }
            ? await client.FindOldestOrderAsync(cancellationToken)
            : null;
        await database.WriteAsync(
            shop.OfficeId,
            async (db, ct) =>
            {
                var row = await db.WebShops.SingleAsync(x => x.Id == shop.Id, ct);
                row.Scopes = [.. scopes.Order(StringComparer.Ordinal)];
                if (isEnough)
                    row.Report(null);
                await db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
        return new ShopTest(info, scopes, orders?.Count, oldest?.ProcessedAt.UtcDateTime);
    }
}
