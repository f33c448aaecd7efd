using System.Net;
using System.Text.Json.Nodes;
using Comptoir.Tests.Invoicing;
using Comptoir.Users;
using Xunit;

namespace Comptoir.Tests.EInvoicing;

/// <summary>What the platform or the buyer sends back.</summary>
public sealed class SentBackTests : IAsyncLifetime
{
    readonly ComptoirApplication application = new();
    HttpClient client = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        client = await application.CreateApiClientAsync(Role.Manager);

    public ValueTask DisposeAsync() => application.DisposeAsync();

    Task<JsonNode> RunAsync() =>
        client.SendAsync(HttpMethod.Post, "electronic-invoices/run", null, HttpStatusCode.OK);

    async Task<JsonNode> AskAsync(long id) =>
        (await client.ReadAsync($"electronic-invoices/{id}"))["invoice"]!;

    [Fact]
    public async Task What_was_sent_back_is_credited_in_the_books_and_made_again_by_one_act()
    {
        await Bookkeeping.IdentifyAsync(application.Database, application.OfficeId);
        var order = await client.SendAsync(
            HttpMethod.Post,
            "orders",
            JsonNode.Parse(
                """
                {"customer":{"company":"Hôtel du Parc","line1":"3 place Bellecour","postalCode":"69002","city":"Lyon",
                 "countryCode":"FR","siren":"303265045"},"currency":"EUR","lines":[
                 {"title":"Lampe","quantity":1,"unitPrice":"50.00","vatRate":20}]}
                """
            ),
            HttpStatusCode.Created
        );
        var made = await client.SendAsync(
            HttpMethod.Post,
            $"orders/{order.Number("id")}/invoice",
            new { issue = true },
            HttpStatusCode.Created
        );
        var invoice = made["documents"]![0]!;
        var id = invoice.Number("id");
        await client.SendAsync(
            HttpMethod.Patch,
            "e-invoicing",
            new
            {
                isOn = true,
                from = "2026-01-01",
                version = 0,
            },
            HttpStatusCode.OK
        );
        await RunAsync();
        await client.RefusedAsync(
            HttpMethod.Post,
            $"electronic-invoices/{id}/correct",
            new { },
            HttpStatusCode.UnprocessableEntity
        );
        await File.WriteAllTextAsync(
            Path.Combine(application.Data, "e-invoicing", "1", "answers", "rejected.json"),
            $$"""{"number":"{{invoice.Text("number")}}","status":213,"reason":"DEST_ERR","at":"2026-11-27T08:00:00Z"}""",
            Stop
        );
        await RunAsync();
        Assert.Equal("rejected", (await AskAsync(id)).Text("platform"));

        var again = await client.SendAsync(
            HttpMethod.Post,
            $"electronic-invoices/{id}/correct",
            new { },
            HttpStatusCode.OK
        );
        await RunAsync();

        Assert.Equal("internal", (await AskAsync(again.Number("creditNote"))).Text("way"));
        var next = await AskAsync(again.Number("invoice"));
        Assert.Equal("platform", next.Text("way"));
        Assert.NotEqual(invoice.Text("number"), next.Text("number"));
        Assert.Contains(
            "DEST_ERR",
            (await client.ReadAsync($"credit-notes/{again.Number("creditNote")}")).Text("reason"),
            StringComparison.Ordinal
        );
    }
}
