using Comptoir.Sales;

namespace Comptoir.Invoicing.Planning;

/// <summary>
/// Decides what documents are made of an order now: by the rules of its shop, or for what a person asked. It looks at state
/// alone, whatever happened in between. The sales of the book are taken as they are covered.
/// </summary>
sealed class PlanOrder
{
    /// <summary>What nobody took back for so long after the cancelling is shown.</summary>
    public static readonly TimeSpan CancelledFor = TimeSpan.FromDays(7);

    readonly OrderBook book;
    readonly IReadOnlyDictionary<(OrderLineKind Kind, long Line), int>? asked;
    readonly bool byHand;
    readonly OrderPlan plan = new();

    /// <summary>An invoice of it is there already: what comes back is credited, and not just left off.</summary>
    readonly bool isInvoiced;

    /// <summary>All that was sold may be invoiced now.</summary>
    readonly bool isDue;

    PlanOrder(
        OrderBook book,
        bool byHand,
        IReadOnlyDictionary<(OrderLineKind Kind, long Line), int>? asked
    )
    {
        this.book = book;
        this.byHand = byHand;
        this.asked = asked;
        isInvoiced = book.IsInvoiced;
        isDue = byHand || IsDue(book);
    }

    /// <summary>What the rules make of an order now.</summary>
    public static OrderPlan ByRules(OrderBook book)
    {
        var none = new OrderPlan();
        if (book.Rules.Make == WhatToMake.Orders || !book.Order.Sales.Exists(sale => sale.IsOpen))
            return none;
        if (Gates.LeftOut(book) is { } rule)
            return new OrderPlan { LeftOut = rule };
        if (Gates.Waits(book) is { } reason)
            return new OrderPlan { Waits = reason };
        return new PlanOrder(book, byHand: false, asked: null).Make();
    }

    /// <summary>What a person asked for.</summary>
    /// <param name="book">The order.</param>
    /// <param name="asked">Units by line; null for all that is open.</param>
    public static OrderPlan ByHand(
        OrderBook book,
        IReadOnlyDictionary<(OrderLineKind Kind, long Line), int>? asked
    ) => new PlanOrder(book, byHand: true, asked).Make();

    static bool IsDue(OrderBook book) =>
        book.Moment switch
        {
            InvoiceMoment.Arrival => true,
            InvoiceMoment.FullyPaid => book.Ledger <= book.Paid,
            InvoiceMoment.LastDelivery => book.IsSent,
            _ => book.IsSent || book.IsPartlySent,
        };

    /// <summary>Only what was sent is due, line by line.</summary>
    bool BySending => !byHand && book.Moment == InvoiceMoment.EachDelivery;

    OrderPlan Make()
    {
        MakeReceipt();
        var open = book
            .Order.Sales.Where(sale =>
                sale.IsOpen && LineKey.Of(sale) is { } key && !OnReceipt(key)
            )
            .GroupBy(sale => LineKey.Of(sale)!.Value)
            .ToList();
        if (isInvoiced)
            MakeFurther(open);
        else
            MakeFirst(open);
        if (plan.ChangesNothing && book.Order.Sales.Exists(IsPending))
            plan.Waits ??= WaitReason.PendingRefund;
        return plan;
    }

    /// <summary>An adjustment of a refund whose money is still on its way: it may change.</summary>
    bool IsPending(Sale sale) =>
        sale is { IsOpen: true, Kind: "ADJUSTMENT", Reason: "REFUND" }
        && book.Payments.Any(payment => payment is { Kind: "REFUND", Status: "PENDING" });

    /// <summary>Outside VAT; what a document has begun with, its corrections go on with, whatever the rules say by now.</summary>
    bool OnReceipt(LineKey key) =>
        key.Kind is DocumentLineKind.GiftCard or DocumentLineKind.Tip
        && (BegunOn(key) is { } kind ? kind == DocumentKind.Receipt : RuledOnReceipt(key));

    DocumentKind? BegunOn(LineKey key) =>
        book
            .Documents.Find(document =>
                document.Lines.Exists(line => line.Kind == key.Kind && line.OrderLine == key.Line)
            )
            ?.Kind;

    bool RuledOnReceipt(LineKey key) =>
        (key.Kind == DocumentLineKind.GiftCard && book.Rules.GiftCardsOnReceipt)
        || (key.Kind == DocumentLineKind.Tip && book.Rules.TipsOnReceipt);

