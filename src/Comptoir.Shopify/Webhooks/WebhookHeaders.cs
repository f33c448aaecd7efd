namespace Comptoir.Shopify;

/// <summary>The headers of a webhook. Their case does not matter.</summary>
public static class WebhookHeaders
{
    /// <summary>What it is about, for example <c>orders/updated</c>.</summary>
    public const string Topic = "X-Shopify-Topic";

    /// <summary>The signature: see <see cref="WebhookSignature"/>.</summary>
    public const string Signature = "X-Shopify-Hmac-Sha256";

    /// <summary>The shop's permanent address, for example <c>my-shop.myshopify.com</c>.</summary>
    public const string Shop = "X-Shopify-Shop-Domain";

    /// <summary>The version of the API that the body is of.</summary>
    public const string ApiVersion = "X-Shopify-API-Version";

    /// <summary>The same for all attempts to deliver one notice.</summary>
    public const string WebhookId = "X-Shopify-Webhook-Id";

    /// <summary>The same for all notices that one act raised.</summary>
    public const string EventId = "X-Shopify-Event-Id";

    /// <summary>When the act took place, by Shopify's clock.</summary>
    public const string TriggeredAt = "X-Shopify-Triggered-At";

    /// <summary>The name of the subscription, if it has one.</summary>
    public const string Name = "X-Shopify-Name";
}
