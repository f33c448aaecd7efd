using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Comptoir.DemoShop;
using Comptoir.DemoShop.Faults;
using Comptoir.DemoShop.Schema;
using Comptoir.DemoShop.Server;
using Comptoir.DemoShop.Webhooks;
using Comptoir.Shopify;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Comptoir.Tests.DemoShop;

/// <summary>The demo shop sends webhooks as Shopify does, and wrong in the ways in which Shopify does.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly DemoShopSettings Settings = ShopClient.Small() with
    {
        Webhooks = new DemoShopWebhookOptions { RetryScale = 0 },
    };

    private DemoShopServer server = null!;
    private WebhookReceiver receiver = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ServedShop Shop => server.Shops[0];

    public async ValueTask InitializeAsync()
    {
        server = await ShopClient.Start(Settings);
        receiver = await WebhookReceiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await receiver.DisposeAsync();
    }

    private ShopifyShop Client =>
        new ShopifyClientFactory(
            TimeProvider.System,
            NullLoggerFactory.Instance,
            server.Address
        ).Open(ShopAddress.Parse(Settings.Name), AccessToken.Parse(Settings.Token));

    private async Task ListenAsync(params IEnumerable<string> topics)
    {
        foreach (var topic in topics)
            await Client.SubscribeAsync(topic, receiver.Address, Stop);
    }

    private Task ListenToAllAsync() =>
        ListenAsync(WebhookTopics.Wanted.Select(topic => topic.Code));

    private async Task<string[]> RaisedAsync(ShopChange change)
    {
        receiver.Notices.Clear();
        Shop.Changes.Apply(change);
        await Shop.Webhooks.WhenQuietAsync(Stop);
        return [.. receiver.Topics.Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task A_notice_is_signed_and_says_where_it_comes_from()
    {
        await ListenAsync("ORDERS_UPDATED", "REFUNDS_CREATE");
        var order = Shop.Orders()
            .First(o => o is { CancelledAt: null } && o.TotalPriceSet.Shop > 500);
        Shop.Changes.Apply(new ShopChange(ShopChangeKind.RefundAmount, order.Id, Minor: 100));
        await Shop.Webhooks.WhenQuietAsync(Stop);
        Assert.Equal(
            ["orders/updated", "refunds/create"],
            receiver.Topics.Order(StringComparer.Ordinal)
        );
        foreach (var notice in receiver.Notices)
        {
            Assert.Equal(Settings.Address, notice.Headers[WebhookHeaders.Shop]);
            Assert.Equal("2026-10", notice.Headers[WebhookHeaders.ApiVersion]);
            Assert.True(DateTimeOffset.TryParse(notice.Headers[WebhookHeaders.TriggeredAt], out _));
            Assert.True(
                WebhookSignature.IsValid(
                    notice.Body,
                    notice.Headers[WebhookHeaders.Signature],
                    [Settings.ClientSecret]
                )
            );
            var named = Assert.Single(WebhookBody.Read(notice.Topic, notice.Body).Objects);
            Assert.Equal(new WebhookObject(WebhookObjectKind.Order, order.Number), named);
        }

        Assert.Single(receiver.Notices.Select(n => n.Headers[WebhookHeaders.EventId]).Distinct());
        Assert.Equal(
            2,
            receiver.Notices.Select(n => n.Headers[WebhookHeaders.WebhookId]).Distinct().Count()
        );
    }

    [Fact]
    public async Task Each_change_raises_what_Shopify_raises()
    {
        await ListenToAllAsync();
        var product = Shop.World.Products[0];
        var variant = product.Variants[0].Id;
        var customer = Shop.Changes.Apply(new(ShopChangeKind.AddCustomer, Text: "Zoé Martin"));
        await Shop.Webhooks.WhenQuietAsync(Stop);
        Assert.Equal(
            [
                "order_transactions/create",
                "orders/create",
                "orders/paid",
                "orders/updated",
                "products/update",
            ],
            await RaisedAsync(
                new(ShopChangeKind.PlaceOrder, customer, Lines: [new(variant, 2), new(variant)])
            )
        );
        var order = Shop.Orders().Last().Id;
        Assert.Equal(
            ["fulfillments/create", "orders/updated"],
            await RaisedAsync(new(ShopChangeKind.FulfilLine, order))
        );
        Assert.Equal(
            ["order_transactions/create", "orders/updated", "refunds/create"],
            await RaisedAsync(new(ShopChangeKind.RefundLine, order, Line: 1))
        );
        Assert.Equal(
            ["orders/edited", "orders/updated"],
            await RaisedAsync(new(ShopChangeKind.EditRemove, order))
        );
        Assert.Equal(
            ["order_transactions/create", "orders/cancelled", "orders/updated", "refunds/create"],
            await RaisedAsync(new(ShopChangeKind.CancelOrder, order))
        );
        Assert.Equal(["orders/delete"], await RaisedAsync(new(ShopChangeKind.DeleteOrder, order)));
        Assert.Equal(
            ["inventory_levels/update", "products/update"],
            await RaisedAsync(new(ShopChangeKind.Stock, variant, Line: 1, Quantity: 77))
        );
        Assert.Equal(
            ["customers/update"],
            await RaisedAsync(new(ShopChangeKind.CustomerAddress, customer, Text: "2 rue Neuve"))
        );
        var made = Shop.Changes.Apply(new(ShopChangeKind.AddProduct, Text: "Neuf", Minor: 900));
        await Shop.Webhooks.WhenQuietAsync(Stop);
        Assert.Equal(
            ["inventory_items/delete", "products/delete"],
            await RaisedAsync(new(ShopChangeKind.DeleteProduct, made))
        );
    }

    [Fact]
    public async Task A_merge_moves_the_orders_and_names_both()
    {
        await ListenAsync("CUSTOMERS_MERGE");
        var gone = Shop.Orders()
            .Select(o => o.CustomerNumber)
            .OfType<long>()
            .First(number =>
                !Shop
                    .World.Companies.SelectMany(c => c.Contacts)
                    .Any(c => c.CustomerNumber == number)
            );
        var moved = Shop.Orders()
            .Where(o => o.CustomerNumber == gone)
            .Select(o => o.Number)
            .ToList();
        var kept = Shop.Changes.Apply(new(ShopChangeKind.AddCustomer, Text: "Zoé Martin"));
        Shop.Changes.Apply(
            new(ShopChangeKind.MergeCustomers, kept, Other: $"gid://shopify/Customer/{gone}")
        );
        await Shop.Webhooks.WhenQuietAsync(Stop);
        var notice = Assert.Single(receiver.Notices);
        var merged = WebhookBody.Read(notice.Topic, notice.Body).Merged!.Value;
        Assert.Equal(
            (Comptoir.Shopify.Gid.Parse(kept).Number, gone),
            (merged.Kept, merged.Deleted)
        );
        Assert.All(
            Shop.Orders().Where(o => moved.Contains(o.Number)),
            o => Assert.Equal(merged.Kept, o.CustomerNumber)
        );
        Assert.Null(Shop.World.Customers.Find(gone));
    }

    [Fact]
    public async Task Subscriptions_are_made_listed_refused_and_ended_as_by_Shopify()
    {
        await ListenAsync("ORDERS_UPDATED", "PRODUCTS_UPDATE");
        var all = await Client.ListWebhooksAsync(Stop);
        Assert.Equal(["ORDERS_UPDATED", "PRODUCTS_UPDATE"], all.Select(one => one.Topic));
        Assert.All(all, one => Assert.Equal("2026-10", one.ApiVersion!.Handle));
        // Again: taken, and so it is found.
        Assert.Equal(
            all[0].Id,
            (await Client.SubscribeAsync("ORDERS_UPDATED", receiver.Address, Stop)).Id
        );
        using var asked = new ShopClient(server);
        var found = await asked.Data(
            "{ webhookSubscriptions(first: 5, topics: [PRODUCTS_UPDATE]) { nodes { topic legacyResourceId } } webhookSubscriptionsCount { count } }"
        );
        Assert.Equal(
            1,
            found.GetProperty("webhookSubscriptions").GetProperty("nodes").GetArrayLength()
        );
        Assert.Equal(
            2,
            found.GetProperty("webhookSubscriptionsCount").GetProperty("count").GetInt32()
        );
        foreach (
            var (address, words) in new[]
            {
                ("http://office.example/hook", "http:// is not supported"),
                ("ftp://office.example/hook", "not allowed"),
            }
        )
        {
            var refused = await Assert.ThrowsAsync<ShopifyException>(() =>
                Client.SubscribeAsync("ORDERS_UPDATED", new Uri(address), Stop)
            );
            Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        }

        Shop.App.Scopes = ["read_orders"];
        var denied = await Assert.ThrowsAsync<ShopifyException>(() =>
            Client.SubscribeAsync("CUSTOMERS_UPDATE", receiver.Address, Stop)
        );
        Assert.Contains("read_customers", denied.Message, StringComparison.Ordinal);
        await Client.UnsubscribeAsync(all[0].Id, Stop);
        await Client.UnsubscribeAsync(all[0].Id, Stop);
        Assert.Equal(["PRODUCTS_UPDATE"], Shop.Webhooks.Topics);
    }

    [Fact]
    public async Task Without_the_switch_http_is_refused_on_this_machine_too()
    {
        await using var strict = await ShopClient.Start(
            Settings with
            {
                Webhooks = new DemoShopWebhookOptions { HttpOnLoopback = false },
            }
        );
        using var client = new ShopClient(strict);
        var answer = await client.Data(
            $$"""mutation { webhookSubscriptionCreate(topic: ORDERS_UPDATED, webhookSubscription: { uri: "{{receiver.Address}}" }) { webhookSubscription { id } userErrors { field message } } }"""
        );
        Assert.Equal(
            "Address protocol http:// is not supported",
            answer
                .GetProperty("webhookSubscriptionCreate")
                .GetProperty("userErrors")[0]
                .GetProperty("message")
                .GetString()
        );
    }

    [Fact]
    public async Task An_app_that_may_not_see_customers_hears_nothing_of_them()
    {
        Shop.App.Withheld = [PersonalData.Customers];
        var denied = await Assert.ThrowsAsync<ShopifyException>(() =>
            Client.SubscribeAsync("CUSTOMERS_UPDATE", receiver.Address, Stop)
        );
        Assert.Equal(ShopifyFailure.AccessDenied, denied.Kind);
    }

    [Fact]
    public async Task What_is_not_answered_with_2xx_is_sent_again_as_it_was()
    {
        await ListenAsync("PRODUCTS_UPDATE");
        var answers = 0;
        receiver.Answer = _ => ++answers < 4 ? 302 : 204;
        Shop.Changes.Apply(new(ShopChangeKind.ProductTitle, Shop.World.Products[0].Id, Text: "A"));
        await Shop.Webhooks.WhenQuietAsync(Stop);
        Assert.Equal(4, receiver.Notices.Count);
        Assert.Single(receiver.Notices.Select(n => n.Headers[WebhookHeaders.WebhookId]).Distinct());
        Assert.Single(receiver.Notices.Select(n => Convert.ToHexString(n.Body)).Distinct());
        var delivery = Assert.Single(Shop.Webhooks.Deliveries);
        Assert.Equal(
            (WebhookOutcome.Delivered, 4, 204),
            (delivery.Outcome, delivery.Attempts, delivery.Status)
        );
        Assert.Single(Shop.Webhooks.Topics);
    }

    [Fact]
    public async Task A_subscription_that_never_answers_is_ended()
    {
        await ListenAsync("PRODUCTS_UPDATE", "ORDERS_UPDATED");
        receiver.Answer = _ => 500;
        Shop.Changes.Apply(new(ShopChangeKind.ProductTitle, Shop.World.Products[0].Id, Text: "A"));
        await Shop.Webhooks.WhenQuietAsync(Stop);
        Assert.Equal(9, receiver.Notices.Count);
        Assert.Equal(["ORDERS_UPDATED"], Shop.Webhooks.Topics);
    }

    [Fact]
    public async Task The_removal_of_the_app_is_the_last_that_is_heard()
    {
        await ListenAsync("APP_UNINSTALLED", "PRODUCTS_UPDATE");
        Shop.App.IsInstalled = false;
        Shop.Changes.Apply(new(ShopChangeKind.ProductTitle, Shop.World.Products[0].Id, Text: "A"));
        await Shop.Webhooks.WhenQuietAsync(Stop);
        Assert.Equal(["app/uninstalled"], receiver.Topics);
        Assert.Empty(Shop.Webhooks.Topics);
    }

    [Fact]
    public async Task The_old_secret_signs_for_a_while_after_a_rotation()
    {
        await ListenAsync("PRODUCTS_UPDATE", "APP_SCOPES_UPDATE");
        Shop.App.RotateSecret("shpss_new", TimeSpan.FromHours(1));
        Shop.Changes.Apply(new(ShopChangeKind.ProductTitle, Shop.World.Products[0].Id, Text: "A"));
        await Shop.Webhooks.WhenQuietAsync(Stop);
        Assert.True(IsSigned(Settings.ClientSecret));
        Shop.App.RotateSecret("shpss_newer", TimeSpan.Zero);
        receiver.Notices.Clear();
        Shop.App.Scopes = ["read_products"];
        await Shop.Webhooks.WhenQuietAsync(Stop);
        Assert.Equal(["app/scopes_update"], receiver.Topics);
        Assert.True(IsSigned("shpss_newer"));

        bool IsSigned(string secret) =>
            receiver.Notices.TryPeek(out var notice)
            && WebhookSignature.IsValid(
                notice.Body,
                notice.Headers[WebhookHeaders.Signature],
                [secret]
            );
    }

    [Fact]
    public async Task Faults_lose_double_delay_and_forge_notices_by_seed()
    {
        await ListenAsync("PRODUCTS_UPDATE");
        Shop.Faults.Add(
            new Fault { Kind = FaultKind.WebhookLost, After = 0 },
            new Fault
            {
                Kind = FaultKind.WebhookDuplicated,
                After = 0,
                Delay = TimeSpan.Zero,
            },
            new Fault { Kind = FaultKind.WebhookForged, After = 2 },
            new Fault
            {
                Kind = FaultKind.WebhookDelayed,
                After = 1,
                Delay = TimeSpan.FromMilliseconds(400),
            }
        );
        foreach (var title in new[] { "lost", "twice", "late and forged", "last" })
            Shop.Changes.Apply(
                new(ShopChangeKind.ProductTitle, Shop.World.Products[0].Id, Text: title)
            );
        await Shop.Webhooks.WhenQuietAsync(Stop);
        var titles = receiver
            .Notices.Select(n =>
                (
                    JsonDocument.Parse(n.Body).RootElement.GetProperty("title").GetString(),
                    WebhookSignature.IsValid(
                        n.Body,
                        n.Headers[WebhookHeaders.Signature],
                        [Settings.ClientSecret]
                    )
                )
            )
            .ToList();
        Assert.DoesNotContain(titles, one => one.Item1 == "lost");
        Assert.Equal(2, titles.Count(one => one == ("twice", true)));
        Assert.Equal(1, titles.Count(one => one == ("late and forged", true)));
        Assert.Equal(1, titles.Count(one => one == ("late and forged", false)));
        Assert.Equal(("late and forged", true), titles[^1]);
        Assert.Equal(1, Shop.Webhooks.Deliveries.Count(one => one.Outcome == WebhookOutcome.Lost));
    }

    [Fact]
    public async Task A_change_does_not_wait_for_whoever_listens()
    {
        await ListenAsync("PRODUCTS_UPDATE");
        using var hold = new ManualResetEventSlim();
        receiver.Answer = _ =>
        {
            hold.Wait(TimeSpan.FromSeconds(20));
            return 200;
        };
        Shop.Changes.Apply(new(ShopChangeKind.ProductTitle, Shop.World.Products[0].Id, Text: "A"));
        Assert.Equal(1, Shop.Webhooks.Pending);
        hold.Set();
        await Shop.Webhooks.WhenQuietAsync(Stop);
        Assert.Single(receiver.Notices);
    }

    [Fact]
    public async Task A_bulk_operation_that_ended_is_told_of()
    {
        await ListenAsync("BULK_OPERATIONS_FINISH");
        using var client = new ShopClient(server);
        await client.Bulk("{ products { edges { node { id } } } }");
        // It is raised just after the operation shows that it ended.
        var notice = await Eventually.FindAsync(
            () => Task.FromResult(receiver.Notices.FirstOrDefault()),
            "the notice"
        );
        Assert.Equal(
            "BulkOperation",
            WebhookBody.Read(notice.Topic, notice.Body).Subject!.Value.Type
        );
    }

    [Fact]
    public async Task Another_process_lists_what_was_sent_and_has_things_sent()
    {
        using var client = new ShopClient(server);
        using var sent = await client.Http.PostAsJsonAsync(
            "/__demo/webhooks",
            new
            {
                address = receiver.Address,
                topic = "customers/redact",
                body = new { customer = new { id = 7 } },
            },
            Stop
        );
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        await Shop.Webhooks.WhenQuietAsync(Stop);
        var notice = Assert.Single(receiver.Notices);
        Assert.Equal(7, WebhookBody.Read(notice.Topic, notice.Body).Privacy!.Customer);
        var listed = await client.Http.GetFromJsonAsync<JsonElement>("/__demo/webhooks", Stop);
        var delivery = Assert.Single(listed.GetProperty("deliveries").EnumerateArray());
        Assert.Equal("Delivered", delivery.GetProperty("outcome").GetString());
    }
}
