using System.Globalization;
using Comptoir.Attention;
using Comptoir.Invoicing;
using Comptoir.Storage;
using Comptoir.Sync;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops.Privacy;

/// <summary>
/// Erases a customer, or all customers of a shop. Each customer goes in one transaction, which also takes the shop's runs away from
/// whoever works on them: what was read before the erasure can no longer be written after it, and the run goes on from its cursor.
/// </summary>
sealed class Redact(
    Database database,
    AttentionBook attention,
    InvoicingSignal invoicing,
    TimeProvider clock
)
{
    const int Together = 200;

    /// <summary>Carries a request out; one that is done already, or being done elsewhere, changes nothing.</summary>
    public async Task RunAsync(ShopPrivacyRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (office, shop) = (request.OfficeId, request.WebShopId);
        var before =
            request.Kind == PrivacyKind.RedactShop
                ? await ShopAsync(office, shop, cancellationToken)
                : new PrivacyOutcome();
        await database.WriteAsync(
            office,
            async (db, ct) =>
            {
                var row = await db.PrivacyRequests.FirstAsync(x => x.Id == request.Id, ct);
                if (!row.IsToBeCarriedOut)
                    return;
                var erasing = new Erasing(db, shop, clock.GetUtcNow().UtcDateTime);
                var outcome =
                    row.Kind == PrivacyKind.Redact
                        ? await erasing.CustomerAsync(row.Customer, row.Orders, ct)
                        : before;
                row.CarriedOut(clock.GetUtcNow().UtcDateTime, outcome);
                await db.SaveChangesAsync(ct);
                var settled = await attention.CompareAsync(
                    db,
                    shop,
                    KeepPrivacyRequest.AttentionSubject,
                    [row.Id.ToString(CultureInfo.InvariantCulture)],
                    [],
                    ct
                );
                await settled.ApplyAsync(db, ct);
                await TakeRunsAwayAsync(db, shop, ct);
            },
            cancellationToken
        );
        invoicing.Wake(office);
    }

    /// <summary>All customers of a shop and then all orders of guests, some at a time; what is erased already is passed over.</summary>
    async Task<PrivacyOutcome> ShopAsync(long office, long shop, CancellationToken ct)
    {
        var outcome = new PrivacyOutcome();
        while (true)
        {
            // Whom it erases is left out then, and not found again.
            List<string> keys;
            await using (var db = database.Open(office))
                keys = await db
                    .Links.Where(x =>
                        x.WebShopId == shop
                        && x.Kind == LinkKind.Customer
                        && x.LeftOutBy != Link.Privacy
                    )
                    .OrderBy(x => x.ExternalId)
                    .Select(x => x.ExternalId)
                    .Take(Together)
                    .ToListAsync(ct);
            if (keys.Count == 0)
                break;
            foreach (var key in keys)
                outcome += await EraseAsync(
                    office,
                    shop,
                    (erasing, token) =>
                        erasing.CustomerAsync(
                            long.Parse(key, CultureInfo.InvariantCulture),
                            [],
                            token
                        ),
                    ct
                );
        }
        for (var last = 0L; ; )
        {
            List<long> orders;
            await using (var db = database.Open(office))
                orders = await db
                    .Orders.Where(x =>
                        x.WebShopId == shop
                        && x.Id > last
                        && x.ExternalId != null
                        && !db.RedactedObjects.Any(done =>
                            done.WebShopId == shop
                            && done.Kind == LinkKind.Order
                            && done.ExternalId == x.ExternalId
                        )
                    )
                    .OrderBy(x => x.Id)
                    .Select(x => x.Id)
                    .Take(Together)
                    .ToListAsync(ct);
            if (orders.Count == 0)
                return outcome;
            last = orders[^1];
            outcome += await EraseAsync(
                office,
                shop,
                (erasing, token) => erasing.OrdersAsync(orders, token),
                ct
            );
        }
    }

    Task<PrivacyOutcome> EraseAsync(
        long office,
        long shop,
        Func<Erasing, CancellationToken, Task<PrivacyOutcome>> erase,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            office,
            async (db, ct) =>
            {
                var done = await erase(new Erasing(db, shop, clock.GetUtcNow().UtcDateTime), ct);
                await TakeRunsAwayAsync(db, shop, ct);
                return done;
            },
            cancellationToken
        );

    /// <summary>
    /// A process that works for the shop may hold what it has read before: with a newer epoch it can no longer write, and the run
    /// is taken up again at once.
    /// </summary>
    static Task<int> TakeRunsAwayAsync(ComptoirDb db, long shop, CancellationToken ct) =>
        db
            .Runs.Where(x =>
                x.WebShopId == shop && (x.State == RunState.Running || x.State == RunState.Queued)
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.Epoch, x => x.Epoch + 1)
                        .SetProperty(x => x.Worker, (string?)null),
                ct
            );
}
