using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Seeded;

/// <summary>What happens to an order after it was placed. Nothing happens after the end of the shop's history.</summary>
internal sealed class OrderLife(
    Order order,
    OrderDraft draft,
    DateTimeOffset end,
    IReadOnlyList<Location> locations,
    CatalogueSeed catalogue
)
{
    private static readonly string[] Gateways =
    [
        "shopify_payments",
        "shopify_payments",
        "shopify_payments",
        "paypal",
    ];

    public void Live(ref Dice dice, bool pos)
    {
        var total = order.TotalPriceSet;
        if (pos)
        {
            PayAtCounter(ref dice, total);
            SendAtCounter();
            return;
        }

        if (order.Company is not null)
        {
            PayOnTerms(ref dice);
        }
        else if (dice.Permille(28) && Before(After(2)))
        {
            Cancelled(ref dice);
            return;
        }
        else if (dice.Permille(30))
        {
            Edited(ref dice);
            Pay(ref dice, After(1));
        }
        else
        {
            Pay(ref dice, order.CreatedAt);
        }

        Send(ref dice);
        Afterwards(ref dice);
        if (order.Fulfillable || order.TotalOutstandingSet.Presentment > 0)
        {
            return;
        }

        order.ClosedAt = order.UpdatedAt;
    }

    private DateTimeOffset After(double hours) =>
        new(
            order.CreatedAt.AddHours(hours).UtcTicks
                / TimeSpan.TicksPerSecond
                * TimeSpan.TicksPerSecond,
            TimeSpan.Zero
        );

    private bool Before(DateTimeOffset at) => at <= end;

    private void Pay(ref Dice dice, DateTimeOffset at)
    {
        var due = order.TotalOutstandingSet;
        if (due.Presentment <= 0 || !Before(at))
        {
            return;
        }

        if (order.Test)
        {
            order.Transact(at, "SALE", "bogus", due);
            return;
        }

        switch (dice.Below(100))
        {
            case < 4:
                // A bank transfer is pending until somebody marks it as paid.
                order.Transact(at, "SALE", "bank_transfer", due, "PENDING");
                if (dice.Permille(700) && Before(at.AddDays(3)))
                {
                    order.Transact(at.AddDays(3), "SALE", "bank_transfer", due);
                }

                break;
            case < 8:
                var authorization = order.Transact(at, "AUTHORIZATION", "shopify_payments", due);
                if (Before(at.AddHours(20)))
                {
                    Fees(
                        order.Transact(
                            at.AddHours(20),
                            "CAPTURE",
                            "shopify_payments",
                            due,
                            parent: authorization
                        )
                    );
                }

                break;
            case < 11:
                var card = due.Share(40, 100);
                order.Transact(at, "SALE", "gift_card", card);
                Fees(order.Transact(at, "SALE", "shopify_payments", due - card));
                break;
            case 11:
                order.Transact(at, "SALE", "shopify_payments", due, "FAILURE");
                Fees(order.Transact(at, "SALE", "shopify_payments", due));
                break;
            default:
                Fees(order.Transact(at, "SALE", dice.Pick(Gateways), due));
                break;
        }
    }

    private void Fees(OrderTransaction paid)
    {
        if (paid.Gateway == "shopify_payments")
        {
            var fee = MoneyBag.Rounded(paid.AmountSet.Shop, 15, 1000) + 25;
            paid.Fees.Add(
                new TransactionFee(
                    order.Child("TransactionFee"),
                    "processing_fee",
                    new Money(fee, order.Pair.Shop),
                    new Money(0, order.Pair.Shop),
                    "Carte européenne"
                )
            );
        }
    }

    private void PayAtCounter(ref Dice dice, MoneyBag total)
    {
        if (total.Presentment == 0)
        {
            return;
        }

        if (!dice.Permille(400) || order.Pair.Presentment.Exponent == 0)
        {
            order.Transact(order.CreatedAt, "SALE", "shopify_payments", total);
            return;
        }

        // Cash: the amount is what is owed, the rounding to five cents stands beside it, and change is its own transaction.
        var rounded = (total.Presentment + 2) / 5 * 5;
        var rounding = total with
        {
            Presentment = rounded - total.Presentment,
            Shop = rounded - total.Presentment,
        };
        var given = (total.Presentment + 1999) / 2000 * 2000;
        var change = given - rounded;
        var back = total with { Presentment = change, Shop = change };
        var paid = order.Transact(
            order.CreatedAt,
            "SALE",
            "cash",
            total + back,
            rounding: rounding.IsZero ? null : rounding
        );
        if (change > 0)
        {
            order.Transact(order.CreatedAt, "CHANGE", "cash", back, parent: paid);
        }
    }

    private void PayOnTerms(ref Dice dice)
    {
        var due = After(30 * 24);
        var paid = dice.Permille(800) && Before(due.AddDays(-2));
        if (paid)
        {
            order.Transact(due.AddDays(-2), "SALE", "bank_transfer", order.TotalOutstandingSet);
        }

        order.PaymentTerms = Terms(order, 30, paid ? due.AddDays(-2) : null, end);
    }

    public static PaymentTerms Terms(
        Order order,
        int days,
        DateTimeOffset? completed,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = order.Child("PaymentTerms"),
            DueInDays = days,
            Overdue = completed is null && order.CreatedAt.AddDays(days) < now,
            Schedules =
            [
                new PaymentSchedule(
                    order.Child("PaymentSchedule"),
                    order.CreatedAt,
                    order.CreatedAt.AddDays(days),
                    completed,
                    order
                ),
            ],
        };

    private void Edited(ref Dice dice)
    {
        var at = After(0.5);
        if (!Before(At(1)))
        {
            return;
        }

        var product = catalogue.Kept[dice.Below(40)];
        order.EditAdd(
            at,
            draft.Taxed(draft.Line(product, product.Variants[0], 1), product.Reduced)
        );
        if (dice.Permille(600))
        {
            order.EditRemove(at, order.Lines[0], order.Lines[0].Quantity);
        }

        DateTimeOffset At(double hours) => After(hours);
    }

    private void Cancelled(ref Dice dice)
    {
        var (paidAt, at) = (order.CreatedAt, After(2));
        var all = order
            .Lines.Where(l => l.CurrentQuantity > 0)
            .Select(l => (l, l.CurrentQuantity))
            .ToList();
        var paid = dice.Permille(600) && order.TotalPriceSet.Presentment > 0;
        if (paid)
        {
            Fees(order.Transact(paidAt, "SALE", "shopify_payments", order.TotalOutstandingSet));
        }

        order.Cancel(at, paid ? "CUSTOMER" : "DECLINED");
        if (paid && dice.Permille(60))
        {
            // Cancelled, and the money not given back: the ledger stays as it is.
            return;
        }

        var shipping =
            order.ShippingLines.Count > 0
                ? order.ShippingLines[0].CurrentDiscountedPriceSet
                : (MoneyBag?)null;
        var fee =
            paid && dice.Permille(150) && order.TotalPriceSet.Shop > 1500
                ? Rates.Bag(500, order.Pair)
                : (MoneyBag?)null;
        order.Refund(at, all, shipping, fee, "RESTOCK", "CANCEL", note: "Commande annulée");
    }

    private void SendAtCounter() =>
        order.Fulfil(
            order.CreatedAt,
            [.. order.Lines.Select(l => (l, l.Quantity))],
            order.RetailLocation ?? locations[0],
            null
        );

    private void Send(ref Dice dice)
    {
        var at = After(dice.Between(8, 60));
        var lines = order
            .Lines.Where(l => l.UnfulfilledQuantity > 0)
            .Select(l => (Line: l, Quantity: l.UnfulfilledQuantity))
            .ToList();
        if (
            lines.Count == 0
            || !Before(at)
            || order.DisplayFinancialStatus == "PENDING" && order.Company is null
        )
        {
            return;
        }

        var split = lines.Count > 1 && dice.Permille(120);
        var first = split ? lines.GetRange(0, 1) : lines;
        var parcel = Parcel(ref dice, at, first);
        if (dice.Permille(15) && Before(at.AddHours(5)))
        {
            // Lost on the way: cancelled, sent again.
            order.CancelFulfillment(at.AddHours(5), parcel);
            first = lines;
            split = false;
            if (Before(at.AddHours(30)))
            {
                Parcel(ref dice, at.AddHours(30), first);
            }
        }

        if (split && dice.Permille(800) && Before(at.AddHours(48)))
        {
            Parcel(ref dice, at.AddHours(48), lines.GetRange(1, lines.Count - 1));
        }
    }

    private Fulfillment Parcel(ref Dice dice, DateTimeOffset at, List<(LineItem, int)> lines)
    {
        var (company, url) =
            order.ShippingAddress?.CountryCodeV2 == "FR"
                ? ("Colissimo", "https://www.laposte.fr/outils/suivre-vos-envois?code=")
                : ("DHL Express", "https://www.dhl.com/track?id=");
        var code = $"6A{dice.Below(100_000_000):00000000}{dice.Below(1000):000}";
        var parcel = order.Fulfil(
            at,
            lines,
            order.FulfillmentOrder?.Location ?? locations[0],
            new FulfillmentTrackingInfo(company, code, url + code)
        );
        if (Before(at.AddHours(50)))
        {
            parcel.DeliveredAt = at.AddHours(50);
            parcel.UpdatedAt = at.AddHours(50);
            order.Touch(at.AddHours(50));
        }

        return parcel;
    }

    private void Afterwards(ref Dice dice)
    {
        var at = After(dice.Between(120, 700));
        if (
            !Before(at)
            || order.NetPaymentSet.Presentment <= 0
            || order.TotalOutstandingSet.Presentment > 0
        )
        {
            return;
        }

        var line = order.Lines.Find(l =>
            l is { CurrentQuantity: > 0, IsGiftCard: false } && l.Fulfilled > 0
        );
        if (line is null)
        {
            return;
        }

        var shipping = order.ShippingLines.Count > 0 ? order.ShippingLines[0] : null;
        switch (dice.Below(1000))
        {
            case < 35:
                Returned(at, line, shipping: null, adjustment: null);
                break;
            case < 45:
                Returned(at, line, shipping?.CurrentDiscountedPriceSet, null);
                break;
            case < 53:
                order.Refund(
                    at,
                    [],
                    shipping?.CurrentDiscountedPriceSet.Share(1, 2),
                    note: "Retard de livraison"
                );
                break;
            case < 65
                when order.NetPaymentSet.Presentment > 400 && order.Pair.Presentment.Exponent == 2:
                order.Refund(
                    at,
                    [],
                    null,
                    -Rates.Bag(200, order.Pair),
                    "CUSTOMER",
                    "NO_RESTOCK",
                    "Geste commercial"
                );
                break;
            case < 71 when line.OriginalUnitPriceSet.Shop > 800:
                Returned(at, line, null, Rates.Bag(200, order.Pair));
                break;
            case < 75:
                order.Refund(at, [(line, 1)], gateway: "shopify_store_credit");
                break;
            case < 80:
                var product = catalogue.Kept[20];
                var back = line.Part(line.Discounted, line.Removed, line.Removed + 1);
                order.Exchange(
                    at,
                    line,
                    1,
                    draft.Taxed(draft.Line(product, product.Variants[0], 1), product.Reduced)
                );
                if (order.TotalOutstandingSet.Presentment > 0)
                {
                    order.Transact(at, "SALE", "shopify_payments", order.TotalOutstandingSet);
                }

                break;
            case < 84:
                order.Refund(
                    at,
                    [
                        .. order
                            .Lines.Where(l => l.CurrentQuantity > 0)
                            .Select(l => (l, l.CurrentQuantity)),
                    ],
                    shipping?.CurrentDiscountedPriceSet,
                    note: "Tout rendu"
                );
                break;
            case < 87:
                order.OpenReturn(at, line, 1, "UNWANTED");
                break;
        }
    }

    private void Returned(
        DateTimeOffset at,
        LineItem line,
        MoneyBag? shipping,
        MoneyBag? adjustment
    )
    {
        var opened = order.OpenReturn(at.AddDays(-2), line, 1, "UNWANTED");
        opened.Status = "CLOSED";
        opened.ClosedAt = at;
        order.Refund(
            at,
            [(line, 1)],
            shipping,
            adjustment,
            "RESTOCK",
            note: "Retour client",
            @return: opened
        );
    }
}
