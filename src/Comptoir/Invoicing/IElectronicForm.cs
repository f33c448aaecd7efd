namespace Comptoir.Invoicing;

/// <summary>Writes documents as data, for programs to read. Without one, documents are kept as PDF alone.</summary>
interface IElectronicForm
{
    /// <summary>The document as XML, the same bytes each time.</summary>
    /// <param name="document">An issued document.</param>
    /// <param name="why">Why it has no such form, in words; null when it has.</param>
    /// <returns>The bytes; null when the document has no such form.</returns>
    byte[]? Write(FrozenDocument document, out string? why);
}
