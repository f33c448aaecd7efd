using Comptoir.Health;
using Comptoir.Sync;
using Comptoir.Sync.Mapping;
using Comptoir.Tests.DemoShop;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>Runs that are asked twice, cancelled, or taken away from a process.</summary>
public sealed class StoppedRunTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancelled_in_the_middle_it_leaves_whole_orders_and_the_next_run_completes()
    {
        await using var server = await ShopClient.Start(ShopClient.Small(orders: 300));
        await using var calm = await Workplace.StartAsync(server);
        await calm.SyncAsync(await calm.ConnectAsync());

        await using var work = await Workplace.StartAsync(server);
        var shop = await work.ConnectAsync();
        var run = await work.AskAsync(shop);
        await work.UntilAsync(run, now => now.Counts.Orders.Created > 0);
        Assert.True(await work.Runs.CancelAsync(run.OfficeId, run.Id, Stop));
        var ended = await work.EndAsync(run);
        Assert.Equal(RunState.Cancelled, ended.State);
        Assert.False(await work.Runs.CancelAsync(run.OfficeId, run.Id, Stop));

        await using var db = work.Database.Open(work.App.OfficeId);
        var stored = await db.Orders.CountAsync(Stop);
        Assert.Equal(ended.Counts.Orders.Created, stored);
        Assert.InRange(stored, 1, 299);
        Assert.Empty(await FindingsAsync(work));

        var next = await work.SyncAsync(shop);
        Assert.Equal(
            (300 - stored, stored),
            (next.Counts.Orders.Created, next.Counts.Orders.Unchanged)
        );
        Assert.Equal(await calm.DumpAsync(), await work.DumpAsync());
        Assert.Empty(await FindingsAsync(work));
    }

    private static async Task<IReadOnlyList<Finding>> FindingsAsync(Workplace work) =>
        (
            await work
                .App.Services.GetRequiredService<VerifyOffice>()
                .VerifyAsync(work.App.OfficeId, Stop)
        ).Findings;

    [Fact]
    public async Task Asking_again_while_one_waits_or_works_gives_the_same_run()
    {
        await using var server = await ShopClient.Start();
        await using var work = await Workplace.StartAsync(server, working: false);
        var shop = await work.ConnectAsync();
        var asked = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    work.Runs.AskAsync(shop.OfficeId, shop.Id, RunKind.Synchronization, Stop)
                )
        );
        Assert.Single(asked.Select(run => run.Id).Distinct());
        var taken = await work.Runs.TakeAsync(asked[0], Stop);
        Assert.NotNull(taken);
        Assert.Equal(
            asked[0].Id,
            (await work.Runs.AskAsync(shop.OfficeId, shop.Id, RunKind.Synchronization, Stop)).Id
        );
        // Only one process can take it from where it stood.
        Assert.Null(await work.Runs.TakeAsync(asked[0], Stop));
    }

    [Fact]
    public async Task A_process_that_lost_its_run_can_write_nothing_more()
    {
        await using var server = await ShopClient.Start();
        await using var work = await Workplace.StartAsync(server, working: false);
        var shop = await work.ConnectAsync();
        var asked = await work.Runs.AskAsync(shop.OfficeId, shop.Id, RunKind.Synchronization, Stop);
        var mine = (await work.Runs.TakeAsync(asked, Stop))!;
        await using var session = new RunSession(
            work.Database,
            TimeProvider.System,
            mine,
            new ShopContext(
                shop.OfficeId,
                shop.Id,
                shop.Currency,
                TimeZoneInfo.Utc,
                new WebShopSettings()
            )
        );
        await session.StepAsync(null, Stop);
        var theirs = (await work.Runs.TakeAsync(mine, Stop))!;
        Assert.Equal(mine.Epoch + 1, theirs.Epoch);
        var before = await work.RowsAsync();

        await Assert.ThrowsAsync<RunLostException>(() =>
            session.StepAsync(
                async (db, ct) =>
                {
                    db.Links.Add(
                        new Link
                        {
                            OfficeId = shop.OfficeId,
                            WebShopId = shop.Id,
                            Kind = LinkKind.Order,
                            ExternalId = "1",
                            LocalId = 1,
                            Fingerprint = [],
                        }
                    );
                    await db.SaveChangesAsync(ct);
                },
                Stop
            )
        );
        await Assert.ThrowsAsync<RunLostException>(() => work.Runs.ReloadAsync(mine, Stop));
        await Assert.ThrowsAsync<RunLostException>(() =>
            work.App.Services.GetRequiredService<Synchronizer>().RunAsync(mine, Stop)
        );
        await work.Runs.EndAsync(mine, new RunEnd(RunState.Failed), Stop);
        Assert.False(await work.Runs.ReleaseAsync(mine, Stop));
        Assert.Equal(before, await work.RowsAsync());
    }
}
