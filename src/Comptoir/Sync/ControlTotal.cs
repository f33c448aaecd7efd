namespace Comptoir.Sync;

/// <summary>One of the shop's figures beside the office's.</summary>
/// <param name="Figure">Which: orders, gross, tax, refunds, payments.</param>
/// <param name="Currency">ISO code; null for a number of objects.</param>
/// <param name="Shop">What the shop says: minor units, or a number.</param>
/// <param name="Office">What the office's rows sum to.</param>
public sealed record ControlTotal(ControlFigure Figure, string? Currency, long Shop, long Office)
{
    /// <summary>Nothing is missing and nothing is too much.</summary>
    public bool IsEqual => Shop == Office;
}

/// <summary>The figures compared at the end of a run.</summary>
public enum ControlFigure
{
    /// <summary>Number of orders.</summary>
    Orders,

    /// <summary>What orders come to after edits and returns, with tax: the shop's current totals, the office's ledger.</summary>
    Sales,

    /// <summary>The tax in it.</summary>
    Tax,

    /// <summary>Money received.</summary>
    Received,

    /// <summary>Money given back.</summary>
    Refunded,
}
