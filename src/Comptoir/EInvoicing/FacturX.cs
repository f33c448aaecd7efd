using Comptoir.EInvoicing.Check;
using Comptoir.Invoicing;

namespace Comptoir.EInvoicing;

/// <summary>
/// The electronic form of a document: <c>factur-x.xml</c>, Cross Industry Invoice D16B of the profile EN 16931. It is made of
/// the frozen content alone, at any time, and the same content gives the same bytes. A file that would break a rule is not made.
/// </summary>
sealed class FacturX : IElectronicForm
{
    /// <summary>The name that the file has within the PDF (Factur-X 1.09, 6.2).</summary>
    public const string FileName = "factur-x.xml";

    byte[]? IElectronicForm.Write(FrozenDocument document, out string? why)
    {
        var form = Of(document);
        why = form.Why;
        return form.Xml;
    }

    /// <summary>The file, or why there is none.</summary>
    public static ElectronicForm Of(FrozenDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (ReadFrozen.None(document) is { } none)
            return new ElectronicForm(null, none, []);
        var invoice = ReadFrozen.Of(document);
        var findings = CheckInvoice.Findings(invoice);
        return findings.Count == 0
            ? new ElectronicForm(WriteCii.Of(invoice), null, [])
            : new ElectronicForm(null, findings[0].Text, findings);
    }
}

/// <summary>The electronic form of a document.</summary>
/// <param name="Xml">The file, UTF-8; null when there is none.</param>
/// <param name="Why">Why there is none, as a text of the screens; null when there is one.</param>
/// <param name="Findings">The rules that it would break: something is to be done. Empty where none is needed.</param>
sealed record ElectronicForm(byte[]? Xml, string? Why, IReadOnlyList<Finding> Findings);
