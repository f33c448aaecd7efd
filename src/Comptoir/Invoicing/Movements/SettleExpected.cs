using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Movements;

/// <summary>
/// A person says of something entered here what the shop tells of it, or that it never will. The order is looked at again at
/// once: what waited for the answer is made.
/// </summary>
sealed class SettleExpected(
    Database database,
    MatchFacts match,
    InvoiceDue due,
    WaitingOrders waiting
)
{
    /// <summary>It is what the shop tells under this number; false when the office has no such fact.</summary>
    /// <exception cref="RefusedException">It is settled already, or the shop tells no such thing of the order.</exception>
    public async Task<bool> MatchAsync(
        long officeId,
        long factId,
        long externalId,
        string by,
        CancellationToken cancellationToken
    )
    {
        if (await FactAsync(officeId, factId, cancellationToken) is not { } fact)
            return false;
        if (fact.SettledAt is not null)
            throw new RefusedException("This is settled already.");
        await using (var db = database.Open(officeId))
            if (
                (await ExpectedChoicesView.ReadAsync(db, fact, cancellationToken)).All(choice =>
                    choice.ExternalId != externalId
                )
            )
                throw new RefusedException(
                    "The shop tells nothing under this number that could be the same."
                );
        return await match.MatchByHandAsync(officeId, factId, externalId, by, cancellationToken)
            && await LookAgainAsync(officeId, fact.OrderId, cancellationToken);
    }

    /// <summary>The shop will never tell it; false when the office has no such fact.</summary>
    /// <exception cref="RefusedException">It is settled already.</exception>
    public async Task<bool> GiveUpAsync(
        long officeId,
        long factId,
        string by,
        CancellationToken cancellationToken
    ) =>
        await FactAsync(officeId, factId, cancellationToken) is { } fact
        && await match.GiveUpAsync(officeId, factId, by, cancellationToken)
        && await LookAgainAsync(officeId, fact.OrderId, cancellationToken);

    async Task<ExpectedFact?> FactAsync(long officeId, long factId, CancellationToken ct)
    {
        await using var db = database.Open(officeId);
        return await db.ExpectedFacts.AsNoTracking().FirstOrDefaultAsync(x => x.Id == factId, ct);
    }

    async Task<bool> LookAgainAsync(long officeId, long orderId, CancellationToken ct)
    {
        await due.RunAsync(officeId, [orderId], ct);
        await using var db = database.Open(officeId);
        if (await DueOrders.Of(db, [orderId]).AnyAsync(ct))
            return true;
        // Nothing of it is due any more, so that it waits for nothing.
        await database.WriteAsync(
            officeId,
            (write, token) =>
                write
                    .OrderInvoicings.Where(note =>
                        note.OrderId == orderId && note.Waits == WaitReason.Unmatched
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(note => note.Waits, (WaitReason?)null)
                                .SetProperty(note => note.WaitsSince, (DateTime?)null),
                        token
                    ),
            ct
        );
        await waiting.TellAsync(officeId, [orderId], [], ct);
        return true;
    }
}
