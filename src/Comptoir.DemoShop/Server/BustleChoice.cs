using System.Globalization;
using Comptoir.DemoShop.Seeded;
using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Server;

/// <summary>Chooses what happens next in a shop: recent orders far more often than old ones, and only what could happen.</summary>
internal sealed class BustleChoice(ShopWorld world)
{
    private const int Recent = 150;

    /// <summary>Orders that are looked at until one is in a state for what is to happen.</summary>
    private const int Looked = 25;

    private static readonly (ShopChangeKind Kind, int Weight)[] Weights =
    [
        (ShopChangeKind.PlaceOrder, 300),
        (ShopChangeKind.FulfilOrder, 150),
        (ShopChangeKind.Stock, 100),
        (ShopChangeKind.FulfilLine, 50),
        (ShopChangeKind.RefundLine, 45),
        (ShopChangeKind.PayOrder, 40),
        (ShopChangeKind.AddCustomer, 30),
        (ShopChangeKind.OrderNote, 25),
        (ShopChangeKind.CancelOrder, 20),
        (ShopChangeKind.Price, 20),
        (ShopChangeKind.EditOrder, 15),
        (ShopChangeKind.RefundAmount, 15),
        (ShopChangeKind.OrderAddress, 15),
        (ShopChangeKind.CustomerName, 15),
        (ShopChangeKind.CustomerAddress, 15),
        (ShopChangeKind.EditRemove, 12),
        (ShopChangeKind.RefundOverpaid, 12),
        (ShopChangeKind.CustomerEmail, 10),
        (ShopChangeKind.ProductTitle, 10),
        (ShopChangeKind.OpenReturn, 10),
        (ShopChangeKind.RefundShipping, 8),
        (ShopChangeKind.CancelFulfilment, 6),
        (ShopChangeKind.MergeCustomers, 6),
        (ShopChangeKind.AddProduct, 6),
        (ShopChangeKind.AddVariant, 6),
        (ShopChangeKind.DeleteOrder, 4),
        (ShopChangeKind.DeleteCustomer, 4),
        (ShopChangeKind.DeleteProduct, 3),
    ];

    private static readonly int[] Chances = [.. Weights.Select(one => one.Weight)];

    private static readonly string[] GivenNames =
    [
        "Ambre",
        "Basile",
        "Céleste",
        "Élie",
        "Faustine",
        "Léonie",
        "Noé",
        "Soline",
    ];

    private static readonly string[] FamilyNames =
    [
        "Aubry",
        "Besson",
        "Chauvet",
        "Delmas",
        "Lacroix",
        "Meunier",
        "Roussel",
        "Vasseur",
    ];

    private static readonly string[] Streets =
    [
        "rue de la République",
        "rue du Four",
        "quai Saint-Lazare",
        "chemin des Oliviers",
        "place Crillon",
    ];

    private static readonly string[] Notes =
    [
        "Sonner deux fois.",
        "C'est un cadeau : pas de facture dans le colis.",
        "Livrer après 18 h.",
    ];

    /// <summary>Customers that came by themselves and have bought nothing yet: only these can be deleted.</summary>
    private readonly List<string> idle = [];

    /// <summary>A change that may be possible; null when this throw found nothing.</summary>
    public ShopChange? Next(ref Dice dice)
    {
        var kind = Weights[dice.Weighted(Chances)].Kind;
        return kind switch
        {
            ShopChangeKind.PlaceOrder => Purchase(ref dice, Buyer(ref dice)),
            ShopChangeKind.AddCustomer => new(
                kind,
                Text: $"{dice.Pick(GivenNames)} {dice.Pick(FamilyNames)}"
            ),
            ShopChangeKind.CustomerName
            or ShopChangeKind.CustomerEmail
            or ShopChangeKind.CustomerAddress => OfCustomer(kind, ref dice),
            ShopChangeKind.MergeCustomers => Merger(ref dice),
            ShopChangeKind.DeleteCustomer => idle.Count == 0
                ? null
                : new(kind, Taken(idle, dice.Below(idle.Count))),
            ShopChangeKind.Price
            or ShopChangeKind.ProductTitle
            or ShopChangeKind.DeleteProduct
            or ShopChangeKind.AddVariant
            or ShopChangeKind.Stock => OfProduct(kind, ref dice),
            ShopChangeKind.AddProduct => new(
                kind,
                Text: $"Nouveauté {dice.Below(10_000).ToString(CultureInfo.InvariantCulture)}",
                Minor: Price(ref dice)
            ),
            _ => OfOrder(kind, ref dice),
        };
    }

