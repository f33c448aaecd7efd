using Comptoir.Api;
using Comptoir.Sales;

namespace Comptoir.Invoicing;

/// <summary>A document of an order.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The number of its row.</param>
/// <param name="Number">Its number; null for a draft.</param>
/// <param name="State">Draft or issued.</param>
/// <param name="Gross">With tax, positive for what the document is about.</param>
public sealed record OrderDocument(
    DocumentKind Kind,
    long Id,
    string? Number,
    DocumentState State,
    ApiMoney Gross
)
{
    internal static OrderDocument Of(DocumentRow row) =>
        new(row.Kind, row.Id, row.Number, row.State, ApiMoney.Of(row.Gross, row.Currency));
}

/// <summary>How far documents cover an order, in the customer's currency, and what holds them.</summary>
/// <param name="Covered">What of the ledger documents cover, drafts included.</param>
/// <param name="Open">What of it no document covers yet; negative when more is to be credited.</param>
/// <param name="Elsewhere">What another program invoiced.</param>
/// <param name="LeftOut">The rule that leaves the order out; null when none does.</param>
/// <param name="Waits">Why documents that are due are not made; null when nothing holds them.</param>
/// <param name="WaitsSince">Since when, UTC.</param>
/// <param name="ReleasedBy">Who let it be invoiced although something is wrong with it.</param>
/// <param name="ReleaseReason">Why.</param>
/// <param name="RequestedBy">Who asked for documents although none are made of it.</param>
public sealed record OrderInvoicingDetail(
    ApiMoney Covered,
    ApiMoney Open,
    ApiMoney Elsewhere,
    LeftOutRule? LeftOut,
    WaitReason? Waits,
    DateTime? WaitsSince,
    string? ReleasedBy,
    string? ReleaseReason,
    string? RequestedBy
)
{
    internal static OrderInvoicingDetail Of(SalesOrder order, OrderDocumentsView view)
    {
        var covered = order
            .Sales.Where(sale => sale.Cover == SaleCover.Documents)
            .Sum(sale => sale.CustomerTotal - sale.CustomerOpen);
        ApiMoney Money(long minor) => ApiMoney.Of(minor, order.CustomerCurrency);
        return new(
            Money(covered),
            Money(view.Open),
            Money(view.Elsewhere),
            view.Invoicing?.LeftOut,
            view.Invoicing?.Waits,
            view.Invoicing?.WaitsSince,
            view.Invoicing?.ReleasedBy,
            view.Invoicing?.ReleaseReason,
            view.Invoicing?.RequestedBy
        );
    }
}
