using System.Net;
using System.Net.Sockets;

namespace Comptoir.Cli;

/// <summary>
/// Addresses to listen on, looked at before anything is begun: who mistyped one, or forgot a program that holds it, is told
/// at once rather than after the work.
/// </summary>
static class ListenAddress
{
    /// <summary>Refuses addresses that are none, or that cannot be had now.</summary>
    /// <param name="urls">One or several with ';'.</param>
    /// <exception cref="RefusedException">One of them cannot be listened on; the message says why.</exception>
    public static void Check(string urls)
    {
        foreach (
            var url in urls.Split(
                ';',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        )
            Try(url, Read(url));
    }

    static BindingAddress Read(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.Scheme is "http" or "https" && address.Port is >= 0 and <= 65_535)
                return address;
        }
        catch (FormatException)
        {
            // Refused below like any other.
        }
        throw new RefusedException(
            $"'{url}' is no address to listen on. Write for example --urls http://localhost:5080."
        );
    }

    static void Try(string url, BindingAddress address)
    {
        // The system chooses a free port; a socket file is the server's own matter.
        if (address.Port == 0 || address.IsUnixPipe || address.IsNamedPipe)
            return;
        var host =
            address.Host is "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) ? ip
            : IPAddress.Any;
        try
        {
            using var probe = new TcpListener(host, address.Port);
            probe.Start();
        }
        catch (SocketException refused)
        {
            var why = refused.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "another program listens there",
                SocketError.AccessDenied => "this user may not listen there",
                SocketError.AddressNotAvailable => "this machine does not have this address",
                _ => refused.Message,
            };
            throw new RefusedException(
                $"Cannot listen on {url}: {why}. Choose another address with --urls, or stop what uses it."
            );
        }
    }
}
