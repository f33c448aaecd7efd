using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Comptoir.Vat;

/// <summary>
/// Fetches the reference rates of the euro: those of ninety days where some are missing, else those of the day. They are
/// published on working days at about 16:00 in Frankfurt; it is looked for them every hour.
/// </summary>
sealed partial class EcbWorker(
    Database database,
    IHttpClientFactory clients,
    KeepReferenceRates keep,
    IOptions<ComptoirOptions> options,
    TimeProvider clock,
    ILogger<EcbWorker> log
) : BackgroundService
{
    /// <summary>Where the European Central Bank has its files.</summary>
    public const string Bank = "https://www.ecb.europa.eu/stats/eurofxref/";

    /// <summary>The name of the client that is used.</summary>
    public const string ClientName = "ecb";

    /// <summary>The longest time without rates: over Easter it is five days.</summary>
    const int LongestPauseDays = 6;
    static readonly TimeSpan Look = TimeSpan.FromHours(1);
    static readonly TimeSpan LongestTry = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Ecb.Endpoint is not { } endpoint)
            return;
        try
        {
            while (true)
            {
                await FetchAsync(endpoint, stoppingToken);
                await Task.Delay(Look, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends; what was fetched is stored.
        }
    }

    async Task FetchAsync(Uri endpoint, CancellationToken ct)
    {
        try
        {
            var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            var offices = await NewestAsync(ct);
            if (offices.Count == 0 || offices.Values.All(newest => newest == today))
                return;
            var behind = offices.Values.Any(newest =>
                newest is null || today.DayNumber - newest.Value.DayNumber > LongestPauseDays
            );
            var rates = await ReadAsync(
                new Uri(endpoint, behind ? "eurofxref-hist-90d.xml" : "eurofxref-daily.xml"),
                ct
            );
            foreach (var office in offices.Keys)
                await keep.KeepAsync(office, rates, ct);
        }
        catch (ObjectDisposedException) when (ct.IsCancellationRequested)
        {
            // The program ends, and its database is closed already.
        }
        catch (Exception error)
            when (error is HttpRequestException or RefusedException or IOException
                || error is OperationCanceledException && !ct.IsCancellationRequested
            )
        {
            // In an hour again; a rate counts for seven days.
            Failed(endpoint, error.Message);
        }
    }

    async Task<Dictionary<long, DateOnly?>> NewestAsync(CancellationToken ct)
    {
        List<long> offices;
        await using (var db = database.OpenInstallation())
            offices = await db.Offices.Select(office => office.Id).ToListAsync(ct);
        var newest = new Dictionary<long, DateOnly?>();
        foreach (var office in offices)
        {
            await using var db = database.Open(office);
            newest[office] = await db.ReferenceRates.MaxAsync(rate => (DateOnly?)rate.On, ct);
        }
        return newest;
    }

    async Task<IReadOnlyList<ExchangeRate>> ReadAsync(Uri file, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LongestTry);
        using var client = clients.CreateClient(ClientName);
        await using var stream = await client.GetStreamAsync(file, limit.Token);
        return await EcbRates.ReadAsync(stream, limit.Token);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Reference rates could not be fetched from {Address}: {Reason}"
    )]
    partial void Failed(Uri address, string reason);
}
