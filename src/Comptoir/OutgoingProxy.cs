using System.Net;
using Microsoft.Extensions.Options;

namespace Comptoir;

/// <summary>
/// The proxy through which this server calls shops, VIES and the European Central Bank, and downloads files. What is on this
/// machine is called directly: a proxy would take it for itself.
/// </summary>
sealed class OutgoingProxy : IWebProxy
{
    OutgoingProxy(Uri address, NetworkCredential? credentials) =>
        (Address, Credentials) = (address, credentials);

    /// <summary>Where it is, without user and password.</summary>
    public Uri Address { get; }

    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : Address;

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => host.IsLoopback;

    /// <summary>What is wrong with a setting, never with its value: it may hold a password. Null when nothing is.</summary>
    public static string? Fault(string? setting) =>
        string.IsNullOrEmpty(setting) || Read(setting) is not null
            ? null
            : "Comptoir__Proxy must be http://host:port or http://user:password@host:port, with nothing after it; signs such as @, : and / in user or password are written as %40, %3A and %2F. (What is set is not repeated here, because it may hold a password.)";

    /// <summary>The proxy that is set; null for none.</summary>
    public static OutgoingProxy? Of(IServiceProvider services) =>
        services.GetRequiredService<IOptions<ComptoirOptions>>().Value.Proxy
            is { Length: > 0 } setting
            ? Read(setting)
            : null;

    /// <summary>What clients of services outside call through.</summary>
    public static HttpMessageHandler Handler(IServiceProvider services) =>
        new SocketsHttpHandler
        {
            // Without one of ours the system's own settings count (HTTPS_PROXY and so on).
            Proxy = Of(services),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        };

    static OutgoingProxy? Read(string setting)
    {
        if (
            !Uri.TryCreate(setting, UriKind.Absolute, out var uri)
            || uri.Scheme != Uri.UriSchemeHttp
            || uri.Host.Length == 0
            || uri.AbsolutePath != "/"
            || uri.Query.Length > 0
            || uri.Fragment.Length > 0
        )
            return null;
        NetworkCredential? credentials = null;
        if (uri.UserInfo.Length > 0)
        {
            if (uri.UserInfo.Split(':', 2) is not [{ Length: > 0 } user, var password])
                return null;
            credentials = new(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
        }
        return new(new UriBuilder(Uri.UriSchemeHttp, uri.Host, uri.Port).Uri, credentials);
    }
}
