namespace Comptoir.DemoShop.World;

/// <summary>The totals and states of an order, each computed from what it sums up.</summary>
public sealed partial class Order
{
    private IEnumerable<Sale> Sales(Func<SalesAgreement, bool>? of = null) =>
        (of is null ? Agreements : Agreements.Where(of)).SelectMany(agreement => agreement.Sales);

    private IEnumerable<Sale> SoldBeforeReturns() =>
        Sales(a => a.Reason is not "REFUND")
            .Where(s =>
                s.LineType != "ADJUSTMENT" && (s.TotalAmount.Presentment >= 0 || IsEdit(s))
            );

    private bool IsEdit(Sale sale) =>
        Agreements.Exists(a => a.Reason == "ORDER_EDIT" && a.Sales.Contains(sale));

    /// <summary>Total as first ordered.</summary>
    public MoneyBag OriginalTotalPriceSet =>
        Agreements.Count == 0 ? Zero : Agreements[0].Sales.Sum(Pair, s => s.TotalAmount);

    /// <summary>Total before returns, edits included.</summary>
    public MoneyBag TotalPriceSet => SoldBeforeReturns().Sum(Pair, s => s.TotalAmount);

    /// <summary>Total after edits, refunds and returns; adjustments apart.</summary>
    public MoneyBag CurrentTotalPriceSet =>
        Sales().Where(s => s.LineType != "ADJUSTMENT").Sum(Pair, s => s.TotalAmount);

    /// <summary>Tax after edits, refunds and returns.</summary>
    public MoneyBag CurrentTotalTaxSet =>
        Sales().Where(s => s.LineType != "ADJUSTMENT").Sum(Pair, s => s.TotalTaxAmount);

    /// <summary>Sum of the adjustments: positive in the shop's favour.</summary>
    public MoneyBag RefundDiscrepancySet =>
        Sales().Where(s => s.LineType == "ADJUSTMENT").Sum(Pair, s => s.TotalAmount);

    /// <summary>Received: SALE and CAPTURE less CHANGE, cash rounding apart.</summary>
    public MoneyBag TotalReceivedSet => Settled("SALE") + Settled("CAPTURE") - Settled("CHANGE");

    /// <summary>Given back.</summary>
    public MoneyBag TotalRefundedSet => Settled("REFUND");

    private MoneyBag Zero => MoneyBag.Zero(Pair);

    internal MoneyBag NetPaymentSet => TotalReceivedSet - TotalRefundedSet;

    internal MoneyBag TotalOutstandingSet =>
        CurrentTotalPriceSet + RefundDiscrepancySet - NetPaymentSet;

    internal MoneyBag TotalTaxSet => SoldBeforeReturns().Sum(Pair, s => s.TotalTaxAmount);

    internal MoneyBag SubtotalPriceSet =>
        Lines.Sum(Pair, l => l.Discounted - l.Part(l.Discounted, 0, l.RemovedByEdit));

    internal MoneyBag CurrentSubtotalPriceSet => Lines.Sum(Pair, l => l.Current);

    internal MoneyBag TotalDiscountsSet =>
        Lines.Sum(Pair, l => l.Discount - l.Part(l.Discount, 0, l.RemovedByEdit))
        + ShippingLines.Sum(Pair, s => s.Discount);

    internal MoneyBag CurrentTotalDiscountsSet =>
        Lines.Sum(Pair, l => l.Discount - l.Part(l.Discount, 0, l.Removed))
        + ShippingLines.Sum(Pair, s => s.Discount);

    internal MoneyBag CartDiscountAmountSet =>
        Lines
            .SelectMany(l => l.DiscountAllocations)
            .Where(a => a.DiscountApplication.AllocationMethod == "ACROSS")
            .Sum(Pair, a => a.AllocatedAmountSet);

    internal MoneyBag CurrentCartDiscountAmountSet =>
        Lines.Sum(
            Pair,
            l =>
            {
                var cart = l
                    .DiscountAllocations.Where(a =>
                        a.DiscountApplication.AllocationMethod == "ACROSS"
                    )
                    .Sum(Pair, a => a.AllocatedAmountSet);
                return cart - l.Part(cart, 0, l.Removed);
            }
        );

    internal MoneyBag TotalShippingPriceSet => ShippingLines.Sum(Pair, s => s.DiscountedPriceSet);
    internal MoneyBag CurrentShippingPriceSet =>
        ShippingLines.Sum(Pair, s => s.CurrentDiscountedPriceSet);
    internal MoneyBag TotalRefundedShippingSet => ShippingLines.Sum(Pair, s => s.Refunded);
    internal MoneyBag TotalTipReceivedSet => TipLines.Sum(Pair, t => t.Total);
    internal MoneyBag? OriginalTotalDutiesSet =>
        Lines.Exists(l => l.Duties.Count > 0)
            ? Lines.SelectMany(l => l.Duties).Sum(Pair, d => d.Price)
            : null;
    internal MoneyBag? CurrentTotalDutiesSet => OriginalTotalDutiesSet;
    internal MoneyBag? OriginalTotalAdditionalFeesSet => null;
    internal MoneyBag? CurrentTotalAdditionalFeesSet => null;

