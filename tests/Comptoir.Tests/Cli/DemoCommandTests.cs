using System.Globalization;
using Xunit;

namespace Comptoir.Tests.Cli;

public sealed class DemoCommandTests : IDisposable
{
    readonly string data = Directory.CreateTempSubdirectory("comptoir-cli-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task The_demo_synchronizes_a_shop_and_ends_well()
    {
        var demo = await new ComptoirProgram(data).RunAsync("demo", "--once", "--orders", "60");
        Assert.True(demo.Code == 0, demo.Errors);
        Assert.Contains("60 orders in", demo.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("differs", demo.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_in_words_before_anything_begins()
    {
        var negative = await new ComptoirProgram(data).RunAsync("demo", "--orders", "-5");
        Assert.Equal(1, negative.Code);
        Assert.Contains(
            "--orders must be from 0 to 900,000, not -5.",
            negative.Errors,
            StringComparison.Ordinal
        );

        var nonsense = await new ComptoirProgram(data).RunAsync("demo", "--urls", "here");
        Assert.Equal(1, nonsense.Code);
        Assert.Contains("'here' is no address", nonsense.Errors, StringComparison.Ordinal);

        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://{taken.LocalEndpoint}";
        foreach (var command in new[] { "demo", "serve" })
        {
            var late = await new ComptoirProgram(data).RunAsync(command, "--urls", url);
            Assert.Equal(1, late.Code);
            Assert.Contains(
                $"Cannot listen on {url}: another program listens there.",
                late.Errors,
                StringComparison.Ordinal
            );
        }
        // Nothing of it was worth a trace, and nothing was made.
        Assert.DoesNotContain(
            "   at ",
            negative.Errors + nonsense.Errors,
            StringComparison.Ordinal
        );
        Assert.Empty(Directory.EnumerateFileSystemEntries(data));
    }

    [Fact]
    public async Task The_demo_shop_ends_when_the_demo_is_killed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Finds the process of the shop in /proc.");
        using var demo = new ComptoirProgram(data).Start(
            "demo",
            "--orders",
            "60",
            "--urls",
            "http://127.0.0.1:0"
        );
        try
        {
            var errors = demo.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var shop = await Eventually.FindAsync(
                () => Task.FromResult(ChildOf(demo.Id)),
                "the demo starts its shop"
            );
            demo.Kill();
            await demo.WaitForExitAsync(TestContext.Current.CancellationToken);
            await Eventually.FindAsync(
                () => Task.FromResult(Lives(shop) ? null : shop),
                "the demo shop ends"
            );
            await errors;
        }
        finally
        {
            if (!demo.HasExited)
                demo.Kill(entireProcessTree: true);
        }
    }

    static string? ChildOf(int parent) =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .OfType<string>()
            .FirstOrDefault(name =>
                char.IsAsciiDigit(name[0])
                && Status(name) is { } status
                && status[1] == parent.ToString(CultureInfo.InvariantCulture)
            );

    // A process that ended stays a zombie until its parent takes note.
    static bool Lives(string process) => Status(process) is { } status && status[0] != "Z";

    // The name, in brackets, may hold anything; after it come the state and the parent.
    static string[]? Status(string process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
