using Comptoir.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Users;

/// <summary>Opens and ends the session of a person in a browser.</summary>
public sealed class SignIn(SignInManager<User> identity, Database database)
{
    /// <summary>
    /// Signs in who knows the password, into the office last used. Wrong address, wrong password, resting account and no
    /// office all look the same from outside, and take about the same time.
    /// </summary>
    public async Task<bool> TryAsync(string email, string password)
    {
        var user = await identity.UserManager.FindByEmailAsync(email.Trim());
        if (user is null)
        {
            identity.UserManager.PasswordHasher.HashPassword(new User { Name = "" }, password);
            return false;
        }
        var result = await identity.CheckPasswordSignInAsync(
            user,
            password,
            lockoutOnFailure: true
        );
        return result.Succeeded && await EnterAsync(user);
    }

    /// <summary>Goes on in another office of the same person; nothing happens when it is none of theirs.</summary>
    public async Task SwitchAsync(long userId, long officeId, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            0,
            (db, ct) =>
                db
                    .Users.Where(x =>
                        x.Id == userId
                        && db.Memberships.Any(m => m.UserId == userId && m.OfficeId == officeId)
                    )
                    .ExecuteUpdateAsync(x => x.SetProperty(u => u.LastOfficeId, officeId), ct),
            cancellationToken
        );
        if (
            await identity
                .UserManager.Users.AsNoTracking()
                .SingleOrDefaultAsync(x => x.Id == userId, cancellationToken) is
            { } user
        )
            await EnterAsync(user);
    }

    /// <summary>Opens the session; false when the person is in no office any more.</summary>
    public async Task<bool> EnterAsync(User user)
    {
        var principal = await identity.CreateUserPrincipalAsync(user);
        if (principal.OfficeId() is null)
            return false;
        await identity.SignInAsync(user, isPersistent: true);
        return true;
    }

    /// <summary>Maps the addresses that the forms of the frame go to.</summary>
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", SignOutAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/offices/switch", SwitchOfficeAsync).ExcludeFromDescription();
    }

    static async Task<IResult> SignOutAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInManager<User> identity
    )
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return TypedResults.BadRequest();
        await identity.SignOutAsync();
        return TypedResults.LocalRedirect("/sign-in");
    }

    static async Task<IResult> SwitchOfficeAsync(
        HttpContext context,
        [FromForm] long office,
        SignIn signIn
    )
    {
        if (context.User.UserId() is { } userId)
            await signIn.SwitchAsync(userId, office, context.RequestAborted);
        return TypedResults.LocalRedirect("/");
    }
}
