using Comptoir.Shopify;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops;

/// <summary>Finds out at the beginning of a run what the app may read, so that no more is asked for.</summary>
public sealed class FindAccess(Database database)
{
    /// <summary>Asks the shop, and keeps on the web shop what has changed since it was last asked.</summary>
    /// <exception cref="ShopifyException">The shop does not answer.</exception>
    public async Task<ReadAccess> RunAsync(
        WebShop shop,
        ShopifyShop client,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(client);
        var scopes = await client.GetScopesAsync(cancellationToken);
        var access = await client.FindAccessAsync(scopes, cancellationToken);
        string[] granted = [.. scopes.Order(StringComparer.Ordinal)];
        if (!granted.SequenceEqual(shop.Scopes) || !access.Withheld.SequenceEqual(shop.Withheld))
            await database.WriteAsync(
                shop.OfficeId,
                async (db, ct) =>
                {
                    var row = await db.WebShops.SingleAsync(x => x.Id == shop.Id, ct);
                    (row.Scopes, row.Withheld) = (granted, [.. access.Withheld]);
                    await db.SaveChangesAsync(ct);
                },
                cancellationToken
            );
        return access;
    }
}
