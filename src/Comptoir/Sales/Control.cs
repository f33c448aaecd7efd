namespace Comptoir.Sales;

/// <summary>Whether an order's control equations hold.</summary>
public enum ControlState
{
    /// <summary>All hold, in both currencies.</summary>
    Holds,

    /// <summary>They hold in the customer's currency; the shop's differs by exchange.</summary>
    Exchange,

    /// <summary>Something does not add up in a form never seen in a recording: shown, does not gate.</summary>
    Warns,

    /// <summary>One does not hold: the order needs attention.</summary>
    Broken,
}

/// <summary>The equations that every order read must satisfy.</summary>
public enum ControlEquation
{
    /// <summary>The taxes of each sale sum to its tax.</summary>
    TaxesOfSale,

    /// <summary>The sales sum to the current total and the refund discrepancy.</summary>
    SalesTotal,

    /// <summary>The tax of sales other than adjustments sums to the current tax.</summary>
    SalesTax,

    /// <summary>Payments less refunds, cash rounding apart, are what the shop says it received less what it refunded.</summary>
    Payments,
}

/// <summary>An equation that does not hold.</summary>
/// <param name="Equation">Which.</param>
/// <param name="Currency">ISO code of the amounts.</param>
/// <param name="Ours">The sum of the rows, minor units.</param>
/// <param name="Shops">What the shop says, minor units.</param>
public sealed record ControlFinding(
    ControlEquation Equation,
    string Currency,
    long Ours,
    long Shops
);
