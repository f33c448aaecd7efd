using Comptoir.Web;

namespace Comptoir.Invoicing.Series;

/// <summary>Kinds of documents as headings.</summary>
static class SeriesWords
{
    /// <summary>Documents of a kind.</summary>
    public static string Kind(Texts texts, DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Invoice => texts["Invoices"],
            DocumentKind.CreditNote => texts["Credit notes"],
            _ => texts["Receipts"],
        };
}
