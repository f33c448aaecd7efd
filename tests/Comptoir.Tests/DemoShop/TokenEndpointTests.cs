using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Faults;
using Comptoir.DemoShop.Schema;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Comptoir.Tests.DemoShop;

/// <summary>The demo shop grants tokens and withholds personal data as Shopify documents it.</summary>
public sealed class TokenEndpointTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Dictionary<string, string> Parameters(
        string id = "demo-client",
        string secret = "shpss_demo",
        string grant = "client_credentials"
    ) =>
        new(StringComparer.Ordinal)
        {
            ["client_id"] = id,
            ["client_secret"] = secret,
            ["grant_type"] = grant,
        };

    private static async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(
        ShopClient client,
        HttpContent content,
        string? host = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/oauth/access_token")
        {
            Content = content,
        };
        request.Headers.Host = host ?? "maison-lumiere.myshopify.com";
        using var answer = await client.Http.SendAsync(request, Stop);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Stop));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_granted_token_opens_the_shop_until_it_expires(bool asJson)
    {
        var clock = new FakeTimeProvider(ShopClient.Now);
        await using var server = await DemoShopServer.StartAsync(
            new DemoShopOptions
            {
                Clock = clock,
                Shops = [ShopClient.Small(2) with { TokenLife = TimeSpan.FromSeconds(60) }],
            },
            Stop
        );
        using var client = new ShopClient(server);
        var (status, body) = await AskAsync(
            client,
            asJson ? JsonContent.Create(Parameters()) : new FormUrlEncodedContent(Parameters())
        );
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(60, body.GetProperty("expires_in").GetInt32());
        Assert.Contains(
            "read_orders",
            body.GetProperty("scope").GetString(),
            StringComparison.Ordinal
        );
        var token = body.GetProperty("access_token").GetString();

        async Task<HttpStatusCode> OpenAsync()
        {
            using var answer = await client.Send("{ shop { name } }", token: token);
            return answer.StatusCode;
        }
        Assert.Equal(HttpStatusCode.OK, await OpenAsync());
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.Unauthorized, await OpenAsync());
    }

    public static TheoryData<string, string, string, int, string> Wrong =>
        new()
        {
            { "nobody", "shpss_demo", "client_credentials", 400, "application_cannot_be_found" },
            { "demo-client", "shpss_wrong", "client_credentials", 401, "invalid_client" },
            { "demo-client", "shpss_demo", "password", 400, "unsupported_grant_type" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Wrong_parameters_are_refused_with_their_code(
        string id,
        string secret,
        string grant,
        int status,
        string error
    )
    {
        await using var server = await ShopClient.Start(ShopClient.Small(2));
        using var client = new ShopClient(server);
        var answer = await AskAsync(client, JsonContent.Create(Parameters(id, secret, grant)));
        Assert.Equal(
            (status, error),
            ((int)answer.Status, answer.Body.GetProperty("error").GetString())
        );
    }

    [Fact]
    public async Task An_app_of_another_organization_or_not_installed_gets_no_token()
    {
        await using var server = await ShopClient.Start(ShopClient.Small(2));
        using var client = new ShopClient(server);
        async Task<string?> ErrorAsync(object change)
        {
            using var changed = await client.Http.PatchAsJsonAsync("/__demo/app", change, Stop);
            changed.EnsureSuccessStatusCode();
            var (_, body) = await AskAsync(client, JsonContent.Create(Parameters()));
            return body.GetProperty("error").GetString();
        }
        Assert.Equal("shop_not_permitted", await ErrorAsync(new { isPermitted = false }));
        Assert.Equal(
            "app_not_installed",
            await ErrorAsync(new { isPermitted = true, isInstalled = false })
        );
        using var refused = await client.Send("{ shop { name } }");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Theory]
    [InlineData(
        PersonalData.Emails,
        "email",
        "{ orders(first: 1) { nodes { id email } } }",
        "{ orders { edges { node { id email } } } }"
    )]
    [InlineData(
        PersonalData.Addresses,
        "zip",
        "{ customers(first: 5) { nodes { id addressesV2(first: 1) { nodes { city zip } } } } }",
        "{ customers { edges { node { id addressesV2 { edges { node { city zip } } } } } } }"
    )]
    [InlineData(
        PersonalData.Customers,
        "customer",
        "{ orders(first: 30) { nodes { id customer { id } } } }",
        "{ orders { edges { node { id customer { id } } } } }"
    )]
    public async Task Personal_data_is_withheld_by_null_with_an_error_and_fails_a_bulk_operation(
        PersonalData kind,
        string field,
        string query,
        string bulk
    )
    {
        await using var server = await ShopClient.Start(
            ShopClient.Small() with
            {
                Withheld = [kind],
            }
        );
        using var client = new ShopClient(server);
        using var response = await client.Send(query);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var error = (await client.Ask(query)).GetProperty("errors")[0];
        Assert.Equal(
            "ACCESS_DENIED",
            error.GetProperty("extensions").GetProperty("code").GetString()
        );
        Assert.Contains(
            "not approved",
            error.GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(field, error.GetProperty("path").EnumerateArray().Last().GetString());

        var operation = await client.Bulk(bulk);
        Assert.Equal(
            ("FAILED", "ACCESS_DENIED"),
            (
                operation.GetProperty("status").GetString(),
                operation.GetProperty("errorCode").GetString()
            )
        );
        using var given = await client.Http.PatchAsJsonAsync(
            "/__demo/app",
            new { withheld = Array.Empty<string>() },
            Stop
        );
        given.EnsureSuccessStatusCode();
        Assert.Equal("COMPLETED", (await client.Bulk(bulk)).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(FaultKind.Frozen, 402)]
    [InlineData(FaultKind.Forbidden, 403)]
    [InlineData(FaultKind.Locked, 423)]
    [InlineData(FaultKind.SecurityRejection, 430)]
    [InlineData(FaultKind.NotJson, 200)]
    [InlineData(FaultKind.PartialError, 200)]
    public async Task A_fault_strikes_once_and_passes(FaultKind kind, int status)
    {
        await using var server = await ShopClient.Start(ShopClient.Small(2));
        using var client = new ShopClient(server);
        server.Shops[0].Faults.Add(new Fault { Kind = kind });
        using var struck = await client.Send("{ shop { name } }");
        Assert.Equal(status, (int)struck.StatusCode);
        Assert.DoesNotContain(
            "Maison",
            await struck.Content.ReadAsStringAsync(Stop),
            StringComparison.Ordinal
        );
        Assert.Equal(1, server.Shops[0].Requests[$"fault.{kind}"]);
        await client.Data("{ shop { name } }");
    }
}
