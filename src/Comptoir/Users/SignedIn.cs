using System.Security.Claims;
using Comptoir.Storage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Comptoir.Users;

/// <summary>
/// What the cookie says of a user: who, in which office, with which security stamp. Name and role are looked up at each
/// request, so that a role that changed or a membership that ended counts at once.
/// </summary>
sealed class SignedIn(Database database, IOptions<IdentityOptions> options)
    : IUserClaimsPrincipalFactory<User>
{
    /// <summary>The user in the office last used, or the first; in none when there is no membership.</summary>
    public async Task<ClaimsPrincipal> CreateAsync(User user)
    {
        await using var db = database.OpenInstallation();
        var memberships = await db
            .Memberships.Where(x => x.UserId == user.Id)
            .OrderBy(x => x.OfficeId)
            .ToListAsync();
        var membership =
            memberships.Find(x => x.OfficeId == user.LastOfficeId) ?? memberships.FirstOrDefault();
        return membership is null
            ? new ClaimsPrincipal(new ClaimsIdentity())
            : Principal(
                user.Id,
                user.Name,
                user.SecurityStamp,
                membership.OfficeId,
                membership.Role
            );
    }

    /// <summary>Refuses a cookie of before a password change, of a user who left, or of an office that was left.</summary>
    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (
            context.Principal is { } said
            && said.UserId() is { } userId
            && said.OfficeId() is { } officeId
        )
        {
            await using var db = database.OpenInstallation();
            var known = await (
                from user in db.Users
                join membership in db.Memberships on user.Id equals membership.UserId
                where user.Id == userId && membership.OfficeId == officeId
                select new
                {
                    user.Name,
                    user.SecurityStamp,
                    membership.Role,
                }
            ).SingleOrDefaultAsync(context.HttpContext.RequestAborted);
            var stamp = said.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType);
            if (known is not null && known.SecurityStamp == stamp)
            {
                context.ReplacePrincipal(
                    Principal(userId, known.Name, stamp, officeId, known.Role)
                );
                return;
            }
        }
        context.RejectPrincipal();
    }

    ClaimsPrincipal Principal(long userId, string name, string? stamp, long officeId, Role role)
    {
        var identity = Caller.Identity(
            IdentityConstants.ApplicationScheme,
            userId.ToString(System.Globalization.CultureInfo.InvariantCulture),
            name,
            officeId,
            role
        );
        identity.AddClaim(
            new Claim(options.Value.ClaimsIdentity.SecurityStampClaimType, stamp ?? "")
        );
        return new ClaimsPrincipal(identity);
    }
}
