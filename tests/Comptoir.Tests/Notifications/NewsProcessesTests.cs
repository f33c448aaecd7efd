using Comptoir.Notifications;
using Comptoir.Sync;
using Comptoir.Tests.Sending;
using Comptoir.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Comptoir.Tests.Notifications;

/// <summary>Several processes tell from one database.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class NewsProcessesTests(PostgresUnderTest database)
    : DatabaseTests(database),
        IClassFixture<PostgresUnderTest>
{
    [Fact]
    public async Task Two_processes_at_once_tell_each_thing_once()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var server = new MailServer();
        server.Start();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        string[] settings =
        [
            $"ConnectionStrings:Comptoir={UnderTest.ConnectionString}",
            $"Comptoir:MasterKey={Convert.ToBase64String(new byte[32])}",
        ];
        await using var one = Post.Application(server, clock, settings);
        await one.StartAsync();
        await using var two = Post.Application(server, clock, settings);
        await two.StartAsync();
        var rows = new NewsRows(one);
        var shop = await rows.ShopAsync();
        await rows.RunAsync(shop, RunState.Succeeded);
        await rows.TellAsync();
        await one
            .Services.GetRequiredService<ChooseNotifications>()
            .RunAsync(
                one.OfficeId,
                shop,
                [new(await rows.OwnerAsync(), true, true, true, true, MailRhythm.AtOnce, 8)],
                true,
                stop
            );
        const int orders = 40;
        for (var i = 0; i < orders; i++)
        {
            await rows.OrderAsync(shop);
            await Task.WhenAll(TellAsync(one), TellAsync(two), TellAsync(one));
        }
        await rows.RunAsync(shop, RunState.Failed);
        await Task.WhenAll(TellAsync(one), TellAsync(two));
        clock.Advance(TimeSpan.FromMinutes(2));
        await Task.WhenAll(MailAsync(one), MailAsync(two), MailAsync(one), MailAsync(two));

        var told = await rows.ToldAsync();
        Assert.Equal(
            orders,
            told.Where(row => row.Kind == NotificationKind.NewOrders).Sum(row => row.Facts.Count)
        );
        Assert.Single(told, row => row.Kind == NotificationKind.SynchronizationStopped);
        Assert.Single(server.All);

        async Task TellAsync(ComptoirApplication app)
        {
            try
            {
                await app.Services.GetRequiredService<TellNews>().RunAsync(app.OfficeId, stop);
            }
            catch (Microsoft.EntityFrameworkCore.DbUpdateException)
            {
                // The other was faster; the worker looks again, as this test does.
            }
        }

        async Task MailAsync(ComptoirApplication app)
        {
            await app.Services.GetRequiredService<QueueNotices>().RunAsync(app.OfficeId, stop);
            await app.Services.GetRequiredService<Comptoir.Sending.SendQueued>().RunAsync(stop);
        }
    }
}
