using System.Globalization;
using Comptoir.Storage;
using Comptoir.Sync.Choosing;
using Comptoir.Sync.Live;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Reconciling;

/// <summary>What was done about differences.</summary>
/// <param name="Asked">Orders that are read again.</param>
/// <param name="LetIn">Orders that are let in, and read.</param>
/// <param name="Run">The run that reads and compares again; null when another one is at work, which reads them.</param>
public sealed record Mended(int Asked, int LetIn, Run? Run);

/// <summary>
/// Has orders that differ read again: they are put where the shop's own messages are, so that whoever works for the web shop now
/// looks at them, and then all is compared anew.
/// </summary>
public sealed class MendDifferences(
    Database database,
    Inbox inbox,
    LetIn letIn,
    Runs runs,
    RunWorker worker,
    TimeProvider clock
)
{
    /// <summary>Differences that reading again may mend, unless they are named one by one: those that are meant to be stay.</summary>
    static bool IsMeant(OrderDifference difference) => difference.Cause == DifferenceCause.LeftOut;

    /// <summary>Mends some, or all but those that somebody left out.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="webShopId">Its web shop.</param>
    /// <param name="numbers">The shop's numbers of the orders; null for all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="RefusedException">There is nothing to mend, or the web shop is not connected.</exception>
    public async Task<Mended> RunAsync(
        long officeId,
        long webShopId,
        IReadOnlyCollection<long>? numbers,
        CancellationToken cancellationToken
    )
    {
        List<OrderDifference> some;
        bool whole;
        await using (var db = database.Open(officeId))
        {
            if (
                !await db.WebShops.AnyAsync(
                    x => x.Id == webShopId && x.DisconnectedAt == null,
                    cancellationToken
                )
            )
                throw new RefusedException(
                    "The web shop it belongs to is not connected. Connect it again first."
                );
            var rows = db.OrderDifferences.AsNoTracking().Where(x => x.WebShopId == webShopId);
            if (numbers is not null)
                rows = rows.Where(x => numbers.Contains(x.ExternalId));
            some = await rows.ToListAsync(cancellationToken);
            whole = await db.ShopComparisons.AnyAsync(
                x => x.WebShopId == webShopId && x.From == null,
                cancellationToken
            );
        }
        var let = numbers is null ? [] : some.FindAll(IsMeant);
        var read = some.FindAll(x => !IsMeant(x));
        if (let.Count + read.Count == 0)
            throw new RefusedException(
                "There is nothing to mend: the last comparison shows no such difference. Compare again to see how it is now."
            );
        var letted = await letIn.SomeAsync(
            officeId,
            webShopId,
            LinkKind.Order,
            let.ConvertAll(Key),
            cancellationToken
        );
        await MarkAsync(officeId, webShopId, read, let, cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var part in read.Concat(let).Chunk(1_000))
            await inbox.PutAsync(
                [
                    .. part.Select(x => new InboxMessage(
                        officeId,
                        webShopId,
                        LookAt.Order,
                        Key(x),
                        now,
                        x.Cause == DifferenceCause.DeletedInShop ? LookAt.Gone : null
                    )),
                ],
                cancellationToken
            );
        var run = await AskAsync(officeId, webShopId, whole, cancellationToken);
        worker.Wake(officeId, webShopId);
        return new Mended(read.Count, letted, run);
    }

    /// <summary>Asks for a comparison; null when another run is at work, which sees the inbox by itself.</summary>
    async Task<Run?> AskAsync(long officeId, long webShopId, bool whole, CancellationToken ct)
    {
        try
        {
            return await runs.AskAsync(officeId, webShopId, RunKind.Comparison, whole, ct);
        }
        catch (RunAtWorkException)
        {
            return null;
        }
    }

    /// <summary>
    /// What was stored of them counts no more, so that they are written whatever was read last; what never came in gets a link that
    /// says only that it is to be read.
    /// </summary>
    Task MarkAsync(
        long officeId,
        long webShopId,
        List<OrderDifference> read,
        List<OrderDifference> let,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                foreach (var part in read.Concat(let).Chunk(500))
                {
                    var keys = part.Select(Key).ToList();
                    var numbers = part.Select(x => x.ExternalId).ToList();
                    await db
                        .Links.Where(x =>
                            x.WebShopId == webShopId
                            && x.Kind == LinkKind.Order
                            && x.LeftOutAt == null
                            && keys.Contains(x.ExternalId)
                        )
                        .ExecuteUpdateAsync(
                            set => set.SetProperty(x => x.Fingerprint, Link.Again),
                            ct
                        );
                    await db.InsertMissingAsync(
                        part.Where(x => x.Cause != DifferenceCause.DeletedInShop)
                            .Select(x => new Link
                            {
                                OfficeId = officeId,
                                WebShopId = webShopId,
                                Kind = LinkKind.Order,
                                ExternalId = Key(x),
                                Fingerprint = [],
                            })
                            .ToList(),
                        ct
                    );
                    await db
                        .OrderDifferences.Where(x =>
                            x.WebShopId == webShopId && numbers.Contains(x.ExternalId)
                        )
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(x => x.AskedAt, now)
                                    .SetProperty(x => x.Remains, false),
                            ct
                        );
                }
            },
            cancellationToken
        );
    }

    static string Key(OrderDifference difference) =>
        difference.ExternalId.ToString(CultureInfo.InvariantCulture);
}
