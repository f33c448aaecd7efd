using System.Net;
using System.Text;
using Comptoir.Invoicing;
using Comptoir.Sending;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Sending;

/// <summary>Customers read a document under a private address; nobody else does, and nobody learns why not.</summary>
public sealed class LinkTests : IAsyncLifetime
{
    Post post = null!;
    HttpClient customer = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        post = await Post.OpenAsync();
        customer = await post.App.CreateClientAsync();
    }

    public ValueTask DisposeAsync() => post.DisposeAsync();

    async Task<string> ShareAsync(long document, DateTime? expires = null)
    {
        var share = post.Get<ShareDocument>();
        var link = await share.MakeAsync(post.OfficeId, document, expires, "Hélène", Stop);
        return share.Address(link).AbsolutePath;
    }

    async Task AssertGoneAsync(string path)
    {
        foreach (var address in new[] { path, path + "/pdf" })
        {
            using var gone = await customer.GetAsync(address, Stop);
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
            Assert.Contains(
                "This link leads nowhere",
                await gone.Content.ReadAsStringAsync(Stop),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task A_customer_reads_and_downloads_the_document_in_its_language()
    {
        var id = await post.IssueAsync();
        var path = await ShareAsync(id);

        using var page = await customer.GetAsync(path, Stop);
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Stop));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("<html lang=\"fr\"", html, StringComparison.Ordinal);
        Assert.Contains("Télécharger le PDF", html, StringComparison.Ordinal);
        Assert.Contains("Il reste 120,00\u00a0€ à régler", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Equal("no-store", page.Headers.CacheControl!.ToString());
        Assert.Contains("noindex", Header(page, "X-Robots-Tag"), StringComparison.Ordinal);
        Assert.Equal("no-referrer", Header(page, "Referrer-Policy"));
        Assert.Contains(
            "default-src 'none'",
            Header(page, "Content-Security-Policy"),
            StringComparison.Ordinal
        );

        using var pdf = await customer.GetAsync(path + "/pdf", Stop);
        var kept = await post.Get<DocumentFiles>().PdfAsync(post.OfficeId, id, Stop);
        Assert.Equal(kept!.Bytes, await pdf.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal("no-store", pdf.Headers.CacheControl!.ToString());
        Assert.Equal("attachment", pdf.Content.Headers.ContentDisposition!.DispositionType);

        await using var db = post.Database.Open(post.OfficeId);
        var link = await db.DocumentLinks.SingleAsync(Stop);
        Assert.Equal((1, 1), (link.Views, link.Downloads));
        Assert.NotNull(link.FirstViewedAt);
        // Neither the token nor what would give it away is stored.
        Assert.DoesNotContain(
            path[ShareDocument.Root.Length..],
            link.ProtectedToken + Encoding.Latin1.GetString(link.TokenHash),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_guessed_withdrawn_over_or_of_another_office_leads_nowhere()
    {
        var id = await post.IssueAsync();
        var path = await ShareAsync(id);
        await AssertGoneAsync("/d/x");
        await AssertGoneAsync("/d/1-");
        await AssertGoneAsync($"/d/1-{new string('A', 43)}");
        await AssertGoneAsync("/d/99999999999999999999999-abc");
        // The same secret before another office.
        var other = await post.App.AddOfficeAsync("Another");
        await AssertGoneAsync(path.Replace("/d/1-", $"/d/{other}-", StringComparison.Ordinal));

        var expiring = await ShareAsync(id, post.Clock.GetUtcNow().UtcDateTime.AddDays(30));
        using (var open = await customer.GetAsync(expiring, Stop))
            Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        post.Clock.Advance(TimeSpan.FromDays(31));
        await AssertGoneAsync(expiring);

        using (var open = await customer.GetAsync(path, Stop))
            Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        Assert.Equal(
            2,
            await post.Get<ShareDocument>().WithdrawAsync(post.OfficeId, id, "Hélène", Stop)
        );
        await AssertGoneAsync(path);
    }

    [Fact]
    public async Task A_link_is_made_shown_again_and_withdrawn_on_the_page_of_the_document()
    {
        var id = await post.IssueAsync();
        var manager = await post.App.CreateClientAsync(Role.Manager);
        using (
            var made = await manager.SendFormAsync($"/documents/{id}", "make-link", ("days", "30"))
        )
            Assert.Equal(HttpStatusCode.Found, made.StatusCode);

        var html = await manager.GetStringAsync($"/documents/{id}", Stop);
        await using (var db = post.Database.Open(post.OfficeId))
        {
            var link = await db.DocumentLinks.SingleAsync(Stop);
            Assert.Contains(
                post.Get<ShareDocument>().Address(link).ToString(),
                html,
                StringComparison.Ordinal
            );
        }
        // Who only reads is not given what opens it to anybody.
        var viewer = await post.App.CreateClientAsync(Role.Viewer);
        Assert.DoesNotContain(
            $"{Post.Url}/d/",
            await viewer.GetStringAsync($"/documents/{id}", Stop),
            StringComparison.Ordinal
        );

        using var withdrawn = await manager.SendFormAsync($"/documents/{id}", "withdraw-link");
        Assert.Equal(HttpStatusCode.Found, withdrawn.StatusCode);
        Assert.Null(await post.Get<ShareDocument>().OpenLinkAsync(post.OfficeId, id, Stop));
    }

    [Fact]
    public async Task Whoever_tries_many_addresses_is_told_to_wait()
    {
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 61; i++)
        {
            using var answer = await customer.GetAsync($"/d/1-{i}", Stop);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.All(answers[..60], status => Assert.Equal(HttpStatusCode.NotFound, status));
    }

    static string Header(HttpResponseMessage response, string name) =>
        string.Join(", ", response.Headers.GetValues(name));
}
