namespace Comptoir.DemoShop.World;

/// <summary>What can happen to an order after it was placed. Every act is dated and raises <see cref="Record.UpdatedAt" />.</summary>
public sealed partial class Order
{
    /// <summary>Adds a line by an order edit.</summary>
    internal void EditAdd(DateTimeOffset at, LineItem line)
    {
        Lines.Add(line);
        Sell(EditAgreement(at), line);
    }

    /// <summary>Takes units off a line by an order edit.</summary>
    internal void EditRemove(DateTimeOffset at, LineItem line, int quantity)
    {
        Refuse(
            quantity < 1 || quantity > line.UnfulfilledQuantity,
            "An edit can only take off units that were not sent."
        );
        Write(EditAgreement(at), SaleOf(line, "RETURN", line.Removed, line.Removed + quantity));
        line.Removed += quantity;
        line.RemovedByEdit += quantity;
    }

    private SalesAgreement EditAgreement(DateTimeOffset at)
    {
        Touch(at);
        Edited = true;
        return Agreements[^1] is { Reason: "ORDER_EDIT" } last && last.HappenedAt == at
            ? last
            : Agree("ORDER_EDIT", at);
    }

    /// <summary>Records a transaction. Amounts are positive, whatever the kind.</summary>
    internal OrderTransaction Transact(
        DateTimeOffset at,
        string kind,
        string gateway,
        MoneyBag amount,
        string status = "SUCCESS",
        OrderTransaction? parent = null,
        MoneyBag? rounding = null
    )
    {
        Touch(at);
        var transaction = new OrderTransaction
        {
            Order = this,
            Id = Child("OrderTransaction"),
            Kind = kind,
            Status = status,
            Gateway = gateway,
            Test = Test,
            ProcessedAt = at,
            CreatedAt = at,
            PaymentId = $"{Name}.{Transactions.Count + 1}",
            AmountSet = amount,
            AmountRoundingSet = rounding,
            ParentTransaction = parent,
        };
        Transactions.Add(transaction);
        if (status == "SUCCESS")
        {
            switch (kind)
            {
                case "SALE":
                    received += amount;
                    break;
                case "CAPTURE":
                    received += amount;
                    captured += amount;
                    break;
                case "CHANGE":
                    received -= amount;
                    break;
                case "REFUND":
                    refunded += amount;
                    break;
                case "AUTHORIZATION":
                    authorized += amount;
                    break;
            }
        }

        return transaction;
    }

    /// <summary>
    /// Gives back lines, shipping or an amount, as one refund with its agreement. The money is what the entries add up to, unless
    /// nothing was paid or <paramref name="pay" /> says not to.
    /// </summary>
    /// <param name="money">An amount paid back that no entry stands for: what was overpaid after an edit.</param>
    /// <param name="adjustment">Positive: kept by the shop (a restocking fee); negative: given on top (goodwill).</param>
    internal Refund Refund(
        DateTimeOffset at,
        IReadOnlyList<(LineItem Line, int Quantity)> lines,
        MoneyBag? shipping = null,
        MoneyBag? adjustment = null,
        string adjustmentReason = "REFUND_DISCREPANCY",
        string restockType = "RETURN",
        string? note = null,
        bool pay = true,
        string? gateway = null,
        Return? @return = null,
        MoneyBag? money = null,
        IReadOnlyList<(ShippingLine Line, MoneyBag Price)>? shippingLines = null
    )
    {
        Touch(at);
        var refund = new Refund(this, at) { Note = note, Return = @return };
        var agreement = Agree("REFUND", at, refund);
        foreach (var (line, quantity) in lines)
        {
            Refuse(
                quantity < 1 || quantity > line.CurrentQuantity,
                $"Only {line.CurrentQuantity} units of {line.Title} can be given back."
            );
            var sale = SaleOf(line, "RETURN", line.Removed, line.Removed + quantity);
            Write(agreement, sale);
            refund.Lines.Add(
                new RefundLineItem
                {
                    Id = Child("RefundLineItem"),
                    LineItem = line,
                    Quantity = quantity,
                    RestockType = restockType,
                    Location = restockType == "NO_RESTOCK" ? null : FulfillmentOrder?.Location,
                    SubtotalSet = line.Part(line.Discounted, line.Removed, line.Removed + quantity),
                    TotalTaxSet = -sale.TotalTaxAmount,
                }
            );
            line.TakeBack(quantity, restockType == "CANCEL");
        }

        if (shipping is { IsZero: false } first && ShippingLines.Count > 0)
        {
            Write(agreement, GiveBack(ShippingLines[0], first, refund));
        }

        foreach (var (line, price) in shippingLines ?? [])
        {
            Write(agreement, GiveBack(line, price, refund));
        }

        if (adjustment is { IsZero: false } difference)
        {
            Write(agreement, AdjustmentOf(difference));
            refund.Adjustments.Add(
                new OrderAdjustment(
                    Child("OrderAdjustment"),
                    adjustmentReason,
                    difference,
                    MoneyBag.Zero(Pair)
                )
            );
        }

        var owed = money ?? -agreement.Sales.Sum(Pair, sale => sale.TotalAmount);
        if (
            pay
            && owed.Presentment > 0
            && Transactions.Find(t => t is { Status: "SUCCESS", Kind: "SALE" or "CAPTURE" })
                is { } paid
        )
        {
            var transaction = Transact(at, "REFUND", gateway ?? paid.Gateway, owed, parent: paid);
            refund.Transactions.Add(transaction);
        }

        Refunds.Add(refund);
        return refund;
    }

