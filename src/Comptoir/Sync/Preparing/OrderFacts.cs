using System.Globalization;
using Comptoir.Sales;
using Comptoir.Sync.Mapping;

namespace Comptoir.Sync.Preparing;

/// <summary>What people read of an order, in the currency the customer saw.</summary>
static class OrderFacts
{
    public static IEnumerable<Fact> Of(OrderRows rows)
    {
        var order = rows.Order;
        var currency = order.CustomerCurrency;
        yield return new("Customer", order.CustomerName);
        yield return new("Email", order.Email);
        yield return new("PlacedAt", ShopText.Of(order.PlacedAt));
        yield return new("Total", ShopText.Money(order.CustomerCurrentTotal, currency));
        yield return new("Tax", ShopText.Money(order.CustomerCurrentTax, currency));
        yield return new("Received", ShopText.Money(order.CustomerReceived, currency));
        yield return new("Refunded", Unless0(order.CustomerRefunded, currency));
        yield return new("FinancialStatus", order.FinancialStatus);
        yield return new("FulfillmentStatus", order.FulfillmentStatus);
        yield return new("Cancelled", ShopText.Of(order.CancelledAt));
        yield return new("Note", order.Note);
        yield return new("Tags", string.Join(", ", order.Tags));
        foreach (var line in order.Lines.OrderBy(line => line.Position))
            yield return new($"Line: {line.Title}", Text(line, currency));
        yield return new(
            "Ledger",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{order.Sales.Count}: {ShopText.Money(order.Sales.Sum(sale => sale.CustomerTotal), currency)}"
            )
        );
        foreach (var delivery in rows.Deliveries.OrderBy(row => row.ExternalId))
            yield return new("Delivery", $"{delivery.Name} {delivery.Status}".Trim());
        foreach (var payment in rows.Payments.OrderBy(row => row.ExternalId))
            yield return new(
                "Payment",
                $"{payment.Kind} {payment.Status} {ShopText.Money(payment.CustomerAmount, payment.CustomerCurrency)}"
            );
        yield return new(Facts.Moment, ShopText.Of(order.UpdatedAt));
    }

    /// <summary>As ordered; units that were returned or removed since are told beside it.</summary>
    static string Text(OrderLine line, string currency)
    {
        var discount =
            line.CustomerDiscount == 0
                ? ""
                : $" − {ShopText.Money(line.CustomerDiscount, currency)}";
        var left =
            line.CurrentQuantity == line.Quantity
                ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $" ({line.Quantity} → {line.CurrentQuantity})"
                );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{line.Quantity} × {ShopText.Price(line.CustomerUnitPrice, currency)}{discount} = {ShopText.Money(line.CustomerTotal, currency)}{left}"
        );
    }

    static string? Unless0(long minor, string currency) =>
        minor == 0 ? null : ShopText.Money(minor, currency);
}
