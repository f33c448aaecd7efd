using Comptoir.Shopify;
using Comptoir.Shopify.Documents;
using Xunit;

namespace Comptoir.Tests.Shopify.Client;

/// <summary>Subscriptions end up as they are wanted, whatever happens to the answers.</summary>
public sealed class SubscribingToNotices
{
    static readonly Uri Address = new("https://office.example/api/v1/webhooks/shopify/1");
    const string Subscription =
        """{"id":"gid://shopify/WebhookSubscription/5","topic":"ORDERS_UPDATED","uri":"https://office.example/api/v1/webhooks/shopify/1","format":"JSON","apiVersion":{"handle":"2026-10"}}""";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static HttpResponseMessage List(string nodes, bool more = false) =>
        StandIn.Data(
            $$$"""{"webhookSubscriptions":{"pageInfo":{"hasNextPage":{{{(more ? "true" : "false")}}},"endCursor":"c"},"nodes":[{{{nodes}}}]}}"""
        );

    static HttpResponseMessage Refused(string field, string message) =>
        StandIn.Data(
            $$$"""{"{{{field}}}":{"webhookSubscription":null,"deletedWebhookSubscriptionId":null,"userErrors":[{"field":["webhookSubscription","callbackUrl"],"message":"{{{message}}}"}]}}"""
        );

    [Fact]
    public async Task All_pages_are_listed()
    {
        var shopify = new StandIn(call => List(Subscription, call.Number == 1));
        var all = await shopify.Open().ListWebhooksAsync(Stop);
        Assert.Equal(2, all.Count);
        Assert.Equal(
            (Gid.Of("WebhookSubscription", 5), "ORDERS_UPDATED", "JSON", "2026-10"),
            (all[0].Id, all[0].Topic, all[0].Format, all[0].ApiVersion!.Handle)
        );
    }

    [Fact]
    public async Task A_subscription_that_is_there_already_is_given_back()
    {
        var shopify = new StandIn(call =>
            call.Query == Webhooks.Subscribe
                ? Refused(
                    "webhookSubscriptionCreate",
                    "Address for this topic has already been taken"
                )
                : List(Subscription)
        );
        var there = await shopify.Open().SubscribeAsync("ORDERS_UPDATED", Address, Stop);
        Assert.Equal(5, there.Id.Number);
    }

    [Fact]
    public async Task A_lost_answer_is_looked_for_before_anything_else()
    {
        var shopify = new StandIn(call =>
            call.Query == Webhooks.Subscribe ? throw new IOException("reset") : List(Subscription)
        );
        var there = await shopify.Open().SubscribeAsync("ORDERS_UPDATED", Address, Stop);
        Assert.Equal(5, there.Id.Number);
        Assert.Equal(2, shopify.Calls.Count);
    }

    [Fact]
    public async Task A_lost_answer_without_a_subscription_may_be_tried_again()
    {
        var shopify = new StandIn(call =>
            call.Query == Webhooks.Subscribe ? throw new IOException("reset") : List("")
        );
        var failure = await Assert.ThrowsAsync<ShopifyException>(() =>
            shopify.Open().SubscribeAsync("ORDERS_UPDATED", Address, Stop)
        );
        Assert.True(failure.Retryable);
        Assert.False(failure.OutcomeUnknown);
    }

    [Fact]
    public async Task A_refused_address_is_said_in_Shopifys_words()
    {
        var shopify = new StandIn(call =>
            call.Query == Webhooks.Subscribe
                ? Refused("webhookSubscriptionCreate", "Address is not allowed")
                : List("")
        );
        var failure = await Assert.ThrowsAsync<ShopifyException>(() =>
            shopify.Open().SubscribeAsync("ORDERS_UPDATED", Address, Stop)
        );
        Assert.Equal(ShopifyFailure.QueryRefused, failure.Kind);
        Assert.Contains("Address is not allowed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_the_app_was_not_approved_for_is_denied()
    {
        var shopify = new StandIn(_ =>
            StandIn.Json(
                """{"data":{"webhookSubscriptionCreate":null},"errors":[{"message":"This app is not approved to subscribe","path":["webhookSubscriptionCreate"],"extensions":{"code":"ACCESS_DENIED"}}]}"""
            )
        );
        var failure = await Assert.ThrowsAsync<ShopifyException>(() =>
            shopify.Open().SubscribeAsync("CUSTOMERS_UPDATE", Address, Stop)
        );
        Assert.Equal(ShopifyFailure.AccessDenied, failure.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_is_gone_counts_as_removed(bool lost)
    {
        var shopify = new StandIn(call =>
            call.Query != Webhooks.Unsubscribe ? StandIn.Data("""{"webhookSubscription":null}""")
            : lost ? throw new IOException("reset")
            : Refused("webhookSubscriptionDelete", "Webhook subscription does not exist")
        );
        await shopify.Open().UnsubscribeAsync(Gid.Of("WebhookSubscription", 5), Stop);
        Assert.Equal(2, shopify.Calls.Count);
    }

    [Fact]
    public async Task One_that_stays_is_not_said_to_be_removed()
    {
        var shopify = new StandIn(call =>
            call.Query == Webhooks.Unsubscribe
                ? Refused("webhookSubscriptionDelete", "Not now")
                : StandIn.Data($$$"""{"webhookSubscription":{{{Subscription}}}}""")
        );
        await Assert.ThrowsAsync<ShopifyException>(() =>
            shopify.Open().UnsubscribeAsync(Gid.Of("WebhookSubscription", 5), Stop)
        );
    }
}
