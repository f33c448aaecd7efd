namespace Comptoir.Shopify;

/// <summary>What went wrong between us and Shopify, as far as what to do about it differs.</summary>
public enum ShopifyFailure
{
    /// <summary>The token is wrong, revoked, or the app was uninstalled (401).</summary>
    TokenRefused,

    /// <summary>Client id or secret is wrong (400 or 401 of the request for a token).</summary>
    CredentialsRefused,

    /// <summary>App and shop do not belong to the same organization, so that the app gets no token (<c>shop_not_permitted</c>).</summary>
    ShopNotPermitted,

    /// <summary>The app is not installed in the shop (<c>app_not_installed</c>).</summary>
    AppNotInstalled,

    /// <summary>The app was not granted a scope that is needed.</summary>
    ScopeMissing,

    /// <summary>The app may not see a field, usually protected customer data; <see cref="ShopifyException.Path"/> says which.</summary>
    AccessDenied,

    /// <summary>The shop has not paid its plan (402).</summary>
    ShopFrozen,

    /// <summary>Shopify locked the shop (423).</summary>
    ShopLocked,

    /// <summary>There is no shop at that address, or the version of the API is gone (404, redirects).</summary>
    NoSuchShop,

    /// <summary>Shopify took us for an attack (403, 430).</summary>
    Refused,

    /// <summary>Too much was asked for too fast, and waiting did not help.</summary>
    Throttled,

    /// <summary>Shopify, or the way to it, is down.</summary>
    Unavailable,

    /// <summary>One query costs more than Shopify allows at once.</summary>
    QueryTooCostly,

    /// <summary>Shopify did not understand the query: our mistake, or a version that has moved on.</summary>
    QueryRefused,

    /// <summary>The answer is not what Shopify's API gives.</summary>
    Malformed,

    /// <summary>An object changed again and again while its parts were read.</summary>
    KeepsChanging,

    /// <summary>A bulk operation failed, or its file cannot be had whole.</summary>
    BulkFailed,
}

/// <summary>A failure with Shopify, in plain words and with advice. Its text never holds a secret.</summary>
public sealed class ShopifyException : Exception
{
    /// <summary>Makes one; secrets in the texts are replaced.</summary>
    public ShopifyException(
        ShopifyFailure kind,
        string message,
        string advice,
        bool retryable = false,
        Exception? inner = null
    )
        : base(Secrets.Redact(message), inner)
    {
        Kind = kind;
        Advice = Secrets.Redact(advice);
        Retryable = retryable;
    }

    /// <summary>What kind of failure.</summary>
    public ShopifyFailure Kind { get; }

    /// <summary>What a person can do about it.</summary>
    public string Advice { get; }

    /// <summary>Whether the same may succeed later without anybody doing anything.</summary>
    public bool Retryable { get; }

    /// <summary>How long Shopify asked to wait; null when it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The field concerned, for example <c>orders.nodes.0.customer</c>; null when it is none in particular.</summary>
    public string? Path { get; init; }

    /// <summary>True when a change was sent and it is not known whether Shopify made it.</summary>
    public bool OutcomeUnknown { get; init; }
}
