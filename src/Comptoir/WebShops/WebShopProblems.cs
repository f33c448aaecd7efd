using Comptoir.Shopify;

namespace Comptoir.WebShops;

/// <summary>Which failures keep a web shop from being synchronized until somebody acts.</summary>
static class WebShopProblems
{
    /// <summary>The problem that a failure is; null when it may pass by itself, or is no matter of the shop's.</summary>
    public static WebShopProblem? Of(ShopifyException failure) =>
        failure.Kind switch
        {
            ShopifyFailure.TokenRefused => WebShopProblem.TokenRefused,
            ShopifyFailure.CredentialsRefused => WebShopProblem.CredentialsRefused,
            ShopifyFailure.AppNotInstalled => WebShopProblem.AppNotInstalled,
            ShopifyFailure.ShopNotPermitted => WebShopProblem.ShopNotPermitted,
            ShopifyFailure.ScopeMissing or ShopifyFailure.AccessDenied =>
                WebShopProblem.ScopeMissing,
            ShopifyFailure.ShopFrozen => WebShopProblem.ShopFrozen,
            ShopifyFailure.ShopLocked => WebShopProblem.ShopLocked,
            ShopifyFailure.Refused => WebShopProblem.Refused,
            ShopifyFailure.NoSuchShop => WebShopProblem.NoSuchShop,
            _ => null,
        };
}
