using Comptoir.Payments;

namespace Comptoir.Invoicing.Movements;

/// <summary>Money that moved outside the shop.</summary>
/// <param name="Direction">Received, or given back.</param>
/// <param name="Amount">Minor units of the customer's currency, positive; null for all that is open in that direction.</param>
/// <param name="Method">How it was paid.</param>
/// <param name="On">The day, as the office's calendar shows it; null for now.</param>
/// <param name="Note">A reference of the bank, a cheque's number.</param>
public sealed record PaymentRequest(
    PaymentDirection Direction,
    long? Amount,
    PaymentMethod Method,
    DateOnly? On = null,
    string? Note = null
);

/// <summary>How money moved outside the shop.</summary>
public enum PaymentMethod
{
    BankTransfer,
    Cash,
    Card,
    Cheque,
    Other,
}

/// <summary>Goods that were sent without the shop knowing.</summary>
/// <param name="Lines">The lines and units; null for all that is left to send.</param>
/// <param name="Carrier">Who carries them.</param>
/// <param name="TrackingNumber">The carrier's number of the parcel.</param>
/// <param name="TrackingUrl">A web address where it can be followed.</param>
/// <param name="On">The day they were sent, as the office's calendar shows it; null for now.</param>
public sealed record DeliveryRequest(
    IReadOnlyList<LineQuantity>? Lines = null,
    string? Carrier = null,
    string? TrackingNumber = null,
    string? TrackingUrl = null,
    DateOnly? On = null
);
