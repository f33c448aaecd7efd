using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Attention;

/// <summary>Settles what needs attention by hand, with a name and a reason that stay with it.</summary>
public sealed class ResolveAttention(Database database, TimeProvider clock)
{
    /// <summary>The longest reason that is kept.</summary>
    public const int LongestReason = 1000;

    /// <summary>Settles an entry; false when the office has none of this number.</summary>
    /// <exception cref="RefusedException">The reason is missing or too long.</exception>
    public async Task<bool> ResolveAsync(
        long officeId,
        long id,
        string by,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        var why = reason?.Trim() ?? "";
        if (why.Length == 0)
            throw new RefusedException("Say why it is settled: the reason is kept with it.");
        if (why.Length > LongestReason)
            throw new RefusedException("The reason is longer than 1,000 characters.");
        var now = clock.GetUtcNow().UtcDateTime;
        return await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var item = await db.Attention.FirstOrDefaultAsync(row => row.Id == id, ct);
                if (item is null)
                    return false;
                item.Resolve(now, by, why);
                await db.SaveChangesAsync(ct);
                return true;
            },
            cancellationToken
        );
    }
}
