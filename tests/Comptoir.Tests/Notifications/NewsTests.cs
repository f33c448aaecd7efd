using Comptoir.DemoShop;
using Comptoir.DemoShop.Server;
using Comptoir.Notifications;
using Comptoir.Sending;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Tests.Sending;
using Comptoir.Tests.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Notifications;

/// <summary>What people are told, and how often: each thing once, and much that comes together in one message.</summary>
public sealed class NewsTests : IAsyncLifetime
{
    Post post = null!;
    NewsRows rows = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        post = await Post.OpenAsync();
        rows = new NewsRows(post.App);
    }

    public ValueTask DisposeAsync() => post.DisposeAsync();

    [Fact]
    public async Task A_first_synchronization_is_one_message_and_what_is_ordered_afterwards_is_told()
    {
        await using var server = await DemoShopServer.StartAsync(
            new DemoShopOptions { Shops = [ApplicationWithShop.Settings("lumiere")] },
            Stop
        );
        await using var work = await Workplace.StartAsync(server);
        var news = new NewsRows(work.App);
        var shop = await work.ConnectAsync();
        await news.TellAsync();
        Assert.Empty(await news.ToldAsync());

        var run = await work.SyncAsync(shop);
        Assert.True(await news.TellAsync());
        var first = Assert.Single(await news.ToldAsync());
        Assert.Equal(NotificationKind.FirstSynchronization, first.Kind);
        Assert.Equal(await news.OwnerAsync(), first.UserId);
        Assert.Equal(run.Counts.Orders.Created, first.Facts.Orders);
        Assert.False(await news.TellAsync());

        var changes = server.Shops[0].Changes;
        for (var i = 0; i < 3; i++)
            changes.Apply(new(ShopChangeKind.AddOrder, Quantity: 1));
        await work.SyncAsync(shop);
        await news.TellAsync();
        var orders = (await news.ToldAsync())[^1];
        Assert.Equal((NotificationKind.NewOrders, 3), (orders.Kind, orders.Facts.Count));
        await using (var db = work.Database.Open(work.App.OfficeId))
            Assert.Equal(
                await db
                    .Orders.OrderByDescending(x => x.PlacedAt)
                    .ThenByDescending(x => x.Id)
                    .Select(x => x.Name)
                    .FirstAsync(Stop),
                orders.Facts.Newest[0].Name
            );

        // What is read again is no news; what comes soon after is one message with it.
        await work.SyncAsync(shop, everything: true);
        Assert.False(await news.TellAsync());
        changes.Apply(new(ShopChangeKind.AddOrder, Quantity: 1));
        await work.SyncAsync(shop);
        await news.TellAsync();
        Assert.Equal(4, (await news.ToldAsync())[^1].Facts.Count);
        Assert.Equal(2, (await news.ToldAsync()).Count);
    }

    [Fact]
    public async Task A_stop_is_told_once_until_the_next_good_run()
    {
        var shop = await rows.ShopAsync();
        await rows.RunAsync(shop, RunState.Failed, RunKind.Preparation);
        await rows.TellAsync();
        Assert.Empty(await rows.ToldAsync());

        for (var attempt = 0; attempt < 3; attempt++)
        {
            await rows.RunAsync(shop, RunState.Failed);
            await rows.TellAsync();
        }
        var stop = Assert.Single(await rows.ToldAsync());
        Assert.Equal(NotificationKind.SynchronizationStopped, stop.Kind);
        Assert.Equal("TokenRefused", stop.Facts.Failure);

        await rows.RunAsync(shop, RunState.Succeeded);
        await rows.TellAsync();
        await rows.RunAsync(shop, RunState.Cancelled);
        Assert.False(await rows.TellAsync());
        await rows.RunAsync(shop, RunState.Failed);
        await rows.TellAsync();
        Assert.Equal(
            [
                NotificationKind.SynchronizationStopped,
                NotificationKind.FirstSynchronization,
                NotificationKind.SynchronizationStopped,
            ],
            (await rows.ToldAsync()).Select(row => row.Kind)
        );
    }

    [Fact]
    public async Task Troubles_of_the_first_synchronization_are_in_its_message_and_later_ones_are_told()
    {
        var shop = await rows.ShopAsync();
        await rows.TroubleAsync(shop, "1");
        await rows.TroubleAsync(shop, "2");
        await rows.TellAsync();
        Assert.Empty(await rows.ToldAsync());

        await rows.RunAsync(shop, RunState.Succeeded);
        await rows.TellAsync();
        Assert.Equal(2, Assert.Single(await rows.ToldAsync()).Facts.Attention);
        Assert.False(await rows.TellAsync());

        await rows.TroubleAsync(shop, "3");
        await rows.TellAsync();
        await rows.TroubleAsync(shop, "4");
        await rows.TellAsync();
        var told = (await rows.ToldAsync())[^1];
        Assert.Equal((NotificationKind.Attention, 2), (told.Kind, told.Facts.Count));
        Assert.Equal(["#4", "#3"], told.Facts.Newest.Select(x => x.Name));

        // Over, and there again: that is news.
        await post.Get<MarkRead>().RunAsync(post.OfficeId, told.UserId, null, Stop);
        await rows.TroubleAsync(shop, "3", isThere: false);
        Assert.False(await rows.TellAsync());
        post.Clock.Advance(TimeSpan.FromMinutes(1));
        await rows.TroubleAsync(shop, "3");
        Assert.True(await rows.TellAsync());
        Assert.Equal("#3", Assert.Single((await rows.ToldAsync())[^1].Facts.Newest).Name);
        Assert.False(await rows.TellAsync());
    }

    [Fact]
    public async Task E_mails_are_in_the_readers_language_bundled_and_sent_once()
    {
        post.Server.Start();
        var shop = await rows.ShopAsync();
        await rows.RunAsync(shop, RunState.Succeeded);
        await rows.TellAsync();
        await ChooseAsync(shop, MailRhythm.AtOnce);
        await SpeakAsync("fr");

        var newest = 0L;
        for (var i = 0; i < 12; i++)
            newest = await rows.OrderAsync(shop);
        await rows.TellAsync();
        Assert.Equal(0, await QueueAsync());
        post.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(1, await QueueAsync());
        Assert.Equal(0, await QueueAsync());
        Assert.Equal(1, await post.SendAsync());
        Assert.Equal(0, await post.SendAsync());

        var mail = Assert.Single(post.Server.All).Read();
        Assert.Equal("12 nouvelles commandes dans Lumière", mail.Subject);
        Assert.Equal("owner@example.test", mail.To.Mailboxes.Single().Address);
        Assert.Contains($"#{newest}", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"{Post.Url}/orders?shop={shop}", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("et 7 autres", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Lovelace", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(
            $"{Post.Url}/settings/notifications",
            mail.HtmlBody,
            StringComparison.Ordinal
        );
        // It is none of the documents that are sent to customers.
        using var client = await post.App.CreateClientAsync(Comptoir.Users.Role.Manager);
        Assert.DoesNotContain(
            "owner@example",
            await client.GetStringAsync("/mails", Stop),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_digest_goes_out_at_its_hour_with_all_of_the_day_and_waits_for_a_server_that_is_down()
    {
        var shop = await rows.ShopAsync();
        await rows.RunAsync(shop, RunState.Succeeded);
        await rows.TellAsync();
        await ChooseAsync(shop, MailRhythm.Daily, hour: 18);
        var paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        var now = post.Clock.GetUtcNow();
        var due = DigestHour.Next(18, now.UtcDateTime, paris);
        // A good while before, whatever the hour of the test.
        post.Clock.Advance(due - now.UtcDateTime + TimeSpan.FromHours(1));
        due = due.AddDays(1);

        await rows.OrderAsync(shop);
        await rows.TellAsync();
        await rows.RunAsync(shop, RunState.Failed);
        await rows.TellAsync();
        Assert.Equal(0, await QueueAsync());
        post.Clock.Advance(due - post.Clock.GetUtcNow().UtcDateTime + TimeSpan.FromMinutes(61));
        Assert.Equal(1, await QueueAsync());

        Assert.Equal(0, await post.SendAsync());
        Assert.Equal(MailFault.Unreachable, Assert.Single(await post.MailsAsync()).Fault);
        post.Server.Start();
        post.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await post.SendAsync());
        var mail = Assert.Single(post.Server.All).Read();
        Assert.Equal("2 notifications of Maison Lumière", mail.Subject);
        Assert.Contains("1 new order in Lumière", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(
            "Lumière is not synchronized any more",
            mail.TextBody,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Whoever_left_the_office_is_told_nothing_and_who_chose_nothing_neither()
    {
        var shop = await rows.ShopAsync();
        await rows.RunAsync(shop, RunState.Succeeded);
        await rows.TellAsync();
        var viewer = await rows.UserAsync(await post.App.AddUserAsync(Comptoir.Users.Role.Viewer));
        await post.Get<ChooseNotifications>()
            .RunAsync(
                post.OfficeId,
                shop,
                [
                    new(await rows.OwnerAsync(), false, true, true, true, MailRhythm.Off, 8),
                    new(viewer, true, false, false, false, MailRhythm.Off, 8),
                ],
                true,
                Stop
            );
        await rows.OrderAsync(shop);
        await rows.TellAsync();
        Assert.Equal(viewer, (await rows.ToldAsync())[^1].UserId);

        await using (var db = post.Database.OpenInstallation())
            await db.Memberships.Where(x => x.UserId == viewer).ExecuteDeleteAsync(Stop);
        post.Clock.Advance(TimeSpan.FromHours(1));
        var before = (await rows.ToldAsync()).Count;
        await rows.OrderAsync(shop);
        Assert.True(await rows.TellAsync());
        Assert.Equal(before, (await rows.ToldAsync()).Count);
    }

    [Fact]
    public async Task After_half_a_year_it_goes_with_its_e_mails()
    {
        post.Server.Start();
        var shop = await rows.ShopAsync();
        await rows.RunAsync(shop, RunState.Succeeded);
        await rows.TellAsync();
        await ChooseAsync(shop, MailRhythm.AtOnce);
        await rows.OrderAsync(shop);
        await rows.TellAsync();
        post.Clock.Advance(TimeSpan.FromMinutes(2));
        await QueueAsync();
        await post.SendAsync();

        Assert.Equal(0, await post.Get<PruneNotifications>().RunAsync(post.OfficeId, Stop));
        post.Clock.Advance(PruneNotifications.Kept + TimeSpan.FromHours(1));
        Assert.Equal(2, await post.Get<PruneNotifications>().RunAsync(post.OfficeId, Stop));
        Assert.Empty(await post.MailsAsync());
    }

    Task<int> QueueAsync() => post.Get<QueueNotices>().RunAsync(post.OfficeId, Stop);

    async Task ChooseAsync(long shop, MailRhythm rhythm, int hour = 8) =>
        await post.Get<ChooseNotifications>()
            .RunAsync(
                post.OfficeId,
                shop,
                [new(await rows.OwnerAsync(), true, true, true, true, rhythm, hour)],
                true,
                Stop
            );

    async Task SpeakAsync(string language)
    {
        await using var db = post.Database.OpenInstallation();
        await db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.Language, language),
            Stop
        );
    }
}
