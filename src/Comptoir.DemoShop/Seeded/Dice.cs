namespace Comptoir.DemoShop.Seeded;

/// <summary>
/// Chance from a seed (splitmix64). A die is thrown for one thing (an order, a product): the same seed and thing give the same throws,
/// whatever was asked for before.
/// </summary>
internal struct Dice(ulong seed, ulong thing)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private ulong state = unchecked(Mixed(seed + Gamma) ^ Mixed((thing * Gamma) + 1));

    public ulong Next()
    {
        unchecked
        {
            state += Gamma;
            return Mixed(state);
        }
    }

    /// <summary>A number of [0, <paramref name="below" />).</summary>
    public int Below(int below) => below <= 1 ? 0 : (int)(Next() % (ulong)below);

    /// <summary>A number of [<paramref name="from" />, <paramref name="to" />].</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    /// <summary>A fraction of [0, 1).</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True that many times in a thousand.</summary>
    public bool Permille(int chance) => Below(1000) < chance;

    public T Pick<T>(IReadOnlyList<T> of) => of[Below(of.Count)];

    /// <summary>An index, each with its weight.</summary>
    public int Weighted(ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var left = Below(total);
        var index = 0;
        while (left >= weights[index])
        {
            left -= weights[index++];
        }

        return index;
    }

    private static ulong Mixed(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
