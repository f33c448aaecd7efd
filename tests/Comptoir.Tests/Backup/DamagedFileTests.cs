using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Comptoir.Backup;
using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Comptoir.Tests.Backup;

/// <summary>What is not whole is refused with what to do, before anything is written.</summary>
public sealed class DamagedFileTests : IAsyncLifetime
{
    readonly string directory = Directory.CreateTempSubdirectory("comptoir-damaged-").FullName;
    readonly ComptoirApplication application = new();
    string file = "";
    string data = "";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await application.StartAsync();
        using (await application.CreateApiClientAsync(Role.Viewer)) { }
        application
            .Services.GetRequiredService<OfficeSecrets>()
            .Protect(1, "a purpose", "makes a key of Data Protection");
        file = await Backups.MakeAsync(application, directory);
        data = Backups.Place(application, directory);
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_file_that_was_cut_off_anywhere_is_refused()
    {
        var bytes = await File.ReadAllBytesAsync(file, Stop);
        foreach (var length in new[] { 0, 1, bytes.Length / 2, bytes.Length - 1 })
        {
            await File.WriteAllBytesAsync(file, bytes[..length], Stop);
            await RefusedAsync("no whole backup");
        }
        await File.WriteAllBytesAsync(file, bytes, Stop);
        await Backups.RestoreAsync(file, data);
    }

    [Fact]
    public async Task A_byte_that_changed_anywhere_never_gets_into_the_database()
    {
        var bytes = await File.ReadAllBytesAsync(file, Stop);
        var dice = new Random(6);
        for (var i = 0; i < 30; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[dice.Next(changed.Length)] ^= (byte)(1 << dice.Next(8));
            await File.WriteAllBytesAsync(file, changed, Stop);
            var elsewhere = Backups.Place(application, directory);
            try
            {
                await Backups.RestoreAsync(file, elsewhere);
            }
            catch (RefusedException)
            {
                Assert.False(File.Exists(Path.Combine(elsewhere, "comptoir.db")));
                continue;
            }
            // A date of the zip says nothing: all that is restored is what was there.
            using var restored = new Database(
                $"Data Source={Path.Combine(elsewhere, "comptoir.db")}"
            );
            await Backups.EqualAsync(application.Database, restored, "made_backups");
        }
    }

    [Fact]
    public async Task A_part_that_somebody_changed_is_found_by_its_hash()
    {
        await RewriteAsync(
            "users/00001.jsonl",
            text => text.Replace("owner@", "thief@", StringComparison.Ordinal)
        );
        await RefusedAsync("users/00001.jsonl is not as it was written");
    }

    [Fact]
    public async Task A_part_that_is_missing_or_came_from_elsewhere_is_found()
    {
        await RewriteAsync("offices/00001.jsonl", _ => null);
        await RefusedAsync("offices/00001.jsonl is missing");
        file = await Backups.MakeAsync(application, directory);
        await using (var zip = await ZipFile.OpenAsync(file, ZipArchiveMode.Update, Stop))
            zip.CreateEntry("users/00002.jsonl");
        await RefusedAsync("users/00002.jsonl, which nobody wrote");
    }

    [Fact]
    public async Task A_manifest_that_somebody_changed_is_found_without_the_key_nobody_can_close_it()
    {
        await RewriteAsync(
            BackupManifest.Entry,
            text =>
                text.Replace("\"name\": \"users\"", "\"name\": \"Users\"", StringComparison.Ordinal)
        );
        await RefusedAsync("its manifest is not the one that was written");
        file = await Backups.MakeAsync(application, directory);
        await RewriteAsync(BackupManifest.Entry, _ => "{ \"format\": 1 }");
        await RefusedAsync("its manifest cannot be read");
    }

    [Fact]
    public async Task Another_format_and_another_model_are_refused_with_the_version_to_use()
    {
        await RewriteAsync(BackupManifest.Entry, _ => "{ \"format\": 2, \"other\": [] }");
        await RefusedAsync("format 2, and this program reads format 1");
        file = await Backups.MakeAsync(application, directory);
        var model = "";
        await RewriteAsync(
            BackupManifest.Entry,
            text =>
            {
                var manifest = JsonNode.Parse(text)!;
                manifest["model"] = new string('0', 64);
                manifest["program"] = "0.1.0";
                return model = manifest.ToJsonString();
            }
        );
        await RewriteAsync(
            BackupManifest.Seal,
            _ =>
                Convert.ToHexStringLower(
                    application
                        .Services.GetRequiredService<MasterKey>()
                        .Authenticate(BackupManifest.SealPurpose, Encoding.UTF8.GetBytes(model))
                )
        );
        await RefusedAsync("was made by Comptoir 0.1.0");
    }

    [Fact]
    public async Task Another_file_and_no_file_are_refused()
    {
        await File.WriteAllTextAsync(file, "select * from users;", Stop);
        await RefusedAsync("no whole backup");
        await using (var zip = await ZipFile.OpenAsync(file + "2", ZipArchiveMode.Create, Stop))
            zip.CreateEntry("holidays.txt");
        file += "2";
        await RefusedAsync("no backup of Comptoir");
        file += "3";
        await RefusedAsync("There is no file");
    }

    [Fact]
    public async Task Without_the_master_key_of_the_backup_nothing_is_restored_and_none_is_made()
    {
        var key = Path.Combine(data, "master.key");
        File.Delete(key);
        await RefusedAsync("no master key here");
        Assert.False(File.Exists(key));
        // The one that a first start in the wrong order made.
        await using (var early = await new ComptoirApplication(founded: false, data).StartAsync())
        { }
        await RefusedAsync("is not the one of", started: true);
        File.Copy(Path.Combine(application.Data, "master.key"), key, overwrite: true);
        await Backups.RestoreAsync(file, data);
    }

    [Fact]
    public async Task A_database_with_anything_in_it_is_never_overwritten()
    {
        await Backups.RestoreAsync(file, data);
        using var restored = new Database($"Data Source={Path.Combine(data, "comptoir.db")}");
        var before = await Backups.RowsAsync(restored);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            Backups.RestoreAsync(file, data)
        );
        Assert.Contains("not empty", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await Backups.RowsAsync(restored));
    }

    /// <summary>Rewrites an entry of the zip; null takes it away.</summary>
    async Task RewriteAsync(string name, Func<string, string?> change)
    {
        await using var zip = await ZipFile.OpenAsync(file, ZipArchiveMode.Update, Stop);
        var entry = zip.GetEntry(name)!;
        string text;
        using (var reader = new StreamReader(await entry.OpenAsync(Stop)))
            text = await reader.ReadToEndAsync(Stop);
        entry.Delete();
        if (change(text) is not { } changed)
            return;
        await using var writer = new StreamWriter(await zip.CreateEntry(name).OpenAsync(Stop));
        await writer.WriteAsync(changed);
    }

    async Task RefusedAsync(string words, bool started = false)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            Backups.RestoreAsync(file, data)
        );
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Equal(started, File.Exists(Path.Combine(data, "comptoir.db")));
    }
}
