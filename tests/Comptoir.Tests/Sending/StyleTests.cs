using System.Net;
using System.Net.Http.Headers;
using Comptoir.Users;
using Xunit;

namespace Comptoir.Tests.Sending;

/// <summary>How documents look and are sent is written in the API and on a page.</summary>
public sealed class StyleTests : IAsyncDisposable
{
    readonly ComptoirApplication application = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => application.DisposeAsync();

    // One white pixel.
    static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg=="
    );

    [Fact]
    public async Task A_style_is_written_whole_and_by_one_person_at_a_time()
    {
        var api = await application.CreateApiClientAsync(Role.Manager);
        var before = await api.ReadAsync("document-styles/0");
        Assert.False((bool)before["isOwn"]!);

        var saved = await api.SendAsync(
            HttpMethod.Put,
            "document-styles/0",
            new
            {
                version = 0,
                accent = "#1F4E79",
                paper = "letter",
                closingFrench = "Merci !",
                sendsWhenIssued = true,
                replyTo = "bonjour@example.com",
            },
            HttpStatusCode.OK
        );
        Assert.Equal("#1f4e79", saved["style"]!.Text("accent"));
        Assert.Equal("letter", saved["style"]!.Text("paper"));
        Assert.True((bool)saved["style"]!["sendsWhenIssued"]!);
        Assert.Equal(1, (int)saved["style"]!["version"]!);

        var late = await api.RefusedAsync(
            HttpMethod.Put,
            "document-styles/0",
            new { version = 0 },
            HttpStatusCode.Conflict
        );
        Assert.Equal("Merci !", late["current"]!["style"]!.Text("closingFrench"));
        await api.RefusedAsync(
            HttpMethod.Put,
            "document-styles/0",
            new { version = 1, accent = "#ffee00" },
            HttpStatusCode.UnprocessableEntity
        );
        await api.RefusedAsync(
            HttpMethod.Put,
            "document-styles/0",
            new { version = 1, replyTo = "a@b.example\r\nBcc: x@y.example" },
            HttpStatusCode.UnprocessableEntity
        );
        await api.RefusedAsync(
            HttpMethod.Put,
            "document-styles/77",
            new { version = 0 },
            HttpStatusCode.NotFound
        );
        Assert.Equal(
            "Merci !",
            (await api.ReadAsync("document-styles/0"))["style"]!.Text("closingFrench")
        );
    }

    [Fact]
    public async Task A_logo_is_a_small_picture_and_nothing_else()
    {
        var api = await application.CreateApiClientAsync(Role.Manager);
        foreach (
            var wrong in new[]
            {
                "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(),
                Png[..20],
                [.. Png, .. new byte[512 * 1024]],
            }
        )
        {
            using var refused = await PutAsync(api, wrong);
            Assert.InRange((int)refused.StatusCode, 400, 422);
        }
        using var saved = await PutAsync(api, Png);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);

        using var logo = await api.GetAsync("/api/v1/document-styles/0/logo", Stop);
        Assert.Equal(Png, await logo.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal("image/png", logo.Content.Headers.ContentType!.MediaType);
        using var preview = await api.GetAsync("/api/v1/document-styles/0/preview", Stop);
        Assert.StartsWith(
            "%PDF-",
            await preview.Content.ReadAsStringAsync(Stop),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_page_saves_what_was_touched_and_takes_a_picture()
    {
        var manager = await application.CreateClientAsync(Role.Manager);
        var html = await manager.GetStringAsync("/settings/documents", Stop);
        using (
            var saved = await manager.SendFieldsAsync(
                "/settings/documents",
                "style",
                Forms.Token(html),
                ("version", "0"),
                ("opened:introFrench", ""),
                ("introFrench", "Chère cliente, cher client,")
            )
        )
            Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        Assert.Contains(
            "Chère cliente",
            WebUtility.HtmlDecode(await manager.GetStringAsync("/settings/documents", Stop)),
            StringComparison.Ordinal
        );

        using var content = new MultipartFormDataContent
        {
            { new StringContent(Forms.Token(html)), "__RequestVerificationToken" },
            { new StringContent("logo"), "_handler" },
            { new ByteArrayContent(Png), "Logo", "logo.png" },
        };
        using var sent = await manager.PostAsync("/settings/documents", content, Stop);
        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        Assert.Contains(
            "/document-styles/0/logo",
            await manager.GetStringAsync("/settings/documents", Stop),
            StringComparison.Ordinal
        );
    }

    static async Task<HttpResponseMessage> PutAsync(HttpClient api, byte[] picture)
    {
        using var body = new ByteArrayContent(picture);
        body.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return await api.PutAsync("/api/v1/document-styles/0/logo", body, Stop);
    }
}
