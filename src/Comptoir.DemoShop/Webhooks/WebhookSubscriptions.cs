using Comptoir.DemoShop.Schema;

namespace Comptoir.DemoShop.Webhooks;

/// <summary>The subscriptions of the app in one shop.</summary>
internal sealed class WebhookSubscriptions(
    DemoShopWebhookOptions options,
    long firstNumber,
    TimeProvider clock
)
{
    private readonly Lock gate = new();
    private List<WebhookSubscription> all = [];
    private long made;

    /// <summary>All there are; the list itself never changes.</summary>
    public IReadOnlyList<WebhookSubscription> All => Volatile.Read(ref all);

    public WebhookSubscription? Find(string? gid) => All.FirstOrDefault(one => one.Id == gid);

    public List<WebhookSubscription> List(
        IReadOnlyCollection<string> topics,
        string? uri,
        string? format,
        SearchQuery query,
        bool reverse
    )
    {
        var found = All.Where(one =>
                (topics.Count == 0 || topics.Contains(one.Topic))
                && (uri is null || one.Uri == uri)
                && (format is null || one.Format == format)
                && query.Matches(one)
            )
            .ToList();
        if (reverse)
        {
            found.Reverse();
        }

        return found;
    }

    /// <summary>Subscribes, or says in Shopify's words why not.</summary>
    public WebhookCreated Create(
        ShopSession session,
        string topic,
        IReadOnlyDictionary<string, object?> input
    )
    {
        var uri =
            input.GetValueOrDefault("uri") as string
            ?? input.GetValueOrDefault("callbackUrl") as string;
        if (WebhookScopes.Missing(topic, session) is { } scopes)
        {
            return Refused(
                "topic",
                $"You do not have permission to create or update webhooks with {WebhookScopes.NameOf(topic)} topic. It requires {scopes}."
            );
        }

        if (Wrong(uri) is { } wrong)
        {
            return Refused("callbackUrl", wrong);
        }

        var format = input.GetValueOrDefault("format") as string ?? "JSON";
        lock (gate)
        {
            if (all.Exists(one => one.Topic == topic && one.Uri == uri && one.Format == format))
            {
                return Refused("callbackUrl", "Address for this topic has already been taken");
            }

            var at = clock.GetUtcNow();
            var subscription = new WebhookSubscription
            {
                Number = firstNumber + ++made,
                Topic = topic,
                Uri = uri!,
                Format = format,
                Filter = input.GetValueOrDefault("filter") as string,
                Name = input.GetValueOrDefault("name") as string,
                CreatedAt = at,
                UpdatedAt = at,
            };
            all = [.. all, subscription];
            return new WebhookCreated(subscription, []);
        }
    }

    public WebhookDeleted Delete(string? gid) =>
        Remove(one => one.Id == gid) > 0
            ? new WebhookDeleted(gid, [])
            : new WebhookDeleted(
                null,
                [new UserError(["id"], "Webhook subscription does not exist")]
            );

    /// <summary>Ends one that could not be delivered to.</summary>
    public void Drop(WebhookSubscription subscription) => Remove(one => one == subscription);

    public void Clear() => Remove(_ => true);

    private int Remove(Predicate<WebhookSubscription> which)
    {
        lock (gate)
        {
            var left = all.FindAll(one => !which(one));
            var removed = all.Count - left.Count;
            Volatile.Write(ref all, left);
            return removed;
        }
    }

    private string? Wrong(string? uri) =>
        !Uri.TryCreate(uri, UriKind.Absolute, out var address) ? "Address is invalid"
        : address.Scheme == Uri.UriSchemeHttps ? null
        : address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && options.HttpOnLoopback ? null
        : address.Scheme == Uri.UriSchemeHttp ? "Address protocol http:// is not supported"
        : "Address is not allowed";

    private static WebhookCreated Refused(string field, string message) =>
        new(
            null,
            [new UserError(field == "topic" ? ["topic"] : ["webhookSubscription", field], message)]
        );
}
