using System.CommandLine;
using Comptoir.DemoShop;
using Comptoir.Shopify;
using Comptoir.Shopify.Documents;
using Microsoft.Extensions.Logging.Abstractions;

namespace Comptoir.Bench;

/// <summary>The shop that is read: the demo shop with as many orders as asked for, in a process of its own.</summary>
sealed class ShopProcess : IAsyncDisposable
{
    static readonly DemoShopSettings Settings = new()
    {
        // What is refused while the office is down comes again after seconds, not hours.
        Webhooks = new DemoShopWebhookOptions { RetryScale = 0.02 },
    };

    /// <summary>What is read of a shop in bulk.</summary>
    static readonly (string Name, BulkDocument Document)[] Documents =
    [
        ("products", Products.Bulk),
        ("stock", InventoryItems.Bulk),
        ("customers", Customers.Bulk),
        ("orders", Orders.Bulk),
        ("ledger", Ledger.Bulk),
        ("delivery-lines", FulfillmentLines.Bulk),
    ];

    readonly ChildProcess child;

    ShopProcess(ChildProcess child, Uri address) => (this.child, Address) = (child, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Its name, as Shopify's shops have one.</summary>
    public static string ShopAddress => Settings.Address;

    /// <summary>What its webhooks are signed with.</summary>
    public static string Secret => Settings.ClientSecret;

    /// <summary>The token that it accepts.</summary>
    public static string Token => Settings.Token;

    /// <summary>Starts it.</summary>
    public static async Task<ShopProcess> StartAsync(int orders, CancellationToken ct)
    {
        const string listening = "listening on ";
        var started = new ChildProcess("shop", "--orders", $"{orders}");
        var line = await started.ReadLineAsync(ct);
        return new ShopProcess(started, new Uri(line[listening.Length..]));
    }

    /// <summary>What the other process runs.</summary>
    public static Command Command()
    {
        var orders = new Option<int>("--orders");
        var command = new Command("shop", "A demo shop (used by first-sync)") { orders };
        command.Hidden = true;
        command.SetAction(
            (parsed, ct) =>
                DemoShopCommand.RunAsync(
                    new DemoShopOptions
                    {
                        Shops = [Settings with { Orders = parsed.GetValue(orders) }],
                    },
                    stopWhenInputCloses: true,
                    ct
                )
        );
        return command;
    }

    /// <summary>Downloads the files of its bulk operations, as they are.</summary>
    /// <returns>Their paths, by what they hold.</returns>
    public async Task<Dictionary<string, string>> DownloadAsync(
        string directory,
        CancellationToken ct
    )
    {
        using var factory = new ShopifyClientFactory(
            TimeProvider.System,
            NullLoggerFactory.Instance,
            Address
        );
        var shop = factory.Open(Shopify.ShopAddress.Parse(ShopAddress), AccessToken.Parse(Token));
        using var http = new HttpClient();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, document) in Documents)
        {
            var operation = await shop.Bulk.RunAsync(
                document.Text(),
                null,
                _ => Task.CompletedTask,
                new Progress<BulkOperation>(),
                ct
            );
            if (operation.Url is not { } url)
                continue;
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                new Uri(Address, url.PathAndQuery)
            );
            request.Headers.Host = ShopAddress;
            using var response = await http.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                ct
            );
            response.EnsureSuccessStatusCode();
            files[name] = Path.Combine(directory, $"{name}.jsonl");
            await using var file = File.Create(files[name]);
            await response.Content.CopyToAsync(file, ct);
        }
        return files;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => child.DisposeAsync();
}
