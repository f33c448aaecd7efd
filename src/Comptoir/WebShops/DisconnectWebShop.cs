using System.Data.Common;
using Comptoir.Storage;
using Comptoir.Sync;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops;

/// <summary>How an attempt to remove a web shop ended.</summary>
public enum Disconnection
{
    /// <summary>It is gone, with its token and its runs.</summary>
    Removed,

    /// <summary>The office has no such web shop.</summary>
    Missing,

    /// <summary>A synchronization waits or is at work.</summary>
    AtWork,

    /// <summary>Rows of the office came from it, and stay.</summary>
    HasRows,
}

/// <summary>
/// Removes a web shop from which nothing came yet. One with orders stays: they are the office's books, and say where they
/// came from.
/// </summary>
public sealed class DisconnectWebShop(Database database)
{
    /// <summary>Removes it, or says why not.</summary>
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

    static async Task<Disconnection> RemoveAsync(ComptoirDb db, long id, CancellationToken ct)
    {
        if (await IsAtWorkAsync(db, id, ct))
            return Disconnection.AtWork;
        if (
            await db.Links.AnyAsync(link => link.WebShopId == id && link.LocalId != null, ct)
            || await db.Orders.AnyAsync(order => order.WebShopId == id, ct)
        )
            return Disconnection.HasRows;
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
