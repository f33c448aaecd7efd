namespace Comptoir.Vat;

/// <summary>Registers what is known of VAT.</summary>
static class VatServices
{
    const int LargestAnswer = 1024 * 1024;

    public static IServiceCollection AddVat(this IServiceCollection services)
    {
        services
            .AddHttpClient(ViesRegister.ClientName)
            .ConfigureHttpClient(client => client.MaxResponseContentBufferSize = LargestAnswer)
            .ConfigurePrimaryHttpMessageHandler(OutgoingProxy.Handler);
        services
            .AddHttpClient(EcbWorker.ClientName)
            .ConfigurePrimaryHttpMessageHandler(OutgoingProxy.Handler)
            .AddStandardResilienceHandler();
        services.AddSingleton<VatNews>();
        services.AddSingleton<IVatNumberRegister, ViesRegister>();
        services.AddSingleton<AskAboutVatNumbers>();
        services.AddHostedService<VatNumberWorker>();
        services.AddSingleton<KeepReferenceRates>();
        services.AddHostedService<EcbWorker>();
        services.AddSingleton<ChangeVatTables>();
        services.AddSingleton<ChangeRegistrations>();
        services.AddSingleton<ChangeShopVat>();
        return services;
    }

    /// <summary>Maps tables, registrations, numbers, rates of the euro, and what web shops need said.</summary>
    public static void MapVat(this RouteGroupBuilder api)
    {
        api.MapVatTables();
        api.MapVatRegistrations();
        api.MapVatNumbers();
        api.MapReferenceRates();
        api.MapShopVat();
    }
}
