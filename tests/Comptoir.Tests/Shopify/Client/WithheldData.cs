using System.Text.Json.Nodes;
using Comptoir.Shopify;
using Comptoir.Shopify.Documents;
using Xunit;

namespace Comptoir.Tests.Shopify.Client;

/// <summary>What Shopify withholds is found out by few questions, and nothing of it is asked for afterwards.</summary>
public sealed class WithheldData
{
    static readonly HashSet<string> Scopes = new(StringComparer.Ordinal)
    {
        "read_orders",
        "read_customers",
        "write_payment_terms",
    };

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static HttpResponseMessage Denied(string data = "null") =>
        StandIn.Json(
            $$$"""
            {"data":{{{data}}},"errors":[{"message":"This app is not approved to use the email field.",
              "path":["orders","nodes",0,"email"],"extensions":{"code":"ACCESS_DENIED"}}]}
            """
        );

    [Fact]
    public async Task Where_nothing_is_withheld_one_question_is_enough()
    {
        var shopify = new StandIn(_ =>
            StandIn.Data("""{"customers":{"nodes":[]},"orders":{"nodes":[]}}""")
        );
        var access = await shopify.Open().FindAccessAsync(Scopes, Stop);
        Assert.Empty(access.Withheld);
        Assert.Single(shopify.Calls);
        Assert.True(access.PaymentTerms);
        Assert.False(access.Returns);
        Assert.True(access.Companies);
    }

    [Theory]
    [InlineData("null")]
    [InlineData(
        """{"customers":{"nodes":[]},"orders":{"nodes":[{"id":"gid://shopify/Order/1","email":null}]}}"""
    )]
    public async Task Each_group_is_asked_for_when_something_is_denied(string data)
    {
        var shopify = new StandIn(call =>
            call.Query.Contains(" email ", StringComparison.Ordinal)
                ? Denied(data)
                : StandIn.Data("""{"customers":{"nodes":[]},"orders":{"nodes":[]}}""")
        );
        var access = await shopify.Open().FindAccessAsync(Scopes, Stop);
        Assert.Equal([ProtectedData.OrderEmails], access.Withheld);
        Assert.Equal(1 + Enum.GetValues<ProtectedData>().Length, shopify.Calls.Count);
    }

    [Fact]
    public async Task Without_customers_nothing_of_theirs_is_asked_for()
    {
        var shopify = new StandIn(call =>
            call.Query.Contains("customers(", StringComparison.Ordinal)
                ? Denied()
                : StandIn.Data("""{"orders":{"nodes":[]}}""")
        );
        var access = await shopify.Open().FindAccessAsync(Scopes, Stop);
        Assert.Equal([ProtectedData.Customers], access.Withheld);
        Assert.False(access.Companies);
        var text = Orders.For(access).Text();
        Assert.DoesNotContain("customer {", text, StringComparison.Ordinal);
        Assert.DoesNotContain("purchasingEntity", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_no_denial()
    {
        var shopify = new StandIn(_ =>
            StandIn.Json(
                """{"errors":"Unavailable Shop"}""",
                System.Net.HttpStatusCode.PaymentRequired
            )
        );
        var failure = await Assert.ThrowsAsync<ShopifyException>(() =>
            shopify.Open().FindAccessAsync(Scopes, Stop)
        );
        Assert.Equal(ShopifyFailure.ShopFrozen, failure.Kind);
    }

    [Theory]
    [InlineData(ProtectedData.CustomerNames, "displayName", "emailAddress")]
    [InlineData(ProtectedData.CustomerEmails, "emailAddress", "displayName")]
    [InlineData(ProtectedData.CustomerPhones, "phone", "displayName")]
    [InlineData(ProtectedData.CustomerAddresses, "address1", "city")]
    public void Customers_are_read_without_what_is_withheld(
        ProtectedData group,
        string without,
        string with
    )
    {
        var text = Customers.For(ReadAccess.Of(Scopes, [group])).Text();
        Assert.DoesNotContain(without, text, StringComparison.Ordinal);
        Assert.Contains(with, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProtectedData.OrderNames, "firstName", "address1")]
    [InlineData(ProtectedData.OrderEmails, " email", "phone")]
    [InlineData(ProtectedData.OrderPhones, " phone", " email")]
    [InlineData(ProtectedData.OrderAddresses, "address1", "city")]
    public void Orders_are_read_without_what_is_withheld(
        ProtectedData group,
        string without,
        string with
    )
    {
        var access = ReadAccess.Of(Scopes, [group]);
        foreach (var text in new[] { Orders.For(access).Text(), OrderById.Header(access) })
        {
            Assert.DoesNotContain(without, text, StringComparison.Ordinal);
            Assert.Contains(with, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_order_is_readable_without_what_no_row_is_made_of()
    {
        // The fields that mapping and money need; a stand-in may know no others, or give null for them.
        const string Money =
            """{"shopMoney":{"amount":"1.0","currencyCode":"EUR"},"presentmentMoney":{"amount":"1.0","currencyCode":"EUR"}}""";
        var order = new JsonObject
        {
            ["id"] = "gid://shopify/Order/1",
            ["name"] = "#1",
            ["createdAt"] = "2026-01-01T00:00:00Z",
            ["updatedAt"] = "2026-01-01T00:00:00Z",
            ["processedAt"] = "2026-01-01T00:00:00Z",
            ["test"] = false,
            ["currencyCode"] = "EUR",
            ["presentmentCurrencyCode"] = "EUR",
            ["taxesIncluded"] = true,
            ["transactions"] = new JsonArray(),
            ["fulfillments"] = new JsonArray(),
            ["tags"] = null,
            ["discountCodes"] = null,
            ["customAttributes"] = null,
            ["totalCashRoundingAdjustment"] = null,
        };
        foreach (
            var total in new[]
            {
                "totalPriceSet",
                "totalReceivedSet",
                "totalRefundedSet",
                "refundDiscrepancySet",
                "currentTotalPriceSet",
                "currentTotalTaxSet",
            }
        )
            order[total] = JsonNode.Parse(Money);
        var read = System.Text.Json.JsonSerializer.Deserialize(
            order.ToJsonString(),
            ShopifyJson.Default.ShopifyOrder
        )!;
        Assert.Equal("#1", read.Name);
        Assert.Empty(read.Tags);
        Assert.Empty(read.DiscountCodes);
        Assert.Empty(read.Refunds);
    }
}
