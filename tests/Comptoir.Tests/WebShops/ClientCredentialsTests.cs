using System.Net;
using System.Text.Json.Nodes;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Faults;
using Comptoir.DemoShop.Server;
using Xunit;

namespace Comptoir.Tests.WebShops;

/// <summary>A shop of after January 2026 is connected with client id and secret.</summary>
public sealed class ClientCredentialsTests : IAsyncLifetime
{
    const string Secret = "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";
    ApplicationWithShop office = null!;
    HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        office = await ApplicationWithShop.StartAsync(
            ApplicationWithShop.Settings("lumiere", orders: 12) with
            {
                ClientId = "lumiere-client",
                ClientSecret = Secret,
            }
        );
        client = await office.ClientAsync();
    }

    public ValueTask DisposeAsync() => office.DisposeAsync();

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    ServedShop Shop => office.Shopify.Shops[0];

    static object Body(string id = "lumiere-client", string secret = Secret) =>
        new
        {
            address = "lumiere",
            credentials = new
            {
                kind = "client",
                clientId = id,
                clientSecret = secret,
            },
        };

    async Task<JsonNode> ConnectAsync() =>
        await client.SendAsync(HttpMethod.Post, "web-shops", Body(), HttpStatusCode.Created);

    async Task<JsonNode> SynchronizeAsync(long id)
    {
        var asked = await client.SendAsync(
            HttpMethod.Post,
            $"web-shops/{id}/synchronizations",
            null,
            HttpStatusCode.Accepted
        );
        return await ApplicationWithShop.FinishedAsync(client, asked.Number("runId"));
    }

    [Fact]
    public async Task A_shop_is_connected_with_client_id_and_secret_and_synchronized()
    {
        var shop = await ConnectAsync();
        Assert.Equal("toBeSetUp", shop.Text("state"));
        Assert.Equal(
            ("client", "lumiere-client"),
            (shop["credentials"]!.Text("kind"), shop["credentials"]!.Text("clientId"))
        );
        var run = await SynchronizeAsync(shop.Number("id"));
        Assert.Equal("succeeded", run.Text("state"));
        Assert.Equal(1, Shop.Requests["token.granted"]);
        shop = await client.ReadAsync($"web-shops/{shop.Number("id")}");
        Assert.Equal("ready", shop.Text("state"));
    }

    [Theory]
    [InlineData("nobody", Secret, "credentials.clientSecret", "credentialsRefused", "Copy both")]
    [InlineData(
        "lumiere-client",
        "shpss_wrong",
        "credentials.clientSecret",
        "credentialsRefused",
        "Copy both"
    )]
    [InlineData("", Secret, "credentials.clientId", "clientId", "missing")]
    [InlineData("lumiere-client", "", "credentials.clientSecret", "clientSecret", "missing")]
    public async Task Wrong_credentials_are_refused_with_what_to_do_and_nothing_is_kept(
        string id,
        string secret,
        string field,
        string fault,
        string words
    )
    {
        foreach (var address in new[] { "web-shops", "web-shops/test" })
        {
            var problem = await client.RefusedAsync(
                HttpMethod.Post,
                address,
                Body(id, secret),
                HttpStatusCode.UnprocessableEntity
            );
            Assert.Equal((field, fault), (problem.Text("field"), problem.Text("fault")));
            Assert.Contains(words, problem.Text("detail"), StringComparison.Ordinal);
        }
        Assert.Empty((await client.ReadAsync("web-shops"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData(false, true, "shopNotPermitted", "organization")]
    [InlineData(true, false, "appNotInstalled", "Install app")]
    public async Task An_app_that_does_not_fit_the_shop_is_explained(
        bool isPermitted,
        bool isInstalled,
        string fault,
        string words
    )
    {
        (Shop.App.IsPermitted, Shop.App.IsInstalled) = (isPermitted, isInstalled);
        var problem = await client.RefusedAsync(
            HttpMethod.Post,
            "web-shops",
            Body(),
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Equal(fault, problem.Text("fault"));
        Assert.Contains(words, problem.Text("detail"), StringComparison.Ordinal);

        (Shop.App.IsPermitted, Shop.App.IsInstalled) = (true, true);
        await ConnectAsync();
    }

    [Fact]
    public async Task An_app_released_without_scopes_is_explained()
    {
        Shop.App.Scopes = [];
        var problem = await client.RefusedAsync(
            HttpMethod.Post,
            "web-shops",
            Body(),
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Equal("noScopes", problem.Text("fault"));
        Assert.Contains(
            "released without scopes",
            problem.Text("detail"),
            StringComparison.Ordinal
        );
        Assert.Contains("read_orders", problem["scopes"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultKind.Frozen, "shopClosed")]
    [InlineData(FaultKind.Locked, "shopClosed")]
    [InlineData(FaultKind.Forbidden, "refused")]
    [InlineData(FaultKind.SecurityRejection, "refused")]
    public async Task A_closed_shop_says_so_when_it_is_connected(FaultKind kind, string fault)
    {
        Shop.Faults.Add(new Fault { Kind = kind });
        var problem = await client.RefusedAsync(
            HttpMethod.Post,
            "web-shops",
            Body(),
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Equal(fault, problem.Text("fault"));
        await ConnectAsync();
    }

    [Theory]
    [InlineData(FaultKind.TooManyRequests)]
    [InlineData(FaultKind.ServerError)]
    [InlineData(FaultKind.ConnectionReset)]
    [InlineData(FaultKind.NotJson)]
    [InlineData(FaultKind.PartialError)]
    [InlineData(FaultKind.Throttled)]
    public async Task What_may_pass_by_itself_does_not_keep_a_shop_from_being_connected(
        FaultKind kind
    )
    {
        Shop.Faults.Add(new Fault { Kind = kind, RetryAfter = 0 });
        await ConnectAsync();
        Assert.Equal(1, Shop.Requests[$"fault.{kind}"]);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_renewed_without_anybody_noticing()
    {
        var id = (await ConnectAsync()).Number("id");
        Shop.App.RevokeGranted();
        Assert.Equal("succeeded", (await SynchronizeAsync(id)).Text("state"));
        Assert.Equal(2, Shop.Requests["token.granted"]);
    }

    [Fact]
    public async Task A_secret_that_was_rotated_needs_attention_until_the_new_one_is_entered()
    {
        var id = (await ConnectAsync()).Number("id");
        Shop.App.ClientSecret = "shpss_rotated";
        Shop.App.RevokeGranted();
        var run = await SynchronizeAsync(id);
        Assert.Equal("failed", run.Text("state"));
        var shop = await client.ReadAsync($"web-shops/{id}");
        Assert.Equal("needsAttention", shop.Text("state"));
        Assert.Equal("credentialsRefused", shop["problem"]!.Text("code"));

        shop = await client.SendAsync(
            HttpMethod.Patch,
            $"web-shops/{id}",
            new { credentials = new { kind = "client", clientSecret = "shpss_rotated" } },
            HttpStatusCode.OK
        );
        Assert.Null(shop["problem"]);
        Assert.Equal("succeeded", (await SynchronizeAsync(id)).Text("state"));
    }

    [Fact]
    public async Task Changing_from_token_to_client_and_back_loses_nothing()
    {
        var id = (await office.ConnectAsync(client)).Number("id");
        var first = await SynchronizeAsync(id);
        var orders = first["counts"]!["orders"]!.Number("created");
        Assert.True(orders > 0);

        async Task<JsonNode> ChangeAsync(object credentials) =>
            await client.SendAsync(
                HttpMethod.Patch,
                $"web-shops/{id}",
                new { credentials },
                HttpStatusCode.OK
            );
        var changed = await ChangeAsync(
            new
            {
                kind = "client",
                clientId = "lumiere-client",
                clientSecret = Secret,
            }
        );
        Assert.Equal("client", changed["credentials"]!.Text("kind"));
        var second = await SynchronizeAsync(id);
        Assert.Equal(0, second["counts"]!["orders"]!.Number("created"));
        Assert.Equal(0, second["counts"]!["orders"]!.Number("updated"));
        Assert.Equal(1, Shop.Requests["token.granted"]);

        // What was entered before is still there for whoever changes back.
        changed = await ChangeAsync(new { kind = "token" });
        Assert.Equal("token", changed["credentials"]!.Text("kind"));
        Assert.Equal(0, (await SynchronizeAsync(id))["counts"]!["orders"]!.Number("created"));
    }

    [Fact]
    public async Task The_client_secret_never_comes_back_and_is_not_in_the_log_or_the_database()
    {
        await client.RefusedAsync(
            HttpMethod.Post,
            "web-shops",
            Body(secret: "shpss_ffffffffffffffffffffffffffffffff"),
            HttpStatusCode.UnprocessableEntity
        );
        var id = (await ConnectAsync()).Number("id");
        await SynchronizeAsync(id);
        Shop.App.ClientSecret = "other";
        Shop.App.RevokeGranted();
        await SynchronizeAsync(id);

        var said = new List<string>(office.Application.Log.All);
        using var owner = await office.Application.CreateClientAsync(Comptoir.Users.Role.Owner);
        foreach (
            var page in new[] { "/web-shops", $"/web-shops/{id}", $"/web-shops/{id}/credentials" }
        )
            said.Add(await owner.GetStringAsync(page, Cancelled));
        foreach (var address in new[] { "web-shops", $"web-shops/{id}", "runs" })
            said.Add((await client.ReadAsync(address)).ToJsonString());
        foreach (var file in Directory.EnumerateFiles(office.Application.Data, "*.db*"))
        {
            await using var stream = new FileStream(
                file,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            said.Add(await reader.ReadToEndAsync(Cancelled));
        }
        Assert.Contains(said, text => text.Contains("lumiere-client", StringComparison.Ordinal));
        foreach (var secret in new[] { Secret, "shpss_ffffffffffffffffffffffffffffffff" })
            Assert.All(
                said,
                text => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase)
            );
    }
}
