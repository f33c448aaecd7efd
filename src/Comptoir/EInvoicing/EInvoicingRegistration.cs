using Comptoir.EInvoicing.Port;
using Comptoir.Invoicing;

namespace Comptoir.EInvoicing;

/// <summary>Registers electronic invoices, and the way by which they go out.</summary>
static class EInvoicingRegistration
{
    public static IServiceCollection AddEInvoicing(this IServiceCollection services)
    {
        services.AddSingleton<IElectronicForm, FacturX>();
        services.AddSingleton<FileDrop>();
        services.AddSingleton<IInvoicePlatform>(provider =>
            provider.GetRequiredService<FileDrop>()
        );
        services.AddSingleton<ChooseWay>();
        services.AddSingleton<HandOver>();
        services.AddSingleton<TakeAnswers>();
        services.AddSingleton<CorrectSentBack>();
        services.AddSingleton<EditEInvoicing>();
        services.AddSingleton<EInvoicingWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<EInvoicingWorker>());
        services.AddHealthChecks().AddCheck<FolderReady>("e-invoicing");
        return services;
    }
}
