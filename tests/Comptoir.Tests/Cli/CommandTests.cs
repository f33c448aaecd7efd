using Xunit;

namespace Comptoir.Tests.Cli;

public sealed class CommandTests : IDisposable
{
    const string Password = "correct horse battery";
    readonly string data = Directory.CreateTempSubdirectory("comptoir-cli-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    ComptoirProgram Program => new(data);

    [Fact]
    public async Task The_first_owner_makes_the_office_and_then_there_are_keys()
    {
        var early = await Program.RunAsync("api-key", "create", "till", "--role", "viewer");
        Assert.Equal(1, early.Code);
        Assert.Contains("no office yet", early.Errors, StringComparison.Ordinal);

        var viewer = await Program.RunWithAsync(
            Password,
            "user",
            "add",
            "a@example.test",
            "--name",
            "A",
            "--role",
            "viewer",
            "--password-stdin"
        );
        Assert.Equal(1, viewer.Code);
        Assert.Contains("must be the owner", viewer.Errors, StringComparison.Ordinal);

        var owner = await Program.RunWithAsync(
            Password,
            "user",
            "add",
            "a@example.test",
            "--name",
            "A",
            "--role",
            "owner",
            "--password-stdin"
        );
        Assert.Equal((0, ""), (owner.Code, owner.Output));
        Assert.DoesNotContain(Password, owner.Errors, StringComparison.Ordinal);

        var key = await Program.RunAsync("api-key", "create", "till", "--role", "viewer");
        Assert.Equal(0, key.Code);
        Assert.Matches("^cpt_[A-Za-z0-9_-]{43}\r?\n$", key.Output);
    }
}
