using Comptoir.Attention;
using Comptoir.Shopify;
using Comptoir.Shopify.Documents;
using Comptoir.Storage;
using Comptoir.Sync.Applying;
using Comptoir.Sync.Mapping;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync;

/// <summary>
/// Does a synchronization from wherever it stands to its end: asks the shop for everything, compares with the links, applies
/// what differs, in the order in which things depend on each other. It can be stopped anywhere and go on in another process.
/// </summary>
public sealed class Synchronizer(
    Database database,
    IdSequence ids,
    AttentionBook attention,
    ShopClients clients,
    FindAccess access,
    TimeProvider clock,
    StagingArea staging
)
{
    /// <summary>What changes while operations begin is read again by the next run: Shopify's clocks may differ a little.</summary>
    static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>Works on a run that this process has taken over.</summary>
    /// <exception cref="ShopifyException">The shop cannot be read now; the run stands where it was.</exception>
    /// <exception cref="RunCancelledException">Somebody asked to stop.</exception>
    /// <exception cref="RunLostException">Another process has the run.</exception>
    public async Task RunAsync(Run run, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        var shop = await LoadAsync(run, ct);
        var client = clients.Open(shop);
        shop = await RefreshAsync(shop, await client.GetShopAsync(ct), ct);
        // In bulk one field that is withheld fails all: what may be read is found out first.
        client = client.With(await access.RunAsync(shop, client, ct));
        await using var session = new RunSession(database, clock, run, ContextOf(shop));
        var reading = new ShopReading(client, session, clock, staging.For(run));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            await new ShopSteps(client, reading, session, ids, attention, shop).RunAsync(
                stop.Token
            );
            await FinishAsync(run, session, client, ct);
            reading.Clean();
        }
        catch (RunCancelledException)
        {
            await stop.CancelAsync();
            await reading.AbandonAsync(ct);
            reading.Clean();
            throw;
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    async Task<WebShop> LoadAsync(Run run, CancellationToken ct)
    {
        await using var db = database.Open(run.OfficeId);
        return await db.WebShops.AsNoTracking().SingleAsync(shop => shop.Id == run.WebShopId, ct);
    }

    /// <summary>The shop's own facts may have changed since it was connected.</summary>
    async Task<WebShop> RefreshAsync(WebShop shop, ShopInfo info, CancellationToken ct)
    {
        var plan = info.Plan.PublicDisplayName;
        if (
            shop.Problem is null
            && (shop.ShopName, shop.Currency, shop.TimeZone, shop.Plan)
                == (info.Name, info.CurrencyCode, info.IanaTimezone, plan)
        )
            return shop;
        return await database.WriteAsync(
            shop.OfficeId,
            async (db, token) =>
            {
                var row = await db.WebShops.SingleAsync(x => x.Id == shop.Id, token);
                (row.ShopName, row.Currency, row.TimeZone, row.Plan) = (
                    info.Name,
                    info.CurrencyCode,
                    info.IanaTimezone,
                    plan
                );
                row.Report(null);
                await db.SaveChangesAsync(token);
                return row;
            },
            ct
        );
    }

    static ShopContext ContextOf(WebShop shop) =>
        new(
            shop.OfficeId,
            shop.Id,
            shop.Currency,
            TimeZoneInfo.TryFindSystemTimeZoneById(shop.TimeZone, out var zone)
                ? zone
                : TimeZoneInfo.Utc
        );

    static async Task FinishAsync(
        Run run,
        RunSession session,
        ShopifyShop client,
        CancellationToken ct
    )
    {
        // Orders placed since the run began are for the next one; those that the token no longer sees cannot be compared.
        var began = session.Cursor.Watermark + Overlap;
        var counts = await client.CountAsync(
            began is { } until ? $"created_at:<='{until:yyyy-MM-dd'T'HH:mm:ss'Z'}'" : null,
            ct
        );
        var oldest = await client.FindOldestOrderAsync(ct);
        await using var db = session.Open();
        var totals = await ControlTotals.ReadAsync(
            db,
            session.Shop,
            counts.OrdersCount,
            (oldest?.CreatedAt.UtcDateTime, began),
            ct
        );
        session.Cursor = session.Cursor with { Phase = RunPhase.Finished };
        session.Progress = session.Progress with { Phase = RunPhase.Finished };
        await session.StepAsync(
            async (write, token) =>
            {
                var row = await write.Runs.SingleAsync(
                    x => x.Id == run.Id && x.Epoch == run.Epoch,
                    token
                );
                row.Totals = totals;
                await write.SaveChangesAsync(token);
            },
            ct
        );
    }

    /// <summary>The earliest moment that the operations show, less an overlap: later changes are for the next run.</summary>
    internal static DateTime WatermarkOf(IEnumerable<BulkOperation> operations) =>
        operations.Min(operation => operation.CreatedAt).UtcDateTime - Overlap;
}
