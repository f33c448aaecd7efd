using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Comptoir.Invoicing;
using Comptoir.Users;
using Xunit;

namespace Comptoir.Tests.Invoicing;

/// <summary>Documents in the API and on their pages, from rows that are there.</summary>
public sealed class DocumentRouteTests : IAsyncLifetime
{
    static readonly string[] Numbers = ["F2026-00014", "F2026-00013", "A2026-00012", "F2026-00011"];

    readonly ComptoirApplication application = new();
    HttpClient client = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        client = await application.CreateApiClientAsync(Role.Manager);
        var office = application.OfficeId;
        // 1: paid and partly refunded; 2: half paid and late; 3: not paid; 4: a draft.
        await application.AddAsync(
            Ledgers.Order(office, 1),
            Ledgers.Order(office, 2),
            Ledgers.Order(office, 3),
            Ledgers.Order(office, 4),
            Ledgers.Sale(office, 1, 1, 60_00),
            Ledgers.Sale(office, 1, 2, -12_00),
            Ledgers.Sale(office, 2, 1, 48_00),
            Ledgers.Sale(office, 3, 1, 24_00),
            Ledgers.Sale(office, 4, 1, 36_00),
            Ledgers.Payment(office, 1, 1, 60_00),
            Ledgers.Payment(office, 2, 2, 24_00),
            Ledgers.Issued(office, 1, 11, 60_00),
            Ledgers.Issued(office, 1, 12, 12_00, DocumentKind.CreditNote, corrects: 11),
            Ledgers.Issued(office, 2, 13, 48_00, dueOn: new DateOnly(2026, 10, 31)),
            Ledgers.Issued(office, 3, 14, 24_00),
            Ledgers.Draft(office, 4, 15, 36_00)
        );
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Fact]
    public async Task Lists_hold_their_kind_newest_first_with_what_is_paid()
    {
        var invoices = await client.ReadAsync("invoices");
        Assert.Equal(
            ["F2026-00014 unpaid", "F2026-00013 partPaid", "F2026-00011 paid", "draft "],
            Items(invoices)
                .Select(x => $"{(string?)x["number"] ?? "draft"} {(string?)x["payment"]?["state"]}")
        );
        var credit = Assert.Single(Items(await client.ReadAsync("credit-notes")));
        Assert.Equal(
            ("A2026-00012", "12.00", "toGiveBack"),
            (
                credit.Text("number"),
                credit["gross"]!.Text("amount"),
                credit["payment"]!.Text("state")
            )
        );
        Assert.Empty(Items(await client.ReadAsync("receipts")));
    }

    [Theory]
    [InlineData("invoices?state=draft", 15)]
    [InlineData("invoices?q=1002", 13)]
    [InlineData("invoices?from=2026-10-02&to=2026-10-02&limit=1", 14)]
    public async Task A_list_is_narrowed_by_its_parameters(string address, long first) =>
        Assert.Equal(first, Items(await client.ReadAsync(address)).First().Number("id"));

    [Fact]
    public async Task Pages_follow_each_other_and_changes_come_oldest_first()
    {
        var ids = new List<long>();
        var cursor = "";
        do
        {
            var part = await client.ReadAsync($"invoices?limit=1{cursor}");
            ids.AddRange(Items(part).Select(x => x.Number("id")));
            cursor = (string?)part["next"] is { } next ? $"&cursor={next}" : "";
        } while (cursor.Length > 0);
        Assert.Equal([14, 13, 11, 15], ids);
        Assert.Equal(
            [11, 13, 14],
            Items(await client.ReadAsync("invoices?updatedSince=2026-10-02T00:00:00Z"))
                .Select(x => x.Number("id"))
        );
    }

    [Fact]
    public async Task A_document_is_answered_with_its_frozen_content_and_what_corrects_it()
    {
        var invoice = await client.ReadAsync("invoices/11");
        Assert.Equal("Maison Lumière SAS", invoice["seller"]!.Text("name"));
        Assert.Equal("Lampe Opaline", invoice["lines"]![0]!.Text("title"));
        Assert.Equal(20, invoice["lines"]![0]!.Number("percent"));
        Assert.Equal(
            ("50.00", "10.00", "60.00"),
            (
                invoice["net"]!.Text("amount"),
                invoice["tax"]!.Text("amount"),
                invoice["gross"]!.Text("amount")
            )
        );
        Assert.Equal(12, Assert.Single(invoice["correctedBy"]!.AsArray())!.Number("id"));
        Assert.Equal("12.00", invoice["payment"]!["credited"]!.Text("amount"));
        var credit = await client.ReadAsync("credit-notes/12");
        Assert.Empty(credit["correctedBy"]!.AsArray());
        await client.RefusedAsync(HttpMethod.Get, "invoices/12", null, HttpStatusCode.NotFound);
        await client.RefusedAsync(HttpMethod.Get, "receipts/999", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_order_carries_its_documents_and_what_is_open()
    {
        var order = await client.ReadAsync("orders/1");
        Assert.Equal(
            ["invoice F2026-00011 60.00", "creditNote A2026-00012 12.00"],
            order["documents"]!
                .AsArray()
                .Select(x => $"{x!.Text("kind")} {x!.Text("number")} {x!["gross"]!.Text("amount")}")
        );
        Assert.Equal("48.00", order["invoicing"]!["open"]!.Text("amount"));
        Assert.Equal("0.00", order["invoicing"]!["covered"]!.Text("amount"));
    }

    [Fact]
    public async Task What_is_done_with_documents_asks_for_more_than_reading()
    {
        var reader = await application.CreateApiClientAsync(Role.Accountant);
        foreach (
            var address in new[]
            {
                "orders/1/invoice",
                "invoices/11/credit",
                "invoices/11/reissue",
                "documents/issue",
                "documents/drop",
                "documents/15/number",
                "orders/1/release",
                "orders/1/request-documents",
            }
        )
            await reader.RefusedAsync(HttpMethod.Post, address, new { }, HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(
        """{"amount":{"amount":"5.00","currency":"USD"},"reason":"x"}""",
        "currency of the invoice"
    )]
    [InlineData("""{"amount":{"amount":"5.001","currency":"EUR"},"reason":"x"}""", "decimals")]
    [InlineData("""{"percentage":101,"reason":"x"}""", "percentage")]
    [InlineData(
        """{"percentage":10,"lines":[{"position":1,"quantity":1}],"reason":"x"}""",
        "one of"
    )]
    public async Task A_credit_that_cannot_be_meant_is_refused(string body, string words)
    {
        var problem = await client.RefusedAsync(
            HttpMethod.Post,
            "invoices/11/credit",
            JsonNode.Parse(body),
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Contains(words, problem.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/invoices?payment=open", "F2026-00014 F2026-00013")]
    [InlineData("/invoices?payment=overdue", "F2026-00013")]
    [InlineData("/invoices?payment=part-paid", "F2026-00013")]
    [InlineData("/invoices?payment=paid", "F2026-00011")]
    [InlineData("/credit-notes?payment=open", "A2026-00012")]
    [InlineData("/invoices?q=1002", "F2026-00013")]
    [InlineData("/invoices?kind=receipt", "")]
    public async Task The_lists_of_the_screens_are_filtered_by_what_is_paid(
        string address,
        string numbers
    )
    {
        var browser = await application.CreateClientAsync(Role.Viewer);
        var html = await browser.GetStringAsync(address, Stop);
        string[] shown =
        [
            .. Numbers.Where(number => html.Contains($">{number}<", StringComparison.Ordinal)),
        ];
        Assert.Equal(numbers, string.Join(' ', shown));
        // Who only reads is offered nothing to tick.
        Assert.DoesNotContain("name=\"ids\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_document_shows_it_as_paper_in_its_own_language()
    {
        var browser = await application.CreateClientAsync(Role.Manager);
        var html = WebUtility.HtmlDecode(await browser.GetStringAsync("/documents/11", Stop));
        foreach (
            var text in new[]
            {
                "Facture",
                "2\u00A0octobre 2026",
                "Prix unitaire TTC",
                "TVA FR42812345619",
                "60,00\u00A0€",
                "Credit note A2026-00012",
                "Left to pay",
                "/documents/11/credit",
            }
        )
            Assert.Contains(text, html, StringComparison.Ordinal);
        var missing = await browser.GetAsync("/documents/999", Stop);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        var viewer = await application.CreateClientAsync(Role.Viewer);
        Assert.DoesNotContain(
            "/documents/11/credit",
            await viewer.GetStringAsync("/documents/11", Stop),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_ticked_is_asked_about_before_anything_happens()
    {
        var browser = await application.CreateClientAsync(Role.Manager);
        using var asked = await browser.SendFormAsync(
            "/invoices",
            "choose",
            ("deed", "drop"),
            ("ids", "15"),
            ("ids", "11")
        );
        var html = WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync(Stop));
        // What is issued cannot be dropped: only the draft is counted.
        Assert.Contains("Drop 1 draft", html, StringComparison.Ordinal);
        Assert.Contains("over €36.00", html, StringComparison.Ordinal);
        Assert.Equal(
            5,
            Items(await client.ReadAsync("invoices")).Count()
                + Items(await client.ReadAsync("credit-notes")).Count()
        );
        using var nothing = await browser.SendFormAsync("/invoices", "choose", ("deed", "issue"));
        Assert.Contains(
            "Tick the documents first.",
            await nothing.Content.ReadAsStringAsync(Stop),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_page_of_paid_ones_is_full_though_they_lie_far_apart()
    {
        var office = application.OfficeId;
        foreach (var first in new[] { 1_000, 2_000, 3_000 })
            await application.AddAsync([
                .. Enumerable
                    .Range(first, 1_000)
                    .SelectMany(id =>
                        new object[]
                        {
                            Ledgers.Order(office, id),
                            Ledgers.Sale(office, id, 1, 12_00),
                            Ledgers.Issued(office, id, id, 12_00),
                        }.Concat(id % 40 == 0 ? [Ledgers.Payment(office, id, id, 12_00)] : [])
                    ),
            ]);
        var browser = await application.CreateClientAsync(Role.Viewer);
        var numbers = new List<string>();
        var address = "/invoices?payment=paid";
        for (var page = 0; page < 3 && address.Length > 0; page++)
        {
            var html = await browser.GetStringAsync(address, Stop);
            numbers.AddRange(
                html.Split("<a href=\"/documents/").Skip(1).Select(x => x.Split('"')[0])
            );
            var next = html.Split("rel=\"next\"")[0];
            address = html.Contains("rel=\"next\"", StringComparison.Ordinal)
                ? WebUtility.HtmlDecode(
                    next[(next.LastIndexOf("href=\"", StringComparison.Ordinal) + 6)..].Split('"')[
                        0
                    ]
                )
                : "";
        }
        Assert.Equal(
            Enumerable
                .Range(25, 75)
                .Select(x => (x * 40).ToString(CultureInfo.InvariantCulture))
                .Reverse()
                .Append("11"),
            numbers
        );
    }

    static IEnumerable<JsonNode> Items(JsonNode list) => list["items"]!.AsArray().Select(x => x!);
}
