using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Comptoir.Tests.Health;

/// <summary>
/// A proxy on the loopback address that asks for user and password, as RFC 9110 says: requests in absolute form are passed on to one
/// port of this machine, whatever host they name; to CONNECT it answers and hangs up.
/// </summary>
sealed class StandInProxy : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly Task accepting;
    readonly int upstream;
    readonly string expected;

    public StandInProxy(int upstream, string user, string password)
    {
        this.upstream = upstream;
        expected = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}";
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The request lines that were let through.</summary>
    public ConcurrentQueue<string> Passed { get; } = new();

    /// <summary>Answers that it gives by itself, by the host that is asked for.</summary>
    public Dictionary<string, string> Own { get; } = new(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = TalkAsync(await listener.AcceptSocketAsync(stop.Token));
        }
        catch (Exception error)
            when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    async Task TalkAsync(Socket socket)
    {
        try
        {
            await using var client = new NetworkStream(socket, ownsSocket: true);
            var head = await HeadAsync(client);
            if (head.Length == 0)
                return;
            var lines = head.TrimEnd().Split("\r\n");
            var length = Header(lines, "Content-Length") is { } count ? int.Parse(count, null) : 0;
            var body = new byte[length];
            await client.ReadExactlyAsync(body, stop.Token);
            if (Header(lines, "Proxy-Authorization") != expected)
            {
                await SayAsync(
                    client,
                    "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"out\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                );
                return;
            }
            Passed.Enqueue(lines[0]);
            var parts = lines[0].Split(' ');
            if (parts[0] == "CONNECT")
            {
                await SayAsync(client, "HTTP/1.1 200 Connection established\r\n\r\n");
                return;
            }
            var uri = new Uri(parts[1]);
            if (Own.TryGetValue(uri.Host, out var answer))
            {
                await SayAsync(
                    client,
                    $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(answer)}\r\nConnection: close\r\n\r\n{answer}"
                );
                return;
            }
            // By HTTP/1.0 the answer is whole when the server hangs up, in one piece and not compressed.
            using var on = new TcpClient();
            await on.ConnectAsync(IPAddress.Loopback, upstream, stop.Token);
            var server = on.GetStream();
            var passed = lines
                .Skip(1)
                .Where(line =>
                    !line.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)
                    && !line.StartsWith("Accept-Encoding:", StringComparison.OrdinalIgnoreCase)
                    && !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase)
                )
                .Prepend($"{parts[0]} {uri.PathAndQuery} HTTP/1.0")
                .Append("Connection: close");
            await SayAsync(server, string.Join("\r\n", passed) + "\r\n\r\n");
            await server.WriteAsync(body, stop.Token);
            using var whole = new MemoryStream();
            await server.CopyToAsync(whole, stop.Token);
            await client.WriteAsync(Elsewhere(whole.ToArray()), stop.Token);
        }
        catch (Exception error)
            when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side hung up, or it is over.
        }
    }

    /// <summary>Files of large reads lie at an address of their own, as Shopify's do, and not on this machine.</summary>
    byte[] Elsewhere(byte[] answer)
    {
        var text = Encoding.Latin1.GetString(answer);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = text[..end]
            .Split("\r\n")
            .Where(line => !line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        var body = text[end..]
            .Replace(
                $"http://127.0.0.1:{upstream}/__bulk",
                $"http://files.invalid:{upstream}/__bulk",
                StringComparison.Ordinal
            );
        return Encoding.Latin1.GetBytes(string.Join("\r\n", head) + body);
    }

    static string? Header(string[] lines, string name) =>
        lines
            .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            ?[(name.Length + 1)..].Trim();

    async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, stop.Token) == 0)
                return "";
            head.Append((char)one[0]);
        }
        return head.ToString();
    }

    async Task SayAsync(NetworkStream stream, string text) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop.Token);
}
