using Comptoir.Shopify;
using Xunit;

namespace Comptoir.Tests.Shopify.Client;

/// <summary>What is asked of a shop when it is connected.</summary>
public sealed class FirstQuestions
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_granted_scopes()
    {
        var shopify = new StandIn(_ =>
            StandIn.Data(
                """{"currentAppInstallation":{"accessScopes":[{"handle":"read_orders"},{"handle":"read_products"}]}}"""
            )
        );
        Assert.Equal(
            ["read_orders", "read_products"],
            (await shopify.Open().GetScopesAsync(Stop)).Order()
        );
    }

    [Fact]
    public async Task All_locations_page_by_page()
    {
        var shopify = new StandIn(call =>
        {
            var first = call.Variable("after") is null;
            return StandIn.Data(
                $$$"""{"locations":{"pageInfo":{"hasNextPage":{{{(first ? "true" : "false")}}},"endCursor":"c"},"nodes":[{"id":"gid://shopify/Location/{{{(first ? 1 : 2)}}}","name":"L"}]}}"""
            );
        });
        var locations = await shopify.Open().ReadLocationsAsync(Stop);
        Assert.Equal([1L, 2L], locations.Select(one => one.Id.Number));
    }

    [Fact]
    public async Task The_oldest_order_or_none()
    {
        var none = new StandIn(_ => StandIn.Data("""{"orders":{"nodes":[]}}"""));
        Assert.Null(await none.Open().FindOldestOrderAsync(Stop));
        var one = new StandIn(_ =>
            StandIn.Data(
                """{"orders":{"nodes":[{"id":"gid://shopify/Order/1","name":"#1","processedAt":"2020-01-02T03:04:05Z","createdAt":"2020-01-02T03:04:05Z"}]}}"""
            )
        );
        Assert.Equal(2020, (await one.Open().FindOldestOrderAsync(Stop))!.ProcessedAt.Year);
    }
}
