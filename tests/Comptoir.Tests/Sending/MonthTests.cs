using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using Comptoir.Invoicing;
using Comptoir.Invoicing.Archiving;
using Comptoir.Users;
using Xunit;

namespace Comptoir.Tests.Sending;

/// <summary>All documents of a month go to the accountant in one file.</summary>
public sealed class MonthTests : IAsyncLifetime
{
    Post post = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => post = await Post.OpenAsync();

    public ValueTask DisposeAsync() => post.DisposeAsync();

    [Fact]
    public async Task The_file_holds_each_document_with_its_hash_and_is_the_same_each_time()
    {
        await post.IssueAsync(name: "=HYPERLINK(\"http://x\")");
        await post.IssueAsync(kind: DocumentKind.CreditNote);
        var accountant = await post.App.CreateApiClientAsync(Role.Accountant);

        var first = await accountant.GetByteArrayAsync(
            "/api/v1/exports/documents?month=2026-11",
            Stop
        );
        post.Clock.Advance(TimeSpan.FromDays(3));
        using var again = new MemoryStream();
        Assert.Equal(
            2,
            await post.Get<ExportMonth>()
                .WriteAsync(post.OfficeId, new DateOnly(2026, 11, 30), again, Stop)
        );
        Assert.Equal(first, again.ToArray());

        using var zip = new ZipArchive(new MemoryStream(first));
        var lines = (await ReadAsync(zip, ExportMonth.Index)).Split(
            "\r\n",
            StringSplitOptions.RemoveEmptyEntries
        );
        Assert.Equal(
            "number,date,kind,buyer,net,vat,other_tax,gross,currency,pdf,pdf_sha256,xml,xml_sha256",
            lines[0].TrimStart('\ufeff')
        );
        Assert.Equal(3, lines.Length);
        Assert.Contains(
            ",-100.00,-20.00,0.00,-120.00,EUR,credit-notes/",
            lines[2],
            StringComparison.Ordinal
        );
        foreach (var line in lines[1..])
        {
            var (file, hash) = (line.Split(',')[^4], line.Split(',')[^3]);
            await using var content = await zip.GetEntry(file)!.OpenAsync(Stop);
            Assert.Equal(hash, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, Stop)));
        }
        // A name that begins like a formula is none in a spreadsheet.
        Assert.DoesNotContain(",=HYPERLINK", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_months_and_other_offices_are_not_in_it()
    {
        await post.IssueAsync();
        using var october = new MemoryStream();
        Assert.Equal(
            0,
            await post.Get<ExportMonth>()
                .WriteAsync(post.OfficeId, new DateOnly(2026, 10, 1), october, Stop)
        );
        var other = await post.App.AddOfficeAsync("Another");
        using var none = new MemoryStream();
        Assert.Equal(
            0,
            await post.Get<ExportMonth>().WriteAsync(other, new DateOnly(2026, 11, 1), none, Stop)
        );
    }

    [Fact]
    public async Task A_month_is_asked_for_in_words_that_are_understood_by_who_may()
    {
        var accountant = await post.App.CreateApiClientAsync(Role.Accountant);
        foreach (var month in new[] { "november", "2026-13", "2026-11-01", "" })
            using (
                var refused = await accountant.GetAsync(
                    $"/api/v1/exports/documents?month={month}",
                    Stop
                )
            )
                Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var viewer = await post.App.CreateApiClientAsync(Role.Viewer);
        using var denied = await viewer.GetAsync("/api/v1/exports/documents?month=2026-11", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, denied.StatusCode);
    }

    static async Task<string> ReadAsync(ZipArchive zip, string name)
    {
        await using var content = await zip.GetEntry(name)!.OpenAsync(Stop);
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync(Stop);
    }
}
