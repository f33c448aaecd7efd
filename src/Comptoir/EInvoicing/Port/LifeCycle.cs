namespace Comptoir.EInvoicing.Port;

/// <summary>The statuses of the life of an invoice (AFNOR XP Z12-012; external specifications of the DGFiP 3.2).</summary>
static class LifeCycle
{
    /// <summary>Handing over, which is our own doing.</summary>
    public const int HandedOver = 0;
    public const int Deposited = 200;
    public const int Refused = 210;
    public const int Rejected = 213;

    /// <summary>The statuses that an answer may bring: of invoices, and of reports.</summary>
    public static bool IsKnown(int code) => code is >= 200 and <= 213 or 300 or 301;

    /// <summary>What a status says of the platform; null for nothing.</summary>
    public static PlatformState? Platform(int code) =>
        code switch
        {
            Deposited => PlatformState.Deposited,
            Rejected => PlatformState.Rejected,
            // Whoever answers as the buyer has got it.
            > Deposited and < Rejected => PlatformState.Deposited,
            _ => null,
        };

    /// <summary>What a status says of the buyer; null for nothing.</summary>
    public static CommercialState? Commercial(int code) =>
        code switch
        {
            201 or 202 or 203 => CommercialState.MadeAvailable,
            204 => CommercialState.TakenInCharge,
            205 => CommercialState.Approved,
            206 => CommercialState.PartlyApproved,
            207 => CommercialState.Disputed,
            208 => CommercialState.Suspended,
            209 => CommercialState.Completed,
            Refused => CommercialState.Refused,
            _ => null,
        };

    /// <summary>What a status says of the money; null for nothing.</summary>
    public static AccountingState? Accounting(int code) =>
        code switch
        {
            211 => AccountingState.PaymentSent,
            212 => AccountingState.Collected,
            _ => null,
        };
}
