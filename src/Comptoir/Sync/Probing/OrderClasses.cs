using Comptoir.Sync.Mapping;

namespace Comptoir.Sync.Probing;

/// <summary>The classes of an order for which sums may go wrong in ways of their own.</summary>
static class OrderClasses
{
    /// <summary>Every order is of this one.</summary>
    public const string All = nameof(All);

    /// <summary>The classes of an order: keys of the texts.</summary>
    public static IEnumerable<string> Of(OrderRows rows)
    {
        var order = rows.Order;
        yield return All;
        if (order.IsTest)
            yield return "Test";
        if (order.CancelledAt is not null)
            yield return "Cancelled";
        if (order.IsEdited)
            yield return "Edited";
        if (order.Sales.Exists(sale => sale.Reason == "REFUND"))
            yield return "Refunded";
        if (order.Sales.Exists(sale => sale.Reason == "RETURN"))
            yield return "Returned";
        if (order.CustomerCurrency != order.Currency)
            yield return "ForeignCurrency";
        if (order.CompanyName is not null)
            yield return "Company";
        if (order.Source == "pos")
            yield return "PointOfSale";
        if (rows.Payments.Exists(payment => payment.Gateway == "gift_card"))
            yield return "PaidByGiftCard";
        if (rows.Payments.Exists(payment => payment.CustomerRounding != 0))
            yield return "CashRounded";
        foreach (var (kind, name) in Kinds)
            if (order.Sales.Exists(sale => sale.Kind == kind))
                yield return name;
        if (order.Lines.Exists(line => Array.Exists(line.Taxes, tax => tax.ChannelLiable == true)))
            yield return "ChannelLiable";
        if (order is { TaxesIncluded: true, CustomerTax: 0, CustomerTotal: > 0 })
            yield return "NoTax";
    }

    static readonly (string Kind, string Name)[] Kinds =
    [
        ("GIFT_CARD", "GiftCardSold"),
        ("TIP", "Tip"),
        ("DUTY", "Duty"),
        ("ADDITIONAL_FEE", "AdditionalFee"),
        ("FEE", "AdditionalFee"),
        ("ADJUSTMENT", "Adjustment"),
    ];
}
