using Comptoir.Sales;
using Shop = Comptoir.Shopify;

namespace Comptoir.Sync.Mapping;

/// <summary>The office's rows for an order's sales ledger.</summary>
static class SaleMapping
{
    public static List<Sale> Map(ShopContext shop, Shop.ShopifyOrder order, long orderId)
    {
        var sales = new List<Sale>();
        foreach (var agreement in order.Agreements)
        foreach (var sale in agreement.Sales)
            sales.Add(Map(shop, agreement, sale, orderId));
        sales.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        return sales;
    }

    static Sale Map(ShopContext shop, Shop.SalesAgreement agreement, Shop.Sale sale, long orderId)
    {
        var total = sale.TotalAmount.Minor();
        var tax = sale.TotalTaxAmount.Minor();
        var before = sale.TotalDiscountAmountBeforeTaxes.Minor();
        var after = sale.TotalDiscountAmountAfterTaxes.Minor();
        var row = new Sale
        {
            OfficeId = shop.OfficeId,
            OrderId = orderId,
            Number = sale.Id.Number,
            Agreement = agreement.Id.Number,
            Reason = agreement.Reason,
            HappenedAt = agreement.HappenedAt.UtcDateTime,
            HappenedOn = shop.DayOf(agreement.HappenedAt),
            Kind = sale.LineType,
            Action = sale.ActionType,
            Line = sale.LineItem?.Id.Number ?? sale.ShippingLine?.Id?.Number,
            Refund = agreement.Refund?.Id.Number,
            Quantity = sale.Quantity,
            Total = total.Shop,
            CustomerTotal = total.Customer,
            Tax = tax.Shop,
            CustomerTax = tax.Customer,
            DiscountBeforeTax = before.Shop,
            CustomerDiscountBeforeTax = before.Customer,
            DiscountAfterTax = after.Shop,
            CustomerDiscountAfterTax = after.Customer,
            Taxes = Taxes(shop, sale, orderId),
        };
        return row.HappenedOn < shop.InvoicesFrom
            ? row.ClosedBy(SaleCover.Elsewhere)
            : row.Opened();
    }

    static List<SaleTax> Taxes(ShopContext shop, Shop.Sale sale, long orderId)
    {
        var taxes = new List<SaleTax>(sale.Taxes.Count);
        foreach (var tax in sale.Taxes.OrderBy(tax => tax.Id.Number))
        {
            var amount = tax.Amount.Minor();
            taxes.Add(
                new SaleTax
                {
                    OfficeId = shop.OfficeId,
                    OrderId = orderId,
                    Sale = sale.Id.Number,
                    Position = taxes.Count,
                    Title = tax.TaxLine.Title ?? "",
                    Rate = OrderMapping.RateOf(tax.TaxLine.Rate, tax.TaxLine.RatePercentage),
                    Amount = amount.Shop,
                    CustomerAmount = amount.Customer,
                    ChannelLiable = tax.TaxLine.ChannelLiable,
                }
            );
        }
        return taxes;
    }
}
