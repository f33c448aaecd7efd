using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Comptoir.Tests.Sending;

/// <summary>
/// A server that takes e-mails on the loopback address as RFC 5321 says, and misbehaves where a test tells it to. It can be
/// stopped and started again on the same port.
/// </summary>
sealed class MailServer : IAsyncDisposable
{
    readonly Lock gate = new();
    readonly List<Taken> taken = [];
    readonly List<Socket> open = [];
    TcpListener? listener;
    Task accepting = Task.CompletedTask;

    /// <summary>A server that is not started yet, on a port of its own.</summary>
    public MailServer()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public int Port { get; }

    /// <summary>What it took, in the order in which it came.</summary>
    public IReadOnlyList<Taken> All
    {
        get
        {
            lock (gate)
                return [.. taken];
        }
    }

    /// <summary>How many connections were made.</summary>
    public int Connections { get; private set; }

    /// <summary>The answer to a recipient; null to take it.</summary>
    public Func<string, string?> Recipient { get; set; } = _ => null;

    /// <summary>
    /// Does something when an e-mail is about to come, before it is asked for: <c>true</c> hangs up there. Of one that was asked
    /// for, whoever sends may have handed over all to its own machine before it sees that nobody reads.
    /// </summary>
    public Func<bool> CutsBefore { get; set; } = () => false;

    /// <summary>Hangs up when an e-mail was asked for, before its first byte is read.</summary>
    public Func<bool> CutsInside { get; set; } = () => false;

    /// <summary>Hangs up when it has the whole e-mail, without an answer.</summary>
    public Func<bool> CutsBeforeAnswer { get; set; } = () => false;

    /// <summary>Begins to listen.</summary>
    public MailServer Start()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync(listener);
        return this;
    }

    /// <summary>Hangs up and listens no more.</summary>
    public async Task StopAsync()
    {
        listener?.Dispose();
        listener = null;
        lock (gate)
        {
            foreach (var socket in open)
                socket.Dispose();
            open.Clear();
        }
        await accepting;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    async Task AcceptAsync(TcpListener on)
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await on.AcceptSocketAsync();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return;
            }
            lock (gate)
            {
                open.Add(socket);
                Connections++;
            }
            _ = TalkAsync(socket);
        }
    }

    async Task TalkAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await SayAsync(stream, "220 mail.test ready");
            string? from = null;
            List<string> to = [];
            while (await ReadLineAsync(stream) is { } line)
            {
                var word = line.Split(' ', ':')[0].ToUpperInvariant();
                switch (word)
                {
                    case "EHLO":
                        await SayAsync(stream, "250-mail.test\r\n250-8BITMIME\r\n250 CHUNKING");
                        break;
                    case "MAIL":
                        (from, to) = (Between(line), []);
                        await SayAsync(stream, "250 2.1.0 ok");
                        break;
                    case "RCPT":
                        var refusal = Recipient(Between(line));
                        if (refusal is null)
                            to.Add(Between(line));
                        await SayAsync(stream, refusal ?? "250 2.1.5 ok");
                        break;
                    case "DATA" when from is null || to.Count == 0:
                        await SayAsync(stream, "503 5.5.1 recipients first");
                        break;
                    case "DATA":
                        if (CutsBefore())
                            return;
                        await SayAsync(stream, "354 go on");
                        if (CutsInside())
                            return;
                        var bytes = await ReadDataAsync(stream);
                        if (bytes is null || CutsBeforeAnswer())
                            return;
                        lock (gate)
                            taken.Add(new(from!, [.. to], bytes));
                        await SayAsync(stream, $"250 2.0.0 taken as {All.Count}");
                        (from, to) = (null, []);
                        break;
                    case "RSET":
                        (from, to) = (null, []);
                        await SayAsync(stream, "250 ok");
                        break;
                    case "NOOP":
                        await SayAsync(stream, "250 ok");
                        break;
                    case "QUIT":
                        await SayAsync(stream, "221 bye");
                        return;
                    default:
                        await SayAsync(stream, "502 5.5.1 not known");
                        break;
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The other side hung up, or this server was stopped.
        }
    }

    static string Between(string line)
    {
        var from = line.IndexOf('<', StringComparison.Ordinal) + 1;
        return line[from..line.IndexOf('>', from)];
    }

    static async Task SayAsync(NetworkStream stream, string line) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));

    static async Task<string?> ReadLineAsync(NetworkStream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            line.Add(one[0]);
            if (line is [.., (byte)'\r', (byte)'\n'])
                return Encoding.ASCII.GetString([.. line[..^2]]);
        }
        return null;
    }

    /// <summary>All up to the line with the single point, doubled points made single; null when the other side hung up before.</summary>
    static async Task<byte[]?> ReadDataAsync(NetworkStream stream)
    {
        using var all = new MemoryStream();
        var buffer = new byte[4_096];
        while (true)
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0)
                return null;
            all.Write(buffer, 0, read);
            var seen = all.GetBuffer().AsSpan(0, (int)all.Length);
            if (seen.EndsWith("\r\n.\r\n"u8))
                break;
        }
        var text = Encoding.Latin1.GetString(all.ToArray()[..^3]);
        return Encoding.Latin1.GetBytes(text.Replace("\r\n..", "\r\n.", StringComparison.Ordinal));
    }

    /// <summary>An e-mail that was taken.</summary>
    public sealed record Taken(string From, IReadOnlyList<string> To, byte[] Bytes)
    {
        /// <summary>The e-mail, read.</summary>
        public MimeMessage Read()
        {
            using var stream = new MemoryStream(Bytes);
            return MimeMessage.Load(stream);
        }
    }
}
