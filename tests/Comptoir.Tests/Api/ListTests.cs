using System.Net;
using System.Text.Json;
using Comptoir.Contacts;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Users;
using Xunit;

namespace Comptoir.Tests.Api;

public sealed class ListTests : IAsyncDisposable
{
    readonly ComptoirApplication application = new();

    public ValueTask DisposeAsync() => application.DisposeAsync();

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    static Contact Contact(long office, long id, string name) =>
        new()
        {
            OfficeId = office,
            Id = id,
            Kind = ContactKind.Person,
            IsCustomer = id % 2 == 0,
            IsSupplier = id % 2 == 1,
            Name = name,
            Tags = [],
            TaxExempt = false,
            CreatedAt = Noon,
            UpdatedAt = Noon.AddMinutes(id / 2),
            SortName = SearchText.Sort(name),
            Search = SearchText.Words(name),
        };

    static SalesOrder Order(long office, long id, string name) =>
        new()
        {
            OfficeId = office,
            Id = id,
            ExternalId = 9_000 + id,
            Name = name,
            CustomerName = "Ada",
            PlacedAt = Noon.AddDays(id),
            PlacedOn = DateOnly.FromDateTime(Noon.AddDays(id)),
            CreatedAt = Noon,
            UpdatedAt = Noon,
            IsTest = false,
            IsEdited = false,
            TaxesIncluded = true,
            Tags = [],
            Attributes = [],
            DiscountCodes = [],
            Currency = "EUR",
            CustomerCurrency = "JPY",
            Total = 1234,
            CustomerTotal = 1999,
            Tax = 206,
            CustomerTax = 333,
            Discount = 0,
            CustomerDiscount = 0,
            Shipping = 0,
            CustomerShipping = 0,
            CurrentTotal = 1234,
            CustomerCurrentTotal = 1999,
            CurrentTax = 206,
            CustomerCurrentTax = 333,
            RefundDiscrepancy = 0,
            CustomerRefundDiscrepancy = 0,
            Received = 1234,
            CustomerReceived = 1999,
            Refunded = 0,
            CustomerRefunded = 0,
            Control = ControlState.Holds,
            ControlFindings = [],
            Search = SearchText.Words(name, "Ada"),
            Sales =
            [
                new Sale
                {
                    OfficeId = office,
                    OrderId = id,
                    Number = 1,
                    Agreement = 1,
                    Reason = "ORDER",
                    HappenedAt = Noon,
                    HappenedOn = DateOnly.FromDateTime(Noon),
                    Kind = "PRODUCT",
                    Action = "ORDER",
                    Total = 1234,
                    CustomerTotal = 1999,
                    Tax = 206,
                    CustomerTax = 333,
                    DiscountBeforeTax = 0,
                    CustomerDiscountBeforeTax = 0,
                    DiscountAfterTax = 0,
                    CustomerDiscountAfterTax = 0,
                },
            ],
        };

    static async Task<JsonElement> GetAsync(HttpClient client, string address)
    {
        var answer = await client.GetAsync(address, Cancelled);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    static async Task<string> RefusedAsync(HttpClient client, string address)
    {
        var answer = await client.GetAsync(address, Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled));
        return problem.RootElement.GetProperty("detail").GetString()!;
    }

    [Theory]
    [InlineData("/api/v1/contacts?limit=3")]
    [InlineData("/api/v1/contacts?limit=3&updatedSince=2026-01-01T00:00:00Z")]
    public async Task Part_by_part_every_contact_comes_once_in_order(string address)
    {
        await application.AddAsync([
            .. Enumerable
                .Range(1, 10)
                .Select(i => Contact(1, i, i % 2 == 0 ? "Same" : $"Name {i}")),
        ]);
        var client = await application.CreateApiClientAsync(Role.Viewer);
        var ids = new List<long>();
        string? next = null;
        do
        {
            var part = await GetAsync(client, next is null ? address : $"{address}&cursor={next}");
            ids.AddRange(
                part.GetProperty("items")
                    .EnumerateArray()
                    .Select(x => x.GetProperty("id").GetInt64())
            );
            next = part.GetProperty("next").GetString();
        } while (next is not null);
        Assert.Equal(10, ids.Count);
        Assert.Equal(10, ids.Distinct().Count());
        if (address.Contains("updated", StringComparison.Ordinal))
            Assert.Equal(ids.Order(), ids);
    }

