using System.Data.Common;
using Comptoir.Storage;
using Comptoir.Sync;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops;

/// <summary>How an attempt to disconnect a web shop ended.</summary>
public enum Disconnection
{
    /// <summary>It is gone, with its token and its runs.</summary>
    Removed,

    /// <summary>The office has no such web shop.</summary>
    Missing,

    /// <summary>A synchronization waits or is at work.</summary>
    AtWork,

    /// <summary>Its credentials are forgotten; the web shop stays, with all that came from it.</summary>
    Kept,
}

/// <summary>
/// Disconnects a web shop: its credentials are forgotten. One from which nothing came yet is removed; any other stays, not
/// connected: what came from it are the office's books, and its links let it be connected again without a duplicate.
/// </summary>
public sealed class DisconnectWebShop(Database database, TimeProvider clock)
{
    /// <summary>Whether something came from it, so that it stays when it is disconnected.</summary>
    public static async Task<bool> HasRowsAsync(
        ComptoirDb db,
        long webShopId,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.Links.AnyAsync(
                link => link.WebShopId == webShopId && link.LocalId != null,
                cancellationToken
            ) || await db.Orders.AnyAsync(order => order.WebShopId == webShopId, cancellationToken);
    }

    /// <summary>Disconnects it, or says why not.</summary>
    public async Task<Disconnection> DisconnectAsync(
        long officeId,
        long webShopId,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await database.WriteAsync(
                officeId,
                (db, ct) => RemoveAsync(db, webShopId, ct),
                cancellationToken
            );
        }
        catch (DbException)
        {
            // Somebody asked for a synchronization at the same moment, and its row holds the web shop.
            await using var db = database.Open(officeId);
            if (await IsAtWorkAsync(db, webShopId, cancellationToken))
                return Disconnection.AtWork;
            throw;
        }
    }

    async Task<Disconnection> RemoveAsync(ComptoirDb db, long id, CancellationToken ct)
    {
        if (await IsAtWorkAsync(db, id, ct))
            return Disconnection.AtWork;
        if (await HasRowsAsync(db, id, ct))
        {
            var shop = await db.WebShops.SingleAsync(row => row.Id == id, ct);
            shop.Disconnect(clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync(ct);
            return Disconnection.Kept;
        }
        // What was left out before it ever came in.
        await db.Links.Where(link => link.WebShopId == id).ExecuteDeleteAsync(ct);
        await db.Attention.Where(item => item.WebShopId == id).ExecuteDeleteAsync(ct);
        await db.Runs.Where(run => run.WebShopId == id).ExecuteDeleteAsync(ct);
        return await db.WebShops.Where(shop => shop.Id == id).ExecuteDeleteAsync(ct) == 1
            ? Disconnection.Removed
            : Disconnection.Missing;
    }

    static Task<bool> IsAtWorkAsync(ComptoirDb db, long id, CancellationToken ct) =>
        db.Runs.AnyAsync(
            run =>
                run.WebShopId == id
                && (run.State == RunState.Queued || run.State == RunState.Running),
            ct
        );
}
