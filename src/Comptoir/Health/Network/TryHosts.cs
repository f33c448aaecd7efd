using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Comptoir.Health.Network;

/// <summary>
/// Tries whether hosts can be reached from here: opens a connection and closes it again, through the proxy where calls go through
/// it. Nothing is sent but the proxy's own CONNECT.
/// </summary>
sealed class TryHosts(IServiceProvider services)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);
    const int LongestAnswer = 4096;

    /// <summary>Tries all of them at once.</summary>
    public async Task<IReadOnlyDictionary<OutgoingHost, HostTrial>> RunAsync(
        IEnumerable<OutgoingHost> hosts,
        CancellationToken cancellationToken
    )
    {
        var proxy = OutgoingProxy.Of(services);
        var trials = hosts
            .Where(host => host.Host.Length > 0)
            .Select(async host =>
                (host, Trial: await TryAsync(host, host.ByProxy ? proxy : null, cancellationToken))
            );
        return (await Task.WhenAll(trials)).ToDictionary(x => x.host, x => x.Trial);
    }

    static async Task<HostTrial> TryAsync(
        OutgoingHost host,
        OutgoingProxy? proxy,
        CancellationToken ct
    )
    {
        var begun = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        HostTrial End(TrialOutcome outcome, string? detail = null) =>
            new(
                outcome,
                Stopwatch.GetElapsedTime(begun),
                (socket.LocalEndPoint as IPEndPoint)?.Address is { } from
                    ? (from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from).ToString()
                    : null,
                detail
            );
        try
        {
            await socket.ConnectAsync(
                proxy?.Address.IdnHost ?? host.Host,
                proxy?.Address.Port ?? host.Port,
                limit.Token
            );
            if (proxy is null)
                return End(TrialOutcome.Reached);
            var answer = await AskAsync(socket, host, proxy, limit.Token);
            return answer.Split(' ', 3) is ["HTTP/1.1" or "HTTP/1.0", ['2', ..], ..]
                ? End(TrialOutcome.ReachedByProxy)
                : End(TrialOutcome.ProxyRefused, answer);
        }
        catch (SocketException error)
        {
            return End(
                error.SocketErrorCode switch
                {
                    SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
                        TrialOutcome.NoName,
                    SocketError.ConnectionRefused => TrialOutcome.Refused,
                    _ => TrialOutcome.NoAnswer,
                },
                error.SocketErrorCode.ToString()
            );
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return End(TrialOutcome.NoAnswer);
        }
    }

    /// <summary>Asks the proxy for a way to a host.</summary>
    /// <returns>The first line of its answer.</returns>
    static async Task<string> AskAsync(
        Socket socket,
        OutgoingHost host,
        OutgoingProxy proxy,
        CancellationToken ct
    )
    {
        var ask = new StringBuilder()
            .Append("CONNECT ")
            .Append(host.Name)
            .Append(" HTTP/1.1\r\nHost: ")
            .Append(host.Name)
            .Append("\r\n");
        if (proxy.Credentials is NetworkCredential { UserName: var user, Password: var password })
            ask.Append("Proxy-Authorization: Basic ")
                .Append(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")))
                .Append("\r\n");
        await socket.SendAsync(Encoding.ASCII.GetBytes(ask.Append("\r\n").ToString()), ct);
        var line = new List<byte>();
        var buffer = new byte[256];
        while (line.Count < LongestAnswer && !line.Contains((byte)'\n'))
        {
            var read = await socket.ReceiveAsync(buffer, ct);
            if (read == 0)
                break;
            line.AddRange(buffer.AsSpan(0, read));
        }
        var text = Encoding.Latin1.GetString([.. line]);
        return Web.PlainText.Line(text.Split('\n')[0], 200);
    }
}

/// <summary>How an attempt to reach a host ended.</summary>
/// <param name="Outcome">What it was.</param>
/// <param name="Took">How long it took.</param>
/// <param name="From">The address of this machine that was used; null when none was.</param>
/// <param name="Detail">In the words of the system or the proxy.</param>
sealed record HostTrial(TrialOutcome Outcome, TimeSpan Took, string? From, string? Detail);

/// <summary>How an attempt to reach a host can end.</summary>
enum TrialOutcome
{
    Reached,
    ReachedByProxy,

    /// <summary>Nobody knows the name.</summary>
    NoName,

    /// <summary>Nothing came back in time.</summary>
    NoAnswer,

    /// <summary>Somebody on the way, or the host itself, said no.</summary>
    Refused,

    /// <summary>The proxy will not, or does not answer as a proxy.</summary>
    ProxyRefused,
}
