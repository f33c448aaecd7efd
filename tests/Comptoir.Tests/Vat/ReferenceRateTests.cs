using System.Net;
using System.Net.Http.Json;
using System.Text;
using Comptoir.Journal;
using Comptoir.Users;
using Comptoir.Vat;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Vat;

/// <summary>Rates of the euro: read from the bank's files, fetched, brought by hand, never overwritten.</summary>
public sealed class ReferenceRateTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_files_of_the_bank_are_read()
    {
        var rates = await ReadAsync(
            File(("2026-11-25", "1.0812", "163.25"), ("2026-11-24", "1.08", "162"))
        );

        Assert.Equal(
            [
                new ExchangeRate("USD", 1.0812m, new(2026, 11, 25), EcbRates.Source),
                new ExchangeRate("JPY", 163.25m, new(2026, 11, 25), EcbRates.Source),
                new ExchangeRate("USD", 1.08m, new(2026, 11, 24), EcbRates.Source),
                new ExchangeRate("JPY", 162m, new(2026, 11, 24), EcbRates.Source),
            ],
            rates
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("<a/>")]
    [InlineData("no xml")]
    [InlineData("<Cube time='2026-11-25'/>")]
    [InlineData("<Cube time='2026-13-25'><Cube currency='USD' rate='1'/></Cube>")]
    [InlineData("<Cube time='2026-11-25'><Cube currency='dollar' rate='1'/></Cube>")]
    [InlineData("<Cube time='2026-11-25'><Cube currency='USD' rate='one'/></Cube>")]
    [InlineData("<Cube time='2026-11-25'><Cube currency='USD'/></Cube>")]
    [InlineData(
        "<!DOCTYPE a [<!ENTITY b 'c'>]><Cube time='2026-11-25'><Cube currency='USD' rate='1'/></Cube>"
    )]
    public async Task Another_file_is_refused(string content) =>
        await Assert.ThrowsAsync<RefusedException>(() => ReadAsync(content));

    [Fact]
    public async Task They_are_stored_once_and_what_is_there_stays()
    {
        await using var application = new ComptoirApplication();
        var client = await application.CreateApiClientAsync(Role.Accountant);
        var first = await KeepAsync(client, 1.08m);
        Assert.Equal(
            (1, 0, 0),
            (first.Number("kept"), first.Number("known"), first.Number("others"))
        );
        var again = await KeepAsync(client, 1.08m);
        Assert.Equal(
            (0, 1, 0),
            (again.Number("kept"), again.Number("known"), again.Number("others"))
        );
        var other = await KeepAsync(client, 1.09m);
        Assert.Equal(
            (0, 0, 1),
            (other.Number("kept"), other.Number("known"), other.Number("others"))
        );

        var listed = Assert.Single(
            (await client.ReadAsync("exchange-rates?on=2026-11-25"))["items"]!.AsArray()
        )!;
        Assert.Equal(1.08m, (decimal)listed["perEuro"]!);
        Assert.Empty((await client.ReadAsync("exchange-rates?on=2026-11-20"))["items"]!.AsArray());
        Assert.Single((await client.ReadAsync("exchange-rates?currency=usd"))["items"]!.AsArray());
        await using var db = application.Database.Open(application.OfficeId);
        var book = await VatBook.ReadAsync(
            db,
            new VatQuestions([], ["USD", "EUR"], new(2026, 11, 26), new(2026, 11, 26)),
            Stop
        );
        Assert.Equal(1.08m, book.RateBetween("USD", "EUR", new(2026, 11, 26))!.Rate);
    }

    [Theory]
    [InlineData("USD", 0, "2026-11-24", "ECB")]
    [InlineData("USD", 1.1234567, "2026-11-24", "ECB")]
    [InlineData("EUR", 1, "2026-11-24", "ECB")]
    [InlineData("US", 1, "2026-11-24", "ECB")]
    [InlineData("USD", 1, "2199-11-24", "ECB")]
    [InlineData("USD", 1, "1998-11-24", "ECB")]
    [InlineData("USD", 1, "2026-11-24", " ")]
    public async Task A_rate_that_cannot_be_is_refused(
        string currency,
        double perEuro,
        string on,
        string source
    )
    {
        await using var application = new ComptoirApplication();
        var client = await application.CreateApiClientAsync(Role.Manager);
        await client.RefusedAsync(
            HttpMethod.Post,
            "exchange-rates",
            new
            {
                rates = new[]
                {
                    new
                    {
                        currency,
                        perEuro,
                        on,
                        source,
                    },
                },
            },
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Empty((await client.ReadAsync("exchange-rates"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_mistyped_rate_is_withdrawn_for_the_journal_to_keep_and_the_right_one_takes_its_place()
    {
        await using var application = new ComptoirApplication();
        var client = await application.CreateApiClientAsync(Role.Accountant);
        await KeepAsync(0.000001m);

        using var done = await client.DeleteAsync("/api/v1/exchange-rates/AUD/2026-11-25", Stop);
        using var again = await client.DeleteAsync("/api/v1/exchange-rates/AUD/2026-11-25", Stop);
        Assert.Equal(
            (HttpStatusCode.NoContent, HttpStatusCode.NotFound),
            (done.StatusCode, again.StatusCode)
        );
        await KeepAsync(1.65m);

        Assert.Equal(
            1.65m,
            (decimal)
                Assert.Single((await client.ReadAsync("exchange-rates"))["items"]!.AsArray())![
                    "perEuro"
                ]!
        );
        await using var db = application.Database.Open(application.OfficeId);
        Assert.Single(
            await db
                .Journal.Where(row => row.Kind == JournalKind.LegalSettingChanged)
                .ToListAsync(Stop)
        );

        async Task KeepAsync(decimal perEuro)
        {
            using var kept = await client.PostAsJsonAsync(
                "/api/v1/exchange-rates",
                new
                {
                    rates = new[]
                    {
                        new
                        {
                            currency = "AUD",
                            perEuro,
                            on = "2026-11-25",
                            source = "By hand",
                        },
                    },
                },
                Stop
            );
            Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        }
    }

    [Fact]
    public async Task They_are_fetched_where_the_bank_may_be_asked()
    {
        await using var bank = await StandInVies.StartAsync();
        bank.Rates = File(("2026-11-25", "1.0812", "163.25"));
        await using var application = new ComptoirApplication(
            founded: true,
            settings: [$"Comptoir:Ecb:Endpoint={bank.Files}"],
            data: null
        );
        // The first office is made after the start; a second start finds it.
        await application.StartAsync();
        await using var again = new ComptoirApplication(
            founded: true,
            data: application.Data,
            settings: [$"Comptoir:Ecb:Endpoint={bank.Files}"]
        );
        await again.StartAsync();

        var stored = await Eventually.FindAsync(
            async () =>
            {
                await using var db = again.Database.Open(again.OfficeId);
                var rates = await db.ReferenceRates.AsNoTracking().ToListAsync(Stop);
                return rates.Count > 0 ? rates : null;
            },
            "rates of the bank"
        );

        Assert.Equal(["JPY", "USD"], stored.Select(rate => rate.Currency).Order());
    }

    [Fact]
    public async Task The_file_is_brought_on_the_page()
    {
        await using var application = new ComptoirApplication();
        var browser = await application.CreateClientAsync(Role.Accountant);
        var html = await browser.GetStringAsync("/settings/vat?tab=exchange", Stop);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("rates"), "_handler" },
            { new StringContent(Forms.Token(html)), "__RequestVerificationToken" },
            {
                new StringContent(File(("2026-11-25", "1.0812", "163.25"))),
                "file",
                "eurofxref-daily.xml"
            },
        };

        var answer = await browser.PostAsync("/settings/vat?tab=exchange", form, Stop);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("kept=2", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "163.25",
            await browser.GetStringAsync("/settings/vat?tab=exchange", Stop),
            StringComparison.Ordinal
        );
    }

    static Task<System.Text.Json.Nodes.JsonNode> KeepAsync(HttpClient client, decimal perEuro) =>
        client.SendAsync(
            HttpMethod.Post,
            "exchange-rates",
            new
            {
                rates = new[]
                {
                    new
                    {
                        currency = "usd",
                        perEuro,
                        on = "2026-11-24",
                        source = "ECB",
                    },
                },
            },
            HttpStatusCode.OK
        );

    static async Task<IReadOnlyList<ExchangeRate>> ReadAsync(string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        return await EcbRates.ReadAsync(stream, Stop);
    }

    static string File(params (string Day, string Usd, string Jpy)[] days) =>
        $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
              <gesmes:subject>Reference rates</gesmes:subject>
              <Cube>{string.Concat(
                days.Select(x =>
                    $"<Cube time='{x.Day}'><Cube currency='USD' rate='{x.Usd}'/><Cube currency='JPY' rate='{x.Jpy}'/></Cube>"
                )
            )}</Cube>
            </gesmes:Envelope>
            """;
}