    /// <summary>What the same person does at once: who registers mostly buys.</summary>
    public ShopChange? After(ShopChange change, string gid, ref Dice dice)
    {
        if (change.Kind == ShopChangeKind.PlaceOrder && change.Id is { } buyer)
        {
            idle.Remove(buyer);
        }

        if (change.Kind != ShopChangeKind.AddCustomer)
        {
            return null;
        }

        if (dice.Permille(700) && Purchase(ref dice, gid) is { } first)
        {
            return first;
        }

        idle.Add(gid);
        return null;
    }

    private ShopChange? Purchase(ref Dice dice, string? buyer)
    {
        var lines = new List<ShopChangeLine>();
        for (var left = dice.Between(1, 4); left > 0; left--)
        {
            if (Living(world.Products, ref dice) is { Status: "ACTIVE" } product)
            {
                lines.Add(new(dice.Pick(product.Variants).Id, dice.Between(1, 3)));
            }
        }

        return lines.Count == 0
            ? null
            : new(
                ShopChangeKind.PlaceOrder,
                buyer,
                Text: dice.Permille(120) ? "unpaid" : null,
                Lines: lines
            );
    }

    private string? Buyer(ref Dice dice) =>
        dice.Permille(120) ? null : Living(world.Customers, ref dice)?.Id;

    private ShopChange? OfCustomer(ShopChangeKind kind, ref Dice dice) =>
        Living(world.Customers, ref dice) is not { } customer
            ? null
            : new(
                kind,
                customer.Id,
                Text: kind switch
                {
                    ShopChangeKind.CustomerName => dice.Pick(FamilyNames),
                    ShopChangeKind.CustomerEmail =>
                        $"adresse{dice.Below(1_000_000).ToString(CultureInfo.InvariantCulture)}@example.fr",
                    _ => Street(ref dice),
                }
            );

    private ShopChange? Merger(ref Dice dice)
    {
        var gone =
            idle.Count > 0 && dice.Permille(500)
                ? Taken(idle, dice.Below(idle.Count))
                : Living(world.Customers, ref dice)?.Id;
        return Living(world.Customers, ref dice) is { } kept && gone is not null && kept.Id != gone
            ? new(ShopChangeKind.MergeCustomers, kept.Id, Other: gone)
            : null;
    }

    private ShopChange? OfProduct(ShopChangeKind kind, ref Dice dice)
    {
        if (Living(world.Products, ref dice) is not { IsGiftCard: false } product)
        {
            return null;
        }

        return kind switch
        {
            ShopChangeKind.Stock => new(
                kind,
                dice.Pick(product.Variants).Id,
                Line: dice.Below(world.Locations.Count),
                Quantity: dice.Below(80)
            ),
            ShopChangeKind.AddVariant => new(
                kind,
                product.Id,
                Minor: Price(ref dice),
                Text: $"Édition {dice.Below(1000).ToString(CultureInfo.InvariantCulture)}"
            ),
            ShopChangeKind.ProductTitle => new(
                kind,
                product.Id,
                Text: $"{product.Title.Split(" – ")[0]} – série {dice.Below(100).ToString(CultureInfo.InvariantCulture)}"
            ),
            ShopChangeKind.DeleteProduct => new(kind, product.Id),
            _ => new(kind, product.Id, Minor: Price(ref dice)),
        };
    }

