using Comptoir.Storage;
using Comptoir.Vat;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Comptoir.Health.Network;

/// <summary>
/// The hosts that this server calls. The list is made of the settings and of the connected shops alone: nobody can have another
/// host tried.
/// </summary>
sealed class OutgoingHosts(
    Database database,
    IOptions<ComptoirOptions> options,
    IConfiguration configuration
)
{
    /// <summary>Where Shopify puts the files of large reads.</summary>
    public const string Files = "storage.googleapis.com";

    /// <summary>The hosts as they concern an office.</summary>
    public async Task<IReadOnlyList<OutgoingHost>> ListAsync(
        long officeId,
        CancellationToken cancellationToken
    )
    {
        var hosts = new List<OutgoingHost>();
        await using var db = database.Open(officeId);
        var shops = await db
            .WebShops.AsNoTracking()
            .Where(shop => shop.DisconnectedAt == null)
            .OrderBy(shop => shop.Address)
            .Select(shop => shop.Address)
            .ToListAsync(cancellationToken);
        var settings = options.Value;
        if (settings.Shopify.Endpoint is { } endpoint)
            hosts.Add(
                new(HostPurpose.Shop, endpoint.Host, endpoint.Port, true, !endpoint.IsLoopback)
            );
        else
            hosts.AddRange(
                shops.Select(shop => new OutgoingHost(HostPurpose.Shop, shop, 443, true, true))
            );
        hosts.Add(new(HostPurpose.Files, Files, 443, settings.Shopify.Endpoint is null, true));
        hosts.Add(Service(HostPurpose.VatNumbers, settings.Vies.Endpoint, ViesRegister.Commission));
        hosts.Add(Service(HostPurpose.Rates, settings.Ecb.Endpoint, EcbWorker.Bank));
        if (settings.Smtp.IsSet)
            hosts.Add(
                new(HostPurpose.Mail, settings.Smtp.Host, settings.Smtp.UsedPort, true, false)
            );
        else
            hosts.Add(new(HostPurpose.Mail, "", 587, false, false));
        if (
            Uri.TryCreate(
                configuration["OTEL_EXPORTER_OTLP_ENDPOINT"],
                UriKind.Absolute,
                out var telemetry
            )
        )
            hosts.Add(new(HostPurpose.Telemetry, telemetry.Host, telemetry.Port, true, false));
        return hosts;
    }

    static OutgoingHost Service(HostPurpose purpose, Uri? endpoint, string usual)
    {
        var uri = endpoint ?? new Uri(usual);
        return new(purpose, uri.Host, uri.Port, endpoint is not null, !uri.IsLoopback);
    }
}

/// <summary>A host that this server calls.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="Host">Its name; empty when none is set.</param>
/// <param name="Port">The port.</param>
/// <param name="IsOn">It is called from here, as things are set.</param>
/// <param name="ByProxy">It is called through the proxy where one is set.</param>
sealed record OutgoingHost(HostPurpose Purpose, string Host, int Port, bool IsOn, bool ByProxy)
{
    /// <summary>Name and port.</summary>
    public string Name => Host.Length == 0 ? "" : FormattableString.Invariant($"{Host}:{Port}");
}

/// <summary>What a host is called for.</summary>
enum HostPurpose
{
    /// <summary>The Admin API of a shop.</summary>
    Shop,

    /// <summary>Files of large reads.</summary>
    Files,

    /// <summary>The register of VAT numbers.</summary>
    VatNumbers,

    /// <summary>Reference rates of the euro.</summary>
    Rates,

    /// <summary>E-mails.</summary>
    Mail,

    /// <summary>Measurements for whoever watches the installation.</summary>
    Telemetry,
}
