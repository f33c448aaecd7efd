using System.Globalization;
using Comptoir.Shopify;
using Comptoir.Users;

namespace Comptoir.WebShops;

/// <summary>
/// Opens clients of connected shops. Secrets are closed for their office and shop, so that one copied to another row opens
/// nothing.
/// </summary>
public sealed class ShopClients(ShopifyClientFactory factory, OfficeSecrets secrets)
{
    /// <summary>A client of a connected shop.</summary>
    /// <exception cref="ShopifyException">It is not connected.</exception>
    public ShopifyShop Open(WebShop shop)
    {
        ArgumentNullException.ThrowIfNull(shop);
        return Kept(shop, shop.Credentials) is { } credentials
            ? Open(ShopAddress.Parse(shop.Address), credentials)
            : throw new ShopifyException(
                ShopifyFailure.TokenRefused,
                $"{shop.Address} is not connected: its credentials were forgotten.",
                "Connect it again; everything that came from it is still there."
            );
    }

    /// <summary>A client of a shop that is not connected yet.</summary>
    public ShopifyShop Open(ShopAddress address, ShopCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return credentials.Client is { } client
            ? factory.Open(address, client)
            : factory.Open(address, credentials.Token!);
    }

    /// <summary>Lets go of what is in memory of credentials that are not wanted any more.</summary>
    public void Forget(ShopAddress address, ShopCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        if (credentials.Client is { } client)
            factory.Forget(address, client);
    }

    /// <summary>The credentials of a kind that are kept of a shop; null when there are none.</summary>
    public ShopCredentials? Kept(WebShop shop, CredentialsKind kind)
    {
        ArgumentNullException.ThrowIfNull(shop);
        if (kind == CredentialsKind.Token)
            return shop.ProtectedToken is { } token
                ? new(
                    kind,
                    AccessToken.Parse(Unprotect(shop, "token", token)),
                    null,
                    shop.ApiKey,
                    shop.ProtectedSecret is { } kept ? Unprotect(shop, "secret", kept) : null
                )
                : null;
        return
            shop.ProtectedClientSecret is { } secret
            && ClientCredentials.TryParse(
                shop.ClientId,
                Unprotect(shop, "client secret", secret),
                out var client,
                out _
            )
            ? new(kind, null, client, null, null)
            : null;
    }

    /// <summary>
    /// Closes credentials for a shop, so that they may be stored. Not within a write: closing the very first secret makes the
    /// key for it, which is a write of its own.
    /// </summary>
    public ClosedCredentials Close(long officeId, long webShopId, ShopCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        string? Protect(string what, string? secret) =>
            secret is null ? null : secrets.Protect(officeId, Purpose(webShopId, what), secret);
        return new(
            credentials.Kind,
            credentials.ApiKey,
            Protect("token", credentials.Token?.Reveal()),
            Protect("secret", credentials.Secret),
            credentials.Client?.Id,
            Protect("client secret", credentials.Client?.Reveal())
        );
    }

    string Unprotect(WebShop shop, string what, string kept) =>
        secrets.Unprotect(shop.OfficeId, Purpose(shop.Id, what), kept);

    /// <summary>What a secret of a web shop is closed for.</summary>
    internal static string Purpose(long webShopId, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"web shop {webShopId} {what}");
}
