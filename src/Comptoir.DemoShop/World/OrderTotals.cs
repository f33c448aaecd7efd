namespace Comptoir.DemoShop.World;

/// <summary>The totals and states of an order, each computed from what it sums up.</summary>
public sealed partial class Order
{
    private MoneyBag original;
    private MoneyBag beforeReturns;
    private MoneyBag beforeReturnsTax;
    private MoneyBag current;
    private MoneyBag currentTax;
    private MoneyBag discrepancy;
    private MoneyBag received;
    private MoneyBag refunded;
    private MoneyBag authorized;
    private MoneyBag captured;
    private readonly CurrencyPair pair = null!;

    /// <summary>The shop's currency and the customer's.</summary>
    public required CurrencyPair Pair
    {
        get => pair;
        init
        {
            pair = value;
            original =
                beforeReturns =
                beforeReturnsTax =
                current =
                currentTax =
                discrepancy =
                    MoneyBag.Zero(value);
            received = refunded = authorized = captured = MoneyBag.Zero(value);
        }
    }

    /// <summary>Total as first ordered.</summary>
    public MoneyBag OriginalTotalPriceSet => original;

    /// <summary>Total before returns, edits included.</summary>
    public MoneyBag TotalPriceSet => beforeReturns;

    /// <summary>Total after edits, refunds and returns; adjustments apart.</summary>
    public MoneyBag CurrentTotalPriceSet => current;

    /// <summary>Tax after edits, refunds and returns.</summary>
    public MoneyBag CurrentTotalTaxSet => currentTax;

    /// <summary>Sum of the adjustments: positive in the shop's favour.</summary>
    public MoneyBag RefundDiscrepancySet => discrepancy;

    /// <summary>Received: SALE and CAPTURE less CHANGE, cash rounding apart.</summary>
    public MoneyBag TotalReceivedSet => received;

    /// <summary>Given back.</summary>
    public MoneyBag TotalRefundedSet => refunded;

    private MoneyBag Zero => MoneyBag.Zero(Pair);

    internal MoneyBag NetPaymentSet => received - refunded;

    internal MoneyBag TotalOutstandingSet => current + discrepancy - received + refunded;

    internal MoneyBag TotalTaxSet => beforeReturnsTax;

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
    internal MoneyBag? OriginalTotalAdditionalFeesSet =>
        AdditionalFees.Count > 0 ? AdditionalFees.Sum(Pair, f => f.Price) : null;
    internal MoneyBag? CurrentTotalAdditionalFeesSet => OriginalTotalAdditionalFeesSet;

    internal MoneyBag TotalCapturableSet =>
        CancelledAt is not null
        || authorized.IsZero
        || captured.Presentment > authorized.Presentment
        || Transactions.Exists(t => t.Kind == "VOID")
            ? Zero
            : authorized - captured;

    internal CashRoundingAdjustment TotalCashRoundingAdjustment =>
        new(
            Transactions
                .Where(t => t is { Status: "SUCCESS", Kind: "SALE", AmountRoundingSet: not null })
                .Sum(Pair, t => t.AmountRoundingSet!.Value),
            Transactions
                .Where(t => t is { Status: "SUCCESS", Kind: "REFUND", AmountRoundingSet: not null })
                .Sum(Pair, t => t.AmountRoundingSet!.Value)
        );

    /// <summary>Taxes before returns, one per title and rate.</summary>
    internal List<TaxLine> TaxLines => Grouped(beforeReturns: true);

    internal List<TaxLine> CurrentTaxLines => Grouped(beforeReturns: false);

    private List<TaxLine> Grouped(bool beforeReturns)
    {
        var lines = new List<TaxLine>();
        foreach (var agreement in Agreements)
        {
            foreach (var sale in agreement.Sales)
            {
                if (
                    beforeReturns
                    && agreement.Reason != "ORDER_EDIT"
                    && (agreement.Reason == "REFUND" || sale.TotalAmount.Presentment < 0)
                )
                {
                    continue;
                }

                foreach (var tax in sale.Taxes)
                {
                    var at = lines.FindIndex(line =>
                        line.RateHundredths == tax.TaxLine.RateHundredths
                        && line.Title == tax.TaxLine.Title
                    );
                    if (at < 0)
                    {
                        lines.Add(tax.TaxLine with { PriceSet = tax.Amount });
                    }
                    else
                    {
                        lines[at] = lines[at] with { PriceSet = lines[at].PriceSet + tax.Amount };
                    }
                }
            }
        }

        return lines;
    }

    internal string? DisplayFinancialStatus
    {
        get
        {
            if (received.Presentment == 0)
            {
                return Transactions.Exists(t => t.Kind == "VOID")
                    || (CancelledAt is not null && original.Presentment > 0)
                        ? "VOIDED"
                    : TotalCapturableSet.Presentment > 0 ? "AUTHORIZED"
                    : current.Presentment == 0 ? "PAID"
                    : "PENDING";
            }

            return refunded.Presentment >= received.Presentment ? "REFUNDED"
                : refunded.Presentment > 0 ? "PARTIALLY_REFUNDED"
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
}