    private Sale GiveBack(ShippingLine shipping, MoneyBag price, Refund refund)
    {
        var left = shipping.CurrentDiscountedPriceSet;
        Refuse(
            price.Presentment > left.Presentment || price.Shop > left.Shop,
            "More shipping cannot be given back than was paid."
        );
        var all = price == left;
        var tax = all
            ? shipping.Tax - shipping.RefundedTax
            : new MoneyBag(
                MoneyBag.Rounded(
                    shipping.Tax.Shop,
                    price.Shop,
                    Math.Max(1, shipping.Discounted.Shop)
                ),
                MoneyBag.Rounded(
                    shipping.Tax.Presentment,
                    price.Presentment,
                    Math.Max(1, shipping.Discounted.Presentment)
                ),
                Pair
            );
        shipping.Refunded += price;
        shipping.RefundedTax += tax;
        refund.ShippingLines.Add(
            new RefundShippingLine(Child("RefundShippingLine"), shipping, price, tax)
        );
        return SaleOf(shipping, "RETURN", -price, -tax, all ? -1 : 0);
    }

    /// <summary>Takes units back and gives other goods for them, without a refund (Shopify's exchange).</summary>
    internal Return Exchange(DateTimeOffset at, LineItem back, int quantity, LineItem instead)
    {
        Touch(at);
        var @return = OpenReturn(at, back, quantity, "UNWANTED");
        @return.Status = "CLOSED";
        @return.ClosedAt = at;
        @return.ExchangeLines.Add(
            new ExchangeLineItem(Child("ExchangeLineItem"), instead.Quantity, instead)
        );
        var agreement = Agree("RETURN", at, @return: @return);
        Write(agreement, SaleOf(back, "RETURN", back.Removed, back.Removed + quantity));
        back.TakeBack(quantity, neverSent: false);
        Lines.Add(instead);
        Sell(agreement, instead);
        return @return;
    }

    /// <summary>Opens a return without touching money.</summary>
    internal Return OpenReturn(DateTimeOffset at, LineItem line, int quantity, string reason)
    {
        Touch(at);
        var @return = new Return(this, at);
        @return.Lines.Add(
            new ReturnLineItem(
                Child("ReturnLineItem"),
                quantity,
                reason,
                Fulfillments.SelectMany(f => f.Lines).FirstOrDefault(f => f.LineItem == line)
            )
        );
        Returns.Add(@return);
        return @return;
    }

    /// <summary>Sends units of lines as one parcel.</summary>
    internal Fulfillment Fulfil(
        DateTimeOffset at,
        IReadOnlyList<(LineItem Line, int Quantity)> lines,
        Location location,
        FulfillmentTrackingInfo? tracking
    )
    {
        Touch(at);
        var fulfillment = new Fulfillment(this, at, location, tracking)
        {
            Name = $"{Name}-F{Fulfillments.Count + 1}",
        };
        foreach (var (line, quantity) in lines)
        {
            Refuse(
                quantity < 1 || quantity > line.UnfulfilledQuantity,
                $"Only {line.UnfulfilledQuantity} units of {line.Title} are left to send."
            );
            fulfillment.Lines.Add(
                new FulfillmentLineItem(Child("FulfillmentLineItem"), line, quantity)
            );
            line.Fulfilled += quantity;
        }

        Fulfillments.Add(fulfillment);
        return fulfillment;
    }

    /// <summary>Cancels a parcel: its units are to be sent again.</summary>
    internal void CancelFulfillment(DateTimeOffset at, Fulfillment fulfillment)
    {
        Touch(at);
        fulfillment.Status = "CANCELLED";
        fulfillment.UpdatedAt = at;
        foreach (var line in fulfillment.Lines)
        {
            line.LineItem.Fulfilled -= line.Quantity;
        }
    }

    /// <summary>Cancels the order. What is to become of lines and money is said by a refund of its own.</summary>
    internal void Cancel(DateTimeOffset at, string reason)
    {
        Touch(at);
        CancelledAt = at;
        ClosedAt = at;
        CancelReason = reason;
    }

    private static void Refuse(bool wrong, string message)
    {
        if (wrong)
        {
            throw new InvalidOperationException(message);
        }
    }
}
