namespace Comptoir.EInvoicing.Check;

/// <summary>
/// Checks an invoice by the rules that matter of EN 16931 and, between French businesses, of BR-FR, before its file is written.
/// The official Schematron says the same of the file; the tests hold the two together.
/// </summary>
static class CheckInvoice
{
    /// <summary>The rules that it breaks; empty for an invoice whose file passes.</summary>
    public static IReadOnlyList<Finding> Findings(SemanticInvoice invoice)
    {
        var findings = new Findings();
        PresenceRules.Check(invoice, findings);
        SumRules.Check(invoice, findings);
        CategoryRules.Check(invoice, findings);
        if (invoice.IsFrenchTrade)
            FrenchRules.Check(invoice, findings);
        return findings.All;
    }
}
