using System.Globalization;

namespace Comptoir.Shopify;

/// <summary>What the status code of an answer means.</summary>
static class StatusFailure
{
    /// <summary>The failure that a status code stands for; null for a good one.</summary>
    public static ShopifyException? Of(
        HttpResponseMessage response,
        ShopAddress shop,
        DateTimeOffset now
    ) =>
        (int)response.StatusCode switch
        {
            >= 200 and < 300 => null,
            401 => TokenRefused(shop),
            402 => new(
                ShopifyFailure.ShopFrozen,
                $"Shopify has frozen {shop} because its plan is not paid.",
                "Settle the plan in Shopify's admin, then try again."
            ),
            403 or 430 => new(
                ShopifyFailure.Refused,
                $"Shopify refused the call to {shop} ({(int)response.StatusCode}).",
                "Check that the app is still installed and allowed on this shop. If it is, wait an hour: Shopify may have taken the calls for an attack."
            ),
            404 or (>= 300 and < 400) => new(
                ShopifyFailure.NoSuchShop,
                $"There is no shop at {shop} that answers version {ShopifyClientFactory.ApiVersion} of the API ({(int)response.StatusCode}).",
                "Check the address: it is the one that ends in .myshopify.com, under Settings, Domains in Shopify's admin."
            ),
            423 => new(
                ShopifyFailure.ShopLocked,
                $"Shopify has locked {shop}.",
                "Ask Shopify's support why; nothing can be read until it is unlocked."
            ),
            429 => new(
                ShopifyFailure.Throttled,
                $"Shopify asked for fewer calls to {shop}.",
                "Nothing to do: it is tried again later.",
                retryable: true
            )
            {
                RetryAfter = RetryAfter(response, now),
            },
            408 or >= 500 => new(
                ShopifyFailure.Unavailable,
                $"Shopify is not available for {shop} ({(int)response.StatusCode}).",
                "Nothing to do: it is tried again later. www.shopifystatus.com shows known troubles.",
                retryable: true
            )
            {
                RetryAfter = RetryAfter(response, now),
            },
            _ => new(
                ShopifyFailure.QueryRefused,
                $"Shopify refused the call to {shop} ({(int)response.StatusCode}).",
                "This is a mistake in Comptoir: please report it."
            ),
        };

    static ShopifyException TokenRefused(ShopAddress shop) =>
        new(
            ShopifyFailure.TokenRefused,
            $"Shopify does not accept the access token for {shop}.",
            "Check that the app is still installed in this shop, then enter its credentials again."
        );

    // Shopify writes seconds with a fraction ("2.0"), which the typed header does not read.
    static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        if (!response.Headers.TryGetValues("Retry-After", out var values))
            return null;
        var text = values.First();
        if (
            double.TryParse(
                text,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var seconds
            )
            && seconds < 86_400
        )
            return TimeSpan.FromSeconds(seconds);
        if (
            DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var until
            )
        )
            return until > now ? until - now : TimeSpan.Zero;
        return null;
    }
}
