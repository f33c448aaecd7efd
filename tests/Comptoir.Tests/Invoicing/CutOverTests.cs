using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Comptoir.Invoicing;
using Comptoir.Invoicing.CutOver;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Order = Comptoir.DemoShop.World.Order;

namespace Comptoir.Tests.Invoicing;

/// <summary>The day from which documents are made here: the past is left alone, and what another program invoiced is cited.</summary>
public sealed class CutOverTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static void Candles(Comptoir.DemoShop.Seeded.OrderDraft draft) =>
        draft.Add(draft.Custom("Bougie", 2, 1000));

    /// <summary>An order that is older than the day from which documents are made here.</summary>
    static async Task<Order> OldAsync(Bookkeeping books, bool paid)
    {
        var order = books.Place(Candles);
        if (paid)
            books.Pay(order);
        await books.ChangeRulesAsync(rules => rules.From = rules.From.AddDays(1));
        await books.CatchUpAsync();
        return order;
    }

    [Fact]
    public async Task A_shop_connected_today_makes_no_document_of_its_past()
    {
        await using var books = await Bookkeeping.OpenAsync(orders: 120);
        var report = await books.CatchUpAsync();
        await using var db = books.Database.Open(books.OfficeId);
        var oldest = await db.Orders.MinAsync(order => order.PlacedOn, Stop);
        var from = await db
            .InvoicingRules.Where(rules => rules.WebShopId == books.Shop.Id)
            .Select(rules => rules.From)
            .SingleAsync(Stop);
        Assert.True(oldest <= from.AddDays(-650), $"{oldest} is not two years before {from}.");
        Assert.True(await db.Orders.CountAsync(order => order.PlacedOn < from, Stop) > 100);
        Assert.Equal((0, 0, 0), (report.Invoices, report.CreditNotes, report.Receipts));
        Assert.Equal(0, await db.Documents.CountAsync(Stop));
        await books.ProveAsync();
    }

    [Fact]
    public async Task A_refund_of_an_old_order_waits_for_the_number_and_cites_it_after_the_import()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = await OldAsync(books, paid: true);
        await books.ChangeRulesAsync(rules => rules.From = rules.From.AddDays(-1));
        books.Refund(order, [(0, 1)]);
        await books.CatchUpAsync();
        Assert.Equal(
            ["CreditNote (draft) 10.00 EUR (8.33 + 1.67): 1 Product 10.00; corrects "],
            await books.DocumentsAsync(order)
        );

        using var browser = await books.App.CreateClientAsync(Role.Manager);
        var address = $"/web-shops/{books.Shop.Id}/cut-over";
        var file = await UploadAsync(
            browser,
            address,
            $"""
            N° de commande;Facture;Date de facture;Total TTC
            {order.Name};F-1234;02/03/2026;20,00
            {order.Name[1..]};F-1234;02/03/2026;20,00
            #999999;F-1235;03/03/2026;12,00
            {order.Name};F-1236;31/02/2026;12,00
            {order.Name};F-1237;04/03/2026;douze
            """
        );
        var preview = WebUtility.HtmlDecode(await browser.GetStringAsync(file, Stop));
        Assert.Contains("Enter 1 invoice", preview, StringComparison.Ordinal);
        Assert.Contains(
            "No order of this web shop has this name or number.",
            preview,
            StringComparison.Ordinal
        );
        Assert.Contains("This is not a day.", preview, StringComparison.Ordinal);
        Assert.Contains("This is not a price.", preview, StringComparison.Ordinal);
        Assert.Contains("draft", (await books.DocumentsAsync(order))[0], StringComparison.Ordinal);

        using (var applied = await browser.SendFormAsync(file, "apply"))
            Assert.Equal($"{address}?entered=1", applied.Headers.Location?.PathAndQuery);
        await books.Get<InvoiceDue>().RunAsync(books.OfficeId, null, Stop);
        Assert.Equal(
            ["CreditNote 10.00 EUR (8.33 + 1.67): 1 Product 10.00; corrects F-1234"],
            await books.DocumentsAsync(order)
        );
        Assert.Equal(
            new DateOnly(2026, 3, 2),
            (await books.RowsAsync(order))[0].Corrects[0].IssuedOn
        );
        await books.ProveAsync();
    }

    static async Task<string> UploadAsync(HttpClient browser, string address, string csv)
    {
        var token = Forms.Token(await browser.GetStringAsync(address, Stop));
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent("upload"), "_handler" },
            { new StringContent(csv, Encoding.UTF8, "text/csv"), "File", "factures.csv" },
        };
        using var answer = await browser.PostAsync(address, form, Stop);
        return answer.Headers.Location?.OriginalString
            ?? throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task Orders_in_flight_are_listed_and_invoiced_here_when_chosen()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var order = await OldAsync(books, paid: false);
        var id = await books.IdOfAsync(order);
        using var browser = await books.App.CreateClientAsync(Role.Manager);
        var address = $"/web-shops/{books.Shop.Id}/cut-over";
        foreach (var (why, listed) in new[] { ("unpaid", true), ("refunded", false) })
            Assert.Equal(
                listed,
                (await browser.GetStringAsync($"{address}?why={why}&state=open", Stop)).Contains(
                    $"value=\"{id}\"",
                    StringComparison.Ordinal
                )
            );
        using (var none = await browser.SendFormAsync(address, "choose"))
            Assert.Contains(
                "Tick the orders first.",
                await none.Content.ReadAsStringAsync(Stop),
                StringComparison.Ordinal
            );
        using (
            var chosen = await browser.SendFormAsync(
                address,
                "choose",
                ("ids", id.ToString(CultureInfo.InvariantCulture))
            )
        )
            Assert.Equal($"{address}?done=1", chosen.Headers.Location?.PathAndQuery);
        Assert.Contains(
            $"/orders/{id}\"",
            await browser.GetStringAsync($"{address}?state=here", Stop),
            StringComparison.Ordinal
        );
        books.Pay(order);
        await books.CatchUpAsync();
        Assert.Equal(
            ["Invoice 20.00 EUR (16.67 + 3.33): 2 Product 20.00"],
            await books.DocumentsAsync(order)
        );
        await books.ProveAsync();
    }

    [Fact]
    public async Task The_API_takes_a_list_and_a_file_and_the_same_again_is_nothing_new()
    {
        await using var books = await Bookkeeping.OpenAsync();
        var old = await OldAsync(books, paid: true);
        using var client = await books.App.CreateApiClientAsync(Role.Manager);
        var address = $"web-shops/{books.Shop.Id}/external-invoices";
        var list = JsonNode.Parse(
            $$"""
            [{"order":"{{old.Name}}","number":"F-1","issuedOn":"2026-03-02","total":"20.00"},
             {"order":"{{old.Name}}","number":"F-2","issuedOn":"2199-03-02"},
             {"order":"","number":"F-3","issuedOn":"2026-03-02"},
             {"order":"{{old.Name}}","number":"F-4","issuedOn":"2026-03-02","total":"20.001"},
             {"order":"{{old.Name}}","number":"F-1","issuedOn":"2026-03-03","total":"20.00"}]
            """
        );
        foreach (var (entered, unchanged) in new[] { (1, 0), (0, 1) })
        {
            var answer = await client.SendAsync(HttpMethod.Post, address, list, HttpStatusCode.OK);
            Assert.Equal(
                (entered, unchanged),
                (answer.Number("entered"), answer.Number("unchanged"))
            );
            Assert.Equal(
                [2, 3, 4, 5],
                answer["refused"]!.AsArray().Select(row => (int)row!["line"]!)
            );
        }
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{address}");
            request.Headers.Add("Idempotency-Key", "file");
            request.Content = new StringContent(
                $"order,invoice,date,total\n{old.Name},F-1,2026-03-02,21.00\n",
                Encoding.UTF8,
                "text/csv"
            );
            using var answer = await client.SendAsync(request, Stop);
            var text = await answer.Content.ReadAsStringAsync(Stop);
            Assert.Equal(1, JsonNode.Parse(text)!.Number("entered"));
        }
        await using (var db = books.Database.Open(books.OfficeId))
            Assert.Equal(2100, (await db.ExternalInvoices.SingleAsync(Stop)).Gross);

        // What was asked to be invoiced here is not taken for another program's.
        var asked = await OldAsync(books, paid: false);
        await books
            .Get<ReleaseOrder>()
            .RequestAsync(books.OfficeId, await books.IdOfAsync(asked), "Hélène", Stop);
        var here = await client.SendAsync(
            HttpMethod.Post,
            address,
            JsonNode.Parse(
                $$"""[{"order":"{{asked.Name}}","number":"F-9","issuedOn":"2026-03-02"}]"""
            ),
            HttpStatusCode.OK
        );
        Assert.Contains(
            "asked to be invoiced here",
            Assert.Single(here["refused"]!.AsArray())!.Text("fault"),
            StringComparison.Ordinal
        );
        await client.RefusedAsync(
            HttpMethod.Post,
            address,
            new JsonArray(),
            HttpStatusCode.UnprocessableEntity
        );
        await client.RefusedAsync(
            HttpMethod.Post,
            "web-shops/999/external-invoices",
            list,
            HttpStatusCode.NotFound
        );
        using var reader = await books.App.CreateApiClientAsync(Role.Viewer);
        await reader.RefusedAsync(HttpMethod.Post, address, list, HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("2026-03-02", "2026-03-02")]
    [InlineData("2026-03-02 10:22:00 +0100", "2026-03-02")]
    [InlineData("02/03/2026", "2026-03-02")]
    [InlineData("2.3.2026", "2026-03-02")]
    [InlineData("31/02/2026", null)]
    [InlineData("yesterday", null)]
    [InlineData("2026-03", null)]
    public void Days_are_read_as_they_are_written(string text, string? day) =>
        Assert.Equal(
            day,
            new WrittenDays([text]).Read(text)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );

    [Fact]
    public void The_month_comes_first_only_where_a_list_cannot_be_read_otherwise()
    {
        Assert.Equal(
            new DateOnly(2026, 3, 2),
            new WrittenDays(["03/02/2026", "03/28/2026"]).Read("03/02/2026")
        );
        Assert.Equal(
            new DateOnly(2026, 2, 3),
            new WrittenDays(["03/02/2026", "28/03/2026"]).Read("03/02/2026")
        );
    }
}
