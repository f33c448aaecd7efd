using System.Text.Json.Serialization;

namespace Comptoir.Shopify;

/// <summary>A subscription of this app: Shopify sends notices of one topic to one address.</summary>
public sealed record WebhookSubscription
{
    [JsonRequired]
    public Gid Id { get; init; }

    /// <summary>As the schema spells it, for example <c>ORDERS_UPDATED</c>; see <see cref="WebhookTopic.Code"/>.</summary>
    [JsonRequired]
    public string Topic { get; init; } = "";

    /// <summary>The address; other apps of a merchant may have others, such as <c>arn:aws:events:…</c>.</summary>
    [JsonRequired]
    public string Uri { get; init; } = "";

    /// <summary>JSON or XML.</summary>
    public string? Format { get; init; }

    /// <summary>The version of the API that the bodies are of.</summary>
    public WebhookApiVersion? ApiVersion { get; init; }
}

/// <summary>A version of the API.</summary>
/// <param name="Handle">For example <c>2026-10</c>.</param>
public sealed record WebhookApiVersion(string Handle);
