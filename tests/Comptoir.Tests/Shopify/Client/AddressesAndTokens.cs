using Comptoir.Shopify;
using CsCheck;
using Xunit;

namespace Comptoir.Tests.Shopify.Client;

/// <summary>A token goes to a shop at Shopify's and nowhere else, and is never seen.</summary>
public sealed class AddressesAndTokens
{
    [Theory]
    [InlineData("my-shop")]
    [InlineData("  My-Shop ")]
    [InlineData("my-shop.myshopify.com")]
    [InlineData("MY-SHOP.myshopify.com/")]
    [InlineData("https://my-shop.myshopify.com/admin")]
    [InlineData("http://my-shop.myshopify.com:443/admin?x=1#y")]
    [InlineData("my-shop.myshopify.com/admin/orders?x=1")]
    [InlineData("https://admin.shopify.com/store/my-shop")]
    [InlineData("admin.shopify.com/store/my-shop/orders/12?y=2")]
    public void What_people_paste_is_understood(string pasted) =>
        Assert.Equal("my-shop.myshopify.com", ShopAddress.Parse(pasted).Host);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("shop.example.com")]
    [InlineData("https://shop.example.com/my-shop.myshopify.com")]
    [InlineData("https://my-shop.myshopify.com@evil.example")]
    [InlineData("https://evil.example/?my-shop.myshopify.com")]
    [InlineData("https://evil.example#.myshopify.com")]
    [InlineData("my-shop.myshopify.com.evil.example")]
    [InlineData("my-shop.myshopify.com:8443")]
    [InlineData("user:pass@my-shop.myshopify.com")]
    [InlineData("evil.example\\.myshopify.com")]
    [InlineData("a.b.myshopify.com")]
    [InlineData("-shop.myshopify.com")]
    [InlineData("my_shop")]
    [InlineData("https://my-shop")]
    [InlineData("ftp://my-shop.myshopify.com")]
    [InlineData("my-shop.myshopify.com\nHost: evil")]
    [InlineData("my-shöp.myshopify.com")]
    [InlineData("https://admin.shopify.com/store/")]
    [InlineData("https://admin.shopify.com.evil.example/store/my-shop")]
    public void Anything_else_is_refused_with_advice(string? pasted)
    {
        Assert.False(ShopAddress.TryParse(pasted, out var address, out var problem));
        Assert.Null(address.Handle);
        Assert.Contains(".myshopify.com", problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
    }

    [Fact]
    public void No_text_leads_to_another_host() =>
        Gen.Select(
                Gen.String[Gen.Char["./:@?#\\-a%\n "], 0, 12],
                Gen.OneOf(
                    Gen.Const("my-shop.myshopify.com"),
                    Gen.Const("admin.shopify.com/store/my-shop"),
                    Gen.Const("my-shop")
                ),
                Gen.String[Gen.Char["./:@?#\\-a "], 0, 8]
            )
            .Sample(parts =>
            {
                var text = parts.Item1 + parts.Item2 + parts.Item3;
                if (!ShopAddress.TryParse(text, out var address, out _))
                    return;
                var uri = new Uri($"https://{address.Host}/admin");
                Assert.EndsWith(".myshopify.com", uri.Host, StringComparison.Ordinal);
                Assert.Equal(3, uri.Host.Split('.').Length);
                Assert.Empty(uri.UserInfo);
            });

    [Fact]
    public void A_token_hides_itself()
    {
        var token = AccessToken.Parse($" {StandIn.Secret}\r\n");
        Assert.Equal(StandIn.Secret, token.Reveal());
        Assert.DoesNotContain("0123", $"{token}", StringComparison.Ordinal);
        Assert.Equal(token, AccessToken.Parse(StandIn.Secret));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("shpat_01\r\nX-Other: 1")]
    [InlineData("shpat_01 23")]
    [InlineData("shpat_é")]
    [InlineData("shpat_\u200b01")]
    public void What_cannot_be_a_token_is_refused_without_repeating_it(string? text)
    {
        Assert.False(AccessToken.TryParse(text, out var token, out var problem));
        Assert.Null(token);
        Assert.DoesNotContain("shpat", problem, StringComparison.Ordinal);
        Assert.NotEmpty(problem);
    }

    [Theory]
    [InlineData("token shpat_abcDEF-123_x, bad", "token shpat_(hidden), bad")]
    [InlineData("shpss_1shprt_2", "shpss_(hidden)")]
    [InlineData(
        "https://files.example/f?Expires=1&Signature=abc%3D&x=1",
        "https://files.example/f?Expires=1&Signature=(hidden)&x=1"
    )]
    [InlineData("a shop", "a shop")]
    public void Secrets_are_taken_out_of_texts(string text, string shown) =>
        Assert.Equal(shown, Secrets.Redact(text));
}
