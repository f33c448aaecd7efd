using Comptoir.Sending;
using Microsoft.Extensions.Options;

namespace Comptoir;

/// <summary>
/// The installation's settings, from the environment (<c>Comptoir__Data</c>) or <c>appsettings.json</c> beside the program.
/// </summary>
public sealed class ComptoirOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Comptoir";

    /// <summary>
    /// The directory of what the program keeps: the SQLite files and the master key. By default <c>comptoir</c> in the
    /// user's local application data.
    /// </summary>
    public string Data { get; set; } = "";

    /// <summary>
    /// 32 bytes in base64 under which secrets are kept; without it the file <c>master.key</c> in the data directory is used.
    /// </summary>
    public string? MasterKey { get; set; }

    /// <summary>
    /// A directory with files that are named like settings and hold their values; null for none, or for that of systemd's
    /// credentials.
    /// </summary>
    public string? Secrets { get; set; }

    /// <summary>The address at which people and Shopify reach this server; null when only this network does.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>
    /// The reverse proxies whose <c>X-Forwarded-For</c> and <c>-Proto</c> are believed, as addresses (<c>10.0.0.2</c>) or
    /// networks (<c>10.0.0.0/8</c>). None by default: then anybody could lie about where they come from.
    /// </summary>
    public string[] Proxies { get; set; } = [];

    /// <summary>
    /// The proxy through which this server calls out, as <c>http://host:port</c> or <c>http://user:password@host:port</c>; null for
    /// none of its own. Never shown or logged whole: it may hold a password.
    /// </summary>
    public string? Proxy { get; set; }

    /// <summary>
    /// The directory through which invoices go to an approved platform, with a folder for each office. By default
    /// <c>e-invoicing</c> in the data directory.
    /// </summary>
    public string? EInvoicing { get; set; }

    /// <summary>How Shopify is reached.</summary>
    public ShopifySettings Shopify { get; set; } = new();

    /// <summary>How the register of VAT numbers is reached.</summary>
    public OutsideSettings Vies { get; set; } = new();

    /// <summary>Where the reference rates of the European Central Bank are read.</summary>
    public OutsideSettings Ecb { get; set; } = new();

    /// <summary>How e-mails leave.</summary>
    public SmtpSettings Smtp { get; set; } = new();

    /// <summary>Where measurements and traces go; nowhere by default.</summary>
    public Telemetry.TelemetrySettings Telemetry { get; set; } = new();

    /// <summary>The directory used when none is named.</summary>
    /// <exception cref="RefusedException">The system knows no such place for this user.</exception>
    public static string DefaultData =>
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify
        )
            is { Length: > 0 } place
            ? Path.Combine(place, "comptoir")
            : throw new RefusedException(
                "There is no place to keep data for this user. Name a directory with --data or Comptoir__Data."
            );
}

/// <summary>How Shopify is reached.</summary>
public sealed class ShopifySettings
{
    /// <summary>
    /// Tests and demo only: every shop is reached here instead of at Shopify, with the shop's own name in the Host header.
    /// </summary>
    public Uri? Endpoint { get; set; }
}

/// <summary>A service outside that this server asks by itself.</summary>
public sealed class OutsideSettings
{
    /// <summary>Its address; null: it is not asked, and what it would say is entered by hand.</summary>
    public Uri? Endpoint { get; set; }
}

/// <summary>Says at start what is wrong with a setting, rather than at its first use.</summary>
sealed class ComptoirOptionsCheck : IValidateOptions<ComptoirOptions>
{
    public ValidateOptionsResult Validate(string? name, ComptoirOptions options)
    {
        var faults = new List<string>();
        if (options.PublicUrl is { } url && !IsWeb(url))
            faults.Add($"Comptoir__PublicUrl must begin with https:// or http://, not '{url}'.");
        if (options.Shopify.Endpoint is { } endpoint && !IsWeb(endpoint))
            faults.Add(
                $"Comptoir__Shopify__Endpoint must begin with https:// or http://, not '{endpoint}'."
            );
        foreach (
            var (service, outside) in new[]
            {
                ("Vies", options.Vies.Endpoint),
                ("Ecb", options.Ecb.Endpoint),
                ("Telemetry", options.Telemetry.Endpoint),
            }
        )
            if (outside is { } address && !IsWeb(address))
                faults.Add(
                    $"Comptoir__{service}__Endpoint must begin with https:// or http://, not '{address}'."
                );
        if (OutgoingProxy.Fault(options.Proxy) is { } unfit)
            faults.Add(unfit);
        faults.AddRange(options.Smtp.Faults());
        foreach (var proxy in options.Proxies)
            if (!System.Net.IPNetwork.TryParse(AsNetwork(proxy), out _))
                faults.Add(
                    $"Comptoir__Proxies must hold addresses such as 10.0.0.2 or networks such as 10.0.0.0/8, not '{proxy}'."
                );
        return faults.Count > 0
            ? ValidateOptionsResult.Fail(faults)
            : ValidateOptionsResult.Success;
    }

    /// <summary>A single address as a network of one.</summary>
    public static string AsNetwork(string proxy) =>
        System.Net.IPAddress.TryParse(proxy, out var address)
            ? $"{address}/{(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? 128 : 32)}"
            : proxy;

    static bool IsWeb(Uri url) =>
        url is { IsAbsoluteUri: true, Scheme: "http" or "https" } && url.Host.Length > 0;
}
