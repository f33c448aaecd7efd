using System.Net;
using System.Net.Sockets;

namespace Comptoir.Health.Network;

/// <summary>
/// The addresses of this machine from which calls to the outside leave, as its routes say. Behind a router the outside sees
/// another one.
/// </summary>
static class LocalAddresses
{
    // Addresses for documentation, RFC 5737 and RFC 3849: they are nobody's.
    static readonly IPAddress[] Outside =
    [
        IPAddress.Parse("192.0.2.1"),
        IPAddress.Parse("2001:db8::1"),
    ];

    /// <summary>Found by the routes alone: connecting a datagram socket sends nothing.</summary>
    public static IReadOnlyList<string> Find()
    {
        var found = new List<string>();
        foreach (var outside in Outside)
            try
            {
                using var socket = new Socket(
                    outside.AddressFamily,
                    SocketType.Dgram,
                    ProtocolType.Udp
                );
                socket.Connect(outside, 443);
                if (socket.LocalEndPoint is IPEndPoint { Address: var address })
                    found.Add(address.ToString());
            }
            catch (SocketException)
            {
                // There is no way out by this version of the protocol.
            }
        return found;
    }
}
