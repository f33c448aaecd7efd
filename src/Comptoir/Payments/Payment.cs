using Comptoir.Storage;

namespace Comptoir.Payments;

/// <summary>
/// A movement of money on an order as the shop recorded it, or one that was only tried. Amounts are minor units, in the
/// shop's currency and in the customer's, never negative: <see cref="Direction"/> says where the money went.
/// </summary>
public sealed class Payment : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; set; }

    public required long OrderId { get; init; }

    /// <summary>The shop's number of the transaction; null when entered by hand.</summary>
    public long? ExternalId { get; init; }

    /// <summary>Shopify's word: <c>SALE</c>, <c>CAPTURE</c>, <c>AUTHORIZATION</c>, <c>REFUND</c>, <c>VOID</c>, <c>CHANGE</c>…</summary>
    public required string Kind { get; init; }

    /// <summary>Shopify's word: <c>SUCCESS</c>, <c>PENDING</c>, <c>FAILURE</c>, <c>ERROR</c>…</summary>
    public required string Status { get; init; }

    /// <summary>What it does to the money received.</summary>
    public required PaymentDirection Direction { get; set; }

    /// <summary>How it was paid, as the shop names it: <c>shopify_payments</c>, <c>gift_card</c>, <c>cash</c>…</summary>
    public string? Gateway { get; init; }

    public required bool IsTest { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime ProcessedAt { get; init; }

    public required string Currency { get; init; }
    public required long Amount { get; init; }
    public required string CustomerCurrency { get; init; }
    public required long CustomerAmount { get; init; }

    /// <summary>What cash was rounded by, beside the amount, minor units; it belongs to its own account.</summary>
    public required long Rounding { get; init; }
    public required long CustomerRounding { get; init; }

    /// <summary>The shop's number of the transaction it follows: what a capture captures, what a refund refunds.</summary>
    public long? ParentExternalId { get; init; }

    /// <summary>Who entered it by hand; null for the shop's own.</summary>
    public string? EnteredBy { get; init; }

    /// <summary>What was noted with it by hand: a reference of the bank, a cheque's number.</summary>
    public string? Note { get; init; }

    /// <summary>The payment of the shop that tells the same: it counts in the place of this one. Null while none does.</summary>
    public long? SameAs { get; private set; }

    /// <summary>Why a payment entered by hand was taken back; null while it stands.</summary>
    public string? ReversedReason { get; private set; }

    /// <summary>The shop has told it too: from now on its own row counts, and this one no more.</summary>
    /// <exception cref="InvalidOperationException">It is the shop's, or counts no more already.</exception>
    public void ToldByShop(long paymentId)
    {
        RefuseUnlessCounting();
        SameAs = paymentId;
        Direction = PaymentDirection.None;
    }

    /// <summary>A payment entered by hand was a mistake: it counts no more.</summary>
    /// <exception cref="InvalidOperationException">It is the shop's, or counts no more already.</exception>
    public void Reverse(string reason)
    {
        RefuseUnlessCounting();
        ReversedReason = reason;
        Direction = PaymentDirection.None;
    }

    void RefuseUnlessCounting()
    {
        if (ExternalId is not null || Direction == PaymentDirection.None)
            throw new InvalidOperationException(
                "Only a payment entered by hand that counts can be taken back."
            );
    }
}

/// <summary>What a payment does to the money received.</summary>
public enum PaymentDirection
{
    /// <summary>Nothing: authorized, pending, failed, void or a test.</summary>
    None,

    /// <summary>Received: a successful sale or capture.</summary>
    In,

    /// <summary>Given back: a successful refund, or change handed out.</summary>
    Out,
}
