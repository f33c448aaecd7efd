using System.Net;
using System.Text.Json.Nodes;
using Comptoir.Shopify;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Comptoir.Tests.Shopify.Client;

/// <summary>Tokens that are asked for with client id and secret: one at a time, in time, and with plain words when refused.</summary>
public sealed class GrantedTokens : IDisposable
{
    const string Secret = "shpss_0123456789abcdef0123456789abcdef";
    readonly CapturedLog log = new();
    int granted;

    public void Dispose() => log.Dispose();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static bool IsGrant(StandIn.Call call) =>
        call.Request.RequestUri!.AbsolutePath == "/admin/oauth/access_token";

    static string? Token(StandIn.Call call) =>
        call.Request.Headers.GetValues("X-Shopify-Access-Token").Single();

    HttpResponseMessage Granted(int seconds = 86_399) =>
        StandIn.Json(
            $$"""{"access_token":"shpat_{{Interlocked.Increment(ref granted)}}","scope":"","expires_in":{{seconds}}}"""
        );

    static HttpResponseMessage Fine() => StandIn.Data("""{"x":1}""");

    static HttpResponseMessage Unauthorized() =>
        StandIn.Json("""{"errors":"[API] Invalid API key"}""", HttpStatusCode.Unauthorized);

    ShopifyShop Open(StandIn shopify, TimeProvider? time = null)
    {
        Assert.True(ClientCredentials.TryParse(" client ", Secret, out var credentials, out _));
        return new ShopifyClientFactory(time ?? new ImpatientClock(), log, null, shopify).Open(
            ShopAddress.Parse("my-shop"),
            credentials
        );
    }

    [Fact]
    public async Task The_request_is_as_documented_and_its_token_is_used_for_all_calls()
    {
        var shopify = new StandIn(call => IsGrant(call) ? Granted() : Fine());
        var shop = Open(shopify);
        await shop.QueryAsync("{ x }", null, Stop);
        await shop.QueryAsync("{ x }", null, Stop);

        var grant = Assert.Single(shopify.Calls, IsGrant);
        Assert.Equal(
            "https://my-shop.myshopify.com/admin/oauth/access_token",
            grant.Request.RequestUri!.ToString()
        );
        Assert.Equal(HttpMethod.Post, grant.Request.Method);
        var body = JsonNode.Parse(grant.Body)!;
        Assert.Equal(
            ("client", Secret, "client_credentials"),
            (body.Text("client_id"), body.Text("client_secret"), body.Text("grant_type"))
        );
        Assert.Equal(
            ["shpat_1", "shpat_1"],
            shopify.Calls.Where(call => !IsGrant(call)).Select(Token)
        );
    }

