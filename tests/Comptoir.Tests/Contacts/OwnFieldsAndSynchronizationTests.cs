using System.Net;
using Comptoir.Contacts;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Contacts;

/// <summary>A synchronization touches nothing of what the office itself writes.</summary>
public sealed class OwnFieldsAndSynchronizationTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Synchronizing_again_leaves_the_offices_fields_as_they_are()
    {
        await using var shop = await ApplicationWithShop.StartAsync();
        var client = await shop.ClientAsync();
        var webShop = await shop.ConnectAsync(client);
        await SynchronizeAsync(client, webShop.Number("id"));
        await using var db = shop.Application.Database.Open(shop.Application.OfficeId);
        var contact = await db
            .Contacts.Where(x => x.IsCustomer && x.Kind == ContactKind.Person)
            .Select(x => x.Id)
            .FirstAsync(Stop);
        var product = await db.Products.Select(x => x.Id).FirstAsync(Stop);
        await client.SendAsync(
            HttpMethod.Patch,
            $"contacts/{contact}",
            new
            {
                own = new
                {
                    siren = "303265045",
                    note = "ours",
                    version = 0,
                },
            },
            HttpStatusCode.OK
        );
        var changed = await client.SendAsync(
            HttpMethod.Patch,
            $"products/{product}",
            new { own = new { salesAccount = "707100", version = 0 } },
            HttpStatusCode.OK
        );
        await client.SendAsync(
            HttpMethod.Patch,
            $"products/{product}",
            new
            {
                variants = new[]
                {
                    new
                    {
                        id = changed["variants"]![0]!.Number("id"),
                        own = new { purchasePrice = "4.2" },
                    },
                },
                own = new { version = 1 },
            },
            HttpStatusCode.OK
        );
        var own = (await client.ReadAsync($"contacts/{contact}"))["own"]!.ToJsonString();
        var ofProduct = (await client.ReadAsync($"products/{product}")).ToJsonString();

        // Every link forgets what it saw, so that every row is written once more.
        await shop.Application.Database.WriteAsync(
            shop.Application.OfficeId,
            (context, ct) =>
                context.Links.ExecuteUpdateAsync(
                    x => x.SetProperty(link => link.Fingerprint, Array.Empty<byte>()),
                    ct
                ),
            Stop
        );
        await SynchronizeAsync(client, webShop.Number("id"));

        Assert.Equal(own, (await client.ReadAsync($"contacts/{contact}"))["own"]!.ToJsonString());
        Assert.Equal(ofProduct, (await client.ReadAsync($"products/{product}")).ToJsonString());
        var detail = await client.ReadAsync($"contacts/{contact}");
        Assert.EndsWith(
            $"/admin/customers/{await ExternalAsync(db, contact)}",
            detail["webShops"]![0]!.Text("adminHref"),
            StringComparison.Ordinal
        );
        // What the shop leads for is refused, and said so.
        var problem = await client.RefusedAsync(
            HttpMethod.Patch,
            $"contacts/{contact}",
            new { name = "Ours", own = new { version = 1 } },
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Contains("web shop", problem.Text("detail"), StringComparison.Ordinal);
        await client.RefusedAsync(
            HttpMethod.Patch,
            $"products/{product}",
            new { title = "Ours", own = new { version = 2 } },
            HttpStatusCode.UnprocessableEntity
        );
    }

    static async Task<string> ExternalAsync(ComptoirDb db, long contact) =>
        await db.Links.Where(x => x.LocalId == contact).Select(x => x.ExternalId).FirstAsync(Stop);

    static async Task SynchronizeAsync(HttpClient client, long webShop)
    {
        var run = await client.SendAsync(
            HttpMethod.Post,
            $"web-shops/{webShop}/synchronizations",
            null,
            HttpStatusCode.Accepted
        );
        var ended = await ApplicationWithShop.FinishedAsync(client, run.Number("runId"));
        Assert.Equal("succeeded", ended.Text("state"));
    }
}
