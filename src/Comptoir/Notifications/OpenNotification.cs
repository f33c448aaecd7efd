using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Notifications;

/// <summary>Goes from a notification to what it is about, and notes that its user has seen it.</summary>
static class OpenNotification
{
    public static void MapOpenNotification(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/notifications/{id:long}", OpenAsync).ExcludeFromDescription();

    static async Task<Results<RedirectHttpResult, NotFound>> OpenAsync(
        CurrentOffice office,
        Texts texts,
        MarkRead mark,
        long id,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var row = await db
            .Notifications.AsNoTracking()
            .FirstOrDefaultAsync(x => x.Id == id, cancellationToken);
        if (row is null || (row.UserId != office.UserId && !office.Role.RunsShops()))
            return TypedResults.NotFound();
        if (office.UserId is { } user)
            await mark.RunAsync(office.OfficeId, user, id, cancellationToken);
        return TypedResults.LocalRedirect(NotificationView.Of(texts, row).Address);
    }
}
