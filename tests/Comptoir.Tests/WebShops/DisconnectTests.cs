using System.Net;
using System.Text.Json.Nodes;
using Comptoir.DemoShop;
using Xunit;

namespace Comptoir.Tests.WebShops;

/// <summary>A shop is disconnected and connected again: no duplicate, nothing lost.</summary>
public sealed class DisconnectTests : IAsyncLifetime
{
    ApplicationWithShop office = null!;
    HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        office = await ApplicationWithShop.StartAsync(
            ApplicationWithShop.Settings("lumiere", orders: 12) with
            {
                OtherNames = ["old-lumiere"],
            },
            ApplicationWithShop.Settings("other", orders: 2)
        );
        client = await office.ClientAsync();
    }

    public ValueTask DisposeAsync() => office.DisposeAsync();

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
    public async Task A_shop_without_rows_is_removed()
    {
        var id = (await office.ConnectAsync(client)).Number("id");
        await client.SendAsync(
            HttpMethod.Delete,
            $"web-shops/{id}",
            null,
            HttpStatusCode.NoContent
        );
        await client.RefusedAsync(HttpMethod.Get, $"web-shops/{id}", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_shop_with_rows_forgets_its_credentials_and_keeps_everything_else()
    {
        var id = (await office.ConnectAsync(client)).Number("id");
        var created = (await SynchronizeAsync(id))["counts"]!["orders"]!.Number("created");
        var gone = await client.SendAsync(
            HttpMethod.Delete,
            $"web-shops/{id}",
            null,
            HttpStatusCode.OK
        );
        Assert.Equal("notConnected", gone.Text("state"));
        Assert.Null(gone["credentials"]);
        await using (var db = office.Application.Database.Open(office.Application.OfficeId))
        {
            var row = Assert.Single(db.WebShops.ToList());
            Assert.Null(row.ProtectedToken);
            Assert.Null(row.ProtectedSecret);
            Assert.Null(row.ProtectedClientSecret);
            Assert.Equal(created, db.Orders.Count());
        }
        foreach (var act in new[] { "synchronizations", "test" })
        {
            var refused = await client.RefusedAsync(
                HttpMethod.Post,
                $"web-shops/{id}/{act}",
                null,
                HttpStatusCode.Conflict
            );
            Assert.Contains("Connect it again", refused.Text("detail"), StringComparison.Ordinal);
        }
        // Once more is no other answer.
        await client.SendAsync(HttpMethod.Delete, $"web-shops/{id}", null, HttpStatusCode.OK);

        var again = await client.SendAsync(
            HttpMethod.Post,
            "web-shops",
            ApplicationWithShop.Body("lumiere", "shpat_lumiere"),
            HttpStatusCode.Created
        );
        Assert.Equal(id, again.Number("id"));
        Assert.Equal("ready", again.Text("state"));
        Assert.Equal(gone.Text("connectedAt"), again.Text("connectedAt"));
        var counts = (await SynchronizeAsync(id))["counts"]!["orders"]!;
        Assert.Equal((0, 0), (counts.Number("created"), counts.Number("updated")));
        await using var after = office.Application.Database.Open(office.Application.OfficeId);
        Assert.Equal(created, after.Orders.Count());
        Assert.Single((await client.ReadAsync("web-shops"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_disconnected_shop_keeps_its_name_and_choices_unless_others_are_given()
    {
        var id = (await office.ConnectAsync(client)).Number("id");
        await SynchronizeAsync(id);
        await client.SendAsync(
            HttpMethod.Patch,
            $"web-shops/{id}",
            new { name = "Lyon", settings = new { stock = false } },
            HttpStatusCode.OK
        );
        await client.SendAsync(HttpMethod.Delete, $"web-shops/{id}", null, HttpStatusCode.OK);
        var again = await office.ConnectAsync(client);
        Assert.Equal("Lyon", again.Text("name"));
        Assert.False((bool)again["settings"]!["stock"]!);
    }

    [Fact]
    public async Task New_credentials_connect_a_disconnected_shop_again()
    {
        var id = (await office.ConnectAsync(client)).Number("id");
        await SynchronizeAsync(id);
        await client.SendAsync(HttpMethod.Delete, $"web-shops/{id}", null, HttpStatusCode.OK);
        var problem = await client.RefusedAsync(
            HttpMethod.Patch,
            $"web-shops/{id}",
            new { credentials = new { kind = "token" } },
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Equal("token", problem.Text("fault"));
        var shop = await client.SendAsync(
            HttpMethod.Patch,
            $"web-shops/{id}",
            new { credentials = new { kind = "token", token = "shpat_lumiere" } },
            HttpStatusCode.OK
        );
        Assert.Equal("ready", shop.Text("state"));
    }

    [Fact]
    public async Task A_shop_reached_under_two_names_is_connected_once_under_the_name_it_gives_itself()
    {
        var shop = await client.SendAsync(
            HttpMethod.Post,
            "web-shops",
            ApplicationWithShop.Body("old-lumiere", "shpat_lumiere"),
            HttpStatusCode.Created
        );
        Assert.Equal("lumiere.myshopify.com", shop.Text("address"));
        foreach (var name in new[] { "lumiere", "old-lumiere" })
        {
            var problem = await client.RefusedAsync(
                HttpMethod.Post,
                "web-shops",
                ApplicationWithShop.Body(name, "shpat_lumiere"),
                HttpStatusCode.Conflict
            );
            Assert.Equal("alreadyConnected", problem.Text("fault"));
        }
        Assert.Single((await client.ReadAsync("web-shops"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_shop_that_was_renamed_is_the_same_shop_and_takes_its_new_address()
    {
        var id = (await office.ConnectAsync(client)).Number("id");
        await SynchronizeAsync(id);
        // As if it had been connected before the shop got the name that it has now.
        await using (var db = office.Application.Database.Open(office.Application.OfficeId))
        {
            db.WebShops.Single().Address = "older-lumiere.myshopify.com";
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var problem = await client.RefusedAsync(
            HttpMethod.Post,
            "web-shops",
            ApplicationWithShop.Body("lumiere", "shpat_lumiere"),
            HttpStatusCode.Conflict
        );
        Assert.Equal("alreadyConnected", problem.Text("fault"));
        await client.SendAsync(HttpMethod.Delete, $"web-shops/{id}", null, HttpStatusCode.OK);
        var again = await office.ConnectAsync(client);
        Assert.Equal((id, "lumiere.myshopify.com"), (again.Number("id"), again.Text("address")));
    }

    [Fact]
    public async Task Credentials_of_another_shop_do_not_take_a_shops_place()
    {
        var id = (await office.ConnectAsync(client)).Number("id");
        await using (var db = office.Application.Database.Open(office.Application.OfficeId))
        {
            db.WebShops.Single().Address = "other.myshopify.com";
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var problem = await client.RefusedAsync(
            HttpMethod.Patch,
            $"web-shops/{id}",
            new { credentials = new { kind = "token", token = "shpat_other" } },
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Equal("otherShop", problem.Text("fault"));
    }
}