    internal MoneyBag TotalCapturableSet =>
        CancelledAt is null && !Transactions.Exists(t => t.Kind == "VOID")
            ? Positive(Settled("AUTHORIZATION") - Settled("CAPTURE"), Settled("AUTHORIZATION"))
            : Zero;

    internal CashRoundingAdjustment TotalCashRoundingAdjustment =>
        new(
            Transactions
                .Where(t => t is { Status: "SUCCESS", Kind: "SALE", AmountRoundingSet: not null })
                .Sum(Pair, t => t.AmountRoundingSet!.Value),
            Transactions
                .Where(t => t is { Status: "SUCCESS", Kind: "REFUND", AmountRoundingSet: not null })
                .Sum(Pair, t => t.AmountRoundingSet!.Value)
        );

    private MoneyBag Settled(string kind)
    {
        var total = Zero;
        foreach (var transaction in Transactions)
        {
            if (transaction.Status == "SUCCESS" && transaction.Kind == kind)
            {
                total += transaction.AmountSet;
            }
        }

        return total;
    }

    private MoneyBag Positive(MoneyBag open, MoneyBag authorized) =>
        authorized.IsZero || open.Presentment < 0 ? Zero : open;

    /// <summary>Taxes before returns, one per title and rate.</summary>
    internal List<TaxLine> TaxLines => Grouped(SoldBeforeReturns());

    internal List<TaxLine> CurrentTaxLines =>
        Grouped(Sales().Where(s => s.LineType != "ADJUSTMENT"));

    private List<TaxLine> Grouped(IEnumerable<Sale> sales) =>
        [
            .. sales
                .SelectMany(s => s.Taxes)
                .GroupBy(t => (t.TaxLine.Title, t.TaxLine.RateHundredths))
                .Select(g => new TaxLine(
                    g.Key.Title,
                    g.Key.RateHundredths,
                    g.Sum(Pair, t => t.Amount)
                )),
        ];

    internal string? DisplayFinancialStatus
    {
        get
        {
            var received = TotalReceivedSet.Presentment;
            var refunded = TotalRefundedSet.Presentment;
            if (received == 0)
            {
                return Transactions.Exists(t => t.Kind == "VOID")
                    || (CancelledAt is not null && OriginalTotalPriceSet.Presentment > 0)
                        ? "VOIDED"
                    : TotalCapturableSet.Presentment > 0 ? "AUTHORIZED"
                    : CurrentTotalPriceSet.Presentment == 0 ? "PAID"
                    : "PENDING";
            }

            return refunded >= received ? "REFUNDED"
                : refunded > 0 ? "PARTIALLY_REFUNDED"
                : TotalOutstandingSet.Presentment > 0 ? "PARTIALLY_PAID"
                : "PAID";
        }
    }

    internal string DisplayFulfillmentStatus =>
        Lines.TrueForAll(l => l.UnfulfilledQuantity == 0) && Lines.Exists(l => l.Fulfilled > 0)
            ? "FULFILLED"
        : Lines.Exists(l => l.Fulfilled > 0) ? "PARTIALLY_FULFILLED"
        : "UNFULFILLED";

    internal string ReturnStatus =>
        Returns.Count == 0 ? "NO_RETURN"
        : Returns.Exists(r => r.Status == "OPEN") ? "IN_PROGRESS"
        : "RETURNED";

    internal bool FullyPaid => TotalOutstandingSet.Presentment <= 0;
    internal bool Unpaid => TotalReceivedSet.IsZero && CurrentTotalPriceSet.Presentment > 0;
    internal bool Capturable => TotalCapturableSet.Presentment > 0;
    internal bool CanMarkAsPaid => CancelledAt is null && TotalOutstandingSet.Presentment > 0;
    internal bool Fulfillable =>
        CancelledAt is null && Lines.Exists(l => l.UnfulfilledQuantity > 0);
    internal bool Refundable => NetPaymentSet.Presentment > 0;
    internal bool Restockable => Lines.Exists(l => l.CurrentQuantity > 0);
    internal bool RequiresShipping => Lines.Exists(l => l.RequiresShipping);
    internal int SubtotalLineItemsQuantity => Lines.Sum(l => l.Quantity);
    internal int CurrentSubtotalLineItemsQuantity => Lines.Sum(l => l.CurrentQuantity);
    internal List<string> DiscountCodes =>
        [.. DiscountApplications.Where(d => d.Code is not null).Select(d => d.Code!)];
    internal List<string> PaymentGatewayNames =>
        [.. Transactions.Select(t => t.Gateway).Distinct(StringComparer.Ordinal)];
    internal CurrencyPair Currencies => Pair;
}
