using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Comptoir.Users;

/// <summary>Who calls, as claims: made from a cookie or an API key, read by the policies and by <see cref="CurrentOffice"/>.</summary>
public static class Caller
{
    /// <summary>The claim that holds the office's number.</summary>
    public const string OfficeClaim = "office";

    /// <summary>A caller in an office.</summary>
    /// <param name="scheme">How the caller proved it.</param>
    /// <param name="id">The user's number, or the key's.</param>
    /// <param name="name">The name shown.</param>
    /// <param name="officeId">The office.</param>
    /// <param name="role">What the caller may do there.</param>
    public static ClaimsIdentity Identity(
        string scheme,
        string id,
        string name,
        long officeId,
        Role role
    ) =>
        new(
            [
                new Claim(ClaimTypes.NameIdentifier, id),
                new Claim(ClaimTypes.Name, name),
                new Claim(OfficeClaim, officeId.ToString(CultureInfo.InvariantCulture)),
                new Claim(ClaimTypes.Role, role.ToString()),
            ],
            scheme
        );

    /// <summary>The office the caller is in; null for nobody.</summary>
    public static long? OfficeId(this ClaimsPrincipal caller) => Number(caller, OfficeClaim);

    /// <summary>The user who calls; null for a key or nobody.</summary>
    public static long? UserId(this ClaimsPrincipal caller) =>
        caller.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme
            ? Number(caller, ClaimTypes.NameIdentifier)
            : null;

    /// <summary>What the caller may do; nothing beyond reading when it does not say.</summary>
    public static Role Role(this ClaimsPrincipal caller) =>
        Enum.TryParse<Role>(caller.FindFirstValue(ClaimTypes.Role), out var role)
            ? role
            : Users.Role.Viewer;

    static long? Number(ClaimsPrincipal caller, string claim) =>
        long.TryParse(
            caller.FindFirstValue(claim),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
