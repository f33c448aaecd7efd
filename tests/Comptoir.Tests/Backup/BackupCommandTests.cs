using Comptoir.Tests.Cli;
using Xunit;

namespace Comptoir.Tests.Backup;

/// <summary>The commands, in processes of their own.</summary>
public sealed class BackupCommandTests : IDisposable
{
    readonly string directory = Directory.CreateTempSubdirectory("comptoir-commands-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task What_backup_writes_restore_puts_back_and_both_say_what_to_keep_in_mind()
    {
        var here = Path.Combine(directory, "here");
        var there = Directory.CreateDirectory(Path.Combine(directory, "there")).FullName;
        var file = Path.Combine(directory, "all.zip");
        var program = new ComptoirProgram(here);
        var early = await program.RunAsync("backup", file);
        Assert.Equal(1, early.Code);
        Assert.Contains("no database of this version", early.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(here, "master.key")));
        await program.RunWithAsync(
            "correct horse battery",
            "user",
            "add",
            "a@example.test",
            "--name",
            "A",
            "--role",
            "owner",
            "--password-stdin"
        );

        var made = await program.RunAsync("backup", file);
        Assert.Equal((0, ""), (made.Code, made.Output));
        Assert.Contains("The master key is not in it", made.Errors, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(file)
            );
        var again = await program.RunAsync("backup", file);
        Assert.Equal(1, again.Code);
        Assert.Contains("nothing is overwritten", again.Errors, StringComparison.Ordinal);

        File.Copy(Path.Combine(here, "master.key"), Path.Combine(there, "master.key"));
        var restored = await new ComptoirProgram(there).RunAsync("restore", file);
        Assert.Equal((0, ""), (restored.Code, restored.Output));
        Assert.Contains("must not run any more", restored.Errors, StringComparison.Ordinal);
        var key = await new ComptoirProgram(there).RunAsync(
            "api-key",
            "create",
            "till",
            "--role",
            "viewer"
        );
        Assert.Equal(0, key.Code);
    }
}
