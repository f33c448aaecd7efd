using Comptoir.Users;

namespace Comptoir.Importing;

/// <summary>Registers the import of files.</summary>
static class ImportRegistration
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.AddSingleton<ImportFiles>();
        services.AddScoped<RunImport>();
        services.AddSingleton<ImportSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<ImportSweep>());
        return services;
    }

    /// <summary>Maps the download of refused rows for people.</summary>
    public static void MapImports(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/imports/{id:long}/refused", ImportRoutes.RefusedAsync)
            .RequireAuthorization(Policies.Manages)
            .ExcludeFromDescription();
}
