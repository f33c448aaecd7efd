using Comptoir.Shopify;

namespace Comptoir.Sync;

/// <summary>Reading by id: right for a few objects, where a bulk operation would take longer to begin than they take to read.</summary>
static class SmallReads
{
    /// <summary>About what a bulk operation takes before its file is there.</summary>
    const int SecondsOfBulk = 20;
    const int Least = 5;
    const int Together = 100;

    /// <summary>How many objects are read by id rather than by a bulk operation.</summary>
    /// <param name="pointsPerSecond">What Shopify gives back each second.</param>
    /// <param name="points">About what one object costs.</param>
    public static int Most(double pointsPerSecond, int points) =>
        Math.Max(Least, (int)(pointsPerSecond * SecondsOfBulk / points));

    /// <summary>Does something with some ids at a time. After a crash all of them are done again, which changes nothing.</summary>
    public static async Task ApplyAsync(
        RunSession session,
        RunPhase phase,
        IReadOnlyList<Gid> ids,
        Func<IReadOnlyList<Gid>, Task> apply,
        CancellationToken ct
    )
    {
        session.FilesHaveHoles = false;
        // A second attempt may find other ids: a place in the list of the first says nothing about them.
        session.Cursor = session.Cursor with
        {
            Source = null,
        };
        await session.EnterAsync(
            phase,
            $"ids {session.Epoch} {session.Cursor.Pass}",
            ids.Count,
            ct
        );
        foreach (var some in ids.Chunk(Together))
        {
            await apply(some);
            session.NextBucket();
            await session.BetweenAsync(ct);
        }
    }
}
