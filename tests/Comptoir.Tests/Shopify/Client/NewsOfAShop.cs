using Comptoir.DemoShop;
using Comptoir.DemoShop.Schema;
using Comptoir.DemoShop.Server;
using Comptoir.Shopify;
using Comptoir.Tests.DemoShop;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Comptoir.Tests.Shopify.Client;

/// <summary>A shop in which little changed is asked little.</summary>
public sealed class NewsOfAShop : IAsyncLifetime
{
    static readonly DemoShopSettings Settings = ShopClient.Small(200);

    static readonly NewsWanted Everything = new()
    {
        ProductsSince = DateTimeOffset.UnixEpoch,
        CustomersSince = DateTimeOffset.UnixEpoch,
        CompaniesSince = DateTimeOffset.UnixEpoch,
        OrdersSince = DateTimeOffset.UnixEpoch,
        Counts = true,
        OldestOrder = true,
        Most = 100,
    };

    DemoShopServer server = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    ServedShop Shop => server.Shops[0];

    public async ValueTask InitializeAsync() => server = await ShopClient.Start(Settings);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    ShopifyShop Client =>
        new ShopifyClientFactory(
            TimeProvider.System,
            NullLoggerFactory.Instance,
            server.Address
        ).Open(ShopAddress.Parse(Settings.Name), AccessToken.Parse(Settings.Token));

    [Fact]
    public async Task One_request_says_what_many_said()
    {
        var client = Client;
        var news = await client.ReadNewsAsync(Everything, Stop);
        Assert.Equal(1, Shop.Requests["graphql"]);
        Assert.Empty(news.Denied);
        Assert.Equal((await client.GetShopAsync(Stop)).Name, news.Shop.Name);
        Assert.Equal((await client.GetScopesAsync(Stop)).Order(), news.Scopes.Order());
        Assert.Equal(await client.CountAsync(null, Stop), news.Counts);
        Assert.Equal(await client.FindOldestOrderAsync(Stop), news.OldestOrder);
        // More than a page: what is there is listed, and that there is more is said.
        Assert.False(news.Orders!.IsComplete);
        Assert.Equal(100, news.Orders.Ids.Count);
        var customers = await client.FindChangedCustomersAsync(DateTimeOffset.UnixEpoch, 100, Stop);
        Assert.Equal(customers.Ids, news.Customers!.Ids);
        Assert.Equal(
            (customers.Latest, customers.IsComplete),
            (news.Customers.Latest, news.Customers.IsComplete)
        );
        Assert.Equal(
            (await client.FindChangedCompaniesAsync(DateTimeOffset.UnixEpoch, 100, Stop)).Ids,
            news.Companies!.Ids
        );
    }

    [Fact]
    public async Task Nothing_changed_is_said_so()
    {
        var later = ShopClient.Now.AddYears(1);
        var news = await Client.ReadNewsAsync(
            new NewsWanted { ProductsSince = later, OrdersSince = later },
            Stop
        );
        Assert.Equal((0, true), (news.Orders!.Ids.Count, news.Orders.IsComplete));
        Assert.Null(news.Orders.Latest);
        Assert.Null(news.Customers);
        Assert.Null(news.Counts);
        Assert.Null(news.OldestOrder);
    }

    [Fact]
    public async Task What_is_denied_does_not_take_the_rest_with_it()
    {
        Shop.App.Scopes = ["read_products", "read_all_orders", "read_customers"];
        var news = await Client.ReadNewsAsync(Everything, Stop);
        Assert.Contains("orders", news.Denied);
        Assert.Contains("oldest", news.Denied);
        Assert.Contains("ordersCount", news.Denied);
        Assert.Null(news.Orders);
        Assert.NotEmpty(news.Products!.Ids);
        Assert.NotEmpty(news.Customers!.Ids);
        Assert.NotNull(news.Companies);
    }

    [Fact]
    public async Task Customers_that_are_withheld_do_not_take_the_rest_with_them()
    {
        Shop.App.Withheld = [PersonalData.Customers];
        var news = await Client.ReadNewsAsync(Everything, Stop);
        Assert.Contains("customers", news.Denied);
        Assert.NotEmpty(news.Orders!.Ids);
    }

    [Fact]
    public async Task A_part_that_is_missing_without_a_word_is_a_failure()
    {
        var shopify = new StandIn(_ =>
            StandIn.Data(
                """
                {"shop":{"id":"gid://shopify/Shop/1","name":"S","myshopifyDomain":"s.myshopify.com","currencyCode":"EUR","ianaTimezone":"Europe/Paris"},
                 "currentAppInstallation":{"accessScopes":[]},"orders":null}
                """
            )
        );
        var failure = await Assert.ThrowsAsync<ShopifyException>(() =>
            shopify
                .Open()
                .ReadNewsAsync(new NewsWanted { OrdersSince = DateTimeOffset.UnixEpoch }, Stop)
        );
        Assert.Equal(ShopifyFailure.Malformed, failure.Kind);
    }

    [Fact]
    public async Task Places_and_their_stock_come_in_one_request()
    {
        var client = Client;
        var since = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var quiet = await client.ReadStockNewsAsync(since, 100, Stop);
        Assert.Equal(1, Shop.Requests["graphql"]);
        Assert.Equal(
            (await client.ReadLocationsAsync(Stop)).Select(one => one.Id),
            quiet.Locations.Select(one => one.Id)
        );
        Assert.Empty(quiet.Changed.Ids);
        Assert.True(quiet.Changed.IsComplete);

        var places = quiet.Locations.Select(one => one.Id).ToList();
        var all = await client.FindChangedStockAsync(
            places,
            DateTimeOffset.UnixEpoch,
            10_000,
            Stop
        );
        var news = await client.ReadStockNewsAsync(DateTimeOffset.UnixEpoch, 10_000, Stop);
        Assert.Equal(all.Ids.Order(ByNumber), news.Changed.Ids.Order(ByNumber));
        Assert.Equal((all.Latest, true), (news.Changed.Latest, news.Changed.IsComplete));
        Assert.False(
            (await client.ReadStockNewsAsync(DateTimeOffset.UnixEpoch, 3, Stop)).Changed.IsComplete
        );
    }

    [Fact]
    public async Task Stock_that_is_denied_does_not_pass_for_stock_that_did_not_change()
    {
        Shop.App.Scopes = ["read_locations", "read_products"];
        var failure = await Assert.ThrowsAsync<ShopifyException>(() =>
            Client.ReadStockNewsAsync(DateTimeOffset.UnixEpoch, 10, Stop)
        );
        Assert.True(failure.Kind is ShopifyFailure.AccessDenied or ShopifyFailure.ScopeMissing);
    }

    static Comparer<Gid> ByNumber { get; } =
        Comparer<Gid>.Create((one, other) => one.Number.CompareTo(other.Number));
}
