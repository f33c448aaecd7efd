namespace Comptoir.Shopify;

/// <summary>The ledgers of one bucket: agreements by order, sales by agreement.</summary>
sealed class LedgerBucket
{
    readonly Dictionary<long, DateTimeOffset> moments = [];
    readonly Children<SalesAgreement> agreements = new();
    readonly Children<Sale> sales = new();

    /// <summary>The orders that the ledger knows.</summary>
    public IEnumerable<long> Orders => moments.Keys;

    public static LedgerBucket Read(BucketLines lines, LineParser parser)
    {
        var ledger = new LedgerBucket();
        var broken = new HashSet<long>();
        while (lines.MoveNext())
        {
            switch (lines.Kind)
            {
                case NodeKind.LedgerOrder:
                    if (parser.Parse(lines, StageJson.Default.LedgerOrder, lines.Own) is { } order)
                        ledger.moments[lines.Own] = order.UpdatedAt;
                    break;
                case NodeKind.Agreement:
                    if (
                        parser.Parse(lines, ShopifyJson.Default.SalesAgreement, lines.Parent) is
                        { } agreement
                    )
                        ledger.agreements.Add(lines.Parent, lines.Own, agreement);
                    else
                        broken.Add(lines.Parent);
                    break;
                default:
                    if (parser.Parse(lines, ShopifyJson.Default.Sale, 0) is { } sale)
                        ledger.sales.Add(lines.Parent, lines.Own, sale);
                    else
                        ledger.incomplete.Add(lines.Parent);
                    break;
            }
        }
        ledger.brokenOrders = broken;
        return ledger;
    }

    readonly HashSet<long> incomplete = [];
    HashSet<long> brokenOrders = [];

    /// <summary>
    /// When the order's ledger was read. Null when it was not, and when a line of it could not be used: a ledger with a
    /// hole must not be taken for the truth.
    /// </summary>
    public DateTimeOffset? UpdatedAt(long order) =>
        moments.TryGetValue(order, out var moment)
        && !brokenOrders.Contains(order)
        && !agreements.Of(order).Any(one => incomplete.Contains(one.Id.Number))
            ? moment
            : null;

    public List<SalesAgreement> Of(long order)
    {
        var list = agreements.Of(order);
        for (var i = 0; i < list.Count; i++)
            list[i] = list[i] with { Sales = OrderAssembly.Sorted(sales.Of(list[i].Id.Number)) };
        return list;
    }
}

/// <summary>The root line of a ledger file: only when.</summary>
sealed record LedgerOrder
{
    [System.Text.Json.Serialization.JsonRequired]
    public DateTimeOffset UpdatedAt { get; init; }
}
