using Comptoir.Storage;

namespace Comptoir.Vat;

/// <summary>
/// What an office says otherwise than the tables of VAT that come with the program. It is never changed: who errs withdraws
/// it, and both stay visible.
/// </summary>
public sealed class VatTableChange : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    public required VatTableChangeKind Kind { get; init; }

    /// <summary>The area of a rate; of a wording the area of the destination, null for all.</summary>
    public string? Area { get; init; }

    /// <summary>The rate that is added or ended, in millionths.</summary>
    public int? Rate { get; init; }

    /// <summary>What kind of rate an added one is.</summary>
    public VatRateKind? RateKind { get; init; }

    /// <summary>The case whose wording is replaced, its code (VATEX, null for none) and its texts.</summary>
    public VatCase? Case { get; init; }
    public string? Code { get; init; }
    public string? English { get; init; }
    public string? French { get; init; }

    /// <summary>First and last day on which it holds; null for no end.</summary>
    public required DateOnly From { get; init; }
    public DateOnly? Until { get; init; }

    /// <summary>Where it stands: an article, an official page.</summary>
    public required string Source { get; init; }

    /// <summary>Who entered it and when, UTC.</summary>
    public required string By { get; init; }
    public required DateTime At { get; init; }

    /// <summary>Who withdrew it and when, UTC; null while it counts.</summary>
    public string? WithdrawnBy { get; private set; }
    public DateTime? WithdrawnAt { get; private set; }

    /// <summary>It counts on a day.</summary>
    public bool Holds(DateOnly day) =>
        WithdrawnAt is null && From <= day && (Until is null || day <= Until);

    /// <summary>Takes it back.</summary>
    /// <exception cref="RefusedException">Somebody did already.</exception>
    public void Withdraw(string by, DateTime at)
    {
        if (WithdrawnAt is not null)
            throw new RefusedException("This entry is withdrawn already.");
        (WithdrawnBy, WithdrawnAt) = (by, at);
    }
}

/// <summary>What an office changes of the tables.</summary>
public enum VatTableChangeKind
{
    /// <summary>A rate that the tables do not have.</summary>
    RateAdded,

    /// <summary>A rate of the tables does not hold in these days.</summary>
    RateEnded,

    /// <summary>Another code and wording of a case.</summary>
    WordingReplaced,
}

/// <summary>Kinds of rates.</summary>
public enum VatRateKind
{
    Standard,
    Reduced,

    /// <summary>Below 5 %.</summary>
    SuperReduced,

    /// <summary>Of goods that once had a lower rate.</summary>
    Parking,
}
