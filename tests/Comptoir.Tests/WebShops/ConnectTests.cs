using System.Net;
using System.Net.Http.Json;
using Comptoir.DemoShop;
using Comptoir.Users;
using Xunit;

namespace Comptoir.Tests.WebShops;

public sealed class ConnectTests : IAsyncLifetime
{
    ApplicationWithShop office = null!;
    HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        office = await ApplicationWithShop.StartAsync(
            ApplicationWithShop.Settings("lumiere"),
            ApplicationWithShop.Settings("narrow") with
            {
                Scopes = ["read_products", "read_customers", "read_inventory", "read_locations"],
            }
        );
        client = await office.ClientAsync();
    }

    public ValueTask DisposeAsync() => office.DisposeAsync();

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shop_is_connected_under_its_own_name_and_says_what_the_token_may_read()
    {
        var shop = await office.ConnectAsync(client);
        Assert.Equal(
            ("LUMIERE", "lumiere.myshopify.com", "EUR"),
            (shop.Text("name"), shop.Text("address"), shop.Text("currency"))
        );
        Assert.Empty(shop["scopes"]!["missing"]!.AsArray());
        Assert.Null(shop["problem"]);
        var list = await client.ReadAsync("web-shops");
        Assert.Equal(shop.ToJsonString(), list["items"]![0]!.ToJsonString());
        Assert.Null(list["next"]);
    }

    [Theory]
    [InlineData(
        "https://boutique.example.com",
        "shpat_lumiere",
        "address",
        "address",
        ".myshopify.com"
    )]
    [InlineData("", "shpat_lumiere", "address", "address", "missing")]
    [InlineData("lumiere", "shpat_lu\nmiere", "credentials.token", "token", "line break")]
    [InlineData("lumiere", "", "credentials.token", "token", "Copy it")]
    [InlineData("lumiere", "shpat_wrong", "credentials.token", "tokenRefused", "token")]
    [InlineData("narrow", "shpat_narrow", "credentials.token", "scopeMissing", "read_orders")]
    [InlineData("nobody", "shpat_lumiere", "address", "noSuchShop", "nobody")]
    public async Task What_cannot_be_connected_names_the_field_and_what_to_do_and_stores_nothing(
        string address,
        string token,
        string field,
        string fault,
        string words
    )
    {
        var problem = await client.RefusedAsync(
            HttpMethod.Post,
            "web-shops",
            ApplicationWithShop.Body(address, token),
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Equal((field, fault), (problem.Text("field"), problem.Text("fault")));
        Assert.Contains(words, problem.Text("detail"), StringComparison.OrdinalIgnoreCase);
        if (token.Length > 0)
            Assert.DoesNotContain(token, problem.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((await client.ReadAsync("web-shops"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_shop_is_connected_once_in_an_office_and_may_be_in_another_as_well()
    {
        var shop = await office.ConnectAsync(client);
        var problem = await client.RefusedAsync(
            HttpMethod.Post,
            "web-shops",
            ApplicationWithShop.Body("https://admin.shopify.com/store/lumiere", "shpat_lumiere"),
            HttpStatusCode.Conflict
        );
        Assert.Equal("alreadyConnected", problem.Text("fault"));
        Assert.Contains("LUMIERE", problem.Text("detail"), StringComparison.Ordinal);
        Assert.Single((await client.ReadAsync("web-shops"))["items"]!.AsArray());

        var second = await office.Application.AddOfficeAsync("Second");
        var theirs = await office.Application.CreateApiClientAsync(Role.Owner, second);
        var same = await office.ConnectAsync(theirs);
        Assert.Equal(shop.Text("address"), same.Text("address"));
    }

    [Fact]
    public async Task Credentials_of_no_known_kind_are_refused_with_the_reason()
    {
        var problem = await client.RefusedAsync(
            HttpMethod.Post,
            "web-shops",
            new
            {
                address = "lumiere",
                credentials = new { kind = "password", token = "very-secret" },
            },
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Equal("credentials.kind", problem.Text("field"));
        Assert.Contains("Say which credentials", problem.Text("detail"), StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_never_comes_back_and_is_not_in_the_log_or_the_database()
    {
        await client.SendAsync(
            HttpMethod.Post,
            "web-shops",
            new
            {
                address = "lumiere",
                credentials = new
                {
                    kind = "token",
                    token = "shpat_lumiere",
                    apiKey = "key-of-the-app",
                    apiSecret = "shpss_secret-of-the-app",
                },
            },
            HttpStatusCode.Created
        );
        string[] credentials = ["shpat_lumiere", "shpss_secret-of-the-app"];
        var said = new List<string>(office.Application.Log.All);
        foreach (var address in new[] { "web-shops", "web-shops/1", "runs" })
        {
            var answer = await client.GetAsync($"/api/v1/{address}", Cancelled);
            said.Add(await answer.Content.ReadAsStringAsync(Cancelled));
        }
        await using (var db = office.Application.Database.Open(office.Application.OfficeId))
        {
            var row = Assert.Single(db.WebShops.ToList());
            said.Add($"{row.ProtectedToken} {row.ProtectedSecret}");
        }
        Assert.All(
            said,
            text =>
                Assert.All(
                    credentials,
                    secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public async Task The_same_request_again_connects_once_and_a_refused_one_can_be_mended()
    {
        async Task<HttpResponseMessage> PostAsync(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/web-shops")
            {
                Content = JsonContent.Create(ApplicationWithShop.Body("lumiere", token)),
            };
            request.Headers.Add("Idempotency-Key", "connect-1");
            return await client.SendAsync(request, Cancelled);
        }
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await PostAsync("shpat_wrong")).StatusCode
        );
        var first = await PostAsync("shpat_lumiere");
        var again = await PostAsync("shpat_lumiere");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(
            await first.Content.ReadAsStringAsync(Cancelled),
            await again.Content.ReadAsStringAsync(Cancelled)
        );
        Assert.Single((await client.ReadAsync("web-shops"))["items"]!.AsArray());
    }
}
