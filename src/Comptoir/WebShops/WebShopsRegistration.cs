using Comptoir.Shopify;
using Comptoir.WebShops.Privacy;
using Comptoir.WebShops.Webhooks;
using Microsoft.Extensions.Options;

namespace Comptoir.WebShops;

/// <summary>Connecting shops.</summary>
public static class WebShopsRegistration
{
    /// <summary>Registers the use cases of web shops.</summary>
    public static IServiceCollection AddWebShops(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ShopifyClientFactory(
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetRequiredService<IOptions<ComptoirOptions>>().Value.Shopify.Endpoint,
            proxy: OutgoingProxy.Of(provider)
        ));
        services.AddSingleton<ShopClients>();
        services.AddSingleton<TestShop>();
        services.AddSingleton<FindAccess>();
        services.AddSingleton<SealedCredentials>();
        services.AddSingleton<ConnectWebShop>();
        services.AddSingleton<ReplaceCredentials>();
        services.AddSingleton<RenameWebShop>();
        services.AddSingleton<ChangeSettings>();
        services.AddSingleton<TestWebShop>();
        services.AddSingleton<DisconnectWebShop>();
        services.AddWebhooks();
        return services;
    }

    /// <summary>Maps what the pages of web shops ask for.</summary>
    public static IEndpointRouteBuilder MapWebShops(this IEndpointRouteBuilder routes)
    {
        routes.MapUnderstoodAddress();
        routes.MapPrivacyFile();
        return routes;
    }
}
