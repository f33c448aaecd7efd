using Comptoir.Sales;

namespace Comptoir.Sync.Probing;

/// <summary>
/// What a probe found in a shop: how much there is, what the app sees of it, and which control equations hold, by class of
/// order. It names nobody: examples are made of kinds, quantities and amounts.
/// </summary>
public sealed record ProbeReport
{
    /// <summary>What the shop counts; null for what the app may not see.</summary>
    public long? Products { get; init; }

    /// <inheritdoc cref="Products"/>
    public long? Customers { get; init; }

    /// <inheritdoc cref="Products"/>
    public long? Orders { get; init; }

    /// <summary>When the oldest order was placed that the app sees, UTC.</summary>
    public DateTime? OldestOrder { get; init; }

    /// <summary>Orders that could not be read or hold an amount that is not exact.</summary>
    public int Unreadable { get; init; }

    /// <summary>By class, in the sequence in which they were met; an order may be of several.</summary>
    public OrderedDictionary<string, ProbeClass> Classes { get; init; } = [];

    /// <summary>Counts an order in each of its classes.</summary>
    internal void Add(Mapping.OrderRows rows)
    {
        foreach (var name in OrderClasses.Of(rows))
        {
            if (!Classes.TryGetValue(name, out var found))
                Classes.Add(name, found = new ProbeClass());
            found.Add(rows);
        }
    }
}

/// <summary>How the orders of a class stand to the control equations.</summary>
public sealed record ProbeClass
{
    const int MostExamples = 3;

    /// <summary>Orders by state of their equations.</summary>
    public Dictionary<ControlState, int> Orders { get; init; } = [];

    /// <summary>Orders for which an equation does not hold, by equation.</summary>
    public Dictionary<ControlEquation, int> NotHolding { get; init; } = [];

    /// <summary>A few of them.</summary>
    public List<ProbeExample> Examples { get; init; } = [];

    internal void Add(Mapping.OrderRows rows)
    {
        var order = rows.Order;
        Orders[order.Control] = Orders.GetValueOrDefault(order.Control) + 1;
        foreach (var equation in order.ControlFindings.Select(x => x.Equation).Distinct())
            NotHolding[equation] = NotHolding.GetValueOrDefault(equation) + 1;
        if (Examples.Count < MostExamples && order.ControlFindings.Length > 0)
            Examples.Add(ProbeExample.Of(rows));
    }
}

/// <summary>An order for which an equation does not hold, without anything that tells whose it is.</summary>
/// <param name="Equation">The first that does not hold.</param>
/// <param name="Currency">ISO code of both sums.</param>
/// <param name="Ours">What the ledger or the payments come to, in units.</param>
/// <param name="Shops">What the shop says, in units.</param>
/// <param name="Ledger">Its entries: kind, act, quantity, total and tax in the customer's currency.</param>
/// <param name="Payments">Its payments: kind, status and amount in the customer's currency.</param>
public sealed record ProbeExample(
    ControlEquation Equation,
    string Currency,
    string Ours,
    string Shops,
    string[] Ledger,
    string[] Payments
)
{
    internal static ProbeExample Of(Mapping.OrderRows rows)
    {
        var finding = rows.Order.ControlFindings[0];
        var currency = rows.Order.CustomerCurrency;
        return new(
            finding.Equation,
            finding.Currency,
            Preparing.ShopText.Money(finding.Ours, finding.Currency),
            Preparing.ShopText.Money(finding.Shops, finding.Currency),
            [
                .. rows.Order.Sales.Select(sale =>
                    string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"{sale.Reason} {sale.Kind} {sale.Action} {sale.Quantity ?? 0}: {Preparing.ShopText.Money(sale.CustomerTotal, currency)}, {Preparing.ShopText.Money(sale.CustomerTax, currency)}"
                    )
                ),
            ],
            [
                .. rows.Payments.Select(payment =>
                    $"{payment.Kind} {payment.Status}: {Preparing.ShopText.Money(payment.CustomerAmount, payment.CustomerCurrency)}"
                ),
            ]
        );
    }
}
