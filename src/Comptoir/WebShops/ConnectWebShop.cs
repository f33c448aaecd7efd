using Comptoir.Shopify;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops;

/// <summary>Connects a Shopify store to an office: nothing is kept before the shop itself has answered.</summary>
public sealed class ConnectWebShop(
    Database database,
    IdSequence ids,
    ShopClients clients,
    TimeProvider clock
)
{
    const int LongestName = 100;

    /// <summary>Tests what was entered against the shop, and keeps it.</summary>
    public async Task<ConnectResult> ConnectAsync(
        long officeId,
        ConnectRequest request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!ShopAddress.TryParse(request.Address, out var address, out var problem))
            return Refuse("address", ConnectFault.Address, problem);
        if (!AccessToken.TryParse(request.Token, out var token, out problem))
            return Refuse("token", ConnectFault.Token, problem);
        if (SecretFault(request.ApiSecret, out var secret) is { } badSecret)
            return new ConnectResult(null, badSecret);
        var name = request.Name?.Trim() ?? "";
        if (NameFault(name) is { } badName)
            return new ConnectResult(null, badName);
        if (await FindAsync(officeId, address, cancellationToken) is { } known)
            return Refuse(
                "address",
                ConnectFault.AlreadyConnected,
                $"{address.Host} is already connected as “{known.Name}”. To use another token, replace it there."
            );

        ShopInfo info;
        IReadOnlySet<string> scopes;
        try
        {
            var client = clients.Open(address, token);
            info = await client.GetShopAsync(cancellationToken);
            scopes = await client.GetScopesAsync(cancellationToken);
        }
        catch (ShopifyException failure)
        {
            return Refuse(failure);
        }

        if (MissingScopes(scopes) is { } lacking)
            return new ConnectResult(null, lacking);

        var id = await ids.NextAsync(officeId, cancellationToken);
        var shop = new WebShop
        {
            OfficeId = officeId,
            Id = id,
            Name = name.Length > 0 ? name : info.Name,
            Address = address.Host,
            ShopName = info.Name,
            Currency = info.CurrencyCode,
            TimeZone = info.IanaTimezone,
            Plan = info.Plan.PublicDisplayName,
            ApiKey = string.IsNullOrWhiteSpace(request.ApiKey) ? null : request.ApiKey.Trim(),
            ProtectedToken = clients.Protect(officeId, id, token),
            ProtectedSecret =
                secret.Length > 0 ? clients.ProtectSecret(officeId, id, secret) : null,
            Scopes = [.. scopes.Order(StringComparer.Ordinal)],
            ConnectedAt = clock.GetUtcNow().UtcDateTime,
        };
        try
        {
            await database.WriteAsync(
                officeId,
                async (db, ct) =>
                {
                    db.WebShops.Add(shop);
                    await db.SaveChangesAsync(ct);
                },
                cancellationToken
            );
        }
        catch (DbUpdateException)
        {
            // Two people connected the same shop at once: the first one has it.
            if (await FindAsync(officeId, address, cancellationToken) is not { } first)
                throw;
            return Refuse(
                "address",
                ConnectFault.AlreadyConnected,
                $"{address.Host} is already connected as “{first.Name}”."
            );
        }
        return new ConnectResult(shop, null);
    }

    async Task<WebShop?> FindAsync(long officeId, ShopAddress address, CancellationToken ct)
    {
        await using var db = database.Open(officeId);
        return await db
            .WebShops.AsNoTracking()
            .FirstOrDefaultAsync(shop => shop.Address == address.Host, ct);
    }

    static ConnectResult Refuse(string field, ConnectFault fault, string message) =>
        new(null, new ConnectProblem(field, fault, message, []));

    /// <summary>The problem of a secret that cannot be one; empty when none was given.</summary>
    internal static ConnectProblem? SecretFault(string? entered, out string secret)
    {
        secret = entered?.Trim() ?? "";
        return secret.Length > 500 || secret.Any(char.IsWhiteSpace) || secret.Any(char.IsControl)
            ? new ConnectProblem(
                "apiSecret",
                ConnectFault.Secret,
                "The API secret key contains a space or a line break. Copy it again, alone.",
                []
            )
            : null;
    }

    /// <summary>The problem of a name that is too long.</summary>
    internal static ConnectProblem? NameFault(string name) =>
        name.Length > LongestName
            ? new ConnectProblem(
                "name",
                ConnectFault.Name,
                $"The name is longer than {LongestName} characters. Give a shorter one.",
                []
            )
            : null;

    /// <summary>The problem when the token may not read what nothing works without; null when it may.</summary>
    internal static ConnectProblem? MissingScopes(IReadOnlyCollection<string> granted)
    {
        var missing = ScopeNeed
            .Missing(granted)
            .Where(need => need.IsRequired)
            .Select(need => need.Name)
            .ToList();
        return missing.Count == 0
            ? null
            : new ConnectProblem(
                "token",
                ConnectFault.ScopeMissing,
                $"The token lacks {string.Join(", ", missing)}. Add them to the app in Shopify, install it again, and enter the new token.",
                missing
            );
    }

    internal static ConnectResult Refuse(ShopifyException failure)
    {
        var (field, fault) = failure.Kind switch
        {
            ShopifyFailure.TokenRefused => ("token", ConnectFault.TokenRefused),
            ShopifyFailure.ScopeMissing or ShopifyFailure.AccessDenied => (
                "token",
                ConnectFault.ScopeMissing
            ),
            ShopifyFailure.NoSuchShop => ("address", ConnectFault.NoSuchShop),
            ShopifyFailure.ShopFrozen or ShopifyFailure.ShopLocked => (
                "address",
                ConnectFault.ShopClosed
            ),
            _ => ("address", ConnectFault.Unavailable),
        };
        return Refuse(field, fault, $"{failure.Message} {failure.Advice}".Trim());
    }
}
