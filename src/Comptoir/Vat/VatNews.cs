using System.Collections.Concurrent;

namespace Comptoir.Vat;

/// <summary>
/// Says that something is known otherwise about the VAT of an office: an answer about a number, a rate, a registration. Who
/// makes documents listens; this slice calls nobody.
/// </summary>
public sealed class VatNews
{
    readonly ConcurrentBag<Action<long>> listeners = [];

    /// <summary>Listens from now on.</summary>
    /// <param name="heard">What is called with the office's number. It must be quick, and may be called from any thread.</param>
    public void Listen(Action<long> heard) => listeners.Add(heard);

    /// <summary>Says it.</summary>
    public void Say(long officeId)
    {
        foreach (var heard in listeners)
            heard(officeId);
    }
}