    [Fact]
    public async Task Many_callers_at_once_make_one_request_for_a_token()
    {
        var shopify = new StandIn(call => IsGrant(call) ? Granted() : Fine());
        var shop = Open(shopify);
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ => Task.Run(() => shop.QueryAsync("{ x }", null, Stop)))
        );
        Assert.Single(shopify.Calls, IsGrant);
    }

    [Fact]
    public async Task Many_callers_whose_token_is_refused_make_one_renewal()
    {
        // All first calls are underway with the first token before any of them is refused.
        using var met = new Barrier(4);
        var shopify = new StandIn(call =>
        {
            if (IsGrant(call))
                return Granted();
            if (Token(call) != "shpat_1")
                return Fine();
            met.SignalAndWait(TimeSpan.FromSeconds(30));
            return Unauthorized();
        });
        // A clock that leaps over waits could leap over the token's life too.
        var shop = Open(shopify, new FakeTimeProvider());
        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => shop.QueryAsync("{ x }", null, Stop)))
        );
        Assert.Equal(2, shopify.Calls.Count(IsGrant));
        Assert.Equal(8, shopify.Calls.Count(call => !IsGrant(call)));
    }

    [Fact]
    public async Task A_second_refusal_is_a_refusal()
    {
        var shopify = new StandIn(call => IsGrant(call) ? Granted() : Unauthorized());
        var failure = await Assert.ThrowsAsync<ShopifyException>(() =>
            Open(shopify).QueryAsync("{ x }", null, Stop)
        );
        Assert.Equal(ShopifyFailure.TokenRefused, failure.Kind);
        Assert.Equal(2, shopify.Calls.Count(IsGrant));
    }

    [Fact]
    public async Task A_token_is_renewed_when_four_fifths_of_its_life_are_over()
    {
        var time = new FakeTimeProvider();
        var shopify = new StandIn(call => IsGrant(call) ? Granted(1000) : Fine());
        var shop = Open(shopify, time);
        await shop.QueryAsync("{ x }", null, Stop);
        time.Advance(TimeSpan.FromSeconds(799));
        await shop.QueryAsync("{ x }", null, Stop);
        Assert.Equal(1, granted);
        time.Advance(TimeSpan.FromSeconds(1));
        await shop.QueryAsync("{ x }", null, Stop);
        Assert.Equal(2, granted);
    }

    [Fact]
    public async Task While_no_other_token_is_to_be_had_the_old_one_is_used_to_its_end()
    {
        var time = new FakeTimeProvider();
        var shopify = new StandIn(call =>
            !IsGrant(call) ? Fine()
            : granted == 0 ? Granted(1000)
            : StandIn.Json("{}", HttpStatusCode.ServiceUnavailable)
        );
        var shop = Open(shopify, time);
        await shop.QueryAsync("{ x }", null, Stop);
        time.Advance(TimeSpan.FromSeconds(900));
        await shop.QueryAsync("{ x }", null, Stop);
        Assert.Equal("shpat_1", Token(shopify.Calls[^1]));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "{}")]
    [InlineData(HttpStatusCode.BadGateway, "<html>")]
    [InlineData(HttpStatusCode.OK, "<html>Sign in</html>")]
    [InlineData(HttpStatusCode.OK, """{"token":"shpat_1"}""")]
    public async Task What_may_pass_is_asked_for_again(HttpStatusCode status, string body)
    {
        var asked = 0;
        var shopify = new StandIn(call =>
            !IsGrant(call) ? Fine()
            : asked++ < 2 ? StandIn.Json(body, status)
            : Granted()
        );
        await Open(shopify).QueryAsync("{ x }", null, Stop);
        Assert.Equal(3, asked);
    }

    [Theory]
    [InlineData(
        400,
        """{"error":"shop_not_permitted"}""",
        ShopifyFailure.ShopNotPermitted,
        "organization"
    )]
    [InlineData(
        400,
        """{"error":"app_not_installed"}""",
        ShopifyFailure.AppNotInstalled,
        "Install app"
    )]
    [InlineData(
        400,
        "<title>Oauth error app_not_installed</title>",
        ShopifyFailure.AppNotInstalled,
        "Install app"
    )]
    [InlineData(
        401,
        """{"error":"invalid_client"}""",
        ShopifyFailure.CredentialsRefused,
        "Copy both"
    )]
    [InlineData(
        400,
        """{"error":"invalid_client"}""",
        ShopifyFailure.CredentialsRefused,
        "Copy both"
    )]
    [InlineData(
        400,
        """{"error":"something_new"}""",
        ShopifyFailure.CredentialsRefused,
        "Copy both"
    )]
    [InlineData(402, "{}", ShopifyFailure.ShopFrozen, "plan")]
    [InlineData(403, "{}", ShopifyFailure.Refused, "installed")]
    [InlineData(404, "<html>", ShopifyFailure.NoSuchShop, ".myshopify.com")]
    [InlineData(423, "{}", ShopifyFailure.ShopLocked, "support")]
    public async Task A_refusal_says_what_to_do_and_never_the_secret(
        int status,
        string body,
        ShopifyFailure kind,
        string words
    )
    {
        var shopify = new StandIn(_ =>
            StandIn.Json(body + $"<!-- {Secret} -->", (HttpStatusCode)status)
        );
        var failure = await Assert.ThrowsAsync<ShopifyException>(() =>
            Open(shopify).QueryAsync("{ x }", null, Stop)
        );
        Assert.Equal(kind, failure.Kind);
        Assert.Contains(words, failure.Advice, StringComparison.Ordinal);
        Assert.Single(shopify.Calls);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        Assert.All(
            log.Lines,
            line => Assert.DoesNotContain(Secret, line, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("", Secret, ClientCredentialsFault.Id)]
    [InlineData("my app", Secret, ClientCredentialsFault.Id)]
    [InlineData("client", " ", ClientCredentialsFault.Secret)]
    [InlineData("client", "shpss_1\nX: 2", ClientCredentialsFault.Secret)]
    public void What_cannot_be_credentials_is_none(
        string id,
        string secret,
        ClientCredentialsFault expected
    )
    {
        Assert.False(ClientCredentials.TryParse(id, secret, out _, out var fault));
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void Credentials_never_show_themselves()
    {
        Assert.True(ClientCredentials.TryParse("client", Secret, out var credentials, out _));
        Assert.DoesNotContain(Secret, $"{credentials}", StringComparison.Ordinal);
        Assert.Equal(Secret, credentials.Reveal());
    }
}
