using Comptoir.Invoicing.Movements;
using Comptoir.Payments;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.FollowUp;

/// <summary>What became of an order in a deed on many.</summary>
/// <param name="OrderId">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="Made">The row that was made: a delivery, a payment, the first document; null for none.</param>
/// <param name="Refusal">Why nothing was done with it; null when something was.</param>
public sealed record FollowUpOutcome(long OrderId, string Name, long? Made, string? Refusal);

/// <summary>Does the same with many orders: one that is refused does not hold back the others.</summary>
sealed class FollowUpDeeds(
    Database database,
    EnterDelivery deliver,
    EnterPayment pay,
    InvoiceOrder invoice,
    ReleaseOrder release,
    InvoicingSignal signal
)
{
    /// <summary>Orders that one deed takes.</summary>
    public const int MostAtOnce = 200;

    /// <summary>All that is left of each was sent.</summary>
    public Task<IReadOnlyList<FollowUpOutcome>> SendAsync(
        long officeId,
        IReadOnlyList<long> ids,
        string by,
        CancellationToken cancellationToken
    ) =>
        EachAsync(
            officeId,
            ids,
            (id, ct) => deliver.EnterAsync(officeId, id, new DeliveryRequest(), by, ct),
            cancellationToken
        );

    /// <summary>All that is open of each was paid.</summary>
    public Task<IReadOnlyList<FollowUpOutcome>> PayAsync(
        long officeId,
        IReadOnlyList<long> ids,
        PaymentMethod method,
        string by,
        CancellationToken cancellationToken
    ) =>
        EachAsync(
            officeId,
            ids,
            (id, ct) =>
                pay.EnterAsync(
                    officeId,
                    id,
                    new PaymentRequest(PaymentDirection.In, null, method),
                    by,
                    ct
                ),
            cancellationToken
        );

    /// <summary>Drafts are made of all that is open of each.</summary>
    public Task<IReadOnlyList<FollowUpOutcome>> InvoiceAsync(
        long officeId,
        IReadOnlyList<long> ids,
        string by,
        CancellationToken cancellationToken
    ) =>
        EachAsync(
            officeId,
            ids,
            async (id, ct) =>
                (await invoice.MakeAsync(officeId, id, new InvoiceRequest(), by, ct))?[0],
            cancellationToken
        );

    /// <summary>Each may be invoiced although something is wrong with it.</summary>
    public async Task<IReadOnlyList<FollowUpOutcome>> ReleaseAsync(
        long officeId,
        IReadOnlyList<long> ids,
        string reason,
        string by,
        CancellationToken cancellationToken
    )
    {
        var outcomes = await EachAsync(
            officeId,
            ids,
            async (id, ct) => await release.ReleaseAsync(officeId, id, reason, by, ct) ? id : null,
            cancellationToken
        );
        signal.Wake(officeId);
        return outcomes;
    }

    async Task<IReadOnlyList<FollowUpOutcome>> EachAsync(
        long officeId,
        IReadOnlyList<long> ids,
        Func<long, CancellationToken, Task<long?>> act,
        CancellationToken ct
    )
    {
        var chosen = ids.Distinct().Take(MostAtOnce).ToList();
        Dictionary<long, string> names;
        await using (var db = database.Open(officeId))
            names = await db
                .Orders.Where(order => chosen.Contains(order.Id))
                .ToDictionaryAsync(order => order.Id, order => order.Name, ct);
        var outcomes = new List<FollowUpOutcome>(chosen.Count);
        foreach (var id in chosen.Where(names.ContainsKey))
            try
            {
                outcomes.Add(new(id, names[id], await act(id, ct), null));
            }
            catch (RefusedException refused)
            {
                outcomes.Add(new(id, names[id], null, refused.Message));
            }
        return outcomes;
    }
}
