using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Users;
using Comptoir.WebShops.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops;

/// <summary>
/// Gives a web shop other credentials; what was synchronized stays, and the next run goes on. A disconnected one is
/// connected again by them.
/// </summary>
public sealed class ReplaceCredentials(
    Database database,
    ShopClients clients,
    TestShop tests,
    OfficeSecrets secrets,
    TimeProvider clock
)
{
    /// <summary>Tests the credentials against the shop, and keeps them; null when all is well.</summary>
    public async Task<ConnectProblem?> ReplaceAsync(
        WebShop shop,
        ConnectRequest request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(request);
        var kept = clients.Kept(shop, request.Kind);
        if (ShopCredentials.Take(request, kept, out var credentials) is { } bad)
            return bad;
        ShopTest test;
        try
        {
            test = await tests.TestAsync(
                ShopAddress.Parse(shop.Address),
                credentials!,
                cancellationToken
            );
        }
        catch (ShopifyException failure)
        {
            return ConnectProblems.Of(failure, request.Kind);
        }
        if (shop.ShopId is { } known && known != test.Info.Id.Number)
            return new ConnectProblem(
                "address",
                ConnectFault.OtherShop,
                $"At {shop.Address} another shop answers than the one that was connected. Connect it as a web shop of its own."
            );
        if (ConnectProblems.MissingScopes(test.Scopes, request.Kind) is { } lacking)
            return lacking;
        var closed = clients.Close(shop.OfficeId, shop.Id, credentials!);
        var former = Former(kept, credentials!) is { } secret
            ? secrets.Protect(
                shop.OfficeId,
                ShopClients.Purpose(shop.Id, WebhookSecrets.Former),
                secret
            )
            : null;
        await database.WriteAsync(
            shop.OfficeId,
            async (db, ct) =>
            {
                var row = await db.WebShops.SingleAsync(x => x.Id == shop.Id, ct);
                if (former is not null)
                    row.KeepFormerSecret(former, clock.GetUtcNow().UtcDateTime);
                row.Keep(closed);
                row.Learn(test);
                row.Connect(row.Address);
                await db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
        return null;
    }

    /// <summary>The secret that another one takes the place of; null when there was none, or it stays.</summary>
    static string? Former(ShopCredentials? kept, ShopCredentials credentials)
    {
        var before = kept?.Client?.Reveal() ?? kept?.Secret;
        return before == (credentials.Client?.Reveal() ?? credentials.Secret) ? null : before;
    }
}