    [Fact]
    public async Task A_list_says_what_it_cannot_understand()
    {
        await application.AddAsync(Contact(1, 1, "A"), Contact(1, 2, "B"));
        var client = await application.CreateApiClientAsync(Role.Viewer);
        Assert.Equal(
            "'office' is not a parameter of this address. It knows: webShop, state, limit, cursor.",
            await RefusedAsync(client, "/api/v1/attention?office=1")
        );
        Assert.Equal(
            "'costumer' is not a parameter of this address: it knows none.",
            await RefusedAsync(client, "/api/v1/contacts/1?costumer=1")
        );
        Assert.Contains(
            "limit",
            await RefusedAsync(client, "/api/v1/contacts?limit=501"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "limit",
            await RefusedAsync(client, "/api/v1/contacts?limit=many"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "open, closed, cancelled",
            await RefusedAsync(client, "/api/v1/orders?state=lost"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "from",
            await RefusedAsync(client, "/api/v1/orders?from=yesterday"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Begin again",
            await RefusedAsync(client, "/api/v1/contacts?cursor=nonsense"),
            StringComparison.Ordinal
        );
        var first = await GetAsync(client, "/api/v1/contacts?limit=1");
        var cursor = first.GetProperty("next").GetString();
        Assert.Contains(
            "Begin again",
            await RefusedAsync(client, $"/api/v1/orders?cursor={cursor}"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_order_carries_its_money_in_both_currencies_with_their_own_decimals()
    {
        await application.AddAsync(Order(1, 5, "#1001"));
        var client = await application.CreateApiClientAsync(Role.Viewer);
        var order = await GetAsync(client, "/api/v1/orders/5");
        var ledger = order.GetProperty("totals").GetProperty("ledger").GetRawText();
        Assert.Equal(
            """{"shop":{"amount":"12.34","currency":"EUR"},"customer":{"amount":"1999","currency":"JPY"}}""",
            ledger
        );
        Assert.Equal(9_005, order.GetProperty("externalId").GetInt64());
        Assert.Equal(ledger, order.GetProperty("ledger")[0].GetProperty("total").GetRawText());
        var item = (await GetAsync(client, "/api/v1/orders")).GetProperty("items")[0];
        Assert.Equal(
            """{"amount":"12.34","currency":"EUR"}""",
            item.GetProperty("total").GetRawText()
        );
    }

    [Fact]
    public async Task Orders_are_found_by_day_by_word_and_newest_first()
    {
        await application.AddAsync(
            Order(1, 1, "#1001"),
            Order(1, 2, "#1002"),
            Order(1, 3, "#1003")
        );
        var client = await application.CreateApiClientAsync(Role.Viewer);
        Assert.Equal(["#1003", "#1002", "#1001"], await NamesAsync(client, "/api/v1/orders"));
        Assert.Equal(
            ["#1002"],
            await NamesAsync(client, "/api/v1/orders?from=2026-03-03&to=2026-03-03")
        );
        Assert.Equal(["#1003"], await NamesAsync(client, "/api/v1/orders?q=1003%20ada"));
        Assert.Empty(await NamesAsync(client, "/api/v1/orders?state=cancelled"));
        Assert.Empty(await NamesAsync(client, "/api/v1/orders?webShop=7"));
    }

    [Fact]
    public async Task Another_offices_rows_are_never_seen_even_under_the_same_numbers()
    {
        var second = await application.AddOfficeAsync("Second");
        await application.AddAsync(
            Order(1, 5, "#mine"),
            Order(second, 5, "#theirs"),
            Order(second, 6, "#theirs"),
            Contact(second, 7, "Theirs")
        );
        var client = await application.CreateApiClientAsync(Role.Owner);
        Assert.Equal(
            "#mine",
            (await GetAsync(client, "/api/v1/orders/5")).GetProperty("name").GetString()
        );
        Assert.Equal(["#mine"], await NamesAsync(client, "/api/v1/orders"));
        Assert.Empty(await NamesAsync(client, "/api/v1/orders?q=theirs"));
        Assert.Empty(await NamesAsync(client, "/api/v1/contacts"));
        foreach (
            var address in new[] { "/api/v1/orders/6", "/api/v1/contacts/7", "/api/v1/products/1" }
        )
        {
            var answer = await client.GetAsync(address, Cancelled);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task The_description_names_every_list_and_how_to_come_in()
    {
        var client = await application.CreateClientAsync();
        var described = await GetAsync(client, "/openapi/v1.json");
        var paths = described.GetProperty("paths");
        foreach (
            var list in new[] { "contacts", "products", "orders", "attention", "web-shops", "runs" }
        )
            Assert.True(paths.TryGetProperty($"/api/v1/{list}", out _), list);
        Assert.Equal(
            "bearer",
            described
                .GetProperty("components")
                .GetProperty("securitySchemes")
                .GetProperty("apiKey")
                .GetProperty("scheme")
                .GetString()
        );
        Assert.Contains(
            """["open","closed","cancelled"]""",
            paths
                .GetProperty("/api/v1/orders")
                .GetRawText()
                .ReplaceLineEndings("")
                .Replace(" ", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Contains("first day", paths.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("shpat_", described.GetRawText(), StringComparison.Ordinal);
        var docs = await client.GetStringAsync("/docs/", Cancelled);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", docs);
    }

    static async Task<string[]> NamesAsync(HttpClient client, string address) =>
        [
            .. (await GetAsync(client, address))
                .GetProperty("items")
                .EnumerateArray()
                .Select(x => x.GetProperty("name").GetString()!),
        ];
}
