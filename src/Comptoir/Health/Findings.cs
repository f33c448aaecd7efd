namespace Comptoir.Health;

/// <summary>Something that does not hold: where, and what.</summary>
public sealed record Finding(string Where, string What);

/// <summary>
/// What does not hold, collected. All are counted; the first are kept in words, so that memory does not depend on how much
/// is broken.
/// </summary>
sealed class Findings
{
    /// <summary>So many are told in words.</summary>
    public const int MostTold = 1_000;

    readonly List<Finding> told = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<Finding> Told => told;

    /// <summary>Adds one.</summary>
    public void Add(string where, string what)
    {
        Count++;
        if (told.Count < MostTold)
            told.Add(new Finding(where, what));
    }
}
