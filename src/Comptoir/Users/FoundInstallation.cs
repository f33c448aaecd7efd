using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Users;

/// <summary>First start: makes the first office together with its owner, once.</summary>
public sealed class FoundInstallation(Database database, Accounts accounts, TimeProvider time)
{
    const long FirstOffice = 1;

    /// <summary>Makes office and owner in one transaction, or nothing.</summary>
    /// <returns>The owner.</returns>
    /// <exception cref="RefusedException">Somebody else was first, or something entered will not do.</exception>
    public async Task<User> RunAsync(
        string officeName,
        string timeZone,
        string email,
        string name,
        string? password,
        CancellationToken cancellationToken
    )
    {
        var office = AddOffice.New(FirstOffice, officeName, timeZone, time);
        try
        {
            return await database.WriteAsync(
                0,
                async (db, ct) =>
                {
                    if (await db.Users.AnyAsync(ct) || await db.Offices.AnyAsync(ct))
                        throw new RefusedException(Refusals.Founded);
                    db.Offices.Add(office);
                    // The row from which further offices are numbered has one key: of two first starts at the same moment
                    // one fails here, on either engine.
                    db.IdBlocks.Add(new IdBlock { OfficeId = 0, Next = FirstOffice + 1 });
                    var owner = await accounts.CreateAsync(db, email, name, password);
                    db.Memberships.Add(
                        new Membership
                        {
                            OfficeId = office.Id,
                            UserId = owner.Id,
                            Role = Role.Owner,
                        }
                    );
                    await db.SaveChangesAsync(ct);
                    return owner;
                },
                cancellationToken
            );
        }
        catch (DbUpdateException)
        {
            throw new RefusedException(Refusals.Founded);
        }
    }
}
