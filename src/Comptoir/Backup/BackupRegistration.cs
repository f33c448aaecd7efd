using Comptoir.Users;
using Microsoft.AspNetCore.Antiforgery;

namespace Comptoir.Backup;

/// <summary>Registers what keeps the installation from being lost.</summary>
public static class BackupRegistration
{
    /// <summary>Where the button of the page leads to.</summary>
    public const string Download = "/settings/backup/download";

    /// <summary>Registers backup and restore.</summary>
    public static IServiceCollection AddBackup(this IServiceCollection services)
    {
        services.AddSingleton<WriteBackup>();
        services.AddSingleton<MakeBackup>();
        services.AddSingleton<RestoreBackup>();
        services.AddSingleton<ResumeOffice>();
        return services;
    }

    /// <summary>Maps the download, for owners of every office.</summary>
    public static IEndpointRouteBuilder MapBackup(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(Download, DownloadAsync)
            .RequireAuthorization(Policies.Owns)
            .ExcludeFromDescription();
        return routes;
    }

    static async Task<IResult> DownloadAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        CurrentOffice office,
        MakeBackup make,
        CancellationToken cancellationToken
    )
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return TypedResults.BadRequest();
        if (
            context.User.UserId() is not { } user
            || !await make.MayDownloadAsync(user, cancellationToken)
        )
            return TypedResults.Forbid();
        var by = office.Name;
        return TypedResults.Stream(
            output => make.RunAsync(output, by, null, cancellationToken),
            "application/zip",
            make.FileName()
        );
    }
}