    /// <summary>Gift cards and tips lie outside VAT, and no invoice may have such a line beside taxed ones: a receipt has them.</summary>
    void MakeReceipt()
    {
        var open = book
            .Order.Sales.Where(sale => sale.IsOpen && LineKey.Of(sale) is { } key && OnReceipt(key))
            .ToList();
        if (
            open.Count == 0
            || asked is not null
            || (!isDue && !open.Exists(sale => sale.CustomerTotal < 0))
        )
            return;
        var receipt = new PlannedDocument { Kind = DocumentKind.Receipt };
        foreach (var sale in open)
            Cover(receipt, sale, sale.OpenQuantity);
        Keep(receipt);
    }

    /// <summary>Nothing is invoiced yet: one invoice over what is left of each line.</summary>
    void MakeFirst(List<IGrouping<LineKey, Sale>> open)
    {
        if (!isDue)
            return;
        var invoice = new PlannedDocument { Kind = DocumentKind.Invoice };
        foreach (var line in open)
        {
            var units = line.Sum(sale => sale.OpenQuantity);
            var due = DueUnits(line.Key, units);
            if (due is null)
                continue;
            CoverNet(invoice, [.. line], due.Value, units);
        }
        if (asked is null)
            Adjustments.Cover(book, invoice, OpenAdjustments());
        var leftOff = invoice.TakeOffEmptyLines().ToList();
        plan.Netted.AddRange(leftOff);
        if (invoice.IsEmpty)
            return;
        if (invoice.Total.CustomerGross < 0)
        {
            GiveBack(invoice);
            plan.Waits = WaitReason.CreditedTooMuch;
            return;
        }
        if (
            invoice.Total.CustomerGross == 0
            && book.Rules.LeaveOutZeroTotal
            && !byHand
            && book.Notes?.RequestedBy is null
        )
        {
            GiveBack(invoice);
            plan.LeftOut = LeftOutRule.ZeroTotal;
            return;
        }
        plan.Documents.Add(invoice);
    }

    /// <summary>Units of a line that are due when nothing of it is invoiced; null for none, not even its money.</summary>
    int? DueUnits(LineKey key, int open)
    {
        if (asked is not null)
            return AskedUnits(key) is { } units ? Math.Min(units, Math.Max(0, open)) : null;
        if (!BySending || book.Line(key) is not { RequiresShipping: true } line)
            return open;
        var due = open - Math.Min(book.ToSend(line), Math.Max(0, open));
        return due > 0 || open <= 0 ? due : null;
    }

    /// <summary>Units that a person asked for of a line; null for none.</summary>
    int? AskedUnits(LineKey key) =>
        key.Line is { } number
        && asked!.TryGetValue(
            (key.IsShipping ? OrderLineKind.Shipping : OrderLineKind.Product, number),
            out var units
        )
            ? units
            : null;

    /// <summary>
    /// Something is invoiced: what comes back of it is credited by refund or return, what was added and is due is invoiced.
    /// </summary>
    void MakeFurther(List<IGrouping<LineKey, Sale>> open)
    {
        var invoice = new PlannedDocument { Kind = DocumentKind.Invoice };
        var credits = new Dictionary<long, PlannedDocument>();
        foreach (var line in open)
            CoverFurther(line.Key, [.. line], invoice, CreditOf);
        if (asked is null)
            foreach (var agreement in OpenAdjustments().GroupBy(sale => sale.Agreement))
                Adjustments.Cover(book, CreditOf(agreement.Key), [.. agreement]);
        foreach (var credit in credits.Values)
        {
            plan.Netted.AddRange(credit.TakeOffEmptyLines());
            var total = credit.Total.CustomerGross;
            if (credit.IsEmpty)
                continue;
            if (total == 0 && credit.Total.IsZero)
            {
                // Given back and kept as a fee: no money moves, and nothing is left to say.
                plan.Netted.AddRange(credit.Lines.SelectMany(x => x.Covers));
                continue;
            }
            credit.Kind = total > 0 ? DocumentKind.Invoice : DocumentKind.CreditNote;
            if (credit.Kind == DocumentKind.CreditNote)
                credit.Corrects = References.Of(book, credit);
            plan.Documents.Add(credit);
        }
        plan.Netted.AddRange(invoice.TakeOffEmptyLines());
        if (!invoice.IsEmpty)
        {
            if (invoice.Total.CustomerGross < 0)
            {
                invoice.Kind = DocumentKind.CreditNote;
                invoice.Corrects = References.Of(book, invoice);
            }
            plan.Documents.Add(invoice);
        }

        if (CreditsTooMuch())
        {
            foreach (var document in plan.Documents)
                GiveBack(document);
            plan.Documents.Clear();
            plan.Waits = WaitReason.CreditedTooMuch;
        }

        PlannedDocument CreditOf(long agreement)
        {
            if (!credits.TryGetValue(agreement, out var credit))
                credits[agreement] = credit = new PlannedDocument
                {
                    Agreement = agreement,
                    Kind = DocumentKind.CreditNote,
                };
            return credit;
        }
    }

