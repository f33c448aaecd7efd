using Comptoir.Shopify;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops;

/// <summary>Gives a connected shop another token; what was synchronized stays, and the next run goes on.</summary>
public sealed class ReplaceCredentials(Database database, ShopClients clients)
{
    /// <summary>Tests the token against the shop, and keeps it; null when all is well.</summary>
    public async Task<ConnectProblem?> ReplaceAsync(
        WebShop shop,
        ConnectRequest request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(request);
        if (!AccessToken.TryParse(request.Token, out var token, out var problem))
            return new ConnectProblem("token", ConnectFault.Token, problem, []);
        if (ConnectWebShop.SecretFault(request.ApiSecret, out var secret) is { } badSecret)
            return badSecret;
        IReadOnlySet<string> scopes;
        try
        {
            var client = clients.Open(ShopAddress.Parse(shop.Address), token);
            scopes = await client.GetScopesAsync(cancellationToken);
        }
        catch (ShopifyException failure)
        {
            return ConnectWebShop.Refuse(failure).Problem;
        }
        if (ConnectWebShop.MissingScopes(scopes) is { } lacking)
            return lacking;
        await database.WriteAsync(
            shop.OfficeId,
            async (db, ct) =>
            {
                var row = await db.WebShops.SingleAsync(x => x.Id == shop.Id, ct);
                row.ReplaceCredentials(
                    string.IsNullOrWhiteSpace(request.ApiKey) ? null : request.ApiKey.Trim(),
                    clients.Protect(row.OfficeId, row.Id, token),
                    secret.Length > 0 ? clients.ProtectSecret(row.OfficeId, row.Id, secret) : null
                );
                row.Scopes = [.. scopes.Order(StringComparer.Ordinal)];
                await db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
        return null;
    }
}
