using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Seeded;

/// <summary>Puts an order together before it is placed: lines, discounts, shipping, taxes, in that order.</summary>
internal sealed class OrderDraft(Order order, Country country)
{
    private static readonly TaxRule[] UnitedStates =
    [
        new("New York State Tax", 400),
        new("New York County Tax", 450),
    ];

    public Order Order => order;

    /// <summary>Business buyers of other member states pay no tax; who is exempt pays none either.</summary>
    public bool WithoutTax { get; init; }

    /// <summary>Overrides the country's rates, for territories with rates of their own.</summary>
    public (string Title, int Rate)? SpecialRate { get; init; }

    public LineItem Line(
        Product product,
        ProductVariant variant,
        int quantity,
        long? unitMinor = null
    ) =>
        new()
        {
            Order = order,
            Id = order.Child("LineItem"),
            ProductNumber = product.Number,
            VariantNumber = variant.Number,
            Title = product.Title,
            VariantTitle = variant.Title == "Default Title" ? null : variant.Title,
            Sku = variant.Sku,
            Vendor = product.Vendor,
            Quantity = quantity,
            OriginalUnitPriceSet = Rates.Bag(unitMinor ?? variant.PriceMinor, order.Pair),
            IsGiftCard = product.IsGiftCard,
            RequiresShipping = !product.IsGiftCard,
            Taxable = !product.IsGiftCard,
        };

    public LineItem Custom(string title, int quantity, long unitMinor) =>
        new()
        {
            Order = order,
            Id = order.Child("LineItem"),
            Title = title,
            Quantity = quantity,
            OriginalUnitPriceSet = Rates.Bag(unitMinor, order.Pair),
        };

    /// <summary>Adds a line; its taxes are computed by <see cref="Tax" /> once the discounts are known.</summary>
    public LineItem Add(LineItem line)
    {
        order.Lines.Add(line);
        return line;
    }

    /// <summary>Adds a line that comes later, by an edit or exchange: taxed at once, not discounted.</summary>
    public LineItem Taxed(LineItem line, bool reduced)
    {
        line.ApplyTaxes(RulesOf(line, reduced));
        return line;
    }

    public void Tip(long minor) =>
        order.TipLines.Add(
            new LineItem
            {
                Order = order,
                Id = order.Child("LineItem"),
                Title = "Tip",
                Quantity = 1,
                OriginalUnitPriceSet = Rates.Bag(minor, order.Pair),
                RequiresShipping = false,
                Taxable = false,
                IsTip = true,
            }
        );

    public ShippingLine Shipping(string title, string code, long minor)
    {
        var shipping = new ShippingLine
        {
            Order = order,
            Id = order.Child("ShippingLine"),
            Title = title,
            Code = code,
            OriginalPriceSet = Rates.Bag(minor, order.Pair),
        };
        order.ShippingLines.Add(shipping);
        return shipping;
    }

    /// <summary>A percentage off every line that is not a gift card.</summary>
    public void Percent(
        string type,
        int percent,
        string? code,
        string? title,
        string method = "ACROSS"
    )
    {
        var application = new DiscountApplication(
            type,
            order.DiscountApplications.Count,
            method,
            "ALL",
            "LINE_ITEM",
            new PricingPercentageValue(percent),
            code,
            title
        );
        order.DiscountApplications.Add(application);
        foreach (var line in order.Lines.Where(l => !l.IsGiftCard))
        {
            line.Allocate(application, line.Discounted.Share(percent, 100));
        }
    }

    /// <summary>An amount off the whole, spread over the lines in proportion; the last takes what rounding leaves.</summary>
    public void Fixed(string type, long minor, string? code, string? title)
    {
        var lines = order.Lines.FindAll(l =>
            !l.IsGiftCard && l.Discounted.Presentment > 0 && l.Discounted.Shop > 0
        );
        var whole = lines.Sum(order.Pair, l => l.Discounted);
        if (whole.IsZero)
        {
            return;
        }

        var amount = Rates.Bag(Math.Min(minor, whole.Shop), order.Pair);
        amount = amount with { Presentment = Math.Min(amount.Presentment, whole.Presentment) };
        var application = new DiscountApplication(
            type,
            order.DiscountApplications.Count,
            "ACROSS",
            "ALL",
            "LINE_ITEM",
            amount.PresentmentMoney,
            code,
            title
        );
        order.DiscountApplications.Add(application);
        // Cut from the running total, so that no line gets more off than it costs and all add up to the amount.
        var (before, done) = (MoneyBag.Zero(order.Pair), MoneyBag.Zero(order.Pair));
        foreach (var line in lines)
        {
            before += line.Discounted;
            var upTo = new MoneyBag(
                MoneyBag.Rounded(amount.Shop, before.Shop, whole.Shop),
                MoneyBag.Rounded(amount.Presentment, before.Presentment, whole.Presentment),
                order.Pair
            );
            line.Allocate(application, upTo - done);
            done = upTo;
        }
    }

    public void FreeShipping(ShippingLine shipping)
    {
        var application = new DiscountApplication(
            "AutomaticDiscountApplication",
            order.DiscountApplications.Count,
            "EACH",
            "ALL",
            "SHIPPING_LINE",
            new PricingPercentageValue(100),
            Title: "Livraison offerte"
        );
        order.DiscountApplications.Add(application);
        shipping.Allocate(application, shipping.Original);
    }

    /// <summary>Computes the taxes of lines and shipping. Shipping of a mixed basket is taxed at both rates, in proportion to the goods.</summary>
    public void Tax(Func<LineItem, bool> reduced)
    {
        foreach (var line in order.Lines)
        {
            line.ApplyTaxes(RulesOf(line, reduced(line)));
        }

        var rules = order
            .Lines.SelectMany(l =>
                l.TaxLines.Select(t => (t.Title, t.RateHundredths, l.Discounted.Shop))
            )
            .GroupBy(t => (t.Title, t.RateHundredths))
            .Select(g => new TaxRule(g.Key.Title, g.Key.RateHundredths, g.Sum(t => t.Shop)))
            .ToList();
        var single = country.Code == "US" || rules.Count == 1 || rules.Sum(r => r.Share) == 0;
        foreach (var shipping in order.ShippingLines)
        {
            shipping.ApplyTaxes(
                single
                    ? rules.ConvertAll(r => r with { Share = 0 })
                    : rules.FindAll(r => r.Share > 0)
            );
        }
    }

    private TaxRule[] RulesOf(LineItem line, bool reduced)
    {
        if (WithoutTax || !line.Taxable)
        {
            return [];
        }

        if (SpecialRate is { } special)
        {
            return special.Rate == 0 ? [] : [new TaxRule(special.Title, special.Rate)];
        }

        var rate = reduced ? country.Reduced : country.Standard;
        return country.Code == "US" ? UnitedStates
            : rate == 0 ? []
            : [new TaxRule(country.TaxTitle, rate)];
    }
}
