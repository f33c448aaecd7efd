using System.Data.Common;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.WebShops.Webhooks;
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
public sealed class DisconnectWebShop(
    Database database,
    KeepSubscriptions subscriptions,
    Inbox inbox,
    TimeProvider clock
)
{
    /// <summary>Shopify is given so long to take the subscriptions back: it forgets them by itself, too.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

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
            )
            || await db.Orders.AnyAsync(order => order.WebShopId == webShopId, cancellationToken)
            // What was asked of it for a person, and done, is on record.
            || await db.PrivacyRequests.AnyAsync(
                request => request.WebShopId == webShopId,
                cancellationToken
            );
    }

    /// <summary>Disconnects it, or says why not.</summary>
    public async Task<Disconnection> DisconnectAsync(
        long officeId,
        long webShopId,
        CancellationToken cancellationToken
    )
    {
        await SilenceAsync(officeId, webShopId, cancellationToken);
        try
        {
            var ended = await database.WriteAsync(
                officeId,
                (db, ct) => RemoveAsync(db, webShopId, ct),
                cancellationToken
            );
            if (ended is Disconnection.Kept or Disconnection.Removed)
                await inbox.ForgetAsync(officeId, webShopId, cancellationToken);
            return ended;
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

    /// <summary>While its credentials are still there, the shop is asked to send no messages any more.</summary>
    async Task SilenceAsync(long officeId, long webShopId, CancellationToken ct)
    {
        WebShop? shop;
        await using (var db = database.Open(officeId))
        {
            if (await IsAtWorkAsync(db, webShopId, ct))
                return;
            shop = await db
                .WebShops.AsNoTracking()
                .FirstOrDefaultAsync(row => row.Id == webShopId, ct);
        }
        if (shop is null)
            return;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await subscriptions.EndAsync(shop, patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Messages that still come are refused, and Shopify lets go of the subscriptions.
        }
    }

    async Task<Disconnection> RemoveAsync(ComptoirDb db, long id, CancellationToken ct)
    {
        if (await IsAtWorkAsync(db, id, ct))
            return Disconnection.AtWork;
        await db.ShopSchedules.Where(row => row.WebShopId == id).ExecuteDeleteAsync(ct);
        await db.ShopSubscriptions.Where(row => row.WebShopId == id).ExecuteDeleteAsync(ct);
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
        await db.ShopComparisons.Where(row => row.WebShopId == id).ExecuteDeleteAsync(ct);
        await db.DayComparisons.Where(row => row.WebShopId == id).ExecuteDeleteAsync(ct);
        await db.OrderDifferences.Where(row => row.WebShopId == id).ExecuteDeleteAsync(ct);
        return await db.WebShops.Where(shop => shop.Id == id).ExecuteDeleteAsync(ct) == 1
            ? Disconnection.Removed
            : Disconnection.Missing;
    }

    static Task<bool> IsAtWorkAsync(ComptoirDb db, long id, CancellationToken ct) =>
        db.Runs.Where(Runs.IsOpen).AnyAsync(run => run.WebShopId == id, ct);
}
