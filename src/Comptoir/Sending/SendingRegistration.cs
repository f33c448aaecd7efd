namespace Comptoir.Sending;

/// <summary>Registers what sends documents.</summary>
static class SendingRegistration
{
    public static IServiceCollection AddSending(this IServiceCollection services)
    {
        services.AddSingleton<SendingSignal>();
        services.AddSingleton<ShareDocument>();
        services.AddSingleton<ComposeMail>();
        services.AddSingleton<QueueMail>();
        services.AddSingleton<QueueIssued>();
        services.AddSingleton<SendQueued>();
        services.AddSingleton<SettleMail>();
        services.AddSingleton<SendTest>();
        services.AddHostedService<SendingWorker>();
        services.AddHealthChecks().AddCheck<SendingHealth>("e-mail");
        return services;
    }
}