    /// <summary>More would be credited than was ever invoiced here. What another program invoiced is not known in full.</summary>
    bool CreditsTooMuch() =>
        plan.Documents.Exists(document => document.Kind == DocumentKind.CreditNote)
        && book.External.Count == 0
        && !book.Order.Sales.Exists(sale => sale.Cover == SaleCover.Elsewhere)
        && book.Documents.Where(document => document.Kind != DocumentKind.Receipt)
            .Sum(document => document.Sign * document.Gross)
            + plan.Documents.Where(document => document.Kind != DocumentKind.Receipt)
                .Sum(document => document.Total.CustomerGross)
            < 0;

    void CoverFurther(
        LineKey key,
        List<Sale> sales,
        PlannedDocument invoice,
        Func<long, PlannedDocument> creditOf
    )
    {
        var added = sales.Where(sale => sale.OpenQuantity > 0).Sum(sale => sale.OpenQuantity);
        var back = -sales.Where(sale => sale.OpenQuantity < 0).Sum(sale => sale.OpenQuantity);
        var cancelOut = CancelOut(key, added, back);
        var left = added - cancelOut;
        var due = FurtherDue(key, left);
        if (due > 0)
        {
            CoverUnits(invoice, sales, positive: true, due + cancelOut);
            CoverUnits(invoice, sales, positive: false, cancelOut);
        }
        else if (cancelOut > 0 && left == 0 && asked is null)
            LeaveOff(sales, cancelOut, invoice, creditOf);
        // Whatever is left of units that were invoiced comes back.
        if (asked is null)
            foreach (var sale in sales.Where(sale => sale.OpenQuantity < 0).ToList())
            {
                var units = Math.Min(-sale.OpenQuantity, back - cancelOut);
                if (units <= 0)
                    continue;
                back -= units;
                Cover(creditOf(sale.Agreement), sale, -units);
            }
        // Money without units: a discount or a charge that an edit brought.
        if (asked is null)
            foreach (
                var sale in sales.Where(sale => sale is { OpenQuantity: 0, IsOpen: true }).ToList()
            )
                if (sale.CustomerTotal < 0)
                    Cover(creditOf(sale.Agreement), sale, 0);
                else if (isDue)
                    Cover(invoice, sale, 0);
        if (asked is not null && AskedUnits(key) is not null)
            foreach (var sale in sales.Where(x => x is { OpenQuantity: 0, IsOpen: true }).ToList())
                Cover(invoice, sale, 0);
    }

    /// <summary>
    /// Units that come back and were never invoiced. When each delivery is invoiced, that is only what will not be sent any
    /// more: units that are still to be sent stay to be invoiced, and what comes back was sent before.
    /// </summary>
    int CancelOut(LineKey key, int added, int back)
    {
        var most = Math.Min(added, back);
        if (most == 0 || !BySending || book.Line(key) is not { RequiresShipping: true } line)
            return most;
        var sentNotInvoiced = Math.Max(0, book.Delivered(line.Number) - Invoiced(key));
        return Math.Clamp(added - book.ToSend(line) - sentNotInvoiced, 0, most);
    }

    int FurtherDue(LineKey key, int left)
    {
        if (asked is not null)
            return AskedUnits(key) is { } units ? Math.Min(units, left) : 0;
        if (!isDue)
            return 0;
        return BySending && book.Line(key) is { RequiresShipping: true } line
            ? left - Math.Min(book.ToSend(line), left)
            : left;
    }

    int Invoiced(LineKey key) =>
        book
            .Documents.Where(document => document.Kind == DocumentKind.Invoice)
            .SelectMany(document => document.Lines)
            .Where(line => line.Kind == key.Kind && line.OrderLine == key.Line)
            .Sum(line => line.Quantity ?? 0);

