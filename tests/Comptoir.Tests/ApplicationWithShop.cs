using System.Net;
using System.Text.Json.Nodes;
using Comptoir.DemoShop;
using Comptoir.Users;
using Xunit;

namespace Comptoir.Tests;

/// <summary>The application with a demo server in the same process that stands in for all of Shopify.</summary>
public sealed class ApplicationWithShop : IAsyncDisposable
{
    /// <summary>The scopes without which nothing works.</summary>
    public static readonly string[] NeededScopes =
    [
        "read_orders",
        "read_products",
        "read_customers",
        "read_inventory",
        "read_locations",
    ];

    ApplicationWithShop(DemoShopServer shopify, ComptoirApplication application)
    {
        Shopify = shopify;
        Application = application;
    }

    /// <summary>What stands in for Shopify.</summary>
    public DemoShopServer Shopify { get; }

    /// <summary>The application.</summary>
    public ComptoirApplication Application { get; }

    /// <summary>The first shop.</summary>
    public DemoShopSettings Shop => Shopify.Shops[0].Settings;

    /// <summary>A shop that answers without waiting.</summary>
    public static DemoShopSettings Settings(string name, int orders = 60) =>
        new()
        {
            Name = name,
            Title = name.ToUpperInvariant(),
            Token = $"shpat_{name}",
            Orders = orders,
            Limits = new DemoShopLimits(1_000_000, 1_000_000),
            Bulk = new DemoShopBulkOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero },
        };

    /// <summary>Starts both; a shop called <c>lumiere</c> unless told otherwise.</summary>
    public static Task<ApplicationWithShop> StartAsync(params DemoShopSettings[] shops) =>
        StartInAsync(null, shops);

    /// <summary>As <see cref="StartAsync"/>, with data that outlive the application.</summary>
    public static Task<ApplicationWithShop> StartInAsync(
        string? data,
        params DemoShopSettings[] shops
    ) => StartWithAsync(data, [], shops);

    /// <summary>As <see cref="StartAsync"/>, with further settings, as <c>Comptoir:Name=value</c>.</summary>
    public static async Task<ApplicationWithShop> StartWithAsync(
        string? data,
        string[] settings,
        params DemoShopSettings[] shops
    )
    {
        var shopify = await DemoShopServer.StartAsync(
            new DemoShopOptions { Shops = shops.Length > 0 ? shops : [Settings("lumiere")] },
            TestContext.Current.CancellationToken
        );
        var application = new ComptoirApplication(
            founded: true,
            data,
            [
                $"Comptoir:Shopify:Endpoint={shopify.Address.GetLeftPart(UriPartial.Authority)}",
                .. settings,
            ]
        );
        await application.StartAsync();
        return new ApplicationWithShop(shopify, application);
    }

    /// <summary>The body that connects a shop.</summary>
    public static object Body(string address, string token, string? name = null) =>
        new
        {
            name,
            address,
            credentials = new { kind = "token", token },
        };

    /// <summary>A program that calls the API.</summary>
    public Task<HttpClient> ClientAsync(Role role = Role.Manager) =>
        Application.CreateApiClientAsync(role);

    /// <summary>Connects the first shop.</summary>
    public async Task<JsonNode> ConnectAsync(HttpClient client) =>
        await client.SendAsync(
            HttpMethod.Post,
            "web-shops",
            Body(Shop.Address, Shop.Token),
            HttpStatusCode.Created
        );

    /// <summary>Follows a run to its end.</summary>
    public static Task<JsonNode> FinishedAsync(HttpClient client, long run) =>
        Eventually.FindAsync(
            async () =>
                await client.ReadAsync($"runs/{run}") is var state
                && state.Text("state") is not ("queued" or "running")
                    ? state
                    : null,
            $"run {run} ends"
        );

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        await Shopify.DisposeAsync();
    }
}
