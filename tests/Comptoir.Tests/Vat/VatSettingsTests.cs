using System.Net;
using System.Text;
using Comptoir.Journal;
using Comptoir.Offices;
using Comptoir.Users;
using Comptoir.Vat;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Vat;

/// <summary>Tables, registrations and what web shops need said, over HTTP.</summary>
public sealed class VatSettingsTests : IAsyncDisposable
{
    readonly ComptoirApplication application = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Fact]
    public async Task An_office_says_a_rate_otherwise_and_withdraws_it_and_all_of_it_stays_visible()
    {
        var client = await application.CreateApiClientAsync(Role.Accountant);
        var added = await AddAsync(client, Rate(), HttpStatusCode.Created);
        await using var db = application.Database.Open(application.OfficeId);
        Assert.Contains(60_000, (await VatBook.ReadAsync(db, Stop)).RatesOf("DE", new(2027, 1, 1)));
        var rates = await client.ReadAsync("vat/rates?q=germany&on=2027-06-01");
        Assert.Equal(
            [19m, 7m, 6m],
            rates["items"]!.AsArray().Select(rate => (decimal)rate!["percent"]!)
        );

        var id = added.Number("id");
        await client.SendAsync(
            HttpMethod.Delete,
            $"vat/table-changes/{id}",
            null,
            HttpStatusCode.OK
        );
        await client.RefusedAsync(
            HttpMethod.Delete,
            $"vat/table-changes/{id}",
            null,
            HttpStatusCode.UnprocessableEntity
        );
        await client.RefusedAsync(
            HttpMethod.Delete,
            "vat/table-changes/987654",
            null,
            HttpStatusCode.NotFound
        );

        Assert.DoesNotContain(
            60_000,
            (await VatBook.ReadAsync(db, Stop)).RatesOf("DE", new(2027, 1, 1))
        );
        var change = Assert.Single(
            (await client.ReadAsync("vat/table-changes"))["items"]!.AsArray()
        )!;
        Assert.Equal("test Accountant", change.Text("withdrawnBy"));
        var journal = await db.Journal.OrderBy(x => x.Number).ToListAsync(Stop);
        Assert.Equal(2, journal.Count);
        Assert.All(journal, x => Assert.Equal(JournalKind.LegalSettingChanged, x.Kind));
        Assert.Contains(
            "6 % Reduced",
            Encoding.UTF8.GetString(journal[0].Content),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("percent", -1)]
    [InlineData("percent", 101)]
    [InlineData("percent", 5.55555)]
    [InlineData("percent", null)]
    [InlineData("area", "Germany")]
    [InlineData("area", null)]
    [InlineData("source", " ")]
    [InlineData("until", "2026-12-31")]
    [InlineData("from", "0001-01-01")]
    [InlineData("kind", "wordingReplaced")]
    public async Task What_cannot_be_is_refused_and_nothing_stored(string field, object? value)
    {
        var client = await application.CreateApiClientAsync(Role.Manager);
        var rate = Rate();
        rate[field] = value;
        await client.RefusedAsync(
            HttpMethod.Post,
            "vat/table-changes",
            rate,
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Empty((await client.ReadAsync("vat/table-changes"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Places_and_wordings_are_found_by_words()
    {
        var client = await application.CreateApiClientAsync(Role.Viewer);
        var places = (await client.ReadAsync("vat/places?q=22061"))["items"]!.AsArray();
        Assert.Equal("IT-CAM", Assert.Single(places)!.Text("area"));
        var wordings = (await client.ReadAsync("vat/wordings?q=VATEX-EU-IC"))["items"]!.AsArray();
        Assert.Equal(2, wordings.Count);
        await AddAsync(client, Rate(), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Registrations_are_added_ended_and_removed_while_they_never_held()
    {
        await application.AddAsync(Seller());
        var client = await application.CreateApiClientAsync(Role.Accountant);
        var german = await RegisterAsync(
            client,
            "country",
            "Germany",
            "DE 129273398",
            "2026-01-01"
        );
        Assert.Equal("DE129273398", german.Text("number"));
        var shop = await RegisterAsync(client, "oneStopShop", null, null, "2026-01-01");
        Assert.Equal("FR", shop.Text("country"));

        var id = german.Number("id");
        await client.RefusedAsync(
            HttpMethod.Delete,
            $"vat/registrations/{id}",
            null,
            HttpStatusCode.UnprocessableEntity
        );
        await client.RefusedAsync(
            HttpMethod.Patch,
            $"vat/registrations/{id}",
            new { until = "2025-12-31" },
            HttpStatusCode.UnprocessableEntity
        );
        await client.SendAsync(
            HttpMethod.Patch,
            $"vat/registrations/{id}",
            new { until = "2026-06-30" },
            HttpStatusCode.OK
        );
        var next = await RegisterAsync(client, "country", "DE", "DE129273398", "2199-01-01");
        // The first one cannot go on over the next.
        await client.RefusedAsync(
            HttpMethod.Patch,
            $"vat/registrations/{id}",
            new { until = (string?)null },
            HttpStatusCode.UnprocessableEntity
        );
        await client.SendAsync(
            HttpMethod.Delete,
            $"vat/registrations/{next.Number("id")}",
            null,
            HttpStatusCode.NoContent
        );

        await using var db = application.Database.Open(application.OfficeId);
        var book = await VatBook.ReadAsync(db, Stop);
        Assert.Equal(2, book.Registrations.Count);
        Assert.Equal(
            new DateOnly(2026, 6, 30),
            book.Registrations.Single(x => x.Country == "DE").Until
        );
        Assert.Equal(5, await db.Journal.CountAsync(Stop));
    }

    [Theory]
    // The company's own country, a number of another one, none, no country, an overlap, days the wrong way round.
    [InlineData("country", "FR", "FR40303265045", "2026-01-01", null)]
    [InlineData("country", "DE", "IT00743110157", "2026-01-01", null)]
    [InlineData("country", "DE", null, "2026-01-01", null)]
    [InlineData("country", null, "DE129273398", "2026-01-01", null)]
    [InlineData("country", "DE", "DE12927339", "2026-01-01", null)]
    [InlineData("country", "IT", "IT00743110157", "2026-03-01", null)]
    [InlineData("country", "IT", "IT00743110157", "2020-01-01", "2025-01-01")]
    [InlineData("country", "DE", "DE129273398", "2026-01-01", "2025-12-31")]
    [InlineData("oneStopShop", "US", null, "2026-01-01", null)]
    [InlineData("oneStopShop", "XI", null, "2026-01-01", null)]
    public async Task A_registration_that_cannot_be_is_refused(
        string kind,
        string? country,
        string? number,
        string from,
        string? until
    )
    {
        await application.AddAsync(
            Seller(),
            new VatRegistration
            {
                OfficeId = application.OfficeId,
                Id = 1,
                Kind = VatRegistrationKind.Country,
                Country = "IT",
                Number = "IT00743110157",
                From = new DateOnly(2025, 1, 1),
            }
        );
        var client = await application.CreateApiClientAsync(Role.Owner);
        await client.RefusedAsync(
            HttpMethod.Post,
            "vat/registrations",
            new
            {
                kind,
                country,
                number,
                from,
                until,
            },
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Single((await client.ReadAsync("vat/registrations"))["items"]!.AsArray());
    }

    [Fact]
    public async Task The_pages_do_the_same_and_viewers_see_none_of_it()
    {
        await application.AddAsync(Seller());
        var browser = await application.CreateClientAsync(Role.Accountant);
        foreach (
            var tab in new[] { "", "places", "wordings", "registrations", "numbers", "exchange" }
        )
            Assert.Contains(
                "<h1>VAT</h1>",
                await browser.GetStringAsync($"/settings/vat?tab={tab}", Stop),
                StringComparison.Ordinal
            );

        await SentAsync(
            browser,
            "",
            "vat-rate",
            ("kind", "RateEnded"),
            ("area", "DE"),
            ("percent", "7"),
            ("rateKind", "Reduced"),
            ("from", "2027-01-01"),
            ("source", "BGBl.")
        );
        await SentAsync(
            browser,
            "wordings",
            "vat-wording",
            ("case", "Export"),
            ("code", "VATEX-EU-G"),
            ("french", "Exportation"),
            ("english", "Export"),
            ("from", "2027-01-01"),
            ("source", "CIBS")
        );
        await SentAsync(
            browser,
            "registrations",
            "registration",
            ("kind", "OneStopShop"),
            ("from", "2026-01-01")
        );
        await SentAsync(
            browser,
            "numbers",
            "vat-answer",
            ("number", "DE129273398"),
            ("valid", "true")
        );
        var refused = await browser.SendFormAsync(
            "/settings/vat?tab=numbers",
            "vat-answer",
            ("number", "DE1"),
            ("valid", "true")
        );
        Assert.Contains(
            "Nothing was changed",
            await refused.Content.ReadAsStringAsync(Stop),
            StringComparison.Ordinal
        );

        await using var db = application.Database.Open(application.OfficeId);
        var book = await VatBook.ReadAsync(db, Stop);
        Assert.Equal([190_000], book.RatesOf("DE", new(2027, 1, 1)));
        Assert.Equal(
            new VatWording("VATEX-EU-G", "Exportation"),
            book.WordingOf(VatCase.Export, "US", new(2027, 1, 1), "fr")
        );
        Assert.Single(book.Registrations);
        var change = await db.VatTableChanges.FirstAsync(
            x => x.Kind == VatTableChangeKind.RateEnded,
            Stop
        );
        await SentAsync(browser, "", $"withdraw-{change.Id}");
        Assert.Contains(
            "withdrawn",
            await browser.GetStringAsync("/settings/vat", Stop),
            StringComparison.Ordinal
        );

        var viewer = await application.CreateClientAsync(Role.Viewer);
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await viewer.GetAsync("/settings/vat", Stop)).StatusCode
        );
    }

    static async Task SentAsync(
        HttpClient browser,
        string tab,
        string form,
        params (string, string)[] fields
    )
    {
        var answer = await browser.SendFormAsync($"/settings/vat?tab={tab}", form, fields);
        Assert.True(
            answer.StatusCode == HttpStatusCode.Redirect,
            $"{form}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Stop)}"
        );
    }

    static Dictionary<string, object?> Rate() =>
        new(StringComparer.Ordinal)
        {
            ["kind"] = "rateAdded",
            ["area"] = "DE",
            ["percent"] = 6,
            ["from"] = "2027-01-01",
            ["source"] = "BGBl. 2026 I",
        };

    static Task<System.Text.Json.Nodes.JsonNode> AddAsync(
        HttpClient client,
        Dictionary<string, object?> change,
        HttpStatusCode expected
    ) => client.SendAsync(HttpMethod.Post, "vat/table-changes", change, expected);

    static Task<System.Text.Json.Nodes.JsonNode> RegisterAsync(
        HttpClient client,
        string kind,
        string? country,
        string? number,
        string from
    ) =>
        client.SendAsync(
            HttpMethod.Post,
            "vat/registrations",
            new
            {
                kind,
                country,
                number,
                from,
            },
            HttpStatusCode.Created
        );

    SellerIdentity Seller() =>
        new()
        {
            OfficeId = application.OfficeId,
            Name = "Maison Lumière",
            CountryCode = "FR",
            VatNumber = "FR40303265045",
        };
}
