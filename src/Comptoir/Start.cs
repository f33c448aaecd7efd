using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Comptoir;

/// <summary>
/// What must be true before anything else runs: the data directory is there, the tables are up to date, the master key
/// opens what it closed. Commands that do not listen call <see cref="PrepareAsync"/> themselves.
/// </summary>
sealed partial class Start(
    IOptions<ComptoirOptions> options,
    Database database,
    KeyCheck keys,
    IServer server,
    ILogger<Start> log
) : IHostedLifecycleService
{
    /// <summary>Prepares the installation in the data directory.</summary>
    public static async Task PrepareAsync(WebApplication app, CancellationToken cancellationToken)
    {
        app.Services.GetService<IStartupValidator>()?.Validate();
        await app
            .Services.GetServices<IHostedService>()
            .OfType<Start>()
            .Single()
            .StartingAsync(cancellationToken);
    }

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        PrivateDirectory.Create(options.Value.Data);
        await database.MigrateAsync(cancellationToken);
        keys.Check();
        if (options.Value.Shopify.Endpoint is { } endpoint)
            WarnOfEndpoint(endpoint);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            Listening(ComptoirHost.Version, address, options.Value.Data, database.Engine);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Comptoir {Version} at {Address}; data in {Data}, database {Engine}"
    )]
    partial void Listening(string version, string address, string data, DatabaseEngine engine);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Comptoir__Shopify__Endpoint is set: every shop is reached at {Endpoint} instead of at Shopify. For tests and the demo only"
    )]
    partial void WarnOfEndpoint(Uri endpoint);
}
