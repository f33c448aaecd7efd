namespace Comptoir.DemoShop.World;

/// <summary>How the ledger of an order is written.</summary>
public sealed partial class Order
{
    /// <summary>Writes the first agreement: everything that was ordered.</summary>
    internal void Place()
    {
        var agreement = Agree("ORDER", ProcessedAt);
        foreach (var line in Lines)
        {
            Sell(agreement, line);
        }

        foreach (var tip in TipLines)
        {
            Write(agreement, SaleOf(tip, "ORDER", 0, tip.Quantity));
        }

        foreach (var shipping in ShippingLines)
        {
            Write(agreement, SaleOf(shipping, "ORDER", shipping.Discounted, shipping.Tax, 1));
        }

        foreach (var fee in AdditionalFees)
        {
            Write(agreement, SaleOf(fee));
        }
    }

    /// <summary>Writes an entry and adds it to the totals: they are asked for far more often than the ledger is written.</summary>
    private void Write(SalesAgreement agreement, Sale sale)
    {
        agreement.Sales.Add(sale);
        if (sale.LineType == "ADJUSTMENT")
        {
            discrepancy += sale.TotalAmount;
            return;
        }

        current += sale.TotalAmount;
        currentTax += sale.TotalTaxAmount;
        if (
            agreement.Reason == "ORDER_EDIT"
            || (agreement.Reason != "REFUND" && sale.TotalAmount.Presentment >= 0)
        )
        {
            beforeReturns += sale.TotalAmount;
            beforeReturnsTax += sale.TotalTaxAmount;
        }

        if (agreement.Reason == "ORDER")
        {
            original += sale.TotalAmount;
        }
    }

    private SalesAgreement Agree(
        string reason,
        DateTimeOffset at,
        Refund? refund = null,
        Return? @return = null
    )
    {
        var agreement = new SalesAgreement(this, reason, at) { Refund = refund, Return = @return };
        Agreements.Add(agreement);
        return agreement;
    }

    private void Sell(SalesAgreement agreement, LineItem line)
    {
        Write(agreement, SaleOf(line, "ORDER", 0, line.Quantity));
        foreach (var duty in line.Duties)
        {
            Write(agreement, SaleOf(duty));
        }
    }

    /// <summary>The entry for units [from, to) of a line; negative for a RETURN.</summary>
    private Sale SaleOf(LineItem line, string action, int from, int to)
    {
        var sign = action == "RETURN" ? -1 : 1;
        var taxes = line
            .TaxLines.Select(tax => new SaleTax(
                Child("SaleTax"),
                line.Part(tax.PriceSet, from, to) * sign,
                tax
            ))
            .ToList();
        var tax = taxes.Sum(Pair, t => t.Amount);
        var price = line.Part(line.Discounted, from, to) * sign;
        var discount = line.Part(line.Discount, from, to) * sign;
        var rate = line.TaxLines.Sum(t => t.RateHundredths);
        return new Sale
        {
            Id = Child("Sale"),
            ActionType = action,
            LineType =
                line.IsTip ? "TIP"
                : line.IsGiftCard ? "GIFT_CARD"
                : "PRODUCT",
            Quantity = (to - from) * sign,
            TotalAmount = TaxesIncluded ? price : price + tax,
            TotalTaxAmount = tax,
            TotalDiscountAmountBeforeTaxes = TaxesIncluded
                ? discount - discount.TaxIncluded(rate)
                : discount,
            TotalDiscountAmountAfterTaxes = TaxesIncluded
                ? discount
                : discount + discount.Share(rate, 10_000),
            Taxes = taxes,
            LineItem = line,
        };
    }

    /// <summary>The entry for a shipping line or the part of it that is given back.</summary>
    private Sale SaleOf(
        ShippingLine shipping,
        string action,
        MoneyBag price,
        MoneyBag tax,
        int? quantity
    )
    {
        // Several rates: each tax gives back its share of the whole tax, the last one what is left.
        var taxes = new List<SaleTax>();
        var left = tax;
        for (var i = 0; i < shipping.TaxLines.Count; i++)
        {
            var line = shipping.TaxLines[i];
            var whole = shipping.Tax;
            var amount =
                i == shipping.TaxLines.Count - 1
                    ? left
                    : new MoneyBag(
                        Fraction(tax.Shop, line.PriceSet.Shop, whole.Shop),
                        Fraction(tax.Presentment, line.PriceSet.Presentment, whole.Presentment),
                        Pair
                    );
            left -= amount;
            taxes.Add(new SaleTax(Child("SaleTax"), amount, line));
        }

        return new Sale
        {
            Id = Child("Sale"),
            ActionType = action,
            LineType = "SHIPPING",
            Quantity = quantity,
            TotalAmount = TaxesIncluded ? price : price + tax,
            TotalTaxAmount = tax,
            TotalDiscountAmountBeforeTaxes =
                action == "ORDER" ? shipping.Discount : MoneyBag.Zero(Pair),
            TotalDiscountAmountAfterTaxes =
                action == "ORDER" ? shipping.Discount : MoneyBag.Zero(Pair),
            Taxes = taxes,
            ShippingLine = shipping,
        };

        static long Fraction(long value, long part, long whole) =>
            whole == 0 ? 0 : MoneyBag.Rounded(value, part, whole);
    }

    private Sale SaleOf(Duty duty)
    {
        var taxes = duty
            .TaxLines.Select(tax => new SaleTax(Child("SaleTax"), tax.PriceSet, tax))
            .ToList();
        var tax = taxes.Sum(Pair, t => t.Amount);
        return new Sale
        {
            Id = Child("Sale"),
            ActionType = "ORDER",
            LineType = "DUTY",
            TotalAmount = TaxesIncluded ? duty.Price : duty.Price + tax,
            TotalTaxAmount = tax,
            TotalDiscountAmountBeforeTaxes = MoneyBag.Zero(Pair),
            TotalDiscountAmountAfterTaxes = MoneyBag.Zero(Pair),
            Taxes = taxes,
            Duty = duty,
        };
    }

    private Sale SaleOf(AdditionalFee fee)
    {
        var taxes = fee
            .TaxLines.Select(tax => new SaleTax(Child("SaleTax"), tax.PriceSet, tax))
            .ToList();
        var tax = taxes.Sum(Pair, t => t.Amount);
        return new Sale
        {
            Id = Child("Sale"),
            ActionType = "ORDER",
            LineType = "ADDITIONAL_FEE",
            TotalAmount = TaxesIncluded ? fee.Price : fee.Price + tax,
            TotalTaxAmount = tax,
            TotalDiscountAmountBeforeTaxes = MoneyBag.Zero(Pair),
            TotalDiscountAmountAfterTaxes = MoneyBag.Zero(Pair),
            Taxes = taxes,
            AdditionalFee = fee,
        };
    }

    private Sale AdjustmentOf(MoneyBag amount) =>
        new()
        {
            Id = Child("Sale"),
            ActionType = "UPDATE",
            LineType = "ADJUSTMENT",
            TotalAmount = amount,
            TotalTaxAmount = MoneyBag.Zero(Pair),
            TotalDiscountAmountBeforeTaxes = MoneyBag.Zero(Pair),
            TotalDiscountAmountAfterTaxes = MoneyBag.Zero(Pair),
        };
}
