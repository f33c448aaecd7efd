namespace Comptoir.Notifications;

/// <summary>Registers what tells people of news.</summary>
static class NotificationsRegistration
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<TellNews>();
        services.AddSingleton<QueueNotices>();
        services.AddSingleton<PruneNotifications>();
        services.AddSingleton<MarkRead>();
        services.AddSingleton<ChooseNotifications>();
        services.AddSingleton<BellFeed>();
        services.AddHostedService<NewsWorker>();
        return services;
    }

    /// <summary>Maps the address that marks a notification as seen and goes on to what it is about.</summary>
    public static IEndpointRouteBuilder MapNotifications(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenNotification();
        return routes;
    }
}
