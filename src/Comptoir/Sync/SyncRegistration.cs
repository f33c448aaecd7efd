using Comptoir.Attention;
using Comptoir.Cluster;
using Comptoir.Storage;
using Comptoir.Sync.Choosing;
using Comptoir.Sync.Reconciling;
using Comptoir.Sync.Scheduling;
using Microsoft.Extensions.Options;

namespace Comptoir.Sync;

/// <summary>What reads shops and applies what they say.</summary>
public static class SyncRegistration
{
    /// <summary>Registers the synchronization; the worker runs in every process that serves.</summary>
    public static IServiceCollection AddSync(this IServiceCollection services)
    {
        services.AddSingleton<AttentionBook>();
        services.AddSingleton<WorkerIdentity>();
        services.AddSingleton<Nodes>();
        services.AddSingleton<Inbox>();
        services.AddSingleton<Runs>();
        services.AddSingleton<AskDue>();
        services.AddSingleton<ChooseSchedule>();
        services.AddSingleton<RunFeed>();
        services.AddSingleton<RunItems>();
        services.AddSingleton<LeaveOut>();
        services.AddSingleton<LetIn>();
        services.AddSingleton<RetryAttention>();
        services.AddSingleton<MendDifferences>();
        services.AddSingleton(provider => new StagingArea(
            Path.Combine(
                provider.GetRequiredService<IOptions<ComptoirOptions>>().Value.Data,
                "staging"
            )
        ));
        services.AddSingleton<Synchronizer>();
        services.AddSingleton<RunWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<RunWorker>());
        return services;
    }

    /// <summary>Maps what shows runs while they work.</summary>
    public static IEndpointRouteBuilder MapSync(this IEndpointRouteBuilder routes)
    {
        routes.MapLiveRuns();
        return routes;
    }
}
