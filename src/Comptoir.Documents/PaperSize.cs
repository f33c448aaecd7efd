namespace Comptoir.Documents;

/// <summary>The paper that a document is laid out for.</summary>
public enum PaperSize
{
    /// <summary>210 × 297 mm.</summary>
    A4,

    /// <summary>8.5 × 11 inches.</summary>
    Letter,
}
