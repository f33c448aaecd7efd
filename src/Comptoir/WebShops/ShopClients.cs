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

    /// <summary>Keeps credentials on the shop, protected, as those to use; those of the other kind stay.</summary>
    public void Keep(WebShop shop, ShopCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(credentials);
        shop.Credentials = credentials.Kind;
        if (credentials.Client is { } client)
        {
            shop.ClientId = client.Id;
            shop.ProtectedClientSecret = Protect(shop, "client secret", client.Reveal());
        }
        else
        {
            shop.ApiKey = credentials.ApiKey;
            shop.ProtectedToken = Protect(shop, "token", credentials.Token!.Reveal());
            shop.ProtectedSecret = credentials.Secret is { } secret
                ? Protect(shop, "secret", secret)
                : null;
        }
    }

    string Protect(WebShop shop, string what, string secret) =>
        secrets.Protect(shop.OfficeId, Purpose(shop.Id, what), secret);

    string Unprotect(WebShop shop, string what, string kept) =>
        secrets.Unprotect(shop.OfficeId, Purpose(shop.Id, what), kept);

    static string Purpose(long webShopId, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"web shop {webShopId} {what}");
}
