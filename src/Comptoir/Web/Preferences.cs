using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Web;

/// <summary>
/// How a person likes the screens: language, theme, width of the navigation. Kept in cookies of this browser;
/// set by small forms, so that they work without script.
/// </summary>
public static class Preferences
{
    /// <summary>The cookie of the theme: <c>light</c> or <c>dark</c>; without it the system decides.</summary>
    public const string ThemeCookie = "comptoir.theme";

    /// <summary>The cookie that keeps the navigation to its icons.</summary>
    public const string NavigationCookie = "comptoir.navigation";

    /// <summary>Where the forms go.</summary>
    public const string Address = "/preferences";

    static readonly Dictionary<string, (string Cookie, string[] Values)> Known = new(
        StringComparer.Ordinal
    )
    {
        ["language"] = (Languages.Cookie, [.. Languages.All.Select(language => language.Code)]),
        ["theme"] = (ThemeCookie, ["light", "dark", "system"]),
        ["navigation"] = (NavigationCookie, ["icons", "full"]),
    };

    /// <summary>The theme chosen by this browser, or null to follow the system.</summary>
    public static string? Theme(HttpRequest? request) =>
        request?.Cookies[ThemeCookie] is "light" or "dark" ? request.Cookies[ThemeCookie] : null;

    /// <summary>Whether this browser keeps the navigation to its icons.</summary>
    public static bool IconsOnly(HttpRequest? request) =>
        request?.Cookies[NavigationCookie] == "icons";

    /// <summary>Maps the address the forms go to; open to everybody, also before signing in.</summary>
    public static void MapPreferences(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Address, SetAsync).AllowAnonymous().ExcludeFromDescription();

    static async Task<Results<RedirectHttpResult, BadRequest>> SetAsync(
        HttpContext context,
        Database database,
        [FromForm] string? name,
        [FromForm] string? value,
        [FromForm(Name = "return")] string? back
    )
    {
        if (
            name is null
            || value is null
            || !Known.TryGetValue(name, out var known)
            || !known.Values.Contains(value)
        )
            return TypedResults.BadRequest();
        context.Response.Cookies.Append(
            known.Cookie,
            value,
            new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(400),
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                IsEssential = true,
            }
        );
        // What is sent to somebody by e-mail has no browser to ask.
        if (name == "language" && context.User.UserId() is { } user)
            await database.WriteAsync(
                0,
                (db, ct) =>
                    db
                        .Users.Where(row => row.Id == user)
                        .ExecuteUpdateAsync(set => set.SetProperty(row => row.Language, value), ct),
                context.RequestAborted
            );
        return TypedResults.LocalRedirect(IsLocal(back) ? back! : "/");
    }

    // Only a path of this site: "//other.example" and "/\other.example" are other sites.
    static bool IsLocal(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);
}
