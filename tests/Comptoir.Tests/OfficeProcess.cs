using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Comptoir.Tests.Sync;
using Xunit;

namespace Comptoir.Tests;

/// <summary>The program itself, served by a process that can be killed and started again at the same address.</summary>
internal sealed class OfficeProcess : IAsyncDisposable
{
    private readonly Uri shops;
    private readonly string data;
    private readonly (string Name, string Value)[] settings;
    private readonly ConcurrentQueue<string> said = new();
    private Process? process;

    /// <summary>A process that is not started yet.</summary>
    /// <param name="shops">Where all shops are.</param>
    /// <param name="data">Its data directory.</param>
    /// <param name="settings">Further ones, as the environment names them.</param>
    public OfficeProcess(Uri shops, string data, params (string Name, string Value)[] settings)
    {
        (this.shops, this.data, this.settings) = (shops, data, settings);
        Address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");
        Client = new HttpClient { BaseAddress = Address };
    }

    /// <summary>Where it listens, and where the shop sends its webhooks.</summary>
    public Uri Address { get; }

    /// <summary>Calls its API.</summary>
    public HttpClient Client { get; }

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    /// <summary>Its last words, for a test that fails.</summary>
    public string Said => string.Join('\n', said.TakeLast(60));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void SignIn(string apiKey) =>
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            apiKey
        );

    /// <summary>Starts it; it is not waited for until it listens.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "comptoir"),
            ["serve", "--urls", Address.GetLeftPart(UriPartial.Authority), "--data", data]
        )
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["Comptoir__Shopify__Endpoint"] = shops.ToString();
        start.Environment["Comptoir__PublicUrl"] = Address.ToString();
        // No register of the outside world is asked.
        start.Environment["Comptoir__Vies__Endpoint"] = "";
        start.Environment["Comptoir__Ecb__Endpoint"] = "";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        Starts++;
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <summary>Ends it without a word, wherever it stands.</summary>
    public async Task KillAsync()
    {
        if (process is not { } running)
            return;
        running.Kill(entireProcessTree: true);
        await running.WaitForExitAsync(Stop);
        running.Dispose();
        process = null;
    }

    /// <summary>Its number at the operating system.</summary>
    public int Id => process!.Id;

    /// <summary>Sends it a signal, such as <c>STOP</c> or <c>CONT</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start(
            "kill",
            [$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)]
        );
        await kill.WaitForExitAsync(Stop);
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public async Task StopAsync()
    {
        if (process is not { } running)
            return;
        await SignalAsync("TERM");
        await running.WaitForExitAsync(Stop);
        running.Dispose();
        process = null;
    }

    /// <summary>Waits until it answers; one that ends instead is a failure at once.</summary>
    public Task ReadyAsync() =>
        Until.TrueAsync(
            async () =>
            {
                Assert.False(process is { HasExited: true }, $"the office has ended:\n{Said}");
                try
                {
                    using var answer = await Client.GetAsync("/health/live", Stop);
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            () => $"the office does not answer:\n{Said}"
        );

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Client.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
