namespace Comptoir.DemoShop.Retail;

/// <summary>Why a row of a file of real sales is not in the shop.</summary>
public enum LeftOutReason
{
    /// <summary>A cancellation of an article that this customer had not bought before at this price, or of more units than were bought.</summary>
    NothingToCancel,

    /// <summary>A negative quantity outside a cancellation: a stock correction.</summary>
    StockCorrection,

    /// <summary>A negative price: a correction of the books.</summary>
    NegativePrice,
}

/// <summary>Rows, or parts of rows, that were left out.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Month">First day of the month, London.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Units">Units left out, signed as in the file.</param>
/// <param name="GrossMinor">Quantity times unit price in pence, signed as in the file.</param>
public sealed record LeftOut(
    LeftOutReason Reason,
    DateOnly Month,
    int Rows,
    long Units,
    long GrossMinor
);

/// <summary>What became of a file of real sales.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Orders">Orders made.</param>
/// <param name="Refunds">Refunds made.</param>
/// <param name="LeftOut">What is not in the shop, by reason and month.</param>
public sealed record RetailReport(
    int Rows,
    int Orders,
    int Refunds,
    IReadOnlyList<LeftOut> LeftOut
);
