using Comptoir.Payments;

namespace Comptoir.Sales;

/// <summary>
/// Checks that an order's ledger and payments add up to what the shop itself says, to the minor unit, in both currencies.
/// An order that does not add up is never repaired with an invented line.
/// </summary>
public static class ControlEquations
{
    /// <summary>The shop's own totals of an order, minor units: in its currency and in the customer's.</summary>
    public sealed record ShopTotals(
        string Currency,
        string CustomerCurrency,
        bool IsTest,
        (long Shop, long Customer) CurrentTotal,
        (long Shop, long Customer) RefundDiscrepancy,
        (long Shop, long Customer) CurrentTax,
        (long Shop, long Customer) Received,
        (long Shop, long Customer) Refunded
    );

    // Forms that no recording of a real shop has shown yet: what does not add up there is told, and gates nothing.
    static readonly HashSet<string> UnseenKinds = new(StringComparer.Ordinal)
    {
        "TIP",
        "DUTY",
        "ADDITIONAL_FEE",
        "FEE",
        "UNKNOWN",
    };

    /// <summary>The state of the order, and each equation that does not hold.</summary>
    public static (ControlState State, ControlFinding[] Findings) Check(
        ShopTotals shop,
        IReadOnlyList<Sale> sales,
        IReadOnlyList<Payment> payments
    )
    {
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(sales);
        ArgumentNullException.ThrowIfNull(payments);
        List<ControlFinding>? findings = null;
        var gates = false;

        long total = 0,
            customerTotal = 0,
            tax = 0,
            customerTax = 0;
        var unseen = false;
        foreach (var sale in sales)
        {
            long taxes = 0,
                customerTaxes = 0;
            foreach (var part in sale.Taxes)
            {
                taxes += part.Amount;
                customerTaxes += part.CustomerAmount;
            }
            Compare(
                ControlEquation.TaxesOfSale,
                (taxes, customerTaxes),
                (sale.Tax, sale.CustomerTax)
            );
            total += sale.Total;
            customerTotal += sale.CustomerTotal;
            if (sale.Kind == "ADJUSTMENT")
                unseen |= sale.CustomerTax != 0;
            else
            {
                tax += sale.Tax;
                customerTax += sale.CustomerTax;
            }
            unseen |= UnseenKinds.Contains(sale.Kind);
        }
        Compare(
            ControlEquation.SalesTotal,
            (total, customerTotal),
            (
                shop.CurrentTotal.Shop + shop.RefundDiscrepancy.Shop,
                shop.CurrentTotal.Customer + shop.RefundDiscrepancy.Customer
            )
        );
        Compare(ControlEquation.SalesTax, (tax, customerTax), shop.CurrentTax);

        long money = 0,
            customerMoney = 0;
        foreach (var payment in payments)
        {
            var sign = Sign(payment, shop.IsTest);
            // What cash was rounded by stands apart from the amount, on its own account.
            money += sign * payment.Amount;
            customerMoney += sign * payment.CustomerAmount;
            unseen |= payment.CustomerRounding != 0;
        }
        Compare(
            ControlEquation.Payments,
            (money, customerMoney),
            (
                shop.Received.Shop - shop.Refunded.Shop,
                shop.Received.Customer - shop.Refunded.Customer
            )
        );

        if (findings is null)
            return (ControlState.Holds, []);
        var state =
            !gates ? ControlState.Exchange
            : unseen ? ControlState.Warns
            : ControlState.Broken;
        return (state, [.. findings]);

        void Compare(
            ControlEquation equation,
            (long Shop, long Customer) ours,
            (long Shop, long Customer) theirs
        )
        {
            if (ours.Customer != theirs.Customer)
            {
                gates = true;
                (findings ??= []).Add(
                    new ControlFinding(
                        equation,
                        shop.CustomerCurrency,
                        ours.Customer,
                        theirs.Customer
                    )
                );
            }
            // In one currency both amounts are the same money: a difference there is said once.
            if (
                ours.Shop != theirs.Shop
                && (shop.Currency != shop.CustomerCurrency || ours.Customer == theirs.Customer)
            )
            {
                // In one currency a difference is a difference; between two it is the exchange of the day.
                gates |= shop.Currency == shop.CustomerCurrency;
                (findings ??= []).Add(
                    new ControlFinding(equation, shop.Currency, ours.Shop, theirs.Shop)
                );
            }
        }
    }

    /// <summary>The same for an order as it is stored: what was noted when it was read is not taken on trust.</summary>
    public static (ControlState State, ControlFinding[] Findings) CheckStored(
        SalesOrder order,
        IReadOnlyList<Sale> sales,
        IReadOnlyList<Payment> payments
    )
    {
        ArgumentNullException.ThrowIfNull(order);
        // An order entered here has no shop: its totals are those of what was ordered, and what was credited or paid since is
        // compared with documents.
        var isOwn = order.WebShopId is null;
        return Check(
            new ShopTotals(
                order.Currency,
                order.CustomerCurrency,
                order.IsTest,
                (order.CurrentTotal, order.CustomerCurrentTotal),
                (order.RefundDiscrepancy, order.CustomerRefundDiscrepancy),
                (order.CurrentTax, order.CustomerCurrentTax),
                (order.Received, order.CustomerReceived),
                (order.Refunded, order.CustomerRefunded)
            ),
            // What people of the office entered the shop does not know.
            [
                .. sales.Where(sale =>
                    sale.Origin == SaleOrigin.Shop || isOwn && sale.Reason == SalesOrder.Ordered
                ),
            ],
            [.. payments.Where(payment => payment.ExternalId is not null)]
        );
    }

    // A test order's money is test money: its own transactions are what the shop counts.
    static int Sign(Payment payment, bool isTest)
    {
        if (payment.IsTest && !isTest)
            return 0;
        return (payment.Status, payment.Kind) switch
        {
            ("SUCCESS", "SALE" or "CAPTURE") => 1,
            ("SUCCESS", "REFUND" or "CHANGE") => -1,
            _ => 0,
        };
    }
}
