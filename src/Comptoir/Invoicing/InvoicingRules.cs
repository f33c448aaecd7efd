using Comptoir.Storage;

namespace Comptoir.Invoicing;

/// <summary>
/// What documents are made of a web shop's orders, and when. Orders without a shop have a row of their own, with the number 0.
/// </summary>
public sealed class InvoicingRules : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>The web shop; 0 for orders entered by hand.</summary>
    public required long WebShopId { get; init; }

    /// <summary>
    /// The day from which documents are made here, in the shop's time zone: sales of earlier days were invoiced elsewhere.
    /// </summary>
    public required DateOnly From { get; set; }

    /// <summary>What is made of an order.</summary>
    public WhatToMake Make { get; set; } = WhatToMake.OrdersAndInvoices;

    /// <summary>When orders paid at once are invoiced.</summary>
    public InvoiceMoment When { get; set; } = InvoiceMoment.FullyPaid;

    /// <summary>When orders with payment terms are invoiced.</summary>
    public InvoiceMoment WhenTerms { get; set; } = InvoiceMoment.EachDelivery;

    /// <summary>Documents are issued as soon as they are due; otherwise they wait as drafts for a person.</summary>
    public bool IssueAtOnce { get; set; }

    /// <summary>Sales at a till make no document of their own; one can be made on request.</summary>
    public bool LeaveOutPointOfSale { get; set; } = true;

    /// <summary>Orders over nothing make no document.</summary>
    public bool LeaveOutZeroTotal { get; set; } = true;

    /// <summary>Orders with one of these tags make no document.</summary>
    public string[] LeaveOutTags { get; set; } = [];

    /// <summary>Orders from one of these sources (<c>web</c>, an app's name) make no document.</summary>
    public string[] LeaveOutSources { get; set; } = [];

    /// <summary>Orders with which Shopify fears fraud wait until a person releases them.</summary>
    public bool HoldFeared { get; set; } = true;

    /// <summary>Gift cards sold are multi-purpose vouchers (a receipt, no VAT yet), not single-purpose ones (invoiced).</summary>
    public bool GiftCardsOnReceipt { get; set; } = true;

    /// <summary>Tips lie outside VAT and have a receipt, instead of being invoiced.</summary>
    public bool TipsOnReceipt { get; set; } = true;

    /// <summary>Language of documents where the customer has none: <c>en</c> or <c>fr</c>.</summary>
    public string Language { get; set; } = "fr";

    /// <summary>Days until an invoice with terms that name no day is to be paid.</summary>
    public int PaymentDays { get; set; } = 30;

    /// <summary>Raised by each change: who saves over a newer one is told.</summary>
    public long Version { get; private set; }

    /// <summary>Notes a change.</summary>
    public void Changed() => Version++;
}

/// <summary>What is made of orders.</summary>
public enum WhatToMake
{
    /// <summary>Sales orders only: documents are made by hand.</summary>
    Orders,

    /// <summary>Sales orders, and invoices when they are due.</summary>
    OrdersAndInvoices,

    /// <summary>Invoices when they are due; orders are not followed for delivery.</summary>
    Invoices,
}

/// <summary>When an order is invoiced.</summary>
public enum InvoiceMoment
{
    /// <summary>As soon as it is there.</summary>
    Arrival,

    /// <summary>When all of it is paid.</summary>
    FullyPaid,

    /// <summary>With each delivery, what it holds.</summary>
    EachDelivery,

    /// <summary>When nothing is left to deliver.</summary>
    LastDelivery,
}
