using System.Net;
using Comptoir.DemoShop.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Comptoir.DemoShop;

/// <summary>
/// A stand-in for Shopify on 127.0.0.1: shops told apart by the Host header, the Admin API with bulk operations, and
/// <c>/__demo/</c> for tests.
/// </summary>
public sealed class DemoShopServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly string staging;

    private DemoShopServer(
        WebApplication application,
        IReadOnlyList<ServedShop> shops,
        string staging
    )
    {
        this.application = application;
        this.staging = staging;
        Shops = shops;
        Address = new Uri(
            application
                .Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.First()
        );
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:PORT</c>. A shop is reached there with its own name in the Host header.</summary>
    public Uri Address { get; }

    /// <summary>The shops, in the order of the options.</summary>
    public IReadOnlyList<ServedShop> Shops { get; }

    /// <summary>Makes the shops and listens.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="FileNotFoundException">The file of real sales is not there.</exception>
    public static async Task<DemoShopServer> StartAsync(
        DemoShopOptions options,
        CancellationToken cancel = default
    )
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = "Production" }
        );
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.AllowSynchronousIO = false;
        });
        var web = builder.Build();
        var folder = Directory.CreateTempSubdirectory("comptoir-demo-shop-").FullName;
        var log = web.Services.GetRequiredService<ILogger<DemoShopServer>>();
        ServedShop[] shops;
        try
        {
            shops =
            [
                .. options.Shops.Select(
                    (settings, i) =>
                        new ServedShop(
                            settings,
                            options.Clock,
                            Directory.CreateDirectory(Path.Combine(folder, $"{i}")).FullName,
                            log
                        )
                ),
            ];
            Routes(web, shops);
            await web.StartAsync(cancel);
        }
        catch
        {
            await web.DisposeAsync();
            Directory.Delete(folder, recursive: true);
            throw;
        }

        return new DemoShopServer(web, shops, folder);
    }

    /// <summary>The shop of that name.</summary>
    /// <exception cref="KeyNotFoundException">It is not served here.</exception>
    public ServedShop Shop(string name) =>
        Shops.FirstOrDefault(shop => shop.Settings.Name == name)
        ?? throw new KeyNotFoundException($"No shop is called {name}.");

    /// <summary>Stops listening, ends running operations and deletes staged files.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var shop in Shops)
        {
            await shop.Bustle.DisposeAsync();
            await shop.Webhooks.DisposeAsync();
            await shop.Bulk.StopAsync();
        }

        await application.DisposeAsync();
        Directory.Delete(staging, recursive: true);
    }

    private static void Routes(WebApplication application, ServedShop[] shops)
    {
        application.MapPost(
            "/admin/api/{version}/graphql.json",
            (HttpContext http) =>
                Of(shops, http.Request.Host.Host) is { } shop
                    ? GraphQLEndpoint.AnswerAsync(http, shop, Address(http))
                    : NotFound(http)
        );
        application.MapPost(
            "/admin/oauth/access_token",
            (HttpContext http) =>
                Of(shops, http.Request.Host.Host) is { } shop
                    ? TokenEndpoint.AnswerAsync(http, shop)
                    : NotFound(http)
        );
        application.MapGet(
            "/__bulk/{address}/{name}",
            (HttpContext http, string address, string name) =>
                Of(shops, address) is { } shop
                    ? DownloadEndpoint.AnswerAsync(http, shop, name)
                    : NotFound(http)
        );
        DemoRoutes.Map(application, shops);
        application.MapFallback(NotFound);

        // Files are fetched without the shop's Host header, so their address names the server itself.
        static Uri Address(HttpContext http) =>
            new($"http://127.0.0.1:{http.Connection.LocalPort}");
    }

    internal static ServedShop? Of(ServedShop[] shops, string host) =>
        Array.Find(
            shops,
            shop =>
                shop.Settings.OtherNames.Prepend(shop.Settings.Name)
                    .Any(name =>
                        string.Equals(
                            $"{name}.myshopify.com",
                            host,
                            StringComparison.OrdinalIgnoreCase
                        )
                    )
        );

    private static Task NotFound(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return http.Response.WriteAsJsonAsync(new { errors = "Not Found" });
    }
}
