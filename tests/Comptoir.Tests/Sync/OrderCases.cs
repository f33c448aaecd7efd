using System.Text.Json.Nodes;
using Comptoir.DemoShop;
using Comptoir.DemoShop.World;
using Comptoir.Users;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>A shop in which every kind of order occurs, synchronized once; looked at as merchants and programs do.</summary>
public sealed class OrderCases : IAsyncLifetime
{
    private ApplicationWithShop both = null!;
    private HttpClient api = null!;
    private HttpClient browser = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        both = await ApplicationWithShop.StartAsync(ApplicationWithShop.Settings("cases", 240));
        api = await both.ClientAsync(Role.Owner);
        var shop = await both.ConnectAsync(api);
        await both.Application.Database.WriteAsync(
            both.Application.OfficeId,
            async (db, ct) =>
            {
                var row = await db.WebShops.SingleAsync(ct);
                row.Settings = new WebShopSettings
                {
                    Fields = new FieldMapping
                    {
                        VatNumber =
                        [
                            new(FieldPlaceKind.Own),
                            new(FieldPlaceKind.NoteAttribute, "N° TVA"),
                        ],
                        PurchaseOrder =
                        [
                            new(FieldPlaceKind.Own),
                            new(FieldPlaceKind.NoteAttribute, "Bon de commande"),
                        ],
                    },
                };
                await db.SaveChangesAsync(ct);
            },
            Stop
        );
        var run = await api.SendAsync(
            HttpMethod.Post,
            $"web-shops/{shop.Number("id")}/synchronizations",
            null,
            System.Net.HttpStatusCode.Accepted
        );
        var end = await ApplicationWithShop.FinishedAsync(api, run.Number("runId"));
        Assert.Equal("succeeded", end.Text("state"));
        Assert.True((bool)end["totals"]!["equal"]!);
        browser = await both.Application.CreateClientAsync(Role.Owner);
        browser.DefaultRequestHeaders.Add("Accept-Language", "en-GB");
    }

    /// <summary>A case of the shop, as the shop has it.</summary>
    internal Order Shops(int number) =>
        both.Shopify.Shops[0].Orders().Single(order => order.Tags.Contains($"case-{number}"));

    /// <summary>The same as a program reads it.</summary>
    internal async Task<JsonNode> ReadAsync(int number)
    {
        var order = Shops(number);
        var found = await api.ReadAsync($"orders?q={Uri.EscapeDataString(order.Name)}");
        var id = found["items"]!.AsArray().Single(x => x!.Text("name") == order.Name)!.Number("id");
        return await api.ReadAsync($"orders/{id}");
    }

    /// <summary>The same as a merchant sees it.</summary>
    internal async Task<string> PageAsync(JsonNode order) =>
        System.Net.WebUtility.HtmlDecode(
            await browser.GetStringAsync($"/orders/{order.Number("id")}", Stop)
        );

    /// <summary>The row of an order in the list, found by its name.</summary>
    internal async Task<string> ListAsync(string query) =>
        System.Net.WebUtility.HtmlDecode(await browser.GetStringAsync($"/orders?{query}", Stop));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        browser.Dispose();
        await both.DisposeAsync();
    }
}
