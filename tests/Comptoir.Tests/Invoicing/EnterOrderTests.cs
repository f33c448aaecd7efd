using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Numerics;
using System.Text.Json.Nodes;
using Comptoir.Health;
using Comptoir.Invoicing;
using Comptoir.Invoicing.Orders;
using Comptoir.Storage;
using Comptoir.Users;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Currency = Comptoir.Money.Currency;

namespace Comptoir.Tests.Invoicing;

/// <summary>Orders that come from no shop: entered over HTTP, invoiced, credited and verified.</summary>
public sealed class EnterOrderTests : IAsyncLifetime
{
    readonly ComptoirApplication application = new();
    HttpClient client = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        client = await application.CreateApiClientAsync(Role.Manager);

    public ValueTask DisposeAsync() => application.DisposeAsync();

    static JsonObject Order(string lines, string more = "") =>
        JsonNode
            .Parse(
                $$"""
                {"customer":{"company":"Hôtel du Parc","line1":"3 place Bellecour","postalCode":"69002","city":"Lyon",
                 "countryCode":"FR","vatNumber":"FR40303265045"},"currency":"EUR","lines":[{{lines}}]{{more}}}
                """
            )!
            .AsObject();

    const string Lamp =
        """{"title":"Lampe Opaline","sku":"LO-1","quantity":3,"unitPrice":"49.905","discount":"10%","vatRate":20}""";

    [Fact]
    public async Task An_order_is_entered_invoiced_and_credited_and_everything_adds_up()
    {
        await Bookkeeping.IdentifyAsync(
            application.Services.GetRequiredService<Database>(),
            application.OfficeId
        );
        var order = await client.SendAsync(
            HttpMethod.Post,
            "orders",
            Order(
                Lamp + """,{"title":"Thé","quantity":2,"unitPrice":"10.00","vatRate":5.5}""",
                """ ,"shipping":{"price":"12.00","vatRate":20},"paymentDays":30,"purchaseOrder":"BC-118","date":"2026-03-02" """
            ),
            HttpStatusCode.Created
        );
        var id = order.Number("id");
        Assert.Equal($"M-{id}", order.Text("name"));
        // 149.72 less 14.97 is 134.75 and 26.95 tax; 20.00 and 1.10; 12.00 and 2.40.
        Assert.Equal("197.20", order["totals"]!["ordered"]!["shop"]!.Text("amount"));
        Assert.Equal("30.45", order["totals"]!["ledgerTax"]!["shop"]!.Text("amount"));
        Assert.Equal("holds", order.Text("control"));
        await using (
            var db = application.Services.GetRequiredService<Database>().Open(application.OfficeId)
        )
        {
            var row = await db.Orders.SingleAsync(x => x.Id == id, Stop);
            Assert.Equal(
                ("Net 30", new DateOnly(2026, 4, 1)),
                (row.PaymentTerms, row.PaymentDueOn)
            );
            Assert.Equal(("BC-118", "Hôtel du Parc"), (row.PurchaseOrder, row.CompanyName));
        }
        await VerifyAsync();

        var made = await client.SendAsync(
            HttpMethod.Post,
            $"orders/{id}/invoice",
            new { issue = true },
            HttpStatusCode.Created
        );
        var invoice = Assert.Single(made["documents"]!.AsArray())!;
        Assert.Equal("197.20", invoice["gross"]!.Text("amount"));
        await VerifyAsync();

        await client.SendAsync(
            HttpMethod.Post,
            $"invoices/{invoice.Number("id")}/credit",
            JsonNode.Parse(
                """{"lines":[{"position":1,"quantity":1}],"reason":"Cassée","issue":true}"""
            ),
            HttpStatusCode.Created
        );
        Assert.Single((await client.ReadAsync("credit-notes"))["items"]!.AsArray());
        await VerifyAsync();
    }

    async Task VerifyAsync()
    {
        var report = await application
            .Services.GetRequiredService<VerifyOffice>()
            .VerifyAsync(application.OfficeId, Stop);
        Assert.Empty(report.Findings);
    }

