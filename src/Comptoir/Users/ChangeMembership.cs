using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Users;

/// <summary>Gives a user of an office another role, or ends the membership. An office keeps an owner at all times.</summary>
public sealed class ChangeMembership(Database database)
{
    /// <summary>Gives another role; it counts from the user's next click.</summary>
    /// <exception cref="RefusedException">It would leave the office without an owner.</exception>
    public Task RoleAsync(
        long officeId,
        long userId,
        Role role,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            officeId,
            userId,
            (_, membership) => membership.Role = role,
            keepsOwner: role == Role.Owner,
            cancellationToken
        );

    /// <summary>Ends the membership; the account stays, for other offices and for what it signed.</summary>
    /// <exception cref="RefusedException">It would leave the office without an owner.</exception>
    public Task RemoveAsync(long officeId, long userId, CancellationToken cancellationToken) =>
        ChangeAsync(
            officeId,
            userId,
            (db, membership) => db.Memberships.Remove(membership),
            keepsOwner: false,
            cancellationToken
        );

    Task ChangeAsync(
        long officeId,
        long userId,
        Action<ComptoirDb, Membership> change,
        bool keepsOwner,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            0,
            async (db, ct) =>
            {
                var memberships = await db
                    .Memberships.Where(x => x.OfficeId == officeId)
                    .ToListAsync(ct);
                if (memberships.Find(x => x.UserId == userId) is not { } membership)
                    return;
                var owners = memberships.Count(x => x.Role == Role.Owner && x.UserId != userId);
                if (owners == 0 && !keepsOwner)
                    throw new RefusedException(Refusals.LastOwner);
                change(db, membership);
                await db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
}
