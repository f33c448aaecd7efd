using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Vat;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>The documents of an order, and what is still to come of them.</summary>
/// <param name="Documents">Oldest first.</param>
/// <param name="Invoicing">What invoicing remembers of the order; null when nothing.</param>
/// <param name="Open">What of its ledger no document covers, drafts counting: minor units of the customer's currency.</param>
/// <param name="OpenToInvoice">The positive entries in it: what can be invoiced.</param>
/// <param name="Elsewhere">What of its ledger another program invoiced.</param>
/// <param name="LeftOut">What of its ledger is due to no document.</param>
/// <param name="External">Invoices of another program.</param>
/// <param name="Vat">How a person settled its VAT; null when nobody had to.</param>
public sealed record OrderDocumentsView(
    IReadOnlyList<DocumentRow> Documents,
    OrderInvoicing? Invoicing,
    long Open,
    long OpenToInvoice,
    long Elsewhere,
    long LeftOut,
    IReadOnlyList<ExternalInvoice> External,
    VatResolution? Vat
)
{
    /// <summary>More documents than this has no order.</summary>
    public const int Most = 500;

    /// <summary>Reads them.</summary>
    public static async Task<OrderDocumentsView> ReadAsync(
        ComptoirDb db,
        SalesOrder order,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(order);
        var documents = await DocumentList.NewestAsync(
            db,
            db.Documents.Where(row => row.OrderId == order.Id),
            Most,
            cancellationToken
        );
        var invoicing = await db
            .OrderInvoicings.AsNoTracking()
            .FirstOrDefaultAsync(row => row.OrderId == order.Id, cancellationToken);
        var external = await db
            .ExternalInvoices.AsNoTracking()
            .Where(row => row.OrderId == order.Id)
            .OrderBy(row => row.IssuedOn)
            .ToListAsync(cancellationToken);
        return new(
            [.. documents.Reverse()],
            invoicing,
            order.Sales.Sum(sale => sale.CustomerOpen),
            order.Sales.Sum(sale => Math.Max(0, sale.CustomerOpen)),
            Covered(order, SaleCover.Elsewhere),
            Covered(order, SaleCover.Nothing),
            external,
            await db
                .VatResolutions.AsNoTracking()
                .FirstOrDefaultAsync(row => row.OrderId == order.Id, cancellationToken)
        );
    }

    static long Covered(SalesOrder order, SaleCover cover) =>
        order.Sales.Where(sale => sale.Cover == cover).Sum(sale => sale.CustomerTotal);
}
