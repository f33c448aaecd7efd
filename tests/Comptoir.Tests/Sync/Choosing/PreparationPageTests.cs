using System.Net;
using Comptoir.Sync;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Sync.Choosing;

/// <summary>The list of a preparation in a browser without script.</summary>
public sealed class PreparationPageTests : IAsyncLifetime
{
    const long Shop = 40;
    const long Prepared = 500_050;
    const long FirstItem = 500_100;
    const string Page = "/web-shops/40/preparations/500050";
    const string LeftOut = "/web-shops/40/left-out";

    readonly ComptoirApplication application = new();
    HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        client = await application.CreateClientAsync(Role.Manager);
        var shop = PreparedList.Shop(application.OfficeId, Shop);
        var run = PreparedList.Run(shop, Prepared);
        await application.AddAsync(shop, run);
        await application.AddAsync([.. PreparedList.Items(run, FirstItem)]);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    async Task<string> ReadAsync(string address) =>
        WebUtility.HtmlDecode(await client.GetStringAsync(address, Stop));

    async Task<string> SendAsync(string page, string form, params (string, string)[] fields)
    {
        using var answer = await client.SendFormAsync(page, form, fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    async Task<List<Link>> LinksAsync()
    {
        await using var db = application.Database.Open(application.OfficeId);
        return await db
            .Links.AsNoTracking()
            .Where(link => link.LeftOutAt != null)
            .ToListAsync(Stop);
    }

    [Fact]
    public async Task The_list_says_what_would_be_done_and_that_nothing_was_written()
    {
        var page = await ReadAsync(Page);
        Assert.Contains(
            "Nothing has been written to your office yet",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "1,985 new · 5 changed · 5 linked · 5 marked as gone",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("41 unchanged, not listed", page, StringComparison.Ordinal);
        Assert.Contains("8 rue Mercière, 69002 Lyon", page, StringComparison.Ordinal);
        Assert.Contains(
            "Another contact has the same e-mail: compta@hotel-arcades.example.",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Orders of a customer who is left out still come in",
            page,
            StringComparison.Ordinal
        );

        var orders = await ReadAsync($"{Page}?kind=order&q=1004");
        Assert.Contains("Line: Lampe Aube", orders, StringComparison.Ordinal);
        // A field that this version has no word for is shown as it came.
        Assert.Contains("Reference of the engraver", orders, StringComparison.Ordinal);
        Assert.DoesNotContain("#1005", orders, StringComparison.Ordinal);
        Assert.Contains("1 of 1 shown", orders, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_left_out_singly_and_ticked_and_said_by_whom_and_let_in_elsewhere()
    {
        var page = $"{Page}?kind=supplier";
        var next = await SendAsync(page, "choose", ("one", $"out:{FirstItem}"));
        Assert.Contains("done=1", next, StringComparison.Ordinal);
        Assert.Contains("Left out by Manager 1", await ReadAsync(next), StringComparison.Ordinal);
        await SendAsync(
            page,
            "choose",
            ("ids", $"{FirstItem + 1}"),
            ("ids", $"{FirstItem + 2}"),
            ("deed", "out")
        );
        Assert.Equal(3, (await LinksAsync()).Count);
        var only = await ReadAsync($"{page}&left=out");
        Assert.Contains("3 of 3 shown", only, StringComparison.Ordinal);

        var leftOut = await ReadAsync(LeftOut);
        Assert.Contains("Atelier 2", leftOut, StringComparison.Ordinal);
        Assert.Contains("never came in", leftOut, StringComparison.Ordinal);
        await SendAsync(LeftOut, "choose", ("one", "Atelier 2"));
        Assert.Equal(2, (await LinksAsync()).Count);
        var after = await SendAsync(LeftOut, "in-all");
        Assert.Empty(await LinksAsync());
        Assert.Contains("Nothing is left out", await ReadAsync(after), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_a_filter_shows_is_left_out_at_the_second_press_when_it_is_many()
    {
        var orders = await ReadAsync($"{Page}?kind=order&action=create");
        Assert.Contains("Leave out all 997 shown…", orders, StringComparison.Ordinal);
        var asked = await ReadAsync($"{Page}?kind=order&action=create&dialog=out-all");
        Assert.Contains("Leave out 997 orders?", asked, StringComparison.Ordinal);
        await SendAsync($"{Page}?kind=order&action=create", "out-all-asked");
        Assert.Equal(997, (await LinksAsync()).Count);

        var few = await ReadAsync($"{Page}?kind=customer&warnings=yes");
        Assert.Contains("Leave out all 58 shown<", few, StringComparison.Ordinal);
        await SendAsync($"{Page}?kind=customer&warnings=yes", "out-all");
        Assert.Equal(997 + 58, (await LinksAsync()).Count);
        Assert.Contains("1,055 objects left out", await ReadAsync(Page), StringComparison.Ordinal);
        await SendAsync($"{Page}?kind=order&left=out", "in-all-asked");
        Assert.Equal(58, (await LinksAsync()).Count);
    }

    [Fact]
    public async Task Who_only_reads_sees_the_list_and_no_buttons_and_a_forged_form_does_nothing()
    {
        using var viewer = await application.CreateClientAsync(Role.Viewer);
        var page = WebUtility.HtmlDecode(await viewer.GetStringAsync(Page, Stop));
        Assert.Contains("Élodie Roux 1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Leave out", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">Synchronize<", page, StringComparison.Ordinal);
        foreach (var form in new[] { "choose", "synchronize", "prepare" })
            using (await viewer.SendFormAsync(Page, form, ("one", $"out:{FirstItem}"))) { }
        Assert.Empty(await LinksAsync());
        await using var db = application.Database.Open(application.OfficeId);
        Assert.Equal(1, await db.Runs.CountAsync(Stop));

        var other = await application.AddOfficeAsync("Elsewhere");
        using var stranger = await application.CreateClientAsync(Role.Owner, other);
        foreach (var address in new[] { Page, LeftOut, $"/runs/{Prepared}" })
        {
            using var answer = await stranger.GetAsync(address, Stop);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_finished_preparation_leads_to_its_list_and_the_list_to_the_synchronization()
    {
        using var answer = await client.GetAsync($"/runs/{Prepared}", Stop);
        Assert.Equal(Page, answer.Headers.Location?.AbsolutePath);
        Assert.Contains("See the list", await ReadAsync("/web-shops/40"), StringComparison.Ordinal);

        var run = await SendAsync(Page, "synchronize");
        Assert.StartsWith("/runs/", new Uri(run).AbsolutePath, StringComparison.Ordinal);
        await using var db = application.Database.Open(application.OfficeId);
        var asked = await db.Runs.AsNoTracking().SingleAsync(x => x.Id != Prepared, Stop);
        Assert.Equal(RunKind.Synchronization, asked.Kind);
    }
}
