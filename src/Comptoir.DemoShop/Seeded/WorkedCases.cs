using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Seeded;

/// <summary>
/// Orders with known amounts, one per situation that accounting trips up on, among the latest orders of every shop large enough. In a
/// shop in euros the amounts are round: 31.87 less 8.99 less 2.00, and so on. They are tagged <c>case-1</c>, <c>case-2</c>…
/// </summary>
internal sealed partial class WorkedCases(
    OrderSeed orders,
    CustomerSeed customers,
    CatalogueSeed catalogue,
    IReadOnlyList<Location> locations,
    IReadOnlyList<Company> companies
)
{
    private const int Cases = 33;
    private const int Apart = 4;

    private static readonly Country Reunion = Names.France with
    {
        Code = "RE",
        Name = "Réunion",
        Standard = 850,
        Cities = [("Saint-Denis", "97400")],
    };
    private static readonly Country Guyane = Names.France with
    {
        Code = "GF",
        Name = "French Guiana",
        Standard = 0,
        Reduced = 0,
        Cities = [("Cayenne", "97300")],
    };
    private static readonly Country Monaco = Names.France with
    {
        Code = "MC",
        Name = "Monaco",
        Cities = [("Monaco", "98000")],
    };
    private static readonly Country Canarias = Names.Spain with
    {
        Standard = 0,
        Reduced = 0,
        Cities = [("Las Palmas de Gran Canaria", "35001")],
    };
    private static readonly Country NorthernIreland = Names.UnitedKingdom with
    {
        Standard = 2000,
        Reduced = 2000,
        Cities = [("Belfast", "BT1 5GS")],
    };

    private Product Candle => catalogue.Kept[0];
    private Product Lamp => catalogue.Kept[16];
    private Product Tea => catalogue.Kept.First(p => p.Reduced);
    private Product GiftCard => catalogue.Kept.First(p => p.IsGiftCard);
    private Product Gone => catalogue.Kept[^1];

    /// <summary>The case that the order of that index is; null for the ordinary ones.</summary>
    public static int? At(int index, int count)
    {
        // Some days before the end, whatever the size: what happens to them must not lie in the future.
        var back = count - 1 - Math.Max(30, count / 100) - index;
        return count >= 200 && back >= 0 && back % Apart == 0 && back / Apart < Cases
            ? back / Apart
            : null;
    }

    public Order Make(int number, int index, ref Dice dice)
    {
        var order = number switch
        {
            0 => PartlyRefunded(index),
            1 => UnitedStatesWithDutyAndTip(index),
            2 => GermanCompany(index),
            3 => ItalianEdited(index),
            4 => YenPartlyCaptured(index),
            5 => GiftCardSold(index),
            6 => GiftCardUsed(index),
            7 => Exchanged(index),
            8 => Cancelled(index, paid: false, fee: false, refund: true),
            9 => Cancelled(index, paid: true, fee: false, refund: true),
            10 => Cancelled(index, paid: true, fee: true, refund: true),
            11 => Cancelled(index, paid: true, fee: false, refund: false),
            12 => CashRounded(index),
            13 => ThreeHundredLines(index),
            14 => RestockingFee(index),
            15 => MixedBasket(index),
            16 => Territory(index, Reunion),
            17 => Territory(index, Guyane),
            18 => Territory(index, Monaco),
            19 => Territory(index, index % 2 == 0 ? Canarias : NorthernIreland),
            20 => StoreCredit(index),
            21 => Bundle(index),
            _ => Further(number, index),
        };
        order.Tags = [.. order.Tags, $"case-{number + 1}"];
        return order;
    }

    private OrderDraft Consumer(
        int index,
        Country? country = null,
        string? presentment = null,
        bool? taxesIncluded = null,
        bool test = false
    )
    {
        // Someone from the right country, and one who is no company.
        var customer = Math.Max(0, Math.Min(orders.CustomerCount - 1, (index / 3) - 1));
        customer = CustomerSeed.CompanyOf(customer) is null ? customer : customer - 1;
        var at = country ?? Names.France;
        var person = customers.PersonOf(customer) with
        {
            Country = at,
            City = at.Cities[0].City,
            Zip = at.Cities[0].Zip,
            Street = at.Streets[0],
        };
        return orders.Draft(
            index,
            person,
            customer,
            pos: false,
            test,
            presentment,
            taxesIncluded,
            country
        );
    }

    private static void Pay(Order order, string gateway = "shopify_payments") =>
        order.Transact(order.CreatedAt, "SALE", gateway, order.TotalOutstandingSet);

    private void Send(Order order, double hours = 1, params (LineItem, int)[] lines) =>
        order.Fulfil(
            order.CreatedAt.AddHours(hours),
            lines.Length > 0
                ? lines
                :
                [
                    .. order
                        .Lines.Where(l => l.UnfulfilledQuantity > 0)
                        .Select(l => (l, l.UnfulfilledQuantity)),
                ],
            locations[0],
            new FulfillmentTrackingInfo(
                "Colissimo",
                "6A00000000001",
                "https://www.laposte.fr/outils/suivre-vos-envois?code=6A00000000001"
            )
        );

    private Order PartlyRefunded(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        var line = draft.Add(draft.Line(Candle, Candle.Variants[0], 3, 999));
        draft.Percent("DiscountCodeApplication", 10, "BIENVENUE10", null);
        draft.Shipping("Colissimo à domicile", "COLISSIMO", 490);
        draft.Tax(orders.IsReduced);
        order.Place();
        Pay(order);
        Send(order);
        order.Refund(order.CreatedAt.AddHours(2), [(line, 1)], note: "Un article cassé");
        order.Refund(
            order.CreatedAt.AddHours(3),
            [],
            null,
            -Rates.Bag(200, order.Pair),
            "CUSTOMER",
            "NO_RESTOCK",
            "Geste commercial"
        );
        return order;
    }

    private Order UnitedStatesWithDutyAndTip(int index)
    {
        var draft = Consumer(index, Names.UnitedStates, "USD", taxesIncluded: false);
        var order = draft.Order;
        var line = draft.Add(draft.Line(Lamp, Lamp.Variants[0], 1, 12000));
        draft.Shipping("International Express", "DHL", 2490);
        draft.Tip(500);
        draft.Tax(orders.IsReduced);
        line.Duties.Add(
            new Duty(order.Child("Duty"), line.Discounted.Share(5, 100), [], "FR", "940520")
        );
        order.Place();
        Pay(order);
        Send(order);
        return order;
    }

    private Order GermanCompany(int index)
    {
        var company = Array.FindIndex(
            Names.VatNumbers,
            vat => vat?.StartsWith("DE", StringComparison.Ordinal) == true
        );
        var customer = CustomerSeed.ContactOf(company);
        if (company >= companies.Count || customer >= orders.CustomerCount)
        {
            return PartlyRefunded(index);
        }

        var draft = orders.Draft(
            index,
            customers.PersonOf(customer),
            customer,
            pos: false,
            test: false
        );
        var order = draft.Order;
        draft.Add(draft.Line(Lamp, Lamp.Variants[0], 10, 5000));
        draft.Tax(orders.IsReduced);
        order.Place();
        order.PaymentTerms = OrderLife.Terms(order, 30, null, order.CreatedAt);
        Send(order);
        return order;
    }

    private Order ItalianEdited(int index)
    {
        var draft = Consumer(index, Names.Italy);
        var order = draft.Order;
        var a = draft.Add(draft.Line(Candle, Candle.Variants[0], 1, 1990));
        var c = draft.Add(draft.Line(Candle, Candle.Variants[1], 2, 2990));
        draft.Shipping("Livraison Europe", "EUROPE", 990);
        draft.Tax(orders.IsReduced);
        order.Place();
        var b = draft.Taxed(draft.Line(Lamp, Lamp.Variants[0], 1, 5990), reduced: false);
        order.EditAdd(order.CreatedAt.AddMinutes(20), b);
        order.EditRemove(order.CreatedAt.AddMinutes(20), a, 1);
        Pay(order);
        Send(order, 1, (c, 2));
        Send(order, 2, (b, 1));
        order.CancelFulfillment(order.CreatedAt.AddHours(3), order.Fulfillments[1]);
        order.Refund(order.CreatedAt.AddHours(3), [(b, 1)], restockType: "CANCEL");
        return order;
    }

    private Order YenPartlyCaptured(int index)
    {
        var draft = Consumer(index, Names.Japan, "JPY");
        var order = draft.Order;
        var line = draft.Add(
            new LineItem
            {
                Order = order,
                Id = order.Child("LineItem"),
                Title = Lamp.Title,
                ProductNumber = Lamp.Number,
                VariantNumber = Lamp.Variants[0].Number,
                Sku = Lamp.Variants[0].Sku,
                Vendor = Lamp.Vendor,
                Quantity = 5,
                OriginalUnitPriceSet = new MoneyBag(
                    Rates.Convert(2000, Currency.Of("JPY"), order.Pair.Shop),
                    2000,
                    order.Pair
                ),
            }
        );
        order.Place();
        var authorization = order.Transact(
            order.CreatedAt,
            "AUTHORIZATION",
            "shopify_payments",
            line.Total
        );
        order.Transact(
            order.CreatedAt.AddHours(1),
            "CAPTURE",
            "shopify_payments",
            line.Total.Share(3, 5),
            parent: authorization
        );
        order.Transact(
            order.CreatedAt.AddHours(2),
            "VOID",
            "shopify_payments",
            line.Total.Share(2, 5),
            parent: authorization
        );
        return order;
    }

    private Order GiftCardSold(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        draft.Add(draft.Line(GiftCard, GiftCard.Variants[1], 1, 5000));
        draft.Add(draft.Line(Candle, Candle.Variants[0], 1, 3000));
        draft.Tax(orders.IsReduced);
        order.Place();
        Pay(order);
        return order;
    }

    private Order GiftCardUsed(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        draft.Add(draft.Line(Lamp, Lamp.Variants[0], 1, 8000));
        draft.Tax(orders.IsReduced);
        order.Place();
        var half = order.TotalPriceSet.Share(1, 2);
        order.Transact(order.CreatedAt, "SALE", "gift_card", half);
        order.Transact(order.CreatedAt, "SALE", "shopify_payments", order.TotalPriceSet - half);
        Send(order);
        return order;
    }

    private Order Exchanged(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        var a = draft.Add(draft.Line(Candle, Candle.Variants[0], 1, 4000));
        draft.Tax(orders.IsReduced);
        order.Place();
        Pay(order);
        Send(order);
        order.Exchange(
            order.CreatedAt.AddHours(3),
            a,
            1,
            draft.Taxed(draft.Line(Lamp, Lamp.Variants[0], 1, 5500), reduced: false)
        );
        order.Transact(
            order.CreatedAt.AddHours(3),
            "SALE",
            "shopify_payments",
            order.TotalOutstandingSet
        );
        return order;
    }

    private Order Cancelled(int index, bool paid, bool fee, bool refund)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        var line = draft.Add(draft.Line(Candle, Candle.Variants[0], 2, 2450));
        draft.Shipping("Colissimo à domicile", "COLISSIMO", 590);
        draft.Tax(orders.IsReduced);
        order.Place();
        if (paid)
        {
            Pay(order);
        }

        order.Cancel(order.CreatedAt.AddHours(1), "CUSTOMER");
        if (refund)
        {
            order.Refund(
                order.CreatedAt.AddHours(1),
                [(line, 2)],
                order.ShippingLines[0].Discounted,
                fee ? Rates.Bag(500, order.Pair) : null,
                "RESTOCK",
                "CANCEL"
            );
        }

        return order;
    }

    private Order CashRounded(int index)
    {
        var draft = orders.Draft(index, null, -1, pos: true, test: false);
        var order = draft.Order;
        draft.Add(draft.Line(Candle, Candle.Variants[0], 1, 2002));
        draft.Tax(orders.IsReduced);
        order.Place();
        var rounding =
            order.Pair.Shop.Exponent == 0
                ? MoneyBag.Zero(order.Pair)
                : new MoneyBag(-2, -2, order.Pair);
        order.Transact(
            order.CreatedAt,
            "SALE",
            "cash",
            order.TotalOutstandingSet,
            rounding: rounding
        );
        Send(order, 0);
        return order;
    }

    private Order ThreeHundredLines(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        for (var i = 0; i < 300; i++)
        {
            var product = catalogue.Kept[i % (catalogue.Count - CatalogueSeed.Deleted - 1)];
            draft.Add(draft.Line(product, product.Variants[0], 1 + (i % 3)));
        }

        draft.Add(draft.Line(Gone, Gone.Variants[0], 1));
        draft.Percent("DiscountCodeApplication", 100, "CADEAU100", null);
        draft.Tax(orders.IsReduced);
        order.Place();
        order.EditRemove(order.CreatedAt.AddMinutes(10), order.Lines[5], order.Lines[5].Quantity);
        return order;
    }

    private Order RestockingFee(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        var line = draft.Add(draft.Line(Candle, Candle.Variants[0], 2, 1000));
        draft.Tax(orders.IsReduced);
        order.Place();
        Pay(order);
        Send(order);
        var opened = order.OpenReturn(order.CreatedAt.AddHours(2), line, 1, "UNWANTED");
        opened.Status = "CLOSED";
        opened.ClosedAt = order.CreatedAt.AddHours(3);
        order.Refund(
            order.CreatedAt.AddHours(3),
            [(line, 1)],
            null,
            Rates.Bag(200, order.Pair),
            "RESTOCK",
            @return: opened
        );
        return order;
    }

    private Order MixedBasket(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        var tea = draft.Add(draft.Line(Tea, Tea.Variants[0], 2, 1055));
        draft.Add(draft.Line(Lamp, Lamp.Variants[0], 1, 4900));
        draft.Shipping("Colissimo à domicile", "COLISSIMO", 590);
        draft.Tax(orders.IsReduced);
        order.Place();
        Pay(order);
        Send(order);
        order.Refund(order.CreatedAt.AddHours(4), [(tea, 2)]);
        return order;
    }

    private Order Territory(int index, Country country)
    {
        var draft = Consumer(index, country, currencyOf(country));
        var order = draft.Order;
        draft.Add(draft.Line(Lamp, Lamp.Variants[0], 1, 10000));
        draft.Shipping("Colissimo Outre-mer", "OUTREMER", 1490);
        draft.Tax(orders.IsReduced);
        order.Place();
        Pay(order);
        Send(order);
        return order;

        static string? currencyOf(Country country) => country.Code == "GB" ? "GBP" : null;
    }

    private Order StoreCredit(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        var line = draft.Add(draft.Line(Candle, Candle.Variants[0], 2, 1500));
        draft.Tax(orders.IsReduced);
        order.Place();
        Pay(order);
        Send(order);
        order.Refund(order.CreatedAt.AddHours(5), [(line, 1)], gateway: "shopify_store_credit");
        return order;
    }

    private Order Bundle(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        var group = new LineItemGroup(
            order.Child("LineItemGroup"),
            "Coffret Soirée",
            1,
            null,
            "COFFRET-1",
            null
        );
        foreach (var product in (Product[])[Candle, Tea, Lamp])
        {
            var variant = product.Variants[0];
            draft.Add(
                new LineItem
                {
                    Order = order,
                    Id = order.Child("LineItem"),
                    ProductNumber = product.Number,
                    VariantNumber = variant.Number,
                    Title = product.Title,
                    Sku = variant.Sku,
                    Vendor = product.Vendor,
                    Quantity = 1,
                    OriginalUnitPriceSet = Rates.Bag(variant.PriceMinor, order.Pair),
                    LineItemGroup = group,
                }
            );
        }

        draft.Tax(orders.IsReduced);
        order.Place();
        Pay(order);
        return order;
    }
}
