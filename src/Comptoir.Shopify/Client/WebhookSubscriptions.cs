using System.Text.Json;
using Comptoir.Shopify.Documents;

namespace Comptoir.Shopify;

/// <summary>Lists, makes and ends the subscriptions of this app. What is there already counts as made, what is gone as ended.</summary>
sealed class WebhookSubscriptions(ShopifyShop shop)
{
    const int PageSize = 100;

    public async Task<IReadOnlyList<WebhookSubscription>> ListAsync(CancellationToken cancellation)
    {
        var found = new List<WebhookSubscription>();
        string? after = null;
        do
        {
            var answer = await shop.QueryAsync(
                Webhooks.List,
                variables =>
                {
                    variables.WriteNumber("first", PageSize);
                    variables.WriteString("after", after);
                },
                cancellation
            );
            var page = shop.Object(answer, "webhookSubscriptions");
            foreach (var node in page.GetProperty("nodes").EnumerateArray())
                found.Add(shop.Record(node, ShopifyJson.Default.WebhookSubscription)!);
            after = ShopifyShop.Next(page);
        } while (after is not null);
        return found;
    }

    public async Task<WebhookSubscription> SubscribeAsync(
        string topic,
        Uri address,
        CancellationToken cancellation
    )
    {
        JsonElement payload;
        try
        {
            payload = await ChangeAsync(
                Webhooks.Subscribe,
                "webhookSubscriptionCreate",
                variables =>
                {
                    variables.WriteString("topic", topic);
                    variables.WriteString("uri", address.AbsoluteUri);
                },
                cancellation
            );
        }
        catch (ShopifyException lost) when (lost.OutcomeUnknown)
        {
            return await FindAsync(topic, address, cancellation) ?? throw Again(lost);
        }
        if (
            shop.Record(
                payload.GetProperty("webhookSubscription"),
                ShopifyJson.Default.WebhookSubscription
            ) is
            { } made
        )
            return made;
        // "Address for this topic has already been taken": there it is.
        return await FindAsync(topic, address, cancellation)
            ?? throw Refused(
                payload,
                $"Shopify does not send {topic} of {shop.Address} to {address.GetLeftPart(UriPartial.Path)}"
            );
    }

    public async Task UnsubscribeAsync(Gid id, CancellationToken cancellation)
    {
        JsonElement payload = default;
        ShopifyException? lost = null;
        try
        {
            payload = await ChangeAsync(
                Webhooks.Unsubscribe,
                "webhookSubscriptionDelete",
                variables => variables.WriteString("id", id.ToString()),
                cancellation
            );
        }
        catch (ShopifyException failure) when (failure.OutcomeUnknown)
        {
            lost = failure;
        }
        if (
            lost is null
            && payload.TryGetProperty("userErrors", out var errors)
            && errors.GetArrayLength() == 0
        )
            return;
        var answer = await shop.QueryAsync(
            Webhooks.ById,
            variables => variables.WriteString("id", id.ToString()),
            cancellation
        );
        if (
            shop.Read(answer, "webhookSubscription", ShopifyJson.Default.WebhookSubscription)
            is null
        )
            return;
        throw lost is not null
            ? Again(lost)
            : Refused(
                payload,
                $"Shopify does not end the subscription {id.Number} of {shop.Address}"
            );
    }

    async Task<WebhookSubscription?> FindAsync(
        string topic,
        Uri address,
        CancellationToken cancellation
    ) =>
        (await ListAsync(cancellation)).FirstOrDefault(one =>
            one.Topic == topic
            && Uri.TryCreate(one.Uri, UriKind.Absolute, out var there)
            && there == address
        );

    async Task<JsonElement> ChangeAsync(
        string document,
        string field,
        Action<Utf8JsonWriter> variables,
        CancellationToken cancellation
    ) => shop.Object(await shop.ChangeAsync(document, variables, cancellation), field);

    static ShopifyException Again(ShopifyException lost) =>
        new(lost.Kind, lost.Message, lost.Advice, retryable: true, lost);

    static ShopifyException Refused(JsonElement payload, string what)
    {
        var words = payload
            .GetProperty("userErrors")
            .EnumerateArray()
            .Select(error => error.GetProperty("message").GetString());
        return new(
            ShopifyFailure.QueryRefused,
            $"{what}: {string.Join("; ", words)}",
            "Check that the address begins with https:// and can be reached from the internet, and that the app has the scope that the topic needs."
        );
    }
}
