using Comptoir.Storage;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Users;

/// <summary>Until there is a user, every page leads to the one that makes the first.</summary>
sealed class FirstStart(Database database) : IMiddleware
{
    public const string Page = "/welcome";
    bool done;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (IsPage(context) && !await IsDoneAsync(context.RequestAborted))
            context.Response.Redirect(Page);
        else
            await next(context);
    }

    // Once true it stays true: the database is asked only before.
    async ValueTask<bool> IsDoneAsync(CancellationToken cancellationToken)
    {
        if (done)
            return true;
        await using var db = database.OpenInstallation();
        return done = await db.Users.AnyAsync(cancellationToken);
    }

    static bool IsPage(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
        && !context.Request.Path.StartsWithSegments(Page, StringComparison.Ordinal);
}
