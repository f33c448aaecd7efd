using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Comptoir.Cli;

/// <summary>The demo shop in a process of its own. It ends when its input closes, so that it never outlives this process.</summary>
sealed class DemoShopProcess : IDisposable
{
    const string Listening = "listening on ";

    /// <summary>A third of what happens is an order.</summary>
    const double EverySoOften = 0.1;
    readonly Process process;

    DemoShopProcess(Process process, string address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>Starts it, with the options given to the demo.</summary>
    /// <exception cref="RefusedException">It cannot be started; its own words were shown.</exception>
    public static async Task<DemoShopProcess> StartAsync(
        ParseResult parsed,
        DateTimeOffset? now,
        CancellationToken ct
    )
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        // Run as `dotnet comptoir.dll`, the program is an argument of dotnet.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        Add("demo-shop", "--stop-when-input-closes");
        Add(
            "--orders",
            parsed.GetValue(DemoShopServerCommand.Orders).ToString(CultureInfo.InvariantCulture)
        );
        Add(
            "--seed",
            parsed.GetValue(DemoShopServerCommand.Seed).ToString(CultureInfo.InvariantCulture)
        );
        if (now is { } moment)
            Add("--now", moment.ToString("O", CultureInfo.InvariantCulture));
        if (parsed.GetValue(DemoShopServerCommand.Retail) is { } file)
            Add("--retail", Path.GetFullPath(file));
        var started = Process.Start(start)!;
        while (await started.StandardOutput.ReadLineAsync(ct) is { } line)
            if (line.StartsWith(Listening, StringComparison.Ordinal))
                return new DemoShopProcess(started, line[Listening.Length..].Trim());
        started.Dispose();
        throw new RefusedException("The demo shop could not be started.");

        void Add(params ReadOnlySpan<string> arguments)
        {
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument);
        }
    }

    /// <summary>From now on something happens in the shop every few seconds; about every half minute somebody buys.</summary>
    public async Task LiveAsync(CancellationToken ct)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(
            new Uri(new Uri(Address), "/__demo/bustle"),
            new { perSecond = EverySoOften },
            ct
        );
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit(TimeSpan.FromSeconds(5));
        process.Dispose();
    }
}
