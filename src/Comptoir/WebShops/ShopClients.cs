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
    public ShopifyShop Open(WebShop shop)
    {
        ArgumentNullException.ThrowIfNull(shop);
        var token = secrets.Unprotect(
            shop.OfficeId,
            Purpose(shop.Id, "token"),
            shop.ProtectedToken
        );
        return Open(ShopAddress.Parse(shop.Address), AccessToken.Parse(token));
    }

    /// <summary>A client of a shop that is not connected yet.</summary>
    public ShopifyShop Open(ShopAddress address, AccessToken token) => factory.Open(address, token);

    /// <summary>The form in which a token is kept.</summary>
    public string Protect(long officeId, long webShopId, AccessToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return secrets.Protect(officeId, Purpose(webShopId, "token"), token.Reveal());
    }

    /// <summary>The form in which the app's secret is kept.</summary>
    public string ProtectSecret(long officeId, long webShopId, string secret) =>
        secrets.Protect(officeId, Purpose(webShopId, "secret"), secret);

    static string Purpose(long webShopId, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"web shop {webShopId} {what}");
}
