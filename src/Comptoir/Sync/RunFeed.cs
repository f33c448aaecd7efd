using System.Collections.Concurrent;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync;

/// <summary>
/// The present state of runs for those who watch: read from the database at most twice a second and run, however many
/// people watch on this node.
/// </summary>
public sealed class RunFeed(Database database, TimeProvider clock)
{
    /// <summary>How old an answer may be.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    readonly ConcurrentDictionary<(long Office, long Run), Seen> seen = new();

    /// <summary>The run as it stands; null when the office has none of this number.</summary>
    public async Task<Run?> ReadAsync(long officeId, long id, CancellationToken cancellationToken)
    {
        var now = clock.GetTimestamp();
        if (
            seen.TryGetValue((officeId, id), out var known)
            && clock.GetElapsedTime(known.At, now) < Pace
        )
            return known.Run;
        await using var db = database.Open(officeId);
        var run = await db
            .Runs.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (run is null or { State: not (RunState.Queued or RunState.Running) })
            seen.TryRemove((officeId, id), out _);
        else
            seen[(officeId, id)] = new Seen(run, now);
        return run;
    }

    sealed record Seen(Run Run, long At);
}
