using System.Net;
using System.Text.Json.Nodes;
using Comptoir.Users;
using Xunit;

namespace Comptoir.Tests.Invoicing;

/// <summary>The rules of documents in the API and on their page.</summary>
public sealed class RulesRouteTests : IAsyncLifetime
{
    ApplicationWithShop office = null!;
    HttpClient client = null!;
    long shop;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        office = await ApplicationWithShop.StartAsync();
        client = await office.ClientAsync();
        shop = (await office.ConnectAsync(client)).Number("id");
    }

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Fact]
    public async Task Rules_are_read_and_changed_and_who_is_late_is_shown_what_is_there()
    {
        var rules = await client.ReadAsync($"web-shops/{shop}/documents");
        Assert.Equal(
            ("ordersAndInvoices", "fullyPaid", "eachDelivery", false),
            (
                rules.Text("make"),
                rules.Text("when"),
                rules.Text("whenTerms"),
                (bool)rules["issueAtOnce"]!
            )
        );
        var changed = await PutAsync(
            """{"when":"arrival","leaveOutTags":["sample"],"version":0}""",
            HttpStatusCode.OK
        );
        Assert.Equal(("arrival", 1), (changed.Text("when"), changed.Number("version")));
        Assert.Equal("sample", (string?)changed["leaveOutTags"]![0]);
        Assert.Equal(rules.Text("from"), changed.Text("from"));
        var late = await PutAsync("""{"issueAtOnce":true,"version":0}""", HttpStatusCode.Conflict);
        Assert.Equal("arrival", late["current"]!.Text("when"));
        await PutAsync("""{"issueAtOnce":true}""", HttpStatusCode.UnprocessableEntity);
        await PutAsync("""{"paymentDays":400,"version":1}""", HttpStatusCode.UnprocessableEntity);
        await PutAsync("""{"wen":"arrival","version":1}""", HttpStatusCode.BadRequest);
        var reader = await office.ClientAsync(Role.Viewer);
        await reader.ReadAsync($"web-shops/{shop}/documents");
        await reader.RefusedAsync(
            HttpMethod.Put,
            $"web-shops/{shop}/documents",
            new { version = 1 },
            HttpStatusCode.Forbidden
        );
        await client.RefusedAsync(
            HttpMethod.Get,
            "web-shops/999999/documents",
            null,
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task The_page_saves_what_was_touched_and_shows_both_values_where_two_differ()
    {
        var browser = await office.Application.CreateClientAsync(Role.Manager);
        var page = $"/web-shops/{shop}/documents";
        (string, string)[] Form(string opened, string when) =>
            [("version", "0"), ("opened:When", opened), ("When", when)];
        using var saved = await browser.SendFormAsync(page, "rules", Form("FullyPaid", "Arrival"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(
            "arrival",
            (await client.ReadAsync($"web-shops/{shop}/documents")).Text("when")
        );
        using var late = await browser.SendFormAsync(
            page,
            "rules",
            Form("FullyPaid", "LastDelivery")
        );
        var html = await late.Content.ReadAsStringAsync(Stop);
        Assert.Contains("saved in between", html, StringComparison.Ordinal);
        Assert.Contains("name=\"take:When\"", html, StringComparison.Ordinal);
        using var faulty = await browser.SendFormAsync(
            page,
            "rules",
            ("version", "1"),
            ("opened:PaymentDays", "30"),
            ("PaymentDays", "many")
        );
        Assert.Contains(
            "not a whole number",
            await faulty.Content.ReadAsStringAsync(Stop),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_earlier_first_day_opens_what_was_synchronized()
    {
        var run = (
            await client.SendAsync(
                HttpMethod.Post,
                $"web-shops/{shop}/synchronizations",
                null,
                HttpStatusCode.Accepted
            )
        ).Number("runId");
        await ApplicationWithShop.FinishedAsync(client, run);
        // What is opened makes no documents meanwhile: an order that has one stays here.
        await PutAsync("""{"make":"Orders","version":0}""", HttpStatusCode.OK);
        var changed = await PutAsync("""{"from":"2000-01-01","version":1}""", HttpStatusCode.OK);
        Assert.True(changed.Number("salesOpened") > 60);
        var back = await PutAsync("""{"from":"2100-01-01","version":2}""", HttpStatusCode.OK);
        Assert.True(back.Number("salesClosed") >= changed.Number("salesOpened"));
    }

    Task<JsonNode> PutAsync(string body, HttpStatusCode expected) =>
        client.SendAsync(
            HttpMethod.Put,
            $"web-shops/{shop}/documents",
            JsonNode.Parse(body),
            expected
        );
}
