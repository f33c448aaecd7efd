using System.Net;
using Comptoir.Backup;
using Comptoir.Users;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Comptoir.Tests.Backup;

/// <summary>The page of the owner: it says when the last backup was made, and gives one to who owns all that is in it.</summary>
public sealed class DownloadTests : IAsyncDisposable
{
    readonly ComptoirApplication application = new();
    readonly string directory = Directory.CreateTempSubdirectory("comptoir-download-").FullName;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task An_owner_downloads_a_backup_that_can_be_restored()
    {
        using var owner = await application.CreateClientAsync(Role.Owner);
        Assert.Contains(
            "No backup was made yet",
            await owner.GetStringAsync("/settings/backup", Stop),
            StringComparison.Ordinal
        );

        using var answer = await DownloadAsync(owner);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.EndsWith(
            ".zip",
            answer.Content.Headers.ContentDisposition?.FileName,
            StringComparison.Ordinal
        );
        var file = Path.Combine(directory, "downloaded.zip");
        await File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync(Stop), Stop);
        await Backups.RestoreAsync(file, Backups.Place(application, directory));

        var page = await owner.GetStringAsync("/settings/backup", Stop);
        Assert.DoesNotContain("No backup was made yet", page, StringComparison.Ordinal);
        Assert.Contains("Owner 1", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_gets_an_office_that_is_not_theirs()
    {
        using var owner = await application.CreateClientAsync(Role.Owner);
        using var manager = await application.CreateClientAsync(Role.Manager);
        await application.AddOfficeAsync("Maison Ombre");

        var page = await owner.GetStringAsync("/settings/backup", Stop);
        Assert.Contains("further offices, which you do not own", page, StringComparison.Ordinal);
        using var refused = await DownloadAsync(owner);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Contains(
            "/not-allowed",
            refused.Headers.Location?.OriginalString,
            StringComparison.Ordinal
        );
        var asked = await manager.GetAsync("/settings/backup", Stop);
        Assert.Contains(
            "/not-allowed",
            asked.Headers.Location?.OriginalString,
            StringComparison.Ordinal
        );
        using var forged = await owner.PostAsync(BackupRegistration.Download, null, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }

    static async Task<HttpResponseMessage> DownloadAsync(HttpClient browser)
    {
        var token = Forms.Token(await browser.GetStringAsync("/settings", Stop));
        return await browser.SendFieldsAsync(BackupRegistration.Download, null, token);
    }
}
