using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.Extensions.Options;

namespace Comptoir;

/// <summary>
/// What must be true before anything else runs, whether the application then listens or not: the settings make sense, the
/// data directory is there, the tables are up to date, the master key opens what it closed.
/// </summary>
public static partial class Preparation
{
    /// <summary>Prepares the installation; to be awaited before the application is started or its services are used.</summary>
    /// <exception cref="RefusedException">Something must be mended first; the message says what.</exception>
    public static async Task PrepareAsync(
        this WebApplication app,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = ValidOptions(app.Services);
        CreatePrivateDirectory(options.Data);
        var database = app.Services.GetRequiredService<Database>();
        database.CreatePrivateFiles();
        await database.MigrateAsync(cancellationToken);
        await app.Services.GetRequiredService<Inbox>().CreateAsync(cancellationToken);
        if (database.UnguardedBefore is { Count: > 0 } unguarded)
            WarnOfTriggers(app.Logger, string.Join(", ", unguarded));
        app.Services.GetRequiredService<KeyCheck>().Check();
        if (options.Shopify.Endpoint is { } endpoint)
            WarnOfEndpoint(app.Logger, endpoint);
    }

    /// <summary>As <see cref="PrepareAsync"/>, but changes nothing: a backup is made of what is there.</summary>
    /// <exception cref="RefusedException">There is nothing of this version there, or its master key is missing.</exception>
    public static async Task PrepareToBackUpAsync(
        this WebApplication app,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(app);
        ValidOptions(app.Services);
        await app
            .Services.GetRequiredService<Database>()
            .RefuseUnlessUpToDateAsync(cancellationToken);
        app.Services.GetRequiredService<KeyCheck>().Check();
    }

    /// <summary>Makes the directory alone: what is restored is checked before there are tables, and no master key is made.</summary>
    /// <exception cref="RefusedException">Something must be mended first; the message says what.</exception>
    public static Task PrepareToRestore(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        CreatePrivateDirectory(ValidOptions(app.Services).Data);
        return Task.CompletedTask;
    }

    static ComptoirOptions ValidOptions(IServiceProvider services)
    {
        try
        {
            return services.GetRequiredService<IOptions<ComptoirOptions>>().Value;
        }
        catch (OptionsValidationException error)
        {
            throw new RefusedException(string.Join(' ', error.Failures));
        }
    }

    /// <summary>A directory that only this user may look into.</summary>
    internal static void CreatePrivateDirectory(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(
                    path,
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(
                $"The data directory {path} cannot be made: {error.Message} Name another with --data or Comptoir__Data."
            );
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Comptoir__Shopify__Endpoint is set: every shop is reached at {Endpoint} instead of at Shopify. For tests and the demo only"
    )]
    static partial void WarnOfEndpoint(ILogger logger, Uri endpoint);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Somebody had taken away what holds frozen rows in the database: {Triggers}. It is there again; run comptoir verify to see whether rows were changed meanwhile"
    )]
    static partial void WarnOfTriggers(ILogger logger, string triggers);
}
