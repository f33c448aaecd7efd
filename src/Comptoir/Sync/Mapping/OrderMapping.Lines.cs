using Comptoir.Money;
using Comptoir.Sales;
using Shop = Comptoir.Shopify;

namespace Comptoir.Sync.Mapping;

/// <content>Lines, ways of delivery and discounts.</content>
static partial class OrderMapping
{
    static List<OrderLine> Lines(
        ShopContext shop,
        Shop.ShopifyOrder order,
        long id,
        OrderReferences references
    )
    {
        var lines = new List<OrderLine>(order.LineItems.Count + order.ShippingLines.Count);
        foreach (var line in order.LineItems)
        {
            var gross = line.OriginalTotalSet.Minor();
            var discount = Sum(line.DiscountAllocations);
            lines.Add(
                new OrderLine
                {
                    OfficeId = shop.OfficeId,
                    OrderId = id,
                    Number = line.Id.Number,
                    Position = lines.Count + 1,
                    Kind = OrderLineKind.Product,
                    Title = line.Title,
                    VariantTitle = Convert.Text(line.VariantTitle),
                    Sku = Convert.Text(line.Sku),
                    Vendor = Convert.Text(line.Vendor),
                    VariantId = line.Variant is { } variant
                        ? references.Variant(variant.Id.Number)
                        : null,
                    ProductExternalId = line.Product?.Id.Number,
                    VariantExternalId = line.Variant?.Id.Number,
                    BundleNumber = line.LineItemGroup?.Id.Number,
                    Bundle = Convert.Text(line.LineItemGroup?.Title),
                    SellingPlan = Convert.Text(line.SellingPlan?.Name),
                    Quantity = line.Quantity,
                    CurrentQuantity = line.CurrentQuantity,
                    ToSend = line.RequiresShipping ? line.UnfulfilledQuantity : 0,
                    IsGiftCard = line.IsGiftCard,
                    RequiresShipping = line.RequiresShipping,
                    Taxable = line.Taxable,
                    IsRemoved = false,
                    UnitPrice = Millionths.Of(line.OriginalUnitPriceSet.ShopMoney.Amount),
                    CustomerUnitPrice = Millionths.Of(
                        line.OriginalUnitPriceSet.PresentmentMoney.Amount
                    ),
                    Discount = discount.Shop,
                    CustomerDiscount = discount.Customer,
                    Total = gross.Shop - discount.Shop,
                    CustomerTotal = gross.Customer - discount.Customer,
                    DiscountAllocations = Allocations(line.DiscountAllocations),
                    Taxes = Taxes(line.TaxLines),
                    Attributes = Named(line.CustomAttributes),
                }
            );
        }
        foreach (var line in order.ShippingLines)
        {
            var gross = line.OriginalPriceSet.Minor();
            var discount = Sum(line.DiscountAllocations);
            lines.Add(
                new OrderLine
                {
                    OfficeId = shop.OfficeId,
                    OrderId = id,
                    // Shopify lets the number of a shipping line be missing; its place then tells it apart.
                    Number = line.Id?.Number ?? -1 - lines.Count,
                    Position = lines.Count + 1,
                    Kind = OrderLineKind.Shipping,
                    Title = line.Title,
                    Sku = null,
                    Quantity = 1,
                    CurrentQuantity = line.IsRemoved ? 0 : 1,
                    IsGiftCard = false,
                    RequiresShipping = false,
                    Taxable = line.TaxLines.Count > 0,
                    IsRemoved = line.IsRemoved,
                    UnitPrice = Millionths.Of(line.OriginalPriceSet.ShopMoney.Amount),
                    CustomerUnitPrice = Millionths.Of(
                        line.OriginalPriceSet.PresentmentMoney.Amount
                    ),
                    Discount = discount.Shop,
                    CustomerDiscount = discount.Customer,
                    Total = gross.Shop - discount.Shop,
                    CustomerTotal = gross.Customer - discount.Customer,
                    DiscountAllocations = Allocations(line.DiscountAllocations),
                    Taxes = Taxes(line.TaxLines),
                    Attributes = [],
                }
            );
        }
        return lines;
    }

    static List<OrderDiscount> Discounts(ShopContext shop, Shop.ShopifyOrder order, long id) =>
        [
            .. order
                .DiscountApplications.DistinctBy(discount => discount.Index)
                .OrderBy(discount => discount.Index)
                .Select(discount => new OrderDiscount
                {
                    OfficeId = shop.OfficeId,
                    OrderId = id,
                    Number = discount.Index,
                    Kind = (discount.TypeName ?? "")
                        .Replace("DiscountApplication", "", StringComparison.Ordinal)
                        .Replace("Application", "", StringComparison.Ordinal),
                    Label =
                        Convert.Text(discount.Code)
                        ?? Convert.Text(discount.Title)
                        ?? Convert.Text(discount.Description)
                        ?? "",
                    Percentage = discount.Value?.Percentage is { } percentage
                        ? Millionths.OfRate(percentage / 100)
                        : null,
                    Amount = discount.Value is { Amount: { } amount, CurrencyCode: { } currency }
                        ? new Currency(currency).ToMinor(amount)
                        : null,
                    Currency = discount.Value?.CurrencyCode,
                    Target = discount.TargetType ?? "LINE_ITEM",
                }),
        ];

    static (long Shop, long Customer) Sum(IReadOnlyList<Shop.DiscountAllocation> allocations)
    {
        var sum = (Shop: 0L, Customer: 0L);
        foreach (var allocation in allocations)
        {
            var amount = allocation.AllocatedAmountSet.Minor();
            sum = (sum.Shop + amount.Shop, sum.Customer + amount.Customer);
        }
        return sum;
    }

    static LineDiscount[] Allocations(IReadOnlyList<Shop.DiscountAllocation> allocations)
    {
        var result = new LineDiscount[allocations.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var amount = allocations[i].AllocatedAmountSet.Minor();
            result[i] = new LineDiscount(
                allocations[i].DiscountApplication?.Index ?? 0,
                amount.Shop,
                amount.Customer
            );
        }
        return result;
    }

    static LineTax[] Taxes(IReadOnlyList<Shop.TaxLine> taxes)
    {
        var result = new LineTax[taxes.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var amount = taxes[i].PriceSet.Minor();
            result[i] = new LineTax(
                taxes[i].Title ?? "",
                RateOf(taxes[i].Rate, taxes[i].RatePercentage),
                amount.Shop,
                amount.Customer,
                taxes[i].ChannelLiable
            );
        }
        return result;
    }

    /// <summary>Shopify gives the rate as a fraction, as a percentage, both or neither.</summary>
    internal static int? RateOf(decimal? fraction, decimal? percentage) =>
        fraction is { } f ? Millionths.OfRate(f)
        : percentage is { } p ? Millionths.OfRate(p / 100)
        : null;

    static NamedValue[] Named(IReadOnlyList<Shop.KeyValue> values) =>
        [.. values.Select(value => new NamedValue(value.Key, value.Value))];
}
