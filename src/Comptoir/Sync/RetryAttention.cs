using Comptoir.Attention;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync;

/// <summary>
/// Tries again what could not be done: its object is read once more by the next synchronization, which begins at once, though
/// nothing of it may have changed in the shop.
/// </summary>
public sealed class RetryAttention(
    Database database,
    Runs runs,
    RunWorker worker,
    TimeProvider clock
)
{
    /// <summary>Asks for it.</summary>
    /// <returns>The run that tries; null when the office has no such item.</returns>
    /// <exception cref="RefusedException">It is settled, belongs to no web shop, or its web shop is not connected.</exception>
    /// <exception cref="RunAtWorkException">Another kind of run is at work for the web shop.</exception>
    public async Task<Run?> RetryAsync(
        long officeId,
        long itemId,
        CancellationToken cancellationToken
    )
    {
        var shopId = await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var item = await db.Attention.FirstOrDefaultAsync(x => x.Id == itemId, ct);
                if (item is null)
                    return (long?)null;
                if (item.ResolvedAt is not null)
                    throw new RefusedException("This is settled: there is nothing to try again.");
                var shop = await db.WebShops.FirstOrDefaultAsync(x => x.Id == item.WebShopId, ct);
                if (shop is not { IsConnected: true })
                    throw new RefusedException(
                        "The web shop it belongs to is not connected. Connect it again first."
                    );
                item.AskForRetry(clock.GetUtcNow().UtcDateTime);
                await db.SaveChangesAsync(ct);
                return shop.Id;
            },
            cancellationToken
        );
        if (shopId is not { } id)
            return null;
        var run = await runs.AskAsync(officeId, id, RunKind.Synchronization, cancellationToken);
        worker.Wake();
        return run;
    }
}
