namespace Comptoir.DemoShop.World;

/// <summary>One tax on something sold.</summary>
/// <param name="Title">As on the order: "FR TVA".</param>
/// <param name="RateHundredths">The rate in hundredths of a percent: 2000 is 20 %.</param>
/// <param name="PriceSet">The tax amount, fixed when the line was made; never computed again from the rate.</param>
internal sealed record TaxLine(string Title, int RateHundredths, MoneyBag PriceSet)
{
    public double Rate => RateHundredths / 10_000d;
    public double RatePercentage => RateHundredths / 100d;
    public string Source => "Shopify";
    public bool? ChannelLiable { get; init; } = false;
}

/// <summary>What the tax of a line is computed from.</summary>
/// <param name="Share">Weight of this rate when several rates share one price (shipping of a mixed basket); 0: the rate applies to the whole price.</param>
internal readonly record struct TaxRule(string Title, int RateHundredths, long Share = 0);

internal sealed record DiscountAllocation(
    DiscountApplication DiscountApplication,
    MoneyBag AllocatedAmountSet
);

/// <summary>A discount of the order; its <paramref name="TypeName" /> is one of Shopify's four kinds of application.</summary>
internal sealed record DiscountApplication(
    string TypeName,
    int Index,
    string AllocationMethod,
    string TargetSelection,
    string TargetType,
    object Value,
    string? Code = null,
    string? Title = null,
    string? Description = null
) : ITyped;

internal sealed record PricingPercentageValue(double Percentage);

internal sealed record Duty(
    string Id,
    MoneyBag Price,
    List<TaxLine> TaxLines,
    string? CountryCodeOfOrigin,
    string? HarmonizedSystemCode
);

internal sealed record LineItemGroup(
    string Id,
    string Title,
    int Quantity,
    string? VariantId,
    string? VariantSku,
    string? ProductId
)
{
    public List<Attribute> CustomAttributes => [];
}

internal sealed record LineItemSellingPlan(string Name, string? SellingPlanId);

internal sealed record Attribute(string Key, string? Value);

/// <summary>Something with a price, discounts and taxes that can be given back in parts: a line or a shipping line.</summary>
internal abstract class Priced
{
    private readonly List<DiscountAllocation> allocations = [];
    private readonly List<TaxLine> taxes = [];
    private readonly Order order = null!;

    public required Order Order
    {
        get => order;
        init
        {
            order = value;
            Discount = Tax = MoneyBag.Zero(value.Pair);
        }
    }

    public required string Id { get; init; }
    public required string Title { get; init; }
    public IReadOnlyList<DiscountAllocation> DiscountAllocations => allocations;
    public IReadOnlyList<TaxLine> TaxLines => taxes;

    /// <summary>Price before discounts; contains the tax when the order's prices do.</summary>
    public abstract MoneyBag Original { get; }

    /// <summary>Sum of the allocations; kept, because everything else is computed from it.</summary>
    public MoneyBag Discount { get; private set; }

    public MoneyBag Discounted => Original - Discount;

    /// <summary>Sum of the tax lines.</summary>
    public MoneyBag Tax { get; private set; }

    /// <summary>What the customer owes for it, taxes and discounts included.</summary>
    public MoneyBag Total => Order.TaxesIncluded ? Discounted : Discounted + Tax;

    /// <summary>
    /// Computes the taxes of the present price, once, before the order is placed. With prices that contain tax, the tax of one rate is
    /// price − price / (1 + rate), rounded.
    /// </summary>
    public void ApplyTaxes(IReadOnlyList<TaxRule> rules)
    {
        var price = Discounted;
        var shares = rules.Sum(rule => rule.Share);
        var left = price;
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = rules[i];
            var part = price;
            if (rule.Share > 0)
            {
                part = i == rules.Count - 1 ? left : price.Share(rule.Share, shares);
                left -= part;
            }

            var tax = Order.TaxesIncluded
                ? part.TaxIncluded(rule.RateHundredths)
                : part.Share(rule.RateHundredths, 10_000);
            // Who sells in the merchant's place owes the tax.
            taxes.Add(
                new TaxLine(rule.Title, rule.RateHundredths, tax)
                {
                    ChannelLiable = Order.MerchantOfRecordApp is not null,
                }
            );
            Tax += tax;
        }
    }

    /// <summary>Takes a part of a discount, before the taxes are computed.</summary>
    public void Allocate(DiscountApplication application, MoneyBag amount)
    {
        allocations.Add(new DiscountAllocation(application, amount));
        Discount += amount;
    }
}

