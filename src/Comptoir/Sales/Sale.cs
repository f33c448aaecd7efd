using Comptoir.Storage;

namespace Comptoir.Sales;

/// <summary>
/// One entry of the shop's sales ledger (Shopify's <c>Order.agreements.sales</c>): dated, signed, with tax. It never
/// changes once stored, and all money of documents comes from it. Amounts are minor units, in the shop's currency and,
/// with the prefix <c>Customer</c>, in the currency the customer saw.
/// </summary>
public sealed class Sale : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long OrderId { get; init; }

    /// <summary>The shop's number of the sale: unique within the order.</summary>
    public required long Number { get; init; }

    /// <summary>The shop's number of the agreement: what was agreed at one moment.</summary>
    public required long Agreement { get; init; }

    /// <summary>Why: <c>ORDER</c>, <c>ORDER_EDIT</c>, <c>REFUND</c>, <c>RETURN</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime HappenedAt { get; init; }

    /// <summary>The day, in the shop's time zone.</summary>
    public required DateOnly HappenedOn { get; init; }

    /// <summary>What was sold: <c>PRODUCT</c>, <c>SHIPPING</c>, <c>GIFT_CARD</c>, <c>TIP</c>, <c>DUTY</c>, <c>ADDITIONAL_FEE</c>, <c>FEE</c>, <c>ADJUSTMENT</c>, <c>UNKNOWN</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Shopify's <c>ORDER</c>, <c>RETURN</c>, <c>UPDATE</c> or <c>UNKNOWN</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The order line it concerns, among those of its kind (a shipping line for shipping); null for adjustments and fees.</summary>
    public long? Line { get; init; }

    /// <summary>The shop's number of the refund that caused it.</summary>
    public long? Refund { get; init; }

    /// <summary>Units, negative when they come back; null where there are none.</summary>
    public int? Quantity { get; init; }

    /// <summary>After discounts, tax included; negative when given back.</summary>
    public required long Total { get; init; }
    public required long CustomerTotal { get; init; }

    /// <summary>The tax within the total.</summary>
    public required long Tax { get; init; }
    public required long CustomerTax { get; init; }

    /// <summary>The discounts, before tax and after it, as the shop signs them.</summary>
    public required long DiscountBeforeTax { get; init; }
    public required long CustomerDiscountBeforeTax { get; init; }
    public required long DiscountAfterTax { get; init; }
    public required long CustomerDiscountAfterTax { get; init; }

    /// <summary>Who entered it: the shop, or a person of the office for what the shop does not know.</summary>
    public SaleOrigin Origin { get; init; }

    /// <summary>What an entry of the office is called on documents; null for the shop's, which their lines name.</summary>
    public string? Title { get; init; }

    /// <summary>What is to cover it.</summary>
    public SaleCover Cover { get; private set; }

    /// <summary>
    /// What no document covers yet: units, total and tax with the sign of the entry. The database keeps each between 0 and
    /// the whole.
    /// </summary>
    public int OpenQuantity { get; private set; }
    public long Open { get; private set; }
    public long OpenTax { get; private set; }
    public long CustomerOpen { get; private set; }
    public long CustomerOpenTax { get; private set; }

    /// <summary>Some of it is to be covered yet, be it units without money.</summary>
    public bool IsOpen { get; private set; }

    public List<SaleTax> Taxes { get; init; } = [];

    /// <summary>Nothing covers it yet: documents made here are to.</summary>
    public Sale Opened()
    {
        Cover = SaleCover.Documents;
        (OpenQuantity, Open, OpenTax) = (Quantity ?? 0, Total, Tax);
        (CustomerOpen, CustomerOpenTax) = (CustomerTotal, CustomerTax);
        IsOpen = true;
        return this;
    }

    /// <summary>Documents made here need not cover it.</summary>
    /// <param name="cover">What does, or that nothing has to.</param>
    /// <exception cref="InvalidOperationException">A part of it is covered by a document.</exception>
    public Sale ClosedBy(SaleCover cover)
    {
        if (cover == SaleCover.Documents)
            throw new ArgumentException("Documents cover by allocations.", nameof(cover));
        if (
            Cover == SaleCover.Documents
            && IsOpen
            && (Open, CustomerOpen, OpenQuantity) != (Total, CustomerTotal, Quantity ?? 0)
        )
            throw new InvalidOperationException("A part of this sale is covered by a document.");
        Cover = cover;
        (OpenQuantity, Open, OpenTax, CustomerOpen, CustomerOpenTax) = (0, 0, 0, 0, 0);
        IsOpen = false;
        return this;
    }

    /// <summary>
    /// Covers a part, or with opposite signs gives it back. It stays open while units or money are left.
    /// </summary>
    /// <exception cref="InvalidOperationException">More than is open, or than there was.</exception>
    public void Take(int quantity, long total, long tax, long customerTotal, long customerTax)
    {
        if (Cover != SaleCover.Documents)
            throw new InvalidOperationException("This sale is not to be covered by documents.");
        OpenQuantity = Within(OpenQuantity - quantity, Quantity ?? 0);
        Open = Within(Open - total, Total);
        OpenTax = Within(OpenTax - tax, Tax);
        CustomerOpen = Within(CustomerOpen - customerTotal, CustomerTotal);
        CustomerOpenTax = Within(CustomerOpenTax - customerTax, CustomerTax);
        IsOpen =
            OpenQuantity != 0
            || Open != 0
            || OpenTax != 0
            || CustomerOpen != 0
            || CustomerOpenTax != 0;
    }

    static int Within(int open, int whole) => (int)Within((long)open, whole);

    static long Within(long open, long whole) =>
        open >= Math.Min(0, whole) && open <= Math.Max(0, whole)
            ? open
            : throw new InvalidOperationException(
                $"{open} of {whole} would be open: more is covered than there is."
            );
}

/// <summary>Who entered a sale.</summary>
public enum SaleOrigin
{
    /// <summary>The shop's own ledger.</summary>
    Shop,

    /// <summary>A person of the office: an order without a shop, or a credit that the shop does not know.</summary>
    Office,
}

/// <summary>What is to cover a sale.</summary>
public enum SaleCover
{
    /// <summary>Documents made here, part by part.</summary>
    Documents,

    /// <summary>Documents of another program: it is older than the day from which documents are made here.</summary>
    Elsewhere,

    /// <summary>No document: a rule leaves its order out, or it cancels out with another one before any document.</summary>
    Nothing,
}

/// <summary>The part of a sale's tax that one tax line makes, minor units.</summary>
public sealed class SaleTax : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long OrderId { get; init; }

    /// <summary>Number of the sale within the order.</summary>
    public required long Sale { get; init; }

    /// <summary>Place among the sale's taxes, from 0.</summary>
    public required int Position { get; init; }

    public required string Title { get; init; }

    /// <summary>In millionths: 20 % is 200000; null when the shop does not say.</summary>
    public int? Rate { get; init; }

    public required long Amount { get; init; }
    public required long CustomerAmount { get; init; }

    /// <summary>The sales channel pays it to the state; null when unknown.</summary>
    public bool? ChannelLiable { get; init; }
}
