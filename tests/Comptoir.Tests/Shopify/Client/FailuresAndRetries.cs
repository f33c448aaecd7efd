using System.Net;
using Comptoir.Shopify;
using Xunit;

namespace Comptoir.Tests.Shopify.Client;

/// <summary>What may pass is tried again, what will not is said in words, and no secret is in them.</summary>
public sealed class FailuresAndRetries
{
    const string Shop = """
        {"shop":{"id":"gid://shopify/Shop/1","name":"My shop","myshopifyDomain":"my-shop.myshopify.com","currencyCode":"EUR",
        "ianaTimezone":"Europe/Paris","taxesIncluded":true,"plan":{"publicDisplayName":"Basic"},"surprise":[1]}}
        """;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_call_goes_to_the_pinned_version_with_the_token()
    {
        var shopify = new StandIn(_ => StandIn.Data(Shop));
        var shop = await shopify.Open().GetShopAsync(Stop);
        Assert.Equal(("My shop", "EUR"), (shop.Name, shop.CurrencyCode));
        var call = Assert.Single(shopify.Calls);
        Assert.Equal(
            "https://my-shop.myshopify.com/admin/api/2026-10/graphql.json",
            call.Request.RequestUri!.ToString()
        );
        Assert.Equal(
            StandIn.Secret,
            Assert.Single(call.Request.Headers.GetValues("X-Shopify-Access-Token"))
        );
    }

    [Fact]
    public async Task An_endpoint_of_ones_own_gets_the_shop_in_the_host_header()
    {
        var shopify = new StandIn(_ => StandIn.Data(Shop));
        await shopify.Open(endpoint: new Uri("http://127.0.0.1:5010")).GetShopAsync(Stop);
        var request = Assert.Single(shopify.Calls).Request;
        Assert.Equal(
            "http://127.0.0.1:5010/admin/api/2026-10/graphql.json",
            request.RequestUri!.ToString()
        );
        Assert.Equal("my-shop.myshopify.com", request.Headers.Host);
    }

