using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Movements;

/// <summary>Something that the shop tells of an order, and that could be what was entered here.</summary>
/// <param name="ExternalId">The shop's number of the agreement, the transaction or the fulfilment.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Amount">Minor units of the customer's currency; null for a delivery.</param>
/// <param name="Name">The name of a delivery; null for money.</param>
/// <param name="Units">Units of a delivery; 0 for money.</param>
/// <param name="WasKnown">The shop had told it already when the other was entered.</param>
public sealed record ExpectedChoice(
    long ExternalId,
    DateTime At,
    long? Amount,
    string? Name,
    int Units,
    bool WasKnown
);

/// <summary>What the shop tells of an order that could be something entered here.</summary>
static class ExpectedChoicesView
{
    /// <summary>The choices, newest first; what was matched with another fact is none.</summary>
    public static async Task<IReadOnlyList<ExpectedChoice>> ReadAsync(
        ComptoirDb db,
        ExpectedFact fact,
        CancellationToken ct
    )
    {
        var taken = await db
            .ExpectedFacts.Where(row =>
                row.OrderId == fact.OrderId
                && row.Kind == fact.Kind
                && row.MatchedExternalId != null
            )
            .Select(row => row.MatchedExternalId!.Value)
            .ToListAsync(ct);
        var told = fact.Kind switch
        {
            ExpectedFactKind.Payment => await PaymentsAsync(db, fact, ct),
            ExpectedFactKind.Delivery => await DeliveriesAsync(db, fact, ct),
            _ => await RefundsAsync(db, fact, ct),
        };
        return
        [
            .. told.Where(choice => !taken.Contains(choice.ExternalId))
                .OrderByDescending(choice => choice.At),
        ];
    }

    static async Task<List<ExpectedChoice>> PaymentsAsync(
        ComptoirDb db,
        ExpectedFact fact,
        CancellationToken ct
    )
    {
        var direction = await db
            .Payments.Where(row => row.Id == fact.EnteredId)
            .Select(row => row.Direction)
            .FirstOrDefaultAsync(ct);
        if (direction == PaymentDirection.None)
            return [];
        var rows = await db
            .Payments.AsNoTracking()
            .Where(row =>
                row.OrderId == fact.OrderId && row.ExternalId != null && row.Direction == direction
            )
            .ToListAsync(ct);
        return rows.ConvertAll(row => new ExpectedChoice(
            row.ExternalId!.Value,
            row.ProcessedAt,
            row.CustomerAmount,
            null,
            0,
            fact.Known.Contains(row.ExternalId.Value)
        ));
    }

    static async Task<List<ExpectedChoice>> DeliveriesAsync(
        ComptoirDb db,
        ExpectedFact fact,
        CancellationToken ct
    )
    {
        var rows = await db
            .Deliveries.AsNoTracking()
            .Include(row => row.Lines)
            .Where(row => row.OrderId == fact.OrderId && row.ExternalId != null)
            .ToListAsync(ct);
        return
        [
            .. rows.Where(row => row.Counts)
                .Select(row => new ExpectedChoice(
                    row.ExternalId!.Value,
                    row.CreatedAt,
                    null,
                    row.Name,
                    row.Lines.Sum(line => line.Quantity),
                    fact.Known.Contains(row.ExternalId.Value)
                )),
        ];
    }

    /// <summary>Refunds of which no issued document covers a part: those of drafts are taken back when they are matched.</summary>
    static async Task<List<ExpectedChoice>> RefundsAsync(
        ComptoirDb db,
        ExpectedFact fact,
        CancellationToken ct
    )
    {
        var sales = await db
            .Sales.AsNoTracking()
            .Where(sale =>
                sale.OrderId == fact.OrderId
                && sale.Origin == SaleOrigin.Shop
                && sale.Cover == SaleCover.Documents
                && (
                    sale.Reason == "REFUND"
                    || sale.Reason == "RETURN"
                    || sale.Reason == "ORDER_EDIT"
                )
            )
            .ToListAsync(ct);
        var covered = await (
            from part in db.Allocations
            join document in db.Documents on part.DocumentId equals document.Id into documents
            from document in documents.DefaultIfEmpty()
            where
                part.OrderId == fact.OrderId
                && (document == null || document.State == DocumentState.Issued)
            select part.Sale
        ).ToListAsync(ct);
        return
        [
            .. sales
                .GroupBy(sale => sale.Agreement)
                .Where(refund => !refund.Any(sale => covered.Contains(sale.Number)))
                .Select(refund => new ExpectedChoice(
                    refund.Key,
                    refund.Min(sale => sale.HappenedAt),
                    -refund.Sum(sale => sale.CustomerTotal),
                    null,
                    0,
                    fact.Known.Contains(refund.Key)
                )),
        ];
    }
}
