using System.Collections.Concurrent;
using Comptoir.Shopify;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops;

/// <summary>Finds out at the beginning of a run what the app may read, so that no more is asked for.</summary>
public sealed class FindAccess(Database database, TimeProvider clock)
{
    /// <summary>
    /// What was found out counts for so long, as long as the scopes stay: approvals are seldom taken back. Where one is missing it
    /// counts for no time: a merchant to whom it was given looks at once.
    /// </summary>
    static readonly TimeSpan Counts = TimeSpan.FromHours(12);

    readonly ConcurrentDictionary<(long Office, long Shop), DateTimeOffset> found = new();

    /// <summary>Asks the shop, and keeps on the web shop what has changed since it was last asked.</summary>
    /// <param name="shop">Which.</param>
    /// <param name="client">Of it.</param>
    /// <param name="granted">The scopes that it has just named; null when they are to be asked for, and all of it.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <exception cref="ShopifyException">The shop does not answer.</exception>
    public async Task<ReadAccess> RunAsync(
        WebShop shop,
        ShopifyShop client,
        IReadOnlySet<string>? granted,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(client);
        var key = (shop.OfficeId, shop.Id);
        var now = clock.GetUtcNow();
        if (
            granted is not null
            && shop.Withheld.Length == 0
            && granted.SetEquals(shop.Scopes)
            && found.TryGetValue(key, out var at)
            && now - at < Counts
        )
            return ReadAccess.Of(granted, shop.Withheld);
        var scopes = granted ?? await client.GetScopesAsync(cancellationToken);
        var access = await client.FindAccessAsync(scopes, cancellationToken);
        string[] names = [.. scopes.Order(StringComparer.Ordinal)];
        if (!names.SequenceEqual(shop.Scopes) || !access.Withheld.SequenceEqual(shop.Withheld))
            await database.WriteAsync(
                shop.OfficeId,
                async (db, ct) =>
                {
                    var row = await db.WebShops.SingleAsync(x => x.Id == shop.Id, ct);
                    (row.Scopes, row.Withheld) = (names, [.. access.Withheld]);
                    await db.SaveChangesAsync(ct);
                },
                cancellationToken
            );
        found[key] = now;
        return access;
    }

    /// <summary>What was found out counts no more: Shopify has denied something, or another one is asked.</summary>
    public void Forget(WebShop shop)
    {
        ArgumentNullException.ThrowIfNull(shop);
        found.TryRemove((shop.OfficeId, shop.Id), out _);
    }
}
