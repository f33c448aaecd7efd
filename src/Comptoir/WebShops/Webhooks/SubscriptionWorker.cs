using Comptoir.Offices;
using Comptoir.Storage;
using Comptoir.Sync.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops.Webhooks;

/// <summary>Looks at the subscriptions of web shops when it is time, each hour, and writes down when messages arrived.</summary>
sealed partial class SubscriptionWorker(
    Database database,
    KeepSubscriptions keep,
    WebhooksHeard heard,
    TimeProvider clock,
    ILogger<SubscriptionWorker> log
) : BackgroundService
{
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Between = TimeSpan.FromHours(1);

    /// <summary>After a failure it is tried again sooner.</summary>
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Pace, clock);
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await OnceAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    async Task OnceAsync(CancellationToken ct)
    {
        try
        {
            await WriteHeardAsync(ct);
            var now = clock.GetUtcNow().UtcDateTime;
            List<long> offices;
            await using (var db = database.OpenInstallation())
                offices = await db.Offices.AtWork().Select(office => office.Id).ToListAsync(ct);
            foreach (var office in offices)
            {
                List<long> due;
                await using (var db = database.Open(office))
                    due = await db
                        .ShopSchedules.Where(x => x.WebhooksAt <= now)
                        .Select(x => x.WebShopId)
                        .ToListAsync(ct);
                foreach (var shop in due)
                    await LookAsync(office, shop, now, ct);
            }
        }
        catch (ObjectDisposedException) when (ct.IsCancellationRequested)
        {
            // The program ends, and its database is closed already.
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Failed(error);
        }
    }

    async Task LookAsync(long office, long webShop, DateTime now, CancellationToken ct)
    {
        // Of several processes one looks: the one that moves the time on.
        var mine = await database.WriteAsync(
            office,
            async (db, token) =>
                await db
                    .ShopSchedules.Where(x => x.WebShopId == webShop && x.WebhooksAt <= now)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(x => x.WebhooksAt, now + Soon),
                        token
                    ) == 1,
            ct
        );
        if (!mine)
            return;
        WebShop shop;
        ScheduleMode mode;
        await using (var db = database.Open(office))
        {
            shop = await db.WebShops.AsNoTracking().SingleAsync(x => x.Id == webShop, ct);
            mode = await db
                .ShopSchedules.Where(x => x.WebShopId == webShop)
                .Select(x => x.Mode)
                .SingleAsync(ct);
        }
        if (shop is { IsConnected: true, Problem: null })
            await keep.RunAsync(shop, mode == ScheduleMode.Live, ct);
        await database.WriteAsync(
            office,
            async (db, token) =>
            {
                var isWell = await db.ShopSubscriptions.AnyAsync(
                    x => x.WebShopId == webShop && x.Failure == null,
                    token
                );
                DateTime? next =
                    mode != ScheduleMode.Live ? null
                    : isWell ? now + Between
                    : now + Soon;
                // Somebody may have chosen anew meanwhile.
                await db
                    .ShopSchedules.Where(x => x.WebShopId == webShop && x.WebhooksAt == now + Soon)
                    .ExecuteUpdateAsync(set => set.SetProperty(x => x.WebhooksAt, next), token);
            },
            ct
        );
    }

    async Task WriteHeardAsync(CancellationToken ct)
    {
        foreach (var ((office, webShop), said) in heard.Take())
            await database.WriteAsync(
                office,
                async (db, token) =>
                {
                    var row = await db.ShopSubscriptions.FirstOrDefaultAsync(
                        x => x.WebShopId == webShop,
                        token
                    );
                    if (row is null)
                        return;
                    if (said.At is { } at)
                        (row.HeardAt, row.DelaySeconds) = (
                            at.UtcDateTime,
                            (int)Math.Clamp(said.Delay.TotalSeconds, 0, int.MaxValue)
                        );
                    row.RefusedAt = said.RefusedAt?.UtcDateTime ?? row.RefusedAt;
                    await db.SaveChangesAsync(token);
                },
                ct
            );
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Subscriptions could not be looked at")]
    partial void Failed(Exception error);
}
