using Comptoir.Invoicing.Planning;

namespace Comptoir.Invoicing;

/// <summary>
/// Whether a business asks later for an invoice of a sale that was reported as one to a consumer (frames B7 and S7 of AFNOR
/// XP Z12-012): such an invoice takes the place of a consumer's, and is not reported once more.
/// </summary>
static class ReportedBefore
{
    /// <summary>True for such an invoice; null for every other document.</summary>
    public static bool? Of(OrderBook book, Document document, Party buyer)
    {
        if (document.Kind != DocumentKind.Invoice || document.MadeBy is null || !buyer.IsCompany)
            return null;
        // The credit note that opened again what the invoice covers was made with it, by the same act.
        var credit = book.Documents.Find(other =>
            other.Kind == DocumentKind.CreditNote
            && other.MadeAt == document.MadeAt
            && other.MadeBy == document.MadeBy
            && other.Gross == document.Gross
        );
        var before = credit
            ?.Corrects.Select(cited => book.Documents.Find(row => row.Id == cited.DocumentId))
            .FirstOrDefault(row => row is { Content: not null });
        return before is { Content: { } content } && !FrozenDocument.Read(content).Buyer.IsCompany
            ? true
            : null;
    }
}
