using System.Globalization;
using Comptoir.Contacts;
using Comptoir.DemoShop.World;
using Comptoir.Sales;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Tests.Sync;

/// <summary>
/// An order with all its money as text, written twice: from the demo shop's own objects, and from the office's rows. Equal
/// texts mean that nothing was lost on the way.
/// </summary>
internal static class OrderText
{
    public static int CountOf(string text, string start) =>
        text.Split('\n').Count(line => line.StartsWith(start, StringComparison.Ordinal));

    /// <summary>As the shop has it.</summary>
    public static string Of(Order order)
    {
        var lines = new List<string>
        {
            $"order {order.Name} {At(order.ProcessedAt.UtcDateTime)} {order.Email} {order.Note} test {order.Test} incl {order.TaxesIncluded}",
            $"states {order.DisplayFinancialStatus} {order.DisplayFulfillmentStatus} {order.ReturnStatus} {order.CancelReason}",
            $"total {Bag(order.TotalPriceSet)} tax {Bag(order.TotalTaxSet)} discount {Bag(order.TotalDiscountsSet)} shipping {Bag(order.TotalShippingPriceSet)}",
            $"now {Bag(order.CurrentTotalPriceSet)} tax {Bag(order.CurrentTotalTaxSet)} discrepancy {Bag(order.RefundDiscrepancySet)}",
            $"received {Bag(order.TotalReceivedSet)} refunded {Bag(order.TotalRefundedSet)}",
            $"billing {Text(order.BillingAddress?.FirstName, order.BillingAddress?.LastName, order.BillingAddress?.Address1, order.BillingAddress?.Zip, order.BillingAddress?.City, order.BillingAddress?.CountryCodeV2)}",
            $"shipping {Text(order.ShippingAddress?.FirstName, order.ShippingAddress?.LastName, order.ShippingAddress?.Address1, order.ShippingAddress?.Zip, order.ShippingAddress?.City, order.ShippingAddress?.CountryCodeV2)}",
        };
        foreach (var line in order.Lines)
            lines.Add(
                $"line {Number(line.Id)} {line.Title} {line.Sku} {line.Quantity} now {line.CurrentQuantity} discount {Bag(line.Discount)} total {Bag(line.Discounted)} taxes {string.Join(' ', line.TaxLines.Select(tax => $"{tax.Title} {tax.RateHundredths} {Bag(tax.PriceSet)}"))}"
            );
        foreach (var way in order.ShippingLines)
            lines.Add($"way {Number(way.Id)} {way.Title} {Bag(way.DiscountedPriceSet)}");
        foreach (var discount in order.DiscountApplications)
            lines.Add(
                $"discount {discount.Index} {discount.Code ?? discount.Title} {discount.TargetType}"
            );
        foreach (var agreement in order.Agreements)
        foreach (var sale in agreement.Sales)
            lines.Add(
                $"sale {Number(sale.Id)} {agreement.Reason} {At(agreement.HappenedAt.UtcDateTime)} {sale.LineType} {sale.ActionType} {sale.Quantity} {Bag(sale.TotalAmount)} tax {Bag(sale.TotalTaxAmount)} before {Bag(sale.TotalDiscountAmountBeforeTaxes)} after {Bag(sale.TotalDiscountAmountAfterTaxes)} of {Number(sale.LineItem?.Id ?? sale.ShippingLine?.Id)} taxes {string.Join(' ', sale.Taxes.Select(tax => $"{tax.TaxLine.RateHundredths} {Bag(tax.Amount)}"))}"
            );
        foreach (var payment in order.Transactions)
            lines.Add(
                $"payment {Number(payment.Id)} {payment.Kind} {payment.Status} {payment.Gateway} {Bag(payment.AmountSet)} after {Number(payment.ParentTransaction?.Id)}"
            );
        foreach (var sent in order.Fulfillments)
            lines.Add(
                $"delivery {sent.LegacyResourceId} {sent.Name} {sent.Status} {sent.DisplayStatus} {Tracked(sent.TrackingInfo.Select(x => (x.Company, x.Number, x.Url)))} lines {Sent(sent.Lines.Select(x => (Number(x.LineItem.Id) ?? 0, x.Quantity)))}"
            );
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    /// <summary>As the office has it, by the shop's number of the order.</summary>
    public static async Task<Dictionary<long, string>> OfOfficeAsync(
        ComptoirDb db,
        CancellationToken ct
    )
    {
        var orders = await db
            .Orders.AsNoTracking()
            .AsSplitQuery()
            .Include(x => x.Lines)
            .Include(x => x.Discounts)
            .Include(x => x.Sales)
                .ThenInclude(x => x.Taxes)
            .ToListAsync(ct);
        var deliveries = (
            await db.Deliveries.AsNoTracking().Include(x => x.Lines).ToListAsync(ct)
        ).ToLookup(x => x.OrderId);
        var payments = (await db.Payments.AsNoTracking().ToListAsync(ct)).ToLookup(x => x.OrderId);
        return orders.ToDictionary(
            order => order.ExternalId!.Value,
            order => Of(order, deliveries[order.Id], payments[order.Id])
        );
    }

    private static string Of(
        SalesOrder order,
        IEnumerable<Deliveries.Delivery> deliveries,
        IEnumerable<Payments.Payment> payments
    )
    {
        var lines = new List<string>
        {
            $"order {order.Name} {At(order.PlacedAt)} {order.Email} {order.Note} test {order.IsTest} incl {order.TaxesIncluded}",
            $"states {order.FinancialStatus} {order.FulfillmentStatus} {order.ReturnStatus} {order.CancelReason}",
            $"total {order.Total}/{order.CustomerTotal} tax {order.Tax}/{order.CustomerTax} discount {order.Discount}/{order.CustomerDiscount} shipping {order.Shipping}/{order.CustomerShipping}",
            $"now {order.CurrentTotal}/{order.CustomerCurrentTotal} tax {order.CurrentTax}/{order.CustomerCurrentTax} discrepancy {order.RefundDiscrepancy}/{order.CustomerRefundDiscrepancy}",
            $"received {order.Received}/{order.CustomerReceived} refunded {order.Refunded}/{order.CustomerRefunded}",
            $"billing {Text(order.BillingAddress)}",
            $"shipping {Text(order.ShippingAddress)}",
        };
        foreach (var line in order.Lines.Where(line => line.Kind == OrderLineKind.Product))
            lines.Add(
                $"line {line.Number} {line.Title} {line.Sku} {line.Quantity} now {line.CurrentQuantity} discount {line.Discount}/{line.CustomerDiscount} total {line.Total}/{line.CustomerTotal} taxes {string.Join(' ', line.Taxes.Select(tax => $"{tax.Title} {tax.Rate / 100} {tax.Amount}/{tax.CustomerAmount}"))}"
            );
        foreach (var way in order.Lines.Where(line => line.Kind == OrderLineKind.Shipping))
            lines.Add($"way {way.Number} {way.Title} {way.Total}/{way.CustomerTotal}");
        foreach (var discount in order.Discounts)
            lines.Add($"discount {discount.Number} {discount.Label} {discount.Target}");
        foreach (var sale in order.Sales)
            lines.Add(
                $"sale {sale.Number} {sale.Reason} {At(sale.HappenedAt)} {sale.Kind} {sale.Action} {sale.Quantity} {sale.Total}/{sale.CustomerTotal} tax {sale.Tax}/{sale.CustomerTax} before {sale.DiscountBeforeTax}/{sale.CustomerDiscountBeforeTax} after {sale.DiscountAfterTax}/{sale.CustomerDiscountAfterTax} of {sale.Line} taxes {string.Join(' ', sale.Taxes.OrderBy(tax => tax.Position).Select(tax => $"{tax.Rate / 100} {tax.Amount}/{tax.CustomerAmount}"))}"
            );
        foreach (var payment in payments)
            lines.Add(
                $"payment {payment.ExternalId} {payment.Kind} {payment.Status} {payment.Gateway} {payment.Amount}/{payment.CustomerAmount} after {payment.ParentExternalId}"
            );
        foreach (var sent in deliveries)
            lines.Add(
                $"delivery {sent.ExternalId} {sent.Name} {sent.Status} {sent.DisplayStatus} {Tracked(sent.Tracking.Select(x => (x.Company, x.Number, x.Url)))} lines {Sent(sent.Lines.Select(x => (x.Line, x.Quantity)))}"
            );
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private static string Bag(MoneyBag bag) => $"{bag.Shop}/{bag.Presentment}";

    private static string At(DateTime at) => at.ToString("s", CultureInfo.InvariantCulture);

    private static long? Number(string? gid) =>
        Gid.TryParse(gid, out _, out var number) ? number : null;

    private static string Text(Address? address) =>
        Text(
            address?.FirstName,
            address?.LastName,
            address?.Line1,
            address?.PostalCode,
            address?.City,
            address?.CountryCode
        );

    private static string Text(params ReadOnlySpan<string?> parts) => string.Join('|', parts);

    private static string Tracked(
        IEnumerable<(string? Company, string? Number, string? Url)> parcels
    ) => string.Join(';', parcels.Select(x => $"{x.Company} {x.Number} {x.Url}"));

    private static string Sent(IEnumerable<(long Line, int Quantity)> lines) =>
        string.Join(
            ' ',
            lines
                .GroupBy(x => x.Line)
                .OrderBy(group => group.Key)
                .Select(group => $"{group.Key}×{group.Sum(x => x.Quantity)}")
        );
}
