using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;

namespace Comptoir.BrowserTests;

/// <summary>
/// The program itself, <c>comptoir serve</c>, in a process of its own with an empty data directory, on a port that the system
/// chose. It is killed and its data deleted when the tests that share it have ended.
/// </summary>
public class ComptoirProcess : IAsyncLifetime
{
    readonly DirectoryInfo data = Directory.CreateTempSubdirectory("comptoir-browser-");
    readonly ConcurrentQueue<string> log = new();
    Dictionary<string, string> settings = [];
    Process? process;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("about:blank");

    /// <summary>Its data directory.</summary>
    public string Data => data.FullName;

    /// <summary>What it has written to its log.</summary>
    public IReadOnlyCollection<string> Log => log;

    /// <summary>Settings as environment variables, such as <c>Comptoir__Shopify__Endpoint</c>.</summary>
    protected virtual ValueTask<Dictionary<string, string>> SettingsAsync() => new([]);

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync()
    {
        settings = await SettingsAsync();
        await StartAsync("http://127.0.0.1:0");
    }

    /// <summary>Ends the program without a word, as a power cut does, and starts it again at the same address.</summary>
    public async Task KillAndStartAgainAsync()
    {
        await KillAsync();
        await StartAsync(Address.GetLeftPart(UriPartial.Authority));
    }

    async Task StartAsync(string urls)
    {
        var start = new ProcessStartInfo(
            Program(),
            ["serve", "--urls", urls, "--data", data.FullName]
        )
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        var listening = new TaskCompletionSource<Uri>();
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                listening.TrySetException(
                    new InvalidOperationException(
                        $"comptoir ended before it listened:\n{string.Join('\n', log)}"
                    )
                );
                return;
            }
            log.Enqueue(line.Data);
            var at = line.Data.IndexOf("http://127.0.0.1:", StringComparison.Ordinal);
            // A warning names the demo shop's address before this line names the program's own.
            if (at >= 0 && line.Data.Contains("; data in ", StringComparison.Ordinal))
                listening.TrySetResult(new Uri(line.Data[at..].Split(' ', ';')[0]));
        };
        process.BeginErrorReadLine();
        Address = await listening.Task;
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await KillAsync();
        data.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    async Task KillAsync()
    {
        if (process is null)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>The program where it was built, beside these tests: its pages and styles are found from there.</summary>
    static string Program()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(
            here.Parent!.Parent!.FullName,
            "Comptoir",
            here.Name,
            "comptoir"
        );
        Assert.True(File.Exists(program), $"{program} is not there: build the solution first.");
        return program;
    }
}

/// <summary>The program, with a demo shop that stands in for all of Shopify.</summary>
public class ComptoirWithShop : ComptoirProcess
{
    DemoShop.DemoShopServer? shop;

    /// <summary>What is connected and read.</summary>
    public virtual DemoShop.DemoShopSettings Shop { get; } = new() { Orders = 60 };

    /// <inheritdoc/>
    protected override async ValueTask<Dictionary<string, string>> SettingsAsync()
    {
        shop = await DemoShop.DemoShopServer.StartAsync(new() { Shops = [Shop] }, default);
        return new(StringComparer.Ordinal)
        {
            ["Comptoir__Shopify__Endpoint"] = shop.Address.GetLeftPart(UriPartial.Authority),
        };
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (shop is not null)
            await shop.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The program, with a shop whose bulk operations take their time: there is a middle in which it can be killed.</summary>
public sealed class ComptoirWithSlowShop : ComptoirWithShop
{
    /// <inheritdoc/>
    public override DemoShop.DemoShopSettings Shop { get; } =
        new()
        {
            Orders = 60,
            Bulk = new() { RunTime = TimeSpan.FromSeconds(4) },
        };
}