    [Theory]
    [InlineData("""{"title":"A","quantity":0,"unitPrice":"1","vatRate":20}""", "lines.0.quantity")]
    [InlineData(
        """{"title":"A","quantity":1,"unitPrice":"-1","vatRate":20}""",
        "lines.0.unitPrice"
    )]
    [InlineData(
        """{"title":"A","quantity":1,"unitPrice":"1.1234567","vatRate":20}""",
        "lines.0.unitPrice"
    )]
    [InlineData("""{"title":"A","quantity":1,"unitPrice":"1","vatRate":101}""", "lines.0.vatRate")]
    [InlineData("""{"title":"A","quantity":1,"unitPrice":"1"}""", "lines.0.vatRate")]
    [InlineData("""{"quantity":1,"unitPrice":"1","vatRate":20}""", "lines.0.title")]
    [InlineData(
        """{"title":"A","quantity":1,"unitPrice":"1","discount":"2","vatRate":20}""",
        "lines.0.discount"
    )]
    [InlineData(
        """{"title":"A","quantity":1,"unitPrice":"1","discount":"0.001","vatRate":20}""",
        "lines.0.discount"
    )]
    [InlineData(
        """{"title":"A","quantity":1000000,"unitPrice":"1000000","vatRate":20}""",
        "lines.0.unitPrice"
    )]
    public async Task A_line_that_will_not_do_is_refused_at_its_field(string line, string field)
    {
        var problem = await client.RefusedAsync(
            HttpMethod.Post,
            "orders",
            Order(line),
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Equal([field], problem["errors"]!.AsObject().Select(x => x.Key));
    }

    [Theory]
    [InlineData("currency", "\"ZZZ\"", "currency")]
    [InlineData("date", "\"2199-01-01\"", "date")]
    [InlineData("paymentDays", "-1", "paymentDays")]
    [InlineData("customer", "{}", "customer.name")]
    [InlineData("customer", """{"contact":"nobody@example.com"}""", "customer.contact")]
    [InlineData("customer", """{"name":"A","siren":"123456789"}""", "customer.siren")]
    [InlineData("shipping", """{"title":"Colissimo"}""", "shipping.price")]
    public async Task A_head_that_will_not_do_is_refused_at_its_field(
        string member,
        string value,
        string field
    )
    {
        var order = Order(Lamp);
        order[member] = JsonNode.Parse(value);
        var problem = await client.RefusedAsync(
            HttpMethod.Post,
            "orders",
            order,
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Equal([field], problem["errors"]!.AsObject().Select(x => x.Key));
    }

    [Fact]
    public async Task Without_a_line_or_the_right_nothing_is_entered_and_a_repetition_enters_once()
    {
        await client.RefusedAsync(
            HttpMethod.Post,
            "orders",
            Order(""),
            HttpStatusCode.UnprocessableEntity
        );
        using var reader = await application.CreateApiClientAsync(Role.Viewer);
        await reader.RefusedAsync(HttpMethod.Post, "orders", Order(Lamp), HttpStatusCode.Forbidden);
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders");
            request.Headers.Add("Idempotency-Key", "one");
            request.Content = JsonContent.Create(Order(Lamp));
            using var answer = await client.SendAsync(request, Stop);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }
        Assert.Single((await client.ReadAsync("orders"))["items"]!.AsArray());
    }

    [Fact]
    public async Task The_page_adds_rows_keeps_what_was_typed_and_enters_the_order()
    {
        using var browser = await application.CreateClientAsync(Role.Manager);
        (string, string)[] typed =
        [
            ("rows", "3"),
            ("customer.name", "Claire Dubois"),
            ("date", "2026-03-02"),
            ("currency", "EUR"),
            ("taxesIncluded", "true"),
            ("lines.1.title", "Bougie <ambre>"),
            ("lines.1.quantity", "2"),
            ("lines.1.unitPrice", "9,99"),
            ("lines.1.vatRate", "20"),
        ];
        using (
            var more = await browser.SendFormAsync(
                "/orders/new",
                "order",
                [.. typed, ("step", "add")]
            )
        )
        {
            var html = WebUtility.HtmlDecode(await more.Content.ReadAsStringAsync(Stop));
            Assert.Contains("lines.5.title", html, StringComparison.Ordinal);
            Assert.Contains("Bougie <ambre>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("-error", html, StringComparison.Ordinal);
        }
        using (
            var wrong = await browser.SendFormAsync(
                "/orders/new",
                "order",
                [.. typed, ("lines.2.title", "Sans prix")]
            )
        )
        {
            var html = await wrong.Content.ReadAsStringAsync(Stop);
            Assert.Contains("Sans prix", html, StringComparison.Ordinal);
            Assert.Contains(
                "Give the price of a unit; 0 for a gift.",
                html,
                StringComparison.Ordinal
            );
        }
        using var saved = await browser.SendFormAsync("/orders/new", "order", typed);
        var order = Assert.Single((await client.ReadAsync("orders"))["items"]!.AsArray())!;
        Assert.Equal("19.98", order["total"]!.Text("amount"));
        var page = await browser.GetStringAsync($"/orders/{order.Number("id")}", Stop);
        Assert.Contains($"/orders/{order.Number("id")}/invoice", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_customer_and_a_known_SKU_give_what_is_left_out()
    {
        var contact = await client.SendAsync(
            HttpMethod.Post,
            "contacts",
            JsonNode.Parse(
                """{"kind":"company","name":"Hôtel du Parc","email":"compta@parc.example","addresses":[{"line1":"3 place Bellecour","city":"Lyon","countryCode":"FR"}],"own":{"vatNumber":"FR40303265045","language":"en"}}"""
            ),
            HttpStatusCode.Created
        );
        foreach (var asked in new[] { "hotel du parc", "compta@parc.example" })
        {
            var order = Order(Lamp);
            order["customer"] = new JsonObject { ["contact"] = asked };
            var entered = await client.SendAsync(
                HttpMethod.Post,
                "orders",
                order,
                HttpStatusCode.Created
            );
            await using var db = application
                .Services.GetRequiredService<Database>()
                .Open(application.OfficeId);
            var id = entered.Number("id");
            var row = await db.Orders.Include(x => x.Lines).SingleAsync(x => x.Id == id, Stop);
            Assert.Equal(contact.Number("id"), row.ContactId);
            Assert.Equal(
                ("Hôtel du Parc", "FR40303265045", "Lyon", "VAT"),
                (
                    row.CompanyName,
                    row.VatNumber,
                    row.BillingAddress?.City,
                    row.Lines[0].Taxes[0].Title
                )
            );
        }
    }

    static readonly string[] Currencies = ["EUR", "JPY", "TND"];

    static readonly Gen<(
        long Price,
        int Quantity,
        int Percent,
        int Rate,
        bool Included,
        string Currency
    )> Samples = Gen.Select(
        Gen.Long[0, 2_000_000_000],
        Gen.Int[1, 400],
        Gen.Int[0, 1_000_000],
        Gen.Int[0, 1_000_000],
        Gen.Bool,
        Gen.Int[0, 2].Select(i => Currencies[i])
    );

    [Fact]
    public void Sums_are_exact_and_rounded_half_away_from_zero() =>
        Samples.Sample(sample =>
        {
            var currency = new Currency(sample.Currency);
            var amounts = OrderAmounts.Of(
                sample.Price / 1_000_000m,
                sample.Quantity,
                new LineReduction(0, sample.Percent / 10_000m),
                sample.Rate,
                sample.Included,
                currency
            );
            // The same in whole numbers.
            var minor = BigInteger.Pow(10, currency.Exponent);
            var full = Half((BigInteger)sample.Price * sample.Quantity * minor, 1_000_000);
            var off = Half(full * sample.Percent, 1_000_000);
            var charged = full - off;
            var net = sample.Included
                ? Half(charged * 1_000_000, 1_000_000 + sample.Rate)
                : charged;
            var tax = sample.Included ? charged - net : Half(charged * sample.Rate, 1_000_000);
            Assert.Equal(
                (off, net, tax, net + tax),
                (amounts.Discount, amounts.Net, amounts.Tax, amounts.Gross)
            );
        });

    /// <summary>A quotient of numbers that are not negative, halves up.</summary>
    static BigInteger Half(BigInteger number, BigInteger by) => (2 * number + by) / (2 * by);
}
