using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Xunit;

namespace Comptoir.Tests.Sync.Chaos;

/// <summary>The program itself, served by a process that can be killed and started again at the same address.</summary>
internal sealed class OfficeProcess : IAsyncDisposable
{
    private readonly Uri shops;
    private readonly string data;
    private readonly ConcurrentQueue<string> said = new();
    private Process? process;

    public OfficeProcess(Uri shops, string data)
    {
        (this.shops, this.data) = (shops, data);
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

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public async Task StopAsync()
    {
        if (process is not { } running)
            return;
        using var kill = Process.Start(
            "kill",
            ["-TERM", running.Id.ToString(CultureInfo.InvariantCulture)]
        );
        await running.WaitForExitAsync(Stop);
        running.Dispose();
        process = null;
    }

    /// <summary>Waits until it answers.</summary>
    public Task ReadyAsync() =>
        Until.TrueAsync(
            async () =>
            {
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
