using Comptoir.Sales;

namespace Comptoir.Invoicing.Planning;

/// <summary>What keeps an order from documents: rules that leave it out, and what has to be looked at first.</summary>
static class Gates
{
    /// <summary>The rule that leaves an order out; null when none does, or a person asked for documents all the same.</summary>
    public static LeftOutRule? LeftOut(OrderBook book)
    {
        var (order, rules) = (book.Order, book.Rules);
        if (order.IsTest)
            return LeftOutRule.TestOrder;
        // What was invoiced once goes on being corrected.
        if (book.Notes?.RequestedBy is not null || book.Documents.Count > 0)
            return null;
        if (order.MerchantOfRecord is not null)
            return LeftOutRule.MerchantOfRecord;
        if (rules.LeaveOutPointOfSale && order.Source == "pos")
            return LeftOutRule.PointOfSale;
        if (order.Tags.Intersect(rules.LeaveOutTags, StringComparer.OrdinalIgnoreCase).Any())
            return LeftOutRule.Tag;
        if (
            order.Source is { } source
            && rules.LeaveOutSources.Contains(source, StringComparer.OrdinalIgnoreCase)
        )
            return LeftOutRule.Source;
        return null;
    }

    /// <summary>Why the documents of an order have to wait; null when they need not, or a person has released it.</summary>
    public static WaitReason? Waits(OrderBook book)
    {
        var order = book.Order;
        if (
            book.Documents.Exists(document =>
                document is { State: DocumentState.Draft, IsAutomatic: false }
            )
        )
            return WaitReason.DraftFirst;
        // Also when the order was released: that was said of something else, and what is doubled cannot be undone.
        if (IsUnmatched(book))
            return WaitReason.Unmatched;
        if (book.Notes?.DroppedBy is not null)
            return WaitReason.Dropped;
        if (book.Notes?.ReleasedBy is not null)
            return null;
        if (order.Control == ControlState.Broken)
            return WaitReason.DoesNotAddUp;
        if (book.IsDisputed)
            return WaitReason.LedgerChanged;
        if (order.DeletedAt is not null)
            return WaitReason.Deleted;
        if (book.IsInvoiced)
            return null;
        if (order.Fraud != FraudAdvice.None && book.Rules.HoldFeared)
            return WaitReason.Fraud;
        if (order.CancelledAt is not null && OpenTotal(order) > 0)
            return WaitReason.CancelledNotRefunded;
        if (
            book.Moment == InvoiceMoment.FullyPaid
            && book.Ledger > book.Paid
            && book.Payments.Any(payment => payment is { Kind: "VOID", Status: "SUCCESS" })
        )
            return WaitReason.CapturedLess;
        return null;
    }

    /// <summary>
    /// The shop tells a refund that was not known when something was credited here, and that is not exactly it: it may be the
    /// same. What is exactly it was matched before.
    /// </summary>
    public static bool IsUnmatched(OrderBook book) =>
        book.ExpectedRefunds.Any(fact =>
            book.Order.Sales.Exists(sale =>
                sale
                    is {
                        Origin: SaleOrigin.Shop,
                        IsOpen: true,
                        CustomerTotal: < 0,
                        Reason: "REFUND" or "RETURN" or "ORDER_EDIT",
                    }
                && !fact.Known.Contains(sale.Agreement)
            )
        );

    static long OpenTotal(SalesOrder order) => order.Sales.Sum(sale => sale.CustomerOpen);
}
