using System.Collections.Concurrent;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Notifications;

/// <summary>
/// How many notifications users have not seen, for those who have a page open: read at most once a second and user, however many
/// tabs are open on this node.
/// </summary>
sealed class BellFeed(Database database, TimeProvider clock)
{
    /// <summary>How old an answer may be.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<(long Office, long User), (int Count, long At)> seen = new();

    public async Task<int> ReadAsync(
        long officeId,
        long userId,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetTimestamp();
        if (
            seen.TryGetValue((officeId, userId), out var known)
            && clock.GetElapsedTime(known.At, now) < Pace
        )
            return known.Count;
        await using var db = database.Open(officeId);
        var count = await CountAsync(db, userId, cancellationToken);
        seen[(officeId, userId)] = (count, now);
        return count;
    }

    /// <summary>How many a user has not seen, as the database says now.</summary>
    public static Task<int> CountAsync(
        ComptoirDb db,
        long userId,
        CancellationToken cancellationToken
    ) =>
        db.Notifications.CountAsync(
            row => row.UserId == userId && row.ReadAt == null,
            cancellationToken
        );
}