    private ShopChange? OfOrder(ShopChangeKind kind, ref Dice dice)
    {
        var rows = world.Orders.Rows;
        if (rows.Length == 0)
        {
            return null;
        }

        var found = null as Order;
        for (var i = 0; i < Looked && found is null; i++)
        {
            var index = dice.Permille(900)
                ? rows.Length - 1 - dice.Below(Math.Min(Recent, rows.Length))
                : dice.Below(rows.Length);
            if (!rows[index].Deleted && Suits(kind, world.Orders[index]))
            {
                found = world.Orders[index];
            }
        }

        if (found is not { } order)
        {
            return null;
        }

        var line = dice.Below(order.Lines.Count);
        var id = order.Id;
        // Shopify gives back no more than it has received, goodwill included.
        var settled =
            order.RefundDiscrepancySet.IsZero
            && (order.TotalOutstandingSet.IsZero || order.TotalReceivedSet.IsZero);
        return kind switch
        {
            ShopChangeKind.RefundLine
            or ShopChangeKind.EditRemove
            or ShopChangeKind.OpenReturn
            or ShopChangeKind.FulfilLine => order.Lines.Count > 0
            && !order.Lines[line].IsGiftCard
            && (settled || kind != ShopChangeKind.RefundLine)
            && Units(kind, order.Lines[line]) is > 0 and var most
                ? new(kind, id, line, dice.Between(1, most))
                : null,
            ShopChangeKind.RefundAmount => settled && order.NetPaymentSet.Shop > 0
                ? new(
                    kind,
                    id,
                    Minor: dice.Between(1, (int)Math.Min(900, order.NetPaymentSet.Shop))
                )
                : null,
            ShopChangeKind.RefundShipping or ShopChangeKind.CancelOrder => settled
                ? new(kind, id)
                : null,
            ShopChangeKind.EditOrder => new(
                kind,
                id,
                Minor: dice.Between(1, 30) * 100,
                Text: "Emballage cadeau"
            ),
            ShopChangeKind.PayOrder => order.TotalOutstandingSet.Presentment > 0
                ? new(kind, id)
                : null,
            ShopChangeKind.CancelFulfilment => new(kind, id, dice.Below(order.Fulfillments.Count)),
            ShopChangeKind.OrderNote => new(kind, id, Text: dice.Pick(Notes)),
            ShopChangeKind.OrderAddress => new(kind, id, Text: Street(ref dice)),
            _ => new(kind, id),
        };
    }

    /// <summary>A first look; what the order refuses after all leaves no trace.</summary>
    private static bool Suits(ShopChangeKind kind, Order order) =>
        kind switch
        {
            ShopChangeKind.OrderNote => true,
            // What was cancelled is over: only its note may still be written.
            _ when order.CancelledAt is not null => false,
            ShopChangeKind.RefundOverpaid => order.TotalOutstandingSet.Presentment < 0,
            ShopChangeKind.PayOrder => order.TotalOutstandingSet.Presentment > 0,
            ShopChangeKind.CancelFulfilment => order.Fulfillments.Count > 0,
            ShopChangeKind.OpenReturn => order.Lines.Exists(line => line.Fulfilled > 0),
            ShopChangeKind.FulfilOrder or ShopChangeKind.FulfilLine or ShopChangeKind.EditRemove =>
                order.Fulfillable,
            _ => true,
        };

    private static int Units(ShopChangeKind kind, LineItem line) =>
        kind switch
        {
            ShopChangeKind.RefundLine => line.CurrentQuantity,
            ShopChangeKind.OpenReturn => Math.Min(line.Fulfilled, line.CurrentQuantity),
            _ => Math.Min(line.UnfulfilledQuantity, line.CurrentQuantity),
        };

    private static string Street(ref Dice dice) =>
        $"{dice.Between(1, 99).ToString(CultureInfo.InvariantCulture)} {dice.Pick(Streets)}";

    private static int Price(ref Dice dice) => (dice.Between(5, 120) * 100) + 90;

    private static string Taken(List<string> list, int index)
    {
        var one = list[index];
        list.RemoveAt(index);
        return one;
    }

    private static T? Living<T>(Table<T> table, ref Dice dice)
        where T : Record
    {
        var rows = table.Rows;
        var index = dice.Below(rows.Length);
        return rows.Length == 0 || rows[index].Deleted ? null : table[index];
    }
}
