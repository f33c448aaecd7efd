using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Comptoir.Tests.WebShops;

/// <summary>Programs choose what is synchronized, as people do.</summary>
public sealed class SettingsRouteTests : IAsyncLifetime
{
    ApplicationWithShop office = null!;
    HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        office = await ApplicationWithShop.StartAsync(
            ApplicationWithShop.Settings("lumiere", orders: 2)
        );
        client = await office.ClientAsync();
    }

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Fact]
    public async Task Choices_are_given_when_a_shop_is_connected_answered_and_changed_as_a_whole()
    {
        var shop = await client.SendAsync(
            HttpMethod.Post,
            "web-shops",
            JsonNode.Parse(
                """
                {"address":"lumiere","credentials":{"kind":"token","token":"shpat_lumiere"},
                 "settings":{"stock":false,"ordersFrom":"2026-01-31",
                   "fields":{"siren":[{"kind":"metafield","key":"custom.siren"},{"kind":"own"}]}}}
                """
            ),
            HttpStatusCode.Created
        );
        var settings = shop["settings"]!;
        Assert.Equal((true, false), ((bool)settings["suppliers"]!, (bool)settings["stock"]!));
        Assert.Equal("2026-01-31", settings.Text("ordersFrom"));
        Assert.Equal("custom.siren", settings["fields"]!["siren"]![0]!.Text("key"));
        Assert.Equal("own", settings["fields"]!["vatNumber"]![0]!.Text("kind"));

        var changed = await client.SendAsync(
            HttpMethod.Patch,
            $"web-shops/{shop.Number("id")}",
            new { settings = new { suppliers = false } },
            HttpStatusCode.OK
        );
        Assert.Equal(
            (false, true),
            ((bool)changed["settings"]!["suppliers"]!, (bool)changed["settings"]!["stock"]!)
        );
        Assert.Null(changed["settings"]!["ordersFrom"]);
        Assert.Equal(
            changed.ToJsonString(),
            (await client.ReadAsync($"web-shops/{shop.Number("id")}")).ToJsonString()
        );
    }

    [Theory]
    [InlineData(
        """{"fields":{"vatNumber":[{"kind":"metafield","key":"vat"}]}}""",
        "custom.vat_number"
    )]
    [InlineData("""{"fields":{"siren":[{"kind":"tag"}]}}""", "tag begins with")]
    [InlineData(
        """{"fields":{"purchaseOrder":[{"kind":"noteAttribute","key":" "}]}}""",
        "note attribute"
    )]
    public async Task Choices_that_cannot_be_are_refused_and_nothing_is_changed(
        string settings,
        string words
    )
    {
        var address = $"web-shops/{(await office.ConnectAsync(client)).Number("id")}";
        var before = await client.ReadAsync(address);
        var problem = await client.RefusedAsync(
            HttpMethod.Patch,
            address,
            new { name = "Other", settings = JsonNode.Parse(settings) },
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Equal("settings", problem.Text("field"));
        Assert.Contains(words, problem.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(before.ToJsonString(), (await client.ReadAsync(address)).ToJsonString());
    }
}
