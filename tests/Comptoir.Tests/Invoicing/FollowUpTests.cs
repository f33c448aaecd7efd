using System.Net;
using System.Text.Json.Nodes;
using Comptoir.DemoShop.World;
using Comptoir.Invoicing;
using Comptoir.Users;
using Xunit;

namespace Comptoir.Tests.Invoicing;

/// <summary>What is to be done with the orders of all shops is found, and done with many at once.</summary>
public sealed class FollowUpTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Order Lamp(Bookkeeping books) =>
        books.Place(draft => draft.Add(draft.Custom("Lampe", 2, 6000)));

    private static async Task<JsonNode?> FindAsync(HttpClient api, string tab, Order order) =>
        (await api.ReadAsync($"follow-up?tab={tab}&limit=500"))["items"]!
            .AsArray()
            .FirstOrDefault(item => item!.Text("name") == order.Name);

    [Fact]
    public async Task An_order_is_on_each_tab_until_it_is_sent_invoiced_and_paid()
    {
        await using var books = await Bookkeeping.OpenAsync();
        using var api = await books.App.CreateApiClientAsync(Role.Manager);
        using var browser = await books.App.CreateClientAsync(Role.Manager);
        var order = Lamp(books);
        await books.CatchUpAsync();
        var id = await books.IdOfAsync(order);

        Assert.Equal(2, (await FindAsync(api, "toDeliver", order))!.Number("units"));
        Assert.Equal(
            "120.00",
            (await FindAsync(api, "toInvoice", order))!["amount"]!.Text("amount")
        );
        Assert.Equal(
            "120.00",
            (await FindAsync(api, "toCollect", order))!["amount"]!.Text("amount")
        );

        using var sent = await DoAsync(browser, "deliver", id, "send");
        Assert.Contains(
            "/deliveries/pdf?ids=",
            await sent.Content.ReadAsStringAsync(Stop),
            StringComparison.Ordinal
        );
        Assert.Null(await FindAsync(api, "toDeliver", order));
        using var invoiced = await DoAsync(browser, "invoice", id, "invoice");
        Assert.Null(await FindAsync(api, "toInvoice", order));
        Assert.Single(await books.DocumentsAsync(order));
        using var paid = await DoAsync(browser, "collect", id, "pay");
        Assert.Null(await FindAsync(api, "toCollect", order));
        await books.ProveAsync();
    }

    [Fact]
    public async Task One_that_is_refused_does_not_hold_back_the_others()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var first = Lamp(books);
        var second = Lamp(books);
        await books.CatchUpAsync();
        var ids = new[] { await books.IdOfAsync(first), await books.IdOfAsync(second) };
        await books
            .Get<InvoiceOrder>()
            .MakeAsync(books.OfficeId, ids[0], new InvoiceRequest(), "Claire", Stop);

        var outcomes = await books
            .Get<Comptoir.Invoicing.FollowUp.FollowUpDeeds>()
            .InvoiceAsync(books.OfficeId, ids, "Claire", Stop);

        Assert.Equal([true, false], outcomes.Select(outcome => outcome.Refusal is not null));
        Assert.Single(await books.DocumentsAsync(second));
    }

    [Fact]
    public async Task A_delivery_note_names_what_was_sent()
    {
        await using var books = await Bookkeeping.OpenAsync();
        using var api = await books.App.CreateApiClientAsync(Role.Manager);
        using var browser = await books.App.CreateClientAsync(Role.Manager);
        var order = Lamp(books);
        await books.CatchUpAsync();
        var made = await api.SendAsync(
            HttpMethod.Post,
            $"orders/{await books.IdOfAsync(order)}/deliveries",
            new { carrier = "Colissimo", trackingNumber = "6A118" },
            HttpStatusCode.Created
        );
        var delivery = made.Number("id");

        var page = await browser.GetStringAsync($"/deliveries/{delivery}", Stop);
        Assert.Contains("Lampe", page, StringComparison.Ordinal);
        Assert.Contains("6A118", page, StringComparison.Ordinal);
        foreach (
            var address in new[]
            {
                $"/deliveries/pdf?ids={delivery}",
                $"/deliveries/pdf?ids={delivery}&ids={delivery}",
            }
        )
        {
            var bytes = await browser.GetByteArrayAsync(address, Stop);
            Assert.Equal("%PDF"u8.ToArray(), bytes[..4]);
        }
        var file = await api.GetByteArrayAsync($"/api/v1/deliveries/{delivery}/pdf", Stop);
        Assert.Equal("%PDF"u8.ToArray(), file[..4]);
        await api.RefusedAsync(
            HttpMethod.Get,
            "deliveries/999999/pdf",
            null,
            HttpStatusCode.NotFound
        );
    }

    private static Task<HttpResponseMessage> DoAsync(
        HttpClient browser,
        string tab,
        long order,
        string deed
    ) =>
        browser.SendFormAsync(
            $"/follow-up?tab={tab}",
            "deed",
            ("ids", order.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("deed", deed),
            ("method", "BankTransfer")
        );
}