/// <summary>A line of an order. A line outlives its product, so it carries its own text.</summary>
internal sealed class LineItem : Priced
{
    public long? ProductNumber { get; init; }
    public long? VariantNumber { get; init; }
    public string? VariantTitle { get; init; }
    public string Name => VariantTitle is null ? Title : $"{Title} - {VariantTitle}";
    public string? Sku { get; init; }
    public string? Vendor { get; init; }
    public required int Quantity { get; init; }
    public required MoneyBag OriginalUnitPriceSet { get; init; }
    public bool RequiresShipping { get; init; } = true;
    public bool Taxable { get; init; } = true;
    public bool IsGiftCard { get; init; }
    public bool IsTip { get; init; }
    public LineItemGroup? LineItemGroup { get; init; }
    public LineItemSellingPlan? SellingPlan { get; set; }
    public List<Duty> Duties { get; } = [];
    public List<Attribute> CustomAttributes { get; } = [];

    /// <summary>Units taken off by edits, refunds and returns.</summary>
    public int Removed { get; set; }

    /// <summary>Units taken off by edits, a part of <see cref="Removed" />.</summary>
    public int RemovedByEdit { get; set; }

    /// <summary>Units sent.</summary>
    public int Fulfilled { get; set; }

    public int CurrentQuantity => Quantity - Removed;
    public int RefundableQuantity => CurrentQuantity;

    /// <summary>Units that were sent and came back, a part of <see cref="Removed" />: they need not be sent again.</summary>
    public int Returned { get; private set; }

    public int UnfulfilledQuantity => Math.Max(0, Quantity - (Removed - Returned) - Fulfilled);

    /// <summary>Takes units off that are given back: those that were sent come back, unless they are said never to have been.</summary>
    public void TakeBack(int quantity, bool neverSent)
    {
        Removed += quantity;
        if (!neverSent)
            Returned += Math.Max(0, Math.Min(quantity, Fulfilled - Returned));
    }

    public int NonFulfillableQuantity => 0;
    public bool Restockable => VariantNumber is not null;
    public bool MerchantEditable => Fulfilled == 0;

    public override MoneyBag Original => OriginalUnitPriceSet * Quantity;
    public MoneyBag OriginalTotalSet => Original;
    public MoneyBag TotalDiscountSet => Discount;

    /// <summary>Shopify leaves order-level and code discounts out of this one unless asked.</summary>
    public MoneyBag DiscountedTotal(bool withCodeDiscounts) =>
        Original
        - DiscountAllocations
            .Where(a =>
                a.DiscountApplication.AllocationMethod == "EACH"
                && (withCodeDiscounts || a.DiscountApplication.Code is null)
            )
            .Sum(Order.Pair, a => a.AllocatedAmountSet);

    public MoneyBag DiscountedUnitPriceSet =>
        Quantity == 0 ? OriginalUnitPriceSet : DiscountedTotal(false).Share(1, Quantity);
    public MoneyBag DiscountedUnitPriceAfterAllDiscountsSet =>
        Quantity == 0 ? OriginalUnitPriceSet : Discounted.Share(1, Quantity);
    public MoneyBag UnfulfilledOriginalTotalSet => OriginalUnitPriceSet * UnfulfilledQuantity;
    public MoneyBag UnfulfilledDiscountedTotalSet =>
        Quantity == 0 ? Discounted : Discounted.Share(UnfulfilledQuantity, Quantity);
    public MoneyBag PriceAfterAllDiscountsBeforeTaxesSet =>
        Order.TaxesIncluded ? Discounted - Tax : Discounted;

    /// <summary>
    /// What units [<paramref name="from" />, <paramref name="to" />) carry of an amount of the whole line: shares are cut from the running
    /// total, so that all units together carry exactly the whole.
    /// </summary>
    public MoneyBag Part(MoneyBag whole, int from, int to) =>
        from == 0 && to == Quantity ? whole
        : from == to ? MoneyBag.Zero(Order.Pair)
        : whole.Share(to, Quantity) - whole.Share(from, Quantity);

    /// <summary>What is still sold of the line, before taxes that are added on top.</summary>
    public MoneyBag Current => Discounted - Part(Discounted, 0, Removed);
}

/// <summary>The shipping of an order.</summary>
internal sealed class ShippingLine : Priced
{
    public required MoneyBag OriginalPriceSet { get; init; }
    public string? Code { get; init; }
    public string? Source { get; init; } = "shopify";
    public string? CarrierIdentifier { get; init; }
    public string? DeliveryCategory => null;
    public string? Phone => null;
    public string? ShippingRateHandle => null;
    public bool IsRemoved { get; set; }
    public bool Custom { get; init; }

    /// <summary>Price given back, before taxes that are added on top.</summary>
    public MoneyBag Refunded { get; set; }

    public MoneyBag RefundedTax { get; set; }

    public override MoneyBag Original => OriginalPriceSet;
    public MoneyBag DiscountedPriceSet => Discounted;
    public MoneyBag CurrentDiscountedPriceSet => Discounted - Refunded;
}
