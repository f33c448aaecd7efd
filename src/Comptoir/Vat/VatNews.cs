namespace Comptoir.Vat;

/// <summary>
/// Says that something is known otherwise about the VAT of an office: an answer about a number, a rate, a registration. Who
/// makes documents listens; this slice calls nobody.
/// </summary>
public sealed class VatNews
{
    /// <summary>What is called with the office's number. It must be quick, and may be called from any thread.</summary>
    public event Action<long>? Heard;

    /// <summary>Says it.</summary>
    public void Say(long officeId) => Heard?.Invoke(officeId);
}
