using System.Data.Common;
using Comptoir.Storage;
using Comptoir.Sync;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Cluster;

/// <summary>
/// The processes that work on this database. On SQLite there is one, and it knows itself; on PostgreSQL each has a row, by which
/// the others see that it lives. Everything that differs between one machine and many is here.
/// </summary>
public sealed class Nodes(Database database, WorkerIdentity me, TimeProvider clock)
{
    /// <summary>How often a process says that it lives.</summary>
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    /// <summary>How long one that is gone is still shown.</summary>
    static readonly TimeSpan Shown = TimeSpan.FromHours(1);

    readonly DateTime startedAt = clock.GetUtcNow().UtcDateTime;
    DateTime saidAt;
    bool stopping;
    int alive = 1;

    /// <summary>Says that this process lives, when that is a while ago, and counts those that share the work.</summary>
    public async Task<int> BeatAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (database.Engine == DatabaseEngine.Sqlite || now - saidAt < Pace)
            return alive;
        await SayAsync(now, cancellationToken);
        await using var db = database.OpenInstallation();
        var since = now - ClusterNode.Silence;
        alive = Math.Max(
            1,
            await db.ClusterNodes.CountAsync(
                node => node.AliveAt >= since && !node.IsStopping,
                cancellationToken
            )
        );
        saidAt = now;
        return alive;
    }

    /// <summary>Says that this process takes nothing new any more: the others do not leave its share to it.</summary>
    public async Task LeaveAsync()
    {
        stopping = true;
        if (database.Engine == DatabaseEngine.Sqlite)
            return;
        try
        {
            await SayAsync(clock.GetUtcNow().UtcDateTime, CancellationToken.None);
        }
        catch (Exception error) when (error is DbException or DbUpdateException)
        {
            // Its silence will say the same a little later.
        }
    }

    /// <summary>All that were there in the last hour, the longest-lived first.</summary>
    public async Task<IReadOnlyList<ClusterNode>> AllAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (database.Engine == DatabaseEngine.Sqlite)
            return [Row(now)];
        await using var db = database.OpenInstallation();
        return await db
            .ClusterNodes.AsNoTracking()
            .OrderBy(node => node.StartedAt)
            .ThenBy(node => node.Name)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Whether one has given a sign of life lately, or is certainly dead.</summary>
    public bool IsAlive(ClusterNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Name == me.Name
            || (
                clock.GetUtcNow().UtcDateTime - node.AliveAt <= ClusterNode.Silence
                && !me.IsDead(node.Name)
            );
    }

    ClusterNode Row(DateTime now) =>
        new()
        {
            Name = me.Name,
            Machine = Environment.MachineName,
            Version = ComptoirHost.Version,
            StartedAt = startedAt,
            AliveAt = now,
            IsStopping = stopping,
        };

    Task SayAsync(DateTime now, CancellationToken ct) =>
        database.WriteAsync(
            0,
            async (db, token) =>
            {
                var mine = db.ClusterNodes.Where(node => node.Name == me.Name);
                var said = await mine.ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(node => node.AliveAt, now)
                            .SetProperty(node => node.IsStopping, stopping),
                    token
                );
                if (said > 0)
                    return;
                var forgotten = now - Shown;
                await db
                    .ClusterNodes.Where(node => node.AliveAt < forgotten)
                    .ExecuteDeleteAsync(token);
                db.Add(Row(now));
                await db.SaveChangesAsync(token);
            },
            ct
        );
}
