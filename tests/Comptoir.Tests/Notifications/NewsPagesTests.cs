using System.Net;
using System.Net.ServerSentEvents;
using System.Text.RegularExpressions;
using Comptoir.Notifications;
using Comptoir.Sync;
using Comptoir.Tests.Sending;
using Comptoir.Users;
using Xunit;

namespace Comptoir.Tests.Notifications;

/// <summary>The bell, the pages and the API of what people are told.</summary>
public sealed partial class NewsPagesTests : IAsyncLifetime
{
    Post post = null!;
    NewsRows rows = null!;
    long shop;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        post = await Post.OpenAsync();
        rows = new NewsRows(post.App);
        shop = await rows.ShopAsync();
        await rows.RunAsync(shop, RunState.Succeeded);
        await rows.TellAsync();
    }

    public ValueTask DisposeAsync() => post.DisposeAsync();

    [Fact]
    public async Task The_bell_counts_what_is_new_and_follows_while_a_page_is_open()
    {
        using var client = await post.App.CreateClientAsync(Role.Viewer);
        var me = await rows.UserAsync("user1@example.test");
        Assert.Equal("", Bell(await client.GetStringAsync("/orders", Stop)));
        using var form = await client.SendFormAsync(
            "/settings/notifications",
            $"shop-{shop}",
            ("told", $"{me}"),
            ($"orders-{me}", "true"),
            ($"mail-{me}", "Off"),
            ($"hour-{me}", "8")
        );
        Assert.Equal(HttpStatusCode.OK, form.StatusCode);

        await using var stream = await client.GetStreamAsync("/live?watch=bell", Stop);
        await using var events = SseParser
            .Create(stream)
            .EnumerateAsync(Stop)
            .GetAsyncEnumerator(Stop);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(("bell", ""), (events.Current.EventType, Bell(events.Current.Data)));
        var order = await rows.OrderAsync(shop);
        await rows.TellAsync();
        post.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("1", Bell(events.Current.Data));

        Assert.Equal("1", Bell(await client.GetStringAsync("/orders", Stop)));
        var page = await client.GetStringAsync("/notifications", Stop);
        Assert.Contains("1 new order in Lumi&#xE8;re", page, StringComparison.Ordinal);
        var told = (await rows.ToldAsync())[^1];
        using var opened = await client.GetAsync($"/notifications/{told.Id}", Stop);
        Assert.Equal($"/orders/{order}", opened.Headers.Location?.ToString());
        Assert.Equal("", Bell(await client.GetStringAsync("/orders", Stop)));
    }

    [Fact]
    public async Task A_viewer_chooses_for_nobody_else_and_sees_what_nobody_else_was_told()
    {
        var owner = await rows.OwnerAsync();
        using var client = await post.App.CreateClientAsync(Role.Viewer);
        using var form = await client.SendFormAsync(
            "/settings/notifications",
            $"shop-{shop}",
            ("told", $"{owner}"),
            ($"mail-{owner}", "Daily")
        );
        await rows.OrderAsync(shop);
        await rows.TellAsync();
        var told = (await rows.ToldAsync())[^1];
        Assert.Equal((owner, null), (told.UserId, told.MailDueAt));

        var page = await client.GetStringAsync("/notifications?who=all", Stop);
        Assert.DoesNotContain("new order in", page, StringComparison.Ordinal);
        using var foreign = await client.GetAsync($"/notifications/{told.Id}", Stop);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task All_are_marked_as_seen_at_once_and_of_others_none()
    {
        using var client = await post.App.CreateClientAsync(Role.Manager);
        var me = await rows.UserAsync("user1@example.test");
        using var form = await client.SendFormAsync(
            "/settings/notifications",
            $"shop-{shop}",
            ("told", $"{me}"),
            ($"orders-{me}", "true"),
            ($"mail-{me}", "Off")
        );
        await rows.OrderAsync(shop);
        await rows.TellAsync();
        using var read = await client.SendFormAsync("/notifications", "read");
        Assert.All(
            await rows.ToldAsync(),
            row => Assert.Equal(row.UserId == me, row.ReadAt is not null)
        );
        Assert.Contains(
            "new order in",
            await client.GetStringAsync("/notifications?who=all", Stop),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_API_lists_what_was_told_and_says_who_is_told()
    {
        using var client = await post.App.CreateApiClientAsync(Role.Manager);
        var owner = await rows.OwnerAsync();
        var choices = await client.ReadAsync($"web-shops/{shop}/notifications");
        Assert.Equal(owner, choices["told"]![0]!.Number("user"));
        await client.SendAsync(
            HttpMethod.Put,
            $"web-shops/{shop}/notifications",
            new
            {
                told = new[]
                {
                    new
                    {
                        user = owner,
                        stops = true,
                        mail = "atOnce",
                    },
                },
            },
            HttpStatusCode.OK
        );
        await rows.OrderAsync(shop);
        await rows.RunAsync(shop, RunState.Failed);
        await rows.TellAsync();

        var list = await client.ReadAsync("notifications?kind=synchronizationStopped");
        var stop = Assert.Single(list["items"]!.AsArray())!;
        Assert.Equal("Lumière is not synchronized any more", stop.Text("title"));
        Assert.NotNull(stop["mail"]!["dueAt"]);
        Assert.Empty((await client.ReadAsync("notifications?kind=newOrders"))["items"]!.AsArray());

        await client.RefusedAsync(
            HttpMethod.Get,
            "web-shops/4711/notifications",
            null,
            HttpStatusCode.NotFound
        );
        await client.RefusedAsync(
            HttpMethod.Put,
            $"web-shops/{shop}/notifications",
            new { told = new[] { new { user = 4711, stops = true } } },
            HttpStatusCode.UnprocessableEntity
        );
        using var reader = await post.App.CreateApiClientAsync(Role.Viewer);
        await reader.RefusedAsync(
            HttpMethod.Put,
            $"web-shops/{shop}/notifications",
            new { told = Array.Empty<object>() },
            HttpStatusCode.Forbidden
        );
        var other = await post.App.AddOfficeAsync("Other");
        using var stranger = await post.App.CreateApiClientAsync(Role.Owner, other);
        Assert.Empty((await stranger.ReadAsync("notifications"))["items"]!.AsArray());
    }

    /// <summary>The number beside the bell; empty for none.</summary>
    static string Bell(string html) => BellCount().Match(html).Groups["count"].Value;

    [GeneratedRegex(
        """class="count bad" aria-hidden="true">(?<count>[0-9+]*)<""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex BellCount();
}
