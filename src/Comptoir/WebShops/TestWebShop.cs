using Comptoir.Shopify;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops;

/// <summary>Asks a connected shop whether it still lets us in, and what it shows. Nothing is synchronized.</summary>
public sealed class TestWebShop(Database database, ShopClients clients, TestShop tests)
{
    /// <summary>Tests the shop, and keeps what was learned: what the token may read, or what keeps us out.</summary>
    /// <exception cref="ShopifyException">The shop does not let us in, or does not answer.</exception>
    public async Task<ShopTest> TestAsync(WebShop shop, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shop);
        ShopTest test;
        try
        {
            test = await tests.TestAsync(
                ShopAddress.Parse(shop.Address),
                clients.Kept(shop, shop.Credentials)
                    ?? throw new RefusedException(
                        "This web shop is not connected: connect it first."
                    ),
                cancellationToken
            );
        }
        catch (ShopifyException failure) when (WebShopProblems.Of(failure) is { } problem)
        {
            await KeepAsync(shop, row => row.Report(problem), cancellationToken);
            throw;
        }
        await KeepAsync(
            shop,
            row =>
            {
                row.Learn(test);
                row.Report(test.IsEnough ? null : WebShopProblem.ScopeMissing);
            },
            cancellationToken
        );
        return test;
    }

    Task KeepAsync(WebShop shop, Action<WebShop> change, CancellationToken cancellationToken) =>
        database.WriteAsync(
            shop.OfficeId,
            async (db, ct) =>
            {
                var row = await db.WebShops.SingleAsync(x => x.Id == shop.Id, ct);
                // Disconnected while the shop was asked: there is nothing to note any more.
                if (row.IsConnected)
                    change(row);
                await db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
}
