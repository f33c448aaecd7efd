using System.Globalization;
using System.Net;
using Comptoir.Journal;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Accounts;

/// <summary>Closings and the journal, over HTTP.</summary>
public sealed class ClosingRouteTests : IAsyncDisposable
{
    static readonly DateOnly LastWeek = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-7);
    readonly ComptoirApplication application = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Fact]
    public async Task An_accountant_closes_and_everybody_reads()
    {
        var accountant = await IssuedAsync(Role.Accountant);

        var answer = await accountant.SendAsync(
            HttpMethod.Post,
            "closings",
            new { until = Iso(LastWeek) },
            HttpStatusCode.OK
        );
        Assert.InRange(answer.Number("closed"), 1, 3);
        var again = await accountant.SendAsync(
            HttpMethod.Post,
            "closings",
            new { until = Iso(LastWeek) },
            HttpStatusCode.OK
        );
        Assert.Equal(0, again.Number("closed"));

        var viewer = await application.CreateApiClientAsync(Role.Viewer);
        var day = (await viewer.ReadAsync("closings?period=day"))["items"]![0]!;
        Assert.Equal(Iso(LastWeek), day.Text("from"));
        Assert.Equal("10.00", day["totals"]![0]!["gross"]!.Text("amount"));
        Assert.Equal("1.67", day["perpetual"]![0]!["tax"]!.Text("amount"));
        Assert.Equal("test Accountant", day.Text("closedBy"));
        await viewer.RefusedAsync(
            HttpMethod.Post,
            "closings",
            new { until = Iso(LastWeek) },
            HttpStatusCode.Forbidden
        );
        await accountant.RefusedAsync(
            HttpMethod.Post,
            "closings",
            new { until = Iso(LastWeek.AddDays(30)) },
            HttpStatusCode.UnprocessableEntity
        );
    }

    [Fact]
    public async Task Periods_are_closed_on_their_page_and_stand_in_the_journal()
    {
        await IssuedAsync(Role.Viewer);
        var browser = await application.CreateClientAsync(Role.Accountant);

        var closed = await browser.SendFormAsync(
            "/accounting/closings",
            "close",
            ("Until", Iso(LastWeek))
        );
        Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
        var page = WebUtility.HtmlDecode(
            await browser.GetStringAsync(closed.Headers.Location, Stop)
        );
        Assert.Contains("€10.00", page, StringComparison.Ordinal);
        var journal = await browser.GetStringAsync("/settings/journal?kind=PeriodClosed", Stop);
        Assert.Contains(Iso(LastWeek), journal, StringComparison.Ordinal);
        Assert.DoesNotContain($"F{LastWeek.Year}-00001", journal, StringComparison.Ordinal);

        var viewer = await application.CreateClientAsync(Role.Viewer);
        Assert.DoesNotContain(
            "close-until",
            await viewer.GetStringAsync("/accounting/closings", Stop),
            StringComparison.Ordinal
        );
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await viewer.GetAsync("/settings/journal", Stop)).StatusCode
        );
        await using var db = application.Database.Open(application.OfficeId);
        Assert.True(await db.Closings.AnyAsync(Stop));
    }

    async Task<HttpClient> IssuedAsync(Role role)
    {
        var client = await application.CreateApiClientAsync(role);
        var rows = new IssuedRows(
            application.Database,
            application.OfficeId,
            application.Services.GetRequiredService<OfficeJournal>()
        );
        await rows.IssueAsync(LastWeek, 1000, 167);
        return client;
    }

    static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
