using Comptoir.DemoShop.Seeded;

namespace Comptoir.DemoShop.Faults;

/// <summary>The faults that a shop has still to commit.</summary>
public sealed class FaultPlan
{
    private readonly Lock gate = new();
    private readonly List<Entry> entries = [];

    /// <summary>Adds faults to come.</summary>
    public void Add(params IEnumerable<Fault> faults)
    {
        lock (gate)
        {
            entries.AddRange(faults.Select(fault => new Entry(fault)));
        }
    }

    /// <summary>Forgets all faults to come.</summary>
    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
        }
    }

    /// <summary>Called at an occasion for that kind of fault: the fault that strikes now, or null.</summary>
    internal Fault? Take(FaultKind kind)
    {
        lock (gate)
        {
            foreach (var entry in entries)
            {
                if (entry.Fault.Kind == kind && entry.Strikes())
                {
                    return entry.Fault;
                }
            }

            return null;
        }
    }

    private sealed class Entry(Fault fault)
    {
        private Dice dice = new(fault.Seed, (ulong)fault.Kind);
        private int passed;
        private int struck;

        public Fault Fault { get; } = fault;

        public bool Strikes()
        {
            if (
                passed++ < Fault.After
                || struck >= (Fault.Count ?? (Fault.Probability is null ? 1 : int.MaxValue))
            )
            {
                return false;
            }

            if (Fault.Probability is { } probability && dice.Fraction() >= probability)
            {
                return false;
            }

            struck++;
            return true;
        }
    }
}
