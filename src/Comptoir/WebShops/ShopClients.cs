using Comptoir.Shopify;
using Microsoft.AspNetCore.DataProtection;

namespace Comptoir.WebShops;

/// <summary>
/// Opens clients of connected shops. Secrets are protected with a purpose that holds office and shop, so that one copied to
/// another row opens nothing.
/// </summary>
public sealed class ShopClients(ShopifyClientFactory factory, IDataProtectionProvider protection)
{
    /// <summary>A client of a connected shop.</summary>
    public ShopifyShop Open(WebShop shop)
    {
        ArgumentNullException.ThrowIfNull(shop);
        var token = Protector(shop.OfficeId, shop.Id, "token").Unprotect(shop.ProtectedToken);
        return Open(ShopAddress.Parse(shop.Address), AccessToken.Parse(token));
    }

    /// <summary>A client of a shop that is not connected yet.</summary>
    public ShopifyShop Open(ShopAddress address, AccessToken token) => factory.Open(address, token);

    /// <summary>The form in which a token is kept.</summary>
    public string Protect(long officeId, long webShopId, AccessToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Protector(officeId, webShopId, "token").Protect(token.Reveal());
    }

    /// <summary>The form in which the app's secret is kept.</summary>
    public string ProtectSecret(long officeId, long webShopId, string secret) =>
        Protector(officeId, webShopId, "secret").Protect(secret);

    IDataProtector Protector(long officeId, long webShopId, string what) =>
        protection.CreateProtector("Comptoir.WebShop", $"{officeId}", $"{webShopId}", what);
}
