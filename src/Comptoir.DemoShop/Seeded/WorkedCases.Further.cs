using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Seeded;

/// <content>Orders that differ in who sells, how, and in what money: from <c>case-23</c> on.</content>
internal sealed partial class WorkedCases
{
    private static readonly Country Kuwait = Names.UnitedKingdom with
    {
        Code = "KW",
        Name = "Kuwait",
        Currency = "KWD",
        Standard = 0,
        Reduced = 0,
        Cities = [("Kuwait City", "13001")],
    };

    private Order Further(int number, int index) =>
        number switch
        {
            22 => Subscription(index),
            23 => SoldByMarketplace(index),
            24 => FraudFeared(index),
            25 => InDinars(index),
            26 => WithFee(index),
            27 => OddSkus(index),
            28 => DraftCompleted(index),
            29 => OfTheOwner(index),
            30 => Archived(index),
            31 => GuestWithNumber(index),
            _ => KnownByPhone(index),
        };

    /// <summary>The second order of a subscription: 2 × 12.00.</summary>
    private Order Subscription(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        var line = draft.Add(draft.Line(Tea, Tea.Variants[0], 2, 1200));
        line.SellingPlan = new("Livraison chaque mois", Gid.Of("SellingPlan", 77));
        order.SourceName = "subscription_contract";
        draft.Tax(orders.IsReduced);
        order.Place();
        Pay(order);
        return order;
    }

    /// <summary>A marketplace sold 60.00 in the merchant's place, and owes the tax.</summary>
    private Order SoldByMarketplace(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        order.MerchantOfRecordApp = OrderApp.Marketplace;
        order.App = OrderApp.Marketplace;
        order.SourceName = "marche-deco";
        draft.Add(draft.Line(Lamp, Lamp.Variants[0], 1, 6000));
        draft.Tax(orders.IsReduced);
        order.Place();
        Pay(order, "marche_deco");
        Send(order);
        return order;
    }

    /// <summary>Paid, and to be looked at before it is sent.</summary>
    private Order FraudFeared(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        draft.Add(draft.Line(Lamp, Lamp.Variants[0], 4, 8900));
        draft.Tax(orders.IsReduced);
        order.Place();
        order.Risk = OrderRiskSummary.Doubtful;
        Pay(order);
        return order;
    }

    /// <summary>3 × 12.345 dinars, of which one comes back: a currency of three decimals.</summary>
    private Order InDinars(int index)
    {
        var draft = Consumer(index, Kuwait, "KWD");
        var order = draft.Order;
        var line = draft.Add(
            new LineItem
            {
                Order = order,
                Id = order.Child("LineItem"),
                Title = Candle.Title,
                ProductNumber = Candle.Number,
                VariantNumber = Candle.Variants[0].Number,
                Sku = Candle.Variants[0].Sku,
                Vendor = Candle.Vendor,
                Quantity = 3,
                OriginalUnitPriceSet = new MoneyBag(
                    Rates.Convert(12_345, Currency.Of("KWD"), order.Pair.Shop),
                    12_345,
                    order.Pair
                ),
            }
        );
        order.Place();
        Pay(order);
        Send(order);
        order.Refund(order.CreatedAt.AddHours(2), [(line, 1)]);
        return order;
    }

    /// <summary>30.00 of goods and a fee of 2.40 on the whole order.</summary>
    private Order WithFee(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        draft.Add(draft.Line(Candle, Candle.Variants[0], 1, 3000));
        draft.Tax(orders.IsReduced);
        var price = Rates.Bag(240, order.Pair);
        order.AdditionalFees.Add(
            new AdditionalFee(
                order.Child("AdditionalFee"),
                "Emballage consigné",
                price,
                [new TaxLine(Names.France.TaxTitle, 2000, price.TaxIncluded(2000))]
            )
        );
        order.Place();
        Pay(order);
        Send(order);
        return order;
    }

    /// <summary>One SKU on two lines, none on a third, a line typed by hand; notes and attributes.</summary>
    private Order OddSkus(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        draft.Add(draft.Line(Candle, Candle.Variants[0], 1, 1500));
        var engraved = draft.Add(draft.Line(Candle, Candle.Variants[0], 1, 1900));
        engraved.CustomAttributes.Add(new World.Attribute("Gravure", "Pour Élise"));
        draft.Add(
            new LineItem
            {
                Order = order,
                Id = order.Child("LineItem"),
                ProductNumber = Lamp.Number,
                VariantNumber = Lamp.Variants[0].Number,
                Title = Lamp.Title,
                Sku = "",
                Vendor = Lamp.Vendor,
                Quantity = 1,
                OriginalUnitPriceSet = Rates.Bag(4000, order.Pair),
            }
        );
        draft.Add(draft.Custom("Emballage cadeau", 1, 350));
        draft.Tax(orders.IsReduced);
        order.Note = "Sonner deux fois";
        order.CustomAttributes.Add(new World.Attribute("Créneau", "le matin"));
        order.Tags = [.. order.Tags, "cadeau"];
        order.Place();
        Pay(order);
        return order;
    }

    /// <summary>A draft that the merchant wrote for a consumer, completed and paid later.</summary>
    private Order DraftCompleted(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        order.SourceName = "shopify_draft_order";
        order.App = OrderApp.DraftOrders;
        order.PoNumber = "Devis 2026-118";
        draft.Add(draft.Line(Lamp, Lamp.Variants[0], 2, 7000));
        draft.Fixed("ManualDiscountApplication", 1000, null, "Remise du devis");
        draft.Tax(orders.IsReduced);
        order.Place();
        order.Transact(
            order.CreatedAt.AddHours(4),
            "SALE",
            "bank_transfer",
            order.TotalOutstandingSet
        );
        return order;
    }

    /// <summary>The owner tries the shop with a test gateway: no money moved.</summary>
    private Order OfTheOwner(int index)
    {
        var draft = Consumer(index, test: true);
        var order = draft.Order;
        draft.Add(draft.Line(Candle, Candle.Variants[0], 1, 2500));
        draft.Tax(orders.IsReduced);
        order.Place();
        order.Transact(order.CreatedAt, "SALE", "bogus", order.TotalOutstandingSet);
        return order;
    }

    private Order Archived(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        draft.Add(draft.Line(Candle, Candle.Variants[0], 1, 2500));
        draft.Tax(orders.IsReduced);
        order.Place();
        Pay(order);
        Send(order);
        order.ClosedAt = order.UpdatedAt;
        return order;
    }

    /// <summary>A business that buys as a guest and leaves its numbers in the notes of the cart.</summary>
    private Order GuestWithNumber(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        order.CustomerNumber = null;
        order.Email = "achats@atelier-gris.example";
        order.CustomAttributes.Add(new World.Attribute("N° TVA", "FR 40 303 265 045"));
        order.CustomAttributes.Add(new World.Attribute("Bon de commande", "BC-77"));
        draft.Add(draft.Line(Lamp, Lamp.Variants[0], 1, 9000));
        draft.Tax(orders.IsReduced);
        order.Place();
        Pay(order);
        return order;
    }

    /// <summary>Somebody without e-mail, who left a phone number.</summary>
    private Order KnownByPhone(int index)
    {
        var draft = Consumer(index);
        var order = draft.Order;
        order.CustomerNumber = null;
        (order.Email, order.Phone) = (null, "+33600000033");
        draft.Add(draft.Line(Candle, Candle.Variants[0], 1, 1800));
        draft.Tax(orders.IsReduced);
        order.Place();
        Pay(order);
        return order;
    }
}
