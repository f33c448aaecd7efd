using Comptoir.Storage;

namespace Comptoir.EInvoicing.Port;

/// <summary>Whether an office hands its invoices to an approved platform, and which.</summary>
public sealed class EInvoicingSettings : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public bool IsOn { get; set; }

    /// <summary>The first day whose documents go.</summary>
    public DateOnly From { get; set; }

    public HandedFile File { get; set; }

    /// <summary>Every French business with a SIREN counts as in the directory; otherwise those of <see cref="Sirens"/> alone.</summary>
    public bool WholeDirectory { get; set; } = true;

    /// <summary>Businesses that are in the directory, by their SIREN.</summary>
    public string[] Sirens { get; set; } = [];

    /// <summary>Documents up to this number of the journal were looked at.</summary>
    public long LookedUntil { get; private set; }

    /// <summary>Raised by each change: who saves over a newer one is told.</summary>
    public long Version { get; private set; }

    /// <summary>A business is in the directory, as far as the office says.</summary>
    public bool IsInDirectory(string siren) => WholeDirectory || Sirens.Contains(siren);

    /// <summary>Notes a change: everything is looked at again by the new rules.</summary>
    public void Changed() => (Version, LookedUntil) = (Version + 1, 0);

    /// <summary>Notes how far documents were looked at.</summary>
    internal void Looked(long until) => LookedUntil = Math.Max(LookedUntil, until);
}

/// <summary>What is handed over.</summary>
public enum HandedFile
{
    /// <summary>The PDF with the XML in it: Factur-X.</summary>
    FacturX,

    /// <summary>The XML alone: Cross Industry Invoice.</summary>
    Xml,
}
