using System.Net;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Faults;
using Comptoir.Sync;
using Comptoir.Users;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.WebShops;

public sealed class WebShopRouteTests : IAsyncLifetime
{
    ApplicationWithShop office = null!;
    HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        office = await ApplicationWithShop.StartAsync(
            ApplicationWithShop.Settings("lumiere") with
            {
                Scopes = ApplicationWithShop.NeededScopes,
            }
        );
        client = await office.ClientAsync();
    }

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Fact]
    public async Task A_test_says_what_is_there_and_what_a_missing_scope_costs()
    {
        var id = (await office.ConnectAsync(client)).Number("id");
        var test = await client.SendAsync(
            HttpMethod.Post,
            $"web-shops/{id}/test",
            null,
            HttpStatusCode.OK
        );
        Assert.Equal(("LUMIERE", "EUR"), (test.Text("shopName"), test.Text("currency")));
        Assert.InRange(test["orders"]!.Number("count"), 0, 60);
        Assert.Equal(
            ApplicationWithShop.NeededScopes.Order(StringComparer.Ordinal),
            test["scopes"]!["granted"]!.AsArray().Select(scope => (string)scope!)
        );
        var lacking = test["scopes"]!["missing"]!
            .AsArray()
            .Single(scope => scope!.Text("scope") == "read_all_orders")!;
        Assert.Contains("60 days", lacking.Text("feature"), StringComparison.Ordinal);
        Assert.Empty((await client.ReadAsync("runs"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_test_of_a_revoked_token_says_so()
    {
        var id = (await office.ConnectAsync(client)).Number("id");
        office.Shopify.Shops[0].Faults.Add([new Fault { Kind = FaultKind.RevokedToken }]);
        var problem = await client.RefusedAsync(
            HttpMethod.Post,
            $"web-shops/{id}/test",
            null,
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Equal("tokenRefused", problem.Text("fault"));
    }

    [Fact]
    public async Task A_name_and_a_token_are_changed_together_or_not_at_all()
    {
        var id = (await office.ConnectAsync(client)).Number("id");
        var address = $"web-shops/{id}";
        var problem = await client.RefusedAsync(
            HttpMethod.Patch,
            address,
            new { name = "Lyon", credentials = new { kind = "token", token = "shpat_wrong" } },
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Equal("credentials.token", problem.Text("field"));
        Assert.Equal("LUMIERE", (await client.ReadAsync(address)).Text("name"));

        var changed = await client.SendAsync(
            HttpMethod.Patch,
            address,
            new { name = " Lyon ", credentials = new { kind = "token", token = "shpat_lumiere" } },
            HttpStatusCode.OK
        );
        Assert.Equal("Lyon", changed.Text("name"));
    }

    [Theory]
    [InlineData("""{}""", "nothing to change")]
    [InlineData("""{"name":" "}""", "empty")]
    [InlineData("""{"credentials":{"kind":"client"}}""", "client id is missing")]
    [InlineData(
        """{"credentials":{"kind":"token","token":"shpat_lumiere","apiSecret":"a b"}}""",
        "API secret key"
    )]
    public async Task A_change_that_will_not_do_is_refused(string body, string words)
    {
        var id = (await office.ConnectAsync(client)).Number("id");
        var problem = await client.RefusedAsync(
            HttpMethod.Patch,
            $"web-shops/{id}",
            System.Text.Json.Nodes.JsonNode.Parse(body),
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Contains(words, problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_offices_web_shop_and_run_are_not_there()
    {
        var application = office.Application;
        var id = (await office.ConnectAsync(client)).Number("id");
        var run = await application
            .Services.GetRequiredService<Runs>()
            .AskAsync(
                application.OfficeId,
                id,
                RunKind.Synchronization,
                TestContext.Current.CancellationToken
            );
        var second = await application.AddOfficeAsync("Second");
        var theirs = await application.CreateApiClientAsync(Role.Owner, second);
        (HttpMethod Method, string Address, object? Body)[] calls =
        [
            (HttpMethod.Get, $"web-shops/{id}", null),
            (HttpMethod.Patch, $"web-shops/{id}", new { name = "Mine" }),
            (HttpMethod.Delete, $"web-shops/{id}", null),
            (HttpMethod.Post, $"web-shops/{id}/test", null),
            (HttpMethod.Post, $"web-shops/{id}/synchronizations", null),
            (HttpMethod.Get, $"runs/{run.Id}", null),
            (HttpMethod.Delete, $"runs/{run.Id}", null),
        ];
        foreach (var (method, address, body) in calls)
            await theirs.RefusedAsync(method, address, body, HttpStatusCode.NotFound);
        Assert.Empty((await theirs.ReadAsync("runs"))["items"]!.AsArray());
        Assert.Empty((await theirs.ReadAsync("web-shops"))["items"]!.AsArray());
        Assert.Equal("LUMIERE", (await client.ReadAsync($"web-shops/{id}")).Text("name"));
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Accountant)]
    public async Task Who_only_reads_writes_nothing(Role role)
    {
        var id = (await office.ConnectAsync(client)).Number("id");
        var reader = await office.ClientAsync(role);
        await reader.ReadAsync($"web-shops/{id}");
        await reader.ReadAsync("runs");
        (HttpMethod Method, string Address, object? Body)[] calls =
        [
            (HttpMethod.Post, "web-shops", ApplicationWithShop.Body("lumiere", "shpat_lumiere")),
            (HttpMethod.Patch, $"web-shops/{id}", new { name = "Mine" }),
            (HttpMethod.Delete, $"web-shops/{id}", null),
            (HttpMethod.Post, $"web-shops/{id}/test", null),
            (HttpMethod.Post, $"web-shops/{id}/synchronizations", null),
            (HttpMethod.Delete, "runs/1", null),
        ];
        foreach (var (method, address, body) in calls)
        {
            using var request = new HttpRequestMessage(method, $"/api/v1/{address}");
            if (body is not null)
                request.Content = System.Net.Http.Json.JsonContent.Create(body);
            var answer = await reader.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }
}