    /// <summary>Units that come and go before any invoice; a cent that their rounding leaves is not lost.</summary>
    void LeaveOff(
        List<Sale> sales,
        int units,
        PlannedDocument invoice,
        Func<long, PlannedDocument> creditOf
    )
    {
        var off = new PlannedDocument();
        var agreement = sales.Last(sale => sale.OpenQuantity < 0).Agreement;
        CoverUnits(off, sales, positive: true, units);
        CoverUnits(off, sales, positive: false, units);
        plan.Netted.AddRange(off.TakeOffEmptyLines());
        if (off.IsEmpty)
            return;
        var into = off.Total.CustomerGross > 0 ? invoice : creditOf(agreement);
        foreach (var line in off.Lines)
        foreach (var part in line.Covers)
            into.Line(line.Key, line.Tax, line.Title).Add(part);
    }

    /// <summary>All that is open of a line, or some units of it with what cancels out.</summary>
    void CoverNet(PlannedDocument document, List<Sale> sales, int due, int net)
    {
        if (due >= net)
        {
            foreach (var sale in sales)
                Cover(document, sale, sale.OpenQuantity);
            return;
        }
        var back = -sales.Where(sale => sale.OpenQuantity < 0).Sum(sale => sale.OpenQuantity);
        CoverUnits(document, sales, positive: true, due + back);
        CoverUnits(document, sales, positive: false, back);
    }

    void CoverUnits(PlannedDocument document, List<Sale> sales, bool positive, int units)
    {
        foreach (var sale in sales)
        {
            if (units == 0)
                return;
            if (positive ? sale.OpenQuantity <= 0 : sale.OpenQuantity >= 0)
                continue;
            var taken = Math.Min(units, Math.Abs(sale.OpenQuantity));
            Cover(document, sale, positive ? taken : -taken);
            units -= taken;
        }
    }

    /// <summary>Covers units of a sale; its last ones take what money is left.</summary>
    void Cover(PlannedDocument document, Sale sale, int units)
    {
        var open = new Amounts(sale.Open, sale.OpenTax, sale.CustomerOpen, sale.CustomerOpenTax);
        var amounts = units == sale.OpenQuantity ? open : open.Part(units, sale.OpenQuantity);
        sale.Take(units, amounts.Gross, amounts.Tax, amounts.CustomerGross, amounts.CustomerTax);
        var first = true;
        foreach (var (key, part) in TaxParts.Of(sale, amounts))
        {
            // Units are told once, on the line of the first rate.
            var covered = new Covered(sale, first ? units : 0, part);
            first = false;
            var tax = book.Taxes.Named(key);
            if (book.Taxes.RateInstead(sale, tax, part, book.Order.TaxesIncluded) is not { } rate)
                document.Line(LineKey.Of(sale)!.Value, tax, sale.Title).Add(covered);
            else
                // The amount with tax stays, the tax is taken out of it; the ledger is covered with its own.
                document
                    .Line(LineKey.Of(sale)!.Value, tax with { Rate = rate }, sale.Title)
                    .Add(
                        covered,
                        Shares.Rounded(part.Gross, rate, 1_000_000 + rate),
                        Shares.Rounded(part.CustomerGross, rate, 1_000_000 + rate)
                    );
        }
    }

    /// <summary>Adjustments that nothing covers yet.</summary>
    List<Sale> OpenAdjustments() =>
        [
            .. book.Order.Sales.Where(sale =>
                sale is { IsOpen: true, Kind: "ADJUSTMENT" } && !IsPending(sale)
            ),
        ];

    /// <summary>What was taken for an invoice that is not made after all is open again.</summary>
    void GiveBack(PlannedDocument invoice)
    {
        foreach (
            var (sale, quantity, amounts) in invoice
                .Lines.SelectMany(line => line.Covers)
                .Concat(plan.Netted)
        )
            sale.Take(
                -quantity,
                -amounts.Gross,
                -amounts.Tax,
                -amounts.CustomerGross,
                -amounts.CustomerTax
            );
        plan.Netted.Clear();
    }

    void Keep(PlannedDocument document)
    {
        plan.Netted.AddRange(document.TakeOffEmptyLines());
        if (!document.IsEmpty)
            plan.Documents.Add(document);
    }
}
