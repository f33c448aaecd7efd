using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Comptoir.Invoicing;
using Comptoir.Journal;
using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Accounts;

/// <summary>How documents are numbered, over HTTP.</summary>
public sealed class NumberingTests : IAsyncDisposable
{
    static readonly int Year = DateTime.UtcNow.Year;
    readonly ComptoirApplication application = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Fact]
    public async Task Series_are_shown_before_their_first_document_with_the_next_number()
    {
        var client = await application.CreateApiClientAsync(Role.Viewer);

        var items = (await client.ReadAsync("number-series"))["items"]!.AsArray();

        Assert.Equal(
            [
                ("invoice", "F{year}-{number:5}", $"F{Year}-00001"),
                ("creditNote", "A{year}-{number:5}", $"A{Year}-00001"),
                ("receipt", "R{year}-{number:5}", $"R{Year}-00001"),
            ],
            items.Select(x => (x!.Text("kind"), x!.Text("pattern"), x!.Text("next")))
        );
    }

    [Fact]
    public async Task The_counter_runs_on_under_another_pattern_and_the_journal_keeps_both()
    {
        var client = await IssuedAsync();

        var answer = await PutAsync(client, "invoice", "INV/{year:2}/{number}", HttpStatusCode.OK);

        var invoices = answer["items"]![0]!;
        Assert.Equal($"INV/{Year % 100:00}/3", invoices.Text("next"));
        Assert.Equal(2, invoices.Number("issued"));
        await using var db = application.Database.Open(application.OfficeId);
        var record = await db.Journal.OrderBy(x => x.Number).LastAsync(Stop);
        Assert.Equal(JournalKind.LegalSettingChanged, record.Kind);
        var change = JsonNode.Parse(Encoding.UTF8.GetString(record.Content))!["changes"]![0]!;
        Assert.Equal(
            ("F{year}-{number:5}", "INV/{year:2}/{number}"),
            (change.Text("old"), change.Text("new"))
        );
    }

    [Theory]
    // No counter; letters that are none; too long; a month without its year.
    [InlineData("F{year}")]
    [InlineData("Fé{number}")]
    [InlineData("F {number}")]
    [InlineData("F{month}-{number}")]
    [InlineData("THIS-IS-MUCH-TOO-LONG-FOR-A-NUMBER-{number:5}")]
    // What credit notes are numbered with, and what comes to the same.
    [InlineData("A{year}-{number:5}")]
    [InlineData("A{year}-{number}")]
    public async Task A_pattern_that_will_not_do_is_refused(string pattern)
    {
        var client = await IssuedAsync();

        await PutAsync(client, "invoice", pattern, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_pattern_that_comes_to_a_number_that_exists_is_refused()
    {
        var client = await IssuedAsync();

        // Without the year in it the counter would begin at one, and F…-00001 is there.
        await PutAsync(
            client,
            "invoice",
            string.Create(CultureInfo.InvariantCulture, $"F{Year}-{{number:5}}"),
            HttpStatusCode.UnprocessableEntity
        );
        // One with the year counts on behind what is there.
        await PutAsync(client, "invoice", "F{year}-{number:6}", HttpStatusCode.OK);
        await PutAsync(client, "invoice", "F{year}-{number:5}", HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Role.Accountant)]
    [InlineData(Role.Viewer)]
    public async Task Others_read_and_change_nothing(Role role)
    {
        var client = await application.CreateApiClientAsync(role);
        await PutAsync(client, "invoice", "X{number}", HttpStatusCode.Forbidden);
        await using var db = application.Database.Open(application.OfficeId);
        Assert.False(await db.NumberSeries.AnyAsync(Stop));
    }

    [Fact]
    public async Task It_is_changed_on_its_page()
    {
        var browser = await application.CreateClientAsync(Role.Manager);

        var saved = await browser.SendFormAsync(
            "/settings/numbering",
            "series-CreditNote-0",
            ("Kind", "CreditNote"),
            ("WebShop", "0"),
            ("Pattern", "CN{year}-{number:4}")
        );
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var page = await browser.GetStringAsync("/settings/numbering", Stop);
        Assert.Contains($"CN{Year}-0001", page, StringComparison.Ordinal);

        var refused = await browser.SendFormAsync(
            "/settings/numbering",
            "series-Invoice-0",
            ("Kind", "Invoice"),
            ("WebShop", "0"),
            ("Pattern", "CN{year}-{number:4}")
        );
        var html = await refused.Content.ReadAsStringAsync(Stop);
        Assert.Contains("Another series makes the same numbers", html, StringComparison.Ordinal);
        await using var db = application.Database.Open(application.OfficeId);
        Assert.Equal("CN{year}-{number:4}", (await db.NumberSeries.SingleAsync(Stop)).Pattern);
    }

    async Task<HttpClient> IssuedAsync()
    {
        var client = await application.CreateApiClientAsync(Role.Manager);
        var rows = new IssuedRows(
            application.Database,
            application.OfficeId,
            application.Services.GetRequiredService<OfficeJournal>()
        );
        await rows.IssueAsync(new DateOnly(Year, 1, 1), 1000, 167);
        await rows.IssueAsync(new DateOnly(Year, 1, 1), 1000, 167);
        await rows.IssueAsync(new DateOnly(Year, 1, 1), 500, 83, DocumentKind.CreditNote);
        return client;
    }

    static Task<JsonNode> PutAsync(
        HttpClient client,
        string kind,
        string pattern,
        HttpStatusCode expected
    ) => client.SendAsync(HttpMethod.Put, "number-series", new { kind, pattern }, expected);
}
