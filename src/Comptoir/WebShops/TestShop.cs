using Comptoir.Shopify;

namespace Comptoir.WebShops;

/// <summary>What a shop answered when it was tested.</summary>
/// <param name="Address">The address that the shop itself says it has.</param>
/// <param name="Info">What the shop is.</param>
/// <param name="Scopes">What the token may read.</param>
/// <param name="Access">What is withheld from the app; null when a scope is missing without which nothing works.</param>
/// <param name="Counts">How much there is, as far as the token sees it; null as before.</param>
/// <param name="OldestOrder">When the oldest order that it sees was placed, UTC.</param>
public sealed record ShopTest(
    ShopAddress Address,
    ShopInfo Info,
    IReadOnlySet<string> Scopes,
    ReadAccess? Access,
    ShopCounts? Counts,
    DateTime? OldestOrder
)
{
    /// <summary>The scopes are enough for a synchronization.</summary>
    public bool IsEnough => Access is not null;
}

/// <summary>Asks a shop whether credentials let us in, and what they show. Nothing is kept and nothing synchronized.</summary>
public sealed class TestShop(ShopClients clients)
{
    /// <summary>Tests credentials.</summary>
    /// <exception cref="ShopifyException">The shop does not let us in, or does not answer.</exception>
    public async Task<ShopTest> TestAsync(
        ShopAddress address,
        ShopCredentials credentials,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var client = clients.Open(address, credentials);
            var info = await client.GetShopAsync(cancellationToken);
            var canonical = await CanonicalAsync(address, info, credentials, cancellationToken);
            var scopes = await client.GetScopesAsync(cancellationToken);
            if (ScopeNeed.Missing(scopes).Any(need => need.IsRequired))
                return new ShopTest(canonical, info, scopes, null, null, null);
            var access = await client.FindAccessAsync(scopes, cancellationToken);
            // How much there is is good to know; a shop that does not tell is connected all the same.
            var counts = await IfToldAsync<ShopCounts>(async () =>
                await client.CountAsync(null, cancellationToken)
            );
            var oldest = counts?.OrdersCount is { Count: > 0 }
                ? await IfToldAsync(() => client.FindOldestOrderAsync(cancellationToken))
                : null;
            return new ShopTest(
                canonical,
                info,
                scopes,
                access,
                counts,
                oldest?.ProcessedAt.UtcDateTime
            );
        }
        catch (ShopifyException)
        {
            clients.Forget(address, credentials);
            throw;
        }
    }

    static async Task<T?> IfToldAsync<T>(Func<Task<T?>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (ShopifyException failure)
            when (failure.Kind
                    is ShopifyFailure.QueryRefused
                        or ShopifyFailure.AccessDenied
                        or ShopifyFailure.ScopeMissing
            )
        {
            return null;
        }
    }

    /// <summary>
    /// A shop may be reached under several addresses, and be renamed; the one it gives itself is kept, once it has answered
    /// there as the same shop.
    /// </summary>
    async Task<ShopAddress> CanonicalAsync(
        ShopAddress entered,
        ShopInfo info,
        ShopCredentials credentials,
        CancellationToken ct
    )
    {
        if (
            !ShopAddress.TryParse(info.MyshopifyDomain, out var canonical, out _)
            || canonical == entered
        )
            return entered;
        try
        {
            var there = await clients.Open(canonical, credentials).GetShopAsync(ct);
            return there.Id == info.Id ? canonical : entered;
        }
        catch (ShopifyException)
        {
            return entered;
        }
    }
}
