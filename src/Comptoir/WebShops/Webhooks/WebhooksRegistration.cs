using Comptoir.WebShops.Privacy;

namespace Comptoir.WebShops.Webhooks;

/// <summary>What Shopify tells by itself.</summary>
static class WebhooksRegistration
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhooksHeard>();
        services.AddSingleton<ReceiveWebhook>();
        services.AddSingleton<KeepSubscriptions>();
        services.AddHostedService<SubscriptionWorker>();
        services.AddPrivacy();
        return services;
    }

    public static void MapWebhooks(this RouteGroupBuilder api) =>
        api.MapPost(
                "/webhooks/shopify/{id:long}",
                (ReceiveWebhook receive, long id, HttpRequest request, CancellationToken ct) =>
                    receive.RunAsync(id, request, ct)
            )
            .AllowAnonymous()
            .DisableRateLimiting()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .WithTags("Web shops")
            .WithSummary(
                "Shopify's side: a message of a web shop, signed with its app's secret; it needs no API key"
            );
}
