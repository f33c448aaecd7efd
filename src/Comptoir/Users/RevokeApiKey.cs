using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Users;

/// <summary>Closes a key for good.</summary>
public sealed class RevokeApiKey(Database database, TimeProvider time)
{
    /// <summary>Revokes it; a key that is revoked already, or is none of the office's, stays as it is.</summary>
    public Task RunAsync(long officeId, long keyId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var key = await db.ApiKeys.SingleOrDefaultAsync(
                    x => x.OfficeId == officeId && x.Id == keyId,
                    ct
                );
                key?.Revoke(time.GetUtcNow().UtcDateTime);
                await db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
}
