using Comptoir.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Comptoir.Users;

/// <summary>
/// Identity's rules for users and passwords, on a context of the caller's: a user is made in the same transaction as the
/// office and the membership that belong with it.
/// </summary>
public sealed class Accounts(IServiceProvider services)
{
    /// <summary>Users as the context's transaction sees them. Must not outlive the context.</summary>
    public UserManager<User> On(ComptoirDb db) =>
        ActivatorUtilities.CreateInstance<UserManager<User>>(
            services,
            new UserOnlyStore<User, ComptoirDb, long>(db)
        );

    /// <summary>Makes a user who can sign in.</summary>
    /// <exception cref="RefusedException">The e-mail address or the password will not do, or the address is taken.</exception>
    internal async Task<User> CreateAsync(
        ComptoirDb db,
        string email,
        string name,
        string? password
    )
    {
        name = name.Trim();
        if (name.Length is 0 or > 100)
            throw new RefusedException(Refusals.Name);
        var user = new User
        {
            UserName = email.Trim(),
            Email = email.Trim(),
            Name = name,
        };
        var result = await On(db).CreateAsync(user, password ?? "");
        return result.Succeeded
            ? user
            : throw new RefusedException(result.Errors.First().Description);
    }
}

/// <summary>Identity's refusals in words that say what to do.</summary>
sealed class AccountErrors : IdentityErrorDescriber
{
    static IdentityError Error(string code, string text) =>
        new() { Code = code, Description = text };

    public override IdentityError PasswordTooShort(int length) =>
        Error(nameof(PasswordTooShort), Refusals.Password);

    public override IdentityError InvalidEmail(string? email) =>
        Error(nameof(InvalidEmail), Refusals.Email);

    public override IdentityError InvalidUserName(string? userName) => InvalidEmail(userName);

    public override IdentityError DuplicateEmail(string email) =>
        Error(nameof(DuplicateEmail), Refusals.Known);

    public override IdentityError DuplicateUserName(string userName) => DuplicateEmail(userName);
}
