using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>Everything the page of a document shows beside its content.</summary>
/// <param name="Document">Its row.</param>
/// <param name="OrderName">The name of its order.</param>
/// <param name="Shop">The name of the web shop; null for an order entered by hand.</param>
/// <param name="Settled">What of it is paid; null for a draft.</param>
/// <param name="Others">The other documents of its order, oldest first.</param>
/// <param name="Payments">The money that moved on its order, oldest first.</param>
/// <param name="LedgerOpen">What of the order no issued document covers, minor units of the document's currency.</param>
public sealed record DocumentView(
    Document Document,
    string OrderName,
    string? Shop,
    Settled? Settled,
    IReadOnlyList<DocumentRow> Others,
    IReadOnlyList<Payment> Payments,
    long LedgerOpen
)
{
    /// <summary>The documents that correct this one, with their numbers in its order.</summary>
    public IReadOnlyList<DocumentRow> CorrectedBy { get; init; } = [];

    /// <summary>Reads a document; null when the office has none of this number.</summary>
    public static async Task<DocumentView?> ReadAsync(
        ComptoirDb db,
        long id,
        CancellationToken cancellationToken
    )
    {
        var document = await db
            .Documents.AsNoTracking()
            .Include(row => row.Lines.OrderBy(line => line.Position))
            .FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (document is null)
            return null;
        var order = document.OrderId;
        var name = await db
            .Orders.Where(row => row.Id == order)
            .Select(row => row.Name)
            .SingleAsync(cancellationToken);
        var shop = await db
            .WebShops.Where(row => row.Id == document.WebShopId)
            .Select(row => row.Name)
            .FirstOrDefaultAsync(cancellationToken);
        var all = await DocumentList.NewestAsync(
            db,
            db.Documents.Where(row => row.OrderId == order),
            OrderDocumentsView.Most,
            cancellationToken
        );
        var correcting = (
            await db
                .Documents.Where(row => row.OrderId == order && row.Id != id)
                .Select(row => new { row.Id, row.Corrects })
                .ToListAsync(cancellationToken)
        )
            .Where(row => Array.Exists(row.Corrects, of => of.DocumentId == id))
            .Select(row => row.Id)
            .ToHashSet();
        var payments = await db
            .Payments.AsNoTracking()
            .Where(row => row.OrderId == order && row.Direction != PaymentDirection.None)
            .OrderBy(row => row.ProcessedAt)
            .ToListAsync(cancellationToken);
        var ledger = await db
            .Sales.Where(row => row.OrderId == order && row.Cover == SaleCover.Documents)
            .SumAsync(row => row.CustomerTotal, cancellationToken);
        var issued = all.Where(row => row.State == DocumentState.Issued)
            .Sum(row => row.Kind == DocumentKind.CreditNote ? -row.Gross : row.Gross);
        return new DocumentView(
            document,
            name,
            shop,
            all.FirstOrDefault(row => row.Id == id)?.Settled,
            [.. all.Where(row => row.Id != id).Reverse()],
            payments,
            ledger - issued
        )
        {
            CorrectedBy = [.. all.Where(row => correcting.Contains(row.Id)).Reverse()],
        };
    }
}
