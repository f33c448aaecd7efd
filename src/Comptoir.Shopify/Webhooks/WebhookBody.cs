using System.Text.Json;

namespace Comptoir.Shopify;

/// <summary>What a webhook may name to be looked at again.</summary>
public enum WebhookObjectKind
{
    /// <summary>An order with all that hangs on it.</summary>
    Order,

    /// <summary>A customer.</summary>
    Customer,

    /// <summary>A product with its variants.</summary>
    Product,

    /// <summary>An inventory item: its stock at every place.</summary>
    InventoryItem,

    /// <summary>A company with its places and people.</summary>
    Company,

    /// <summary>A place that holds stock or sells.</summary>
    Location,
}

/// <summary>An object that a webhook names.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">The number in its gid.</param>
public readonly record struct WebhookObject(WebhookObjectKind Kind, long Number);

/// <summary>Two customers that became one.</summary>
/// <param name="Kept">The one that has everything now.</param>
/// <param name="Deleted">The one that is gone.</param>
public readonly record struct MergedCustomers(long Kept, long Deleted);

/// <summary>What a privacy topic asks for.</summary>
public sealed record PrivacyRequest
{
    /// <summary>Shopify's number of the shop; null when the body does not say.</summary>
    public long? Shop { get; init; }

    /// <summary>The customer; null for a whole shop.</summary>
    public long? Customer { get; init; }

    /// <summary>The orders it is about, each once.</summary>
    public IReadOnlyList<long> Orders { get; init; } = [];

    /// <summary>Shopify's number of a request to export; null otherwise.</summary>
    public long? Request { get; init; }
}

/// <summary>
/// What a webhook says: never a state, only what to look at again. A body may be old, doubled or of a version that we do not
/// know; whatever it holds, reading it does not fail.
/// </summary>
public sealed record WebhookBody
{
    /// <summary>What to look at again, each once; empty when the body names nothing.</summary>
    public IReadOnlyList<WebhookObject> Objects { get; internal init; } = [];

    /// <summary>For <c>customers/merge</c>; both are among <see cref="Objects"/> too.</summary>
    public MergedCustomers? Merged { get; internal init; }

    /// <summary>For the privacy topics; what they name is not among <see cref="Objects"/>.</summary>
    public PrivacyRequest? Privacy { get; internal init; }

    /// <summary>The body's own <c>admin_graphql_api_id</c>, such as the bulk operation that ended; null without one.</summary>
    public Gid? Subject { get; internal init; }

    /// <summary>Reads a body.</summary>
    /// <param name="topic">From <see cref="WebhookHeaders.Topic"/>; one that is unknown names nothing.</param>
    /// <param name="utf8Body">The body.</param>
    public static WebhookBody Read(string? topic, ReadOnlyMemory<byte> utf8Body)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8Body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? WebhookBodyReader.Read(topic ?? "", json.RootElement)
                : new();
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // Half a surrogate in a text shows only when the text is taken.
            return new();
        }
    }
}
