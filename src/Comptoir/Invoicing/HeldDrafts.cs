using System.Collections.Concurrent;
using Comptoir.Invoicing.Planning;
using Comptoir.Journal;
using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>
/// Drafts of the rules that wait for a mention or for their VAT: what was missing may be there by now. Where the rules issue,
/// they are issued; elsewhere they wait no more, and a person issues them.
/// </summary>
sealed class HeldDrafts(
    Database database,
    OfficeJournal journals,
    IssueDocuments issue,
    WaitingOrders waiting,
    TimeProvider clock
)
{
    const int Batch = 50;

    /// <summary>What was so when they were last tried, by office: as long as nothing of it changes, nor will their fate.</summary>
    readonly ConcurrentDictionary<long, HeldStamp> tried = new();

    /// <summary>Tries them again.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="orders">Orders to look at; null for all.</param>
    /// <param name="cancellationToken">Stops between two transactions.</param>
    /// <returns>How many were issued.</returns>
    public async Task<long> RunAsync(
        long officeId,
        IReadOnlyCollection<long>? orders,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(officeId);
        // As long as the office itself is not complete, nothing can be issued.
        if (
            await db.SellerIdentities.AsNoTracking().FirstOrDefaultAsync(cancellationToken)
                is not { } seller
            || SellerMentions.Missing(seller).Count > 0
        )
            return 0;
        var held =
            from draft in db.Documents
            join note in db.OrderInvoicings on draft.OrderId equals note.OrderId
            join rules in db.InvoicingRules on draft.WebShopId ?? 0 equals rules.WebShopId
            where
                draft.State == DocumentState.Draft
                && draft.IsAutomatic
                && draft.Issuer == DocumentIssuer.Here
                && (note.Waits == WaitReason.MissingMention || note.Waits == WaitReason.Vat)
            orderby draft.Id
            select new
            {
                draft.Id,
                draft.OrderId,
                rules.IssueAtOnce,
            };
        if (orders is not null)
            held = held.Where(draft => orders.Contains(draft.OrderId));
        var stamp = await HeldStamp.ReadAsync(
            db,
            seller,
            held.Select(draft => draft.OrderId),
            clock.GetUtcNow().UtcDateTime,
            cancellationToken
        );
        if (orders is null && tried.TryGetValue(officeId, out var before) && before == stamp)
            return 0;
        var drafts = await held.ToListAsync(cancellationToken);
        var outcomes = await issue.IssueAsync(
            officeId,
            [.. drafts.Where(draft => draft.IssueAtOnce).Select(draft => draft.Id)],
            null,
            null,
            cancellationToken
        );
        foreach (
            var batch in drafts
                .Where(draft => !draft.IssueAtOnce)
                .Select(draft => draft.OrderId)
                .Distinct()
                .Chunk(Batch)
        )
            await ReleaseAsync(officeId, batch, cancellationToken);
        if (orders is null)
            tried[officeId] = stamp;
        return outcomes.Count(outcome => outcome.Refusal is null);
    }

    /// <summary>Orders whose VAT is explained by now wait no more.</summary>
    async Task ReleaseAsync(long officeId, long[] orders, CancellationToken cancellationToken)
    {
        var released = await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var journal = await journals.OpenAsync(db, ct);
                var books = await OrderBooks.ReadAsync(db, orders, ct);
                var composing = await Composing.ReadAsync(db, books, journal.Now, ct);
                List<long> explained =
                [
                    .. books.Where(book => !composing.Doubts(book)).Select(book => book.Order.Id),
                ];
                await db
                    .OrderInvoicings.Where(row =>
                        explained.Contains(row.OrderId) && row.Waits == WaitReason.Vat
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(row => row.Waits, (WaitReason?)null)
                                .SetProperty(row => row.WaitsSince, (DateTime?)null),
                        ct
                    );
                return explained;
            },
            cancellationToken
        );
        await waiting.TellAsync(officeId, released, [], cancellationToken);
    }
}
