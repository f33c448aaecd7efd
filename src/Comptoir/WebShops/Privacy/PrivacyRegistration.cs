namespace Comptoir.WebShops.Privacy;

/// <summary>What shops ask for on behalf of their customers.</summary>
static class PrivacyRegistration
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.AddSingleton<PrivacySignal>();
        services.AddSingleton<KeepPrivacyRequest>();
        services.AddSingleton<Redact>();
        services.AddSingleton<SettlePrivacyRequest>();
        services.AddHostedService<PrivacyWorker>();
        return services;
    }
}
