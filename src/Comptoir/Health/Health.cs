using Comptoir.Health.Checks;
using Comptoir.Health.Network;
using Comptoir.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Comptoir.Health;

/// <summary>
/// For whoever watches the process: <c>/health/live</c> answers while it runs, <c>/health/ready</c> only when it can work.
/// Both answer one word, because anybody may ask.
/// </summary>
public static class HealthRegistration
{
    /// <summary>Registers what readiness depends on.</summary>
    public static IServiceCollection AddComptoirHealth(this IServiceCollection services)
    {
        services.AddSingleton<VerifyOffice>();
        services.AddSingleton<LookAtHealth>();
        services.AddSingleton<OutgoingHosts>();
        services.AddSingleton<TryHosts>();
        services.AddSingleton<IShopCheck, AccessCheck>();
        services.AddSingleton<IShopCheck, ShopOpenCheck>();
        services.AddSingleton<IShopCheck, ScopesCheck>();
        services.AddSingleton<IShopCheck, SynchronizedCheck>();
        services.AddSingleton<IShopCheck, ScheduleCheck>();
        services.AddSingleton<IShopCheck, WebhooksCheck>();
        services.AddSingleton<IShopCheck, DeliveriesCheck>();
        services.AddSingleton<IShopCheck, AttentionCheck>();
        services.AddSingleton<IShopCheck, VersionCheck>();
        services.AddSingleton<IShopCheck, ClockCheck>();
        services.AddSingleton<IInstallationCheck, DiskCheck>();
        services.AddSingleton<IInstallationCheck, FontsCheck>();
        services.AddSingleton<IInstallationCheck, MailCheck>();
        services.AddSingleton<IInstallationCheck, AddressCheck>();
        services
            .AddHealthChecks()
            .AddCheck<DatabaseReady>("database")
            .AddCheck<FontsReady>("fonts");
        return services;
    }

    /// <summary>Maps the two addresses.</summary>
    public static IEndpointRouteBuilder MapComptoirHealth(this IEndpointRouteBuilder routes)
    {
        routes
            .MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false })
            .AllowAnonymous()
            .DisableHttpMetrics();
        routes.MapHealthChecks("/health/ready").AllowAnonymous().DisableHttpMetrics();
        return routes;
    }
}

/// <summary>The database answers and has all tables of this version.</summary>
sealed class DatabaseReady(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        await using var db = database.OpenInstallation();
        var missing = await db.Database.GetPendingMigrationsAsync(cancellationToken);
        return missing.Any()
            ? HealthCheckResult.Unhealthy("The database lacks migrations; restart Comptoir.")
            : HealthCheckResult.Healthy();
    }
}
