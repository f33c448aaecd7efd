using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Users;

/// <summary>Lets a person into an office: makes the account, or gives one that exists a role in this office too.</summary>
public sealed class AddUser(Database database, Accounts accounts)
{
    /// <summary>Whether somebody in this installation signs in with the address; then no password is needed.</summary>
    public async Task<bool> IsKnownAsync(string email)
    {
        await using var db = database.OpenInstallation();
        return await accounts.On(db).FindByEmailAsync(email.Trim()) is not null;
    }

    /// <summary>Adds the person. The password of an account that exists stays as it is.</summary>
    /// <exception cref="RefusedException">Something entered will not do, or the person is in the office already.</exception>
    public Task RunAsync(
        long officeId,
        string email,
        string name,
        Role role,
        string? password,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            0,
            async (db, ct) =>
            {
                var user =
                    await accounts.On(db).FindByEmailAsync(email.Trim())
                    ?? await accounts.CreateAsync(db, email, name, password);
                if (
                    await db.Memberships.AnyAsync(
                        x => x.OfficeId == officeId && x.UserId == user.Id,
                        ct
                    )
                )
                    throw new RefusedException(Refusals.Member);
                db.Memberships.Add(
                    new Membership
                    {
                        OfficeId = officeId,
                        UserId = user.Id,
                        Role = role,
                    }
                );
                await db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
}
