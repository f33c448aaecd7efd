using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>Where Shopify sends its notices: the subscriptions of this app in this shop.</summary>
public static class Webhooks
{
    const string Fields = "{ id topic uri format apiVersion { handle } }";

    /// <summary>A page of <see cref="WebhookSubscription"/>.</summary>
    [StringSyntax("graphql")]
    public const string List = $$"""
        query WebhookSubscriptions($first: Int!, $after: String) {
          webhookSubscriptions(first: $first, after: $after, sortKey: ID) {
            pageInfo { hasNextPage endCursor }
            nodes {{Fields}}
          }
        }
        """;

    /// <summary>One subscription; null when it is gone.</summary>
    [StringSyntax("graphql")]
    public const string ById = $$"""
        query WebhookSubscription($id: ID!) {
          webhookSubscription(id: $id) {{Fields}}
        }
        """;

    /// <summary>Subscribes to one topic at one address.</summary>
    [StringSyntax("graphql")]
    public const string Subscribe = $$"""
        mutation Subscribe($topic: WebhookSubscriptionTopic!, $uri: String!) {
          webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, format: JSON }) {
            webhookSubscription {{Fields}}
            userErrors { field message }
          }
        }
        """;

    /// <summary>Ends a subscription.</summary>
    [StringSyntax("graphql")]
    public const string Unsubscribe = """
        mutation Unsubscribe($id: ID!) {
          webhookSubscriptionDelete(id: $id) {
            deletedWebhookSubscriptionId
            userErrors { field message }
          }
        }
        """;
}