    [Fact]
    public async Task Another_version_in_the_answer_is_reported_once()
    {
        var shopify = new StandIn(_ =>
        {
            var answer = StandIn.Data(Shop);
            answer.Headers.Add("X-Shopify-API-Version", "2027-01");
            return answer;
        });
        var log = new CapturedLog();
        var shop = shopify.Open(log: log);
        await shop.GetShopAsync(Stop);
        await shop.GetShopAsync(Stop);
        Assert.True(shop.ApiVersionDiffers);
        Assert.Equal("2027-01", shop.ServedApiVersion);
        Assert.Single(log.Lines, line => line.Contains("2027-01", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(540)]
    public async Task Passing_trouble_is_waited_out(int status)
    {
        var shopify = new StandIn(call =>
            call.Number <= 3 ? new HttpResponseMessage((HttpStatusCode)status) : StandIn.Data(Shop)
        );
        await shopify.Open().GetShopAsync(Stop);
        Assert.Equal(4, shopify.Calls.Count);
    }

    [Fact]
    public async Task A_broken_connection_and_throttling_and_an_inner_error_are_waited_out()
    {
        var shopify = new StandIn(call =>
            call.Number switch
            {
                1 => throw new HttpRequestException(HttpRequestError.ConnectionError),
                2 => StandIn.Throttled(),
                3 => StandIn.Json(
                    """{"errors":[{"message":"Internal error","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}"""
                ),
                4 => StandIn.Json("<html>busy</html>"),
                _ => StandIn.Data(Shop),
            }
        );
        await shopify.Open().GetShopAsync(Stop);
        Assert.Equal(5, shopify.Calls.Count);
    }

    [Fact]
    public async Task Attempts_are_bounded()
    {
        var shopify = new StandIn(_ => new HttpResponseMessage(HttpStatusCode.BadGateway));
        var failure = await Fails(shopify.Open());
        Assert.Equal((ShopifyFailure.Unavailable, true), (failure.Kind, failure.Retryable));
        Assert.Equal(6, shopify.Calls.Count);
    }

    [Fact]
    public async Task A_call_without_an_answer_ends()
    {
        var clock = new ImpatientClock { LimitsRunOut = true };
        var shopify = new NeverAnswers();
        using var factory = new ShopifyClientFactory(clock, new CapturedLog(), null, shopify);
        var failure = await Fails(
            factory.Open(ShopAddress.Parse("my-shop"), AccessToken.Parse(StandIn.Secret))
        );
        Assert.Equal((ShopifyFailure.Unavailable, true), (failure.Kind, failure.Retryable));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("2.0", 2)]
    [InlineData("Wed, 25 Nov 2026 12:00:09 GMT", 9)]
    public async Task Retry_After_is_honoured(string header, double seconds)
    {
        var clock = new ImpatientClock();
        var shopify = new StandIn(call =>
        {
            if (call.Number > 1)
                return StandIn.Data(Shop);
            var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            answer.Headers.TryAddWithoutValidation("Retry-After", header);
            return answer;
        });
        await shopify.Open(clock).GetShopAsync(Stop);
        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.Single(clock.Waits));
    }

    [Fact]
    public async Task A_long_Retry_After_is_the_callers_to_wait()
    {
        var shopify = new StandIn(_ =>
        {
            var answer = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
            answer.Headers.TryAddWithoutValidation("Retry-After", "3600");
            return answer;
        });
        var failure = await Fails(shopify.Open());
        Assert.Equal(TimeSpan.FromHours(1), failure.RetryAfter);
        Assert.Single(shopify.Calls);
    }

    [Theory]
    [InlineData(401, ShopifyFailure.TokenRefused)]
    [InlineData(402, ShopifyFailure.ShopFrozen)]
    [InlineData(403, ShopifyFailure.Refused)]
    [InlineData(404, ShopifyFailure.NoSuchShop)]
    [InlineData(301, ShopifyFailure.NoSuchShop)]
    [InlineData(423, ShopifyFailure.ShopLocked)]
    [InlineData(430, ShopifyFailure.Refused)]
    [InlineData(400, ShopifyFailure.QueryRefused)]
    public async Task What_will_not_pass_fails_at_once_with_advice(int status, ShopifyFailure kind)
    {
        var shopify = new StandIn(_ =>
            StandIn.Json("""{"errors":"[API] Invalid API key"}""", (HttpStatusCode)status)
        );
        var failure = await Fails(shopify.Open());
        Assert.Equal((kind, false), (failure.Kind, failure.Retryable));
        Assert.NotEmpty(failure.Advice);
        Assert.Single(shopify.Calls);
    }

    [Theory]
    [InlineData("MAX_COST_EXCEEDED", "too much", ShopifyFailure.QueryTooCostly)]
    [InlineData("undefinedField", "Field 'x' doesn't exist", ShopifyFailure.QueryRefused)]
    [InlineData(
        "ACCESS_DENIED",
        "Access denied for shop field. Required access: `read_x` access scope.",
        ShopifyFailure.ScopeMissing
    )]
    [InlineData(
        "ACCESS_DENIED",
        "This app is not approved to access the Customer object.",
        ShopifyFailure.AccessDenied
    )]
    public async Task A_query_without_data_fails_at_once_and_says_where(
        string code,
        string message,
        ShopifyFailure kind
    )
    {
        var shopify = new StandIn(_ =>
            StandIn.Json(
                $$"""{"errors":[{"message":"{{message}}","path":["shop","x"],"extensions":{"code":"{{code}}"} }],"data":null}"""
            )
        );
        var failure = await Fails(shopify.Open());
        Assert.Equal((kind, false), (failure.Kind, failure.Retryable));
        if (code == "ACCESS_DENIED")
            Assert.Equal("shop.x", failure.Path);
        Assert.Single(shopify.Calls);
    }

    [Fact]
    public async Task Errors_beside_data_do_not_lose_the_data()
    {
        var shopify = new StandIn(_ =>
            StandIn.Json(
                """
                {"data":{"ordersCount":{"count":12,"precision":"EXACT"},"productsCount":null,"customersCount":null},
                 "errors":[{"message":"Access denied","path":["customersCount"],"extensions":{"code":"ACCESS_DENIED"}}]}
                """
            )
        );
        var shop = shopify.Open();
        var counts = await shop.CountAsync(null, Stop);
        Assert.Equal((12, true), (counts.OrdersCount!.Count, counts.OrdersCount.IsExact));
        Assert.Null(counts.CustomersCount);
        var answer = await shop.QueryAsync("{ x }", null, Stop);
        Assert.Equal(
            ("ACCESS_DENIED", "customersCount"),
            (answer.Errors[0].Code, answer.Errors[0].Path)
        );
    }

    [Fact]
    public async Task A_change_whose_answer_is_lost_is_not_sent_again()
    {
        var shopify = new StandIn(_ =>
            throw new HttpRequestException(HttpRequestError.ResponseEnded)
        );
        var failure = await Assert.ThrowsAsync<ShopifyException>(() =>
            shopify.Open().ChangeAsync("mutation { x }", null, Stop)
        );
        Assert.True(failure.OutcomeUnknown);
        Assert.Single(shopify.Calls);
    }

    [Fact]
    public async Task A_change_that_was_surely_not_made_is_sent_again()
    {
        var shopify = new StandIn(call =>
            call.Number switch
            {
                1 => new HttpResponseMessage(HttpStatusCode.TooManyRequests),
                2 => StandIn.Throttled(),
                3 => throw new HttpRequestException(HttpRequestError.NameResolutionError),
                _ => StandIn.Data("{}"),
            }
        );
        await shopify.Open().ChangeAsync("mutation { x }", null, Stop);
        Assert.Equal(4, shopify.Calls.Count);
    }

    [Fact]
    public async Task No_secret_is_in_a_message_or_the_log()
    {
        var log = new CapturedLog();
        var shopify = new StandIn(call =>
            call.Number == 1
                ? throw new HttpRequestException($"refused {StandIn.Secret}")
                : StandIn.Json($$"""{"errors":[{"message":"bad token {{StandIn.Secret}}" }]}""")
        );
        var failure = await Fails(shopify.Open(log: log));
        Assert.DoesNotContain(
            "0123456789",
            failure.Message + failure.Advice,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("0123456789", string.Join('\n', log.Lines), StringComparison.Ordinal);
        Assert.NotEmpty(log.Lines);
    }

    static Task<ShopifyException> Fails(ShopifyShop shop) =>
        Assert.ThrowsAsync<ShopifyException>(() => shop.GetShopAsync(Stop));

    sealed class NeverAnswers : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return new HttpResponseMessage();
        }
    }
}
