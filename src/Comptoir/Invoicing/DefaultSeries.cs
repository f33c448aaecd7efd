namespace Comptoir.Invoicing;

/// <summary>How documents are numbered until somebody says otherwise: a series is made with these at first use.</summary>
public static class DefaultSeries
{
    /// <summary>The web shop of a series that is for all shops without one of their own, and for orders without a shop.</summary>
    public const long AllShops = 0;

    /// <summary>The pattern for a kind of document: each kind has a letter of its own, so that no two numbers meet.</summary>
    public static string PatternOf(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Invoice => "F{year}-{number:5}",
            DocumentKind.CreditNote => "A{year}-{number:5}",
            _ => "R{year}-{number:5}",
        };
}
