using System.Runtime.Versioning;
using System.Security.Cryptography;
using Comptoir.Users;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Users;

public sealed class MasterKeyTests : IDisposable
{
    readonly string data = Directory.CreateTempSubdirectory("comptoir-key-").FullName;

    string File => Path.Combine(data, "master.key");

    public void Dispose() => Directory.Delete(data, recursive: true);

    ComptoirApplication Application(params string[] settings) => new(founded: true, data, settings);

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task The_first_start_makes_a_key_that_only_its_user_can_read()
    {
        await using var application = await Application().StartAsync();
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            System.IO.File.GetUnixFileMode(File)
        );
        Assert.Equal(32, Convert.FromBase64String(System.IO.File.ReadAllText(File)).Length);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task A_key_that_others_can_read_is_refused_with_what_to_do()
    {
        await using (await Application().StartAsync()) { }
        System.IO.File.SetUnixFileMode(
            File,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead
        );
        await using var application = Application();
        var refused = await Assert.ThrowsAsync<RefusedException>(application.StartAsync);
        Assert.Contains("chmod 600", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_than_the_one_secrets_were_stored_with_is_refused_at_start()
    {
        await using (var first = await Application().StartAsync())
            Secrets(first).Protect(1, "token", "shpat_1");
        var other = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await using var application = Application($"Comptoir:MasterKey={other}");
        var refused = await Assert.ThrowsAsync<RefusedException>(application.StartAsync);
        Assert.Contains("former key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_no_key_is_refused_without_being_told()
    {
        await using var application = Application("Comptoir:MasterKey=c2hvcnQ=");
        var refused = await Assert.ThrowsAsync<RefusedException>(application.StartAsync);
        Assert.Contains("32 bytes in base64", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2hvcnQ=", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_opens_after_a_restart_for_its_office_and_purpose_only()
    {
        string stored;
        await using (var first = await Application().StartAsync())
            stored = Secrets(first).Protect(1, "token", "shpat_1");
        Assert.DoesNotContain("shpat_1", stored, StringComparison.Ordinal);

        await using var again = await Application().StartAsync();
        var secrets = Secrets(again);
        Assert.Equal("shpat_1", secrets.Unprotect(1, "token", stored));
        Assert.ThrowsAny<CryptographicException>(() => secrets.Unprotect(2, "token", stored));
        Assert.ThrowsAny<CryptographicException>(() => secrets.Unprotect(1, "secret", stored));
    }

    [Fact]
    public async Task The_stored_keys_are_closed_under_the_master_key()
    {
        await using var application = await Application().StartAsync();
        Secrets(application).Protect(1, "token", "shpat_1");
        await using var db = application.Database.OpenInstallation();
        var row = Assert.Single(db.DataProtectionKeys.ToList());
        Assert.Contains("masterKeyEncrypted", row.Xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey ", row.Xml, StringComparison.Ordinal);
    }

    static OfficeSecrets Secrets(ComptoirApplication application) =>
        application.Services.GetRequiredService<OfficeSecrets>();
}
