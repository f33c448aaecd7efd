namespace Comptoir.Shopify;

/// <summary>
/// The orders of one bucket, put together from up to three stages: orders with their lines, the sales ledger, and the
/// lines of fulfilments. All three must have the same number of buckets.
/// </summary>
/// <param name="Orders">
/// By id. Those for which <see cref="ShopifyOrder.IsOneMoment"/> is false must be read by id: header and ledger differ in
/// time, or a line of theirs was set aside.
/// </param>
/// <param name="WithoutHeader">Orders that only the ledger knows, having come in between: read them by id.</param>
/// <param name="Rejected">Lines that could not be used.</param>
public sealed record StagedOrders(
    IReadOnlyList<ShopifyOrder> Orders,
    IReadOnlyList<Gid> WithoutHeader,
    IReadOnlyList<RejectedLine> Rejected
)
{
    /// <summary>Reads a bucket.</summary>
    /// <param name="bucket">From 0.</param>
    /// <param name="orders">The stage of <see cref="StageShape.Orders"/>.</param>
    /// <param name="ledger">The stage of <see cref="StageShape.Ledger"/>; null leaves the orders without.</param>
    /// <param name="fulfillmentLines">The stage of <see cref="StageShape.FulfillmentLines"/>; null leaves the lines unread.</param>
    public static StagedOrders Read(
        int bucket,
        BulkStage orders,
        BulkStage? ledger,
        BulkStage? fulfillmentLines
    )
    {
        if (
            (ledger?.Buckets ?? orders.Buckets) != orders.Buckets
            || (fulfillmentLines?.Buckets ?? orders.Buckets) != orders.Buckets
        )
            throw new InvalidOperationException(
                "Stages that are read together need the same number of buckets."
            );
        var parser = new LineParser("Order");
        var headers = Headers(orders.Open(bucket, StageShape.Orders), parser);
        var ledgers = ledger is null
            ? null
            : LedgerBucket.Read(ledger.Open(bucket, StageShape.Ledger), parser);
        var sent = fulfillmentLines is null
            ? null
            : Sent(fulfillmentLines.Open(bucket, StageShape.FulfillmentLines), parser);
        // An order of which a line was set aside has a hole: no moment is vouched for, so that it is read by id.
        var incomplete = parser.Rejected.Select(line => line.Root?.Number ?? 0).ToHashSet();
        var whole = new List<ShopifyOrder>(headers.Roots.Count);
        foreach (var (number, header) in headers.Roots)
        {
            var order = OrderAssembly.Whole(
                header,
                headers.Lines.Of(number),
                headers.Shipping.Of(number),
                headers.Discounts.Of(number),
                ledgers?.Of(number) ?? []
            );
            whole.Add(
                order with
                {
                    LedgerUpdatedAt = incomplete.Contains(number)
                        ? null
                        : ledgers?.UpdatedAt(number),
                    Fulfillments = sent is null
                        ? order.Fulfillments
                        : OrderAssembly.Sent(order.Fulfillments, sent),
                }
            );
        }
        Gid[] without = ledgers is null
            ? []
            :
            [
                .. ledgers
                    .Orders.Where(one => !headers.Roots.ContainsKey(one))
                    .Order()
                    .Select(one => Gid.Of("Order", one)),
            ];
        return new StagedOrders(whole, without, parser.Rejected);
    }

    static HeaderBucket Headers(BucketLines lines, LineParser parser)
    {
        var found = new HeaderBucket([], new(), new(), new());
        while (lines.MoveNext())
        {
            switch (lines.Kind)
            {
                case NodeKind.Order:
                    if (
                        parser.Parse(lines, ShopifyJson.Default.ShopifyOrder, lines.Own) is
                        { } order
                    )
                        found.Roots[lines.Own] = order;
                    else
                        parser.RootIsBroken(lines.Own);
                    break;
                case NodeKind.LineItem:
                    found.Lines.Add(
                        lines.Parent,
                        lines.Own,
                        parser.Parse(lines, ShopifyJson.Default.LineItem, lines.Parent)
                    );
                    break;
                case NodeKind.ShippingLine:
                    found.Shipping.Add(
                        lines.Parent,
                        lines.Own,
                        parser.Parse(lines, ShopifyJson.Default.ShippingLine, lines.Parent)
                    );
                    break;
                default:
                    if (
                        parser.Parse(
                            lines,
                            ShopifyJson.Default.DiscountApplication,
                            lines.Parent
                        ) is
                        { } discount
                    )
                        found.Discounts.Add(lines.Parent, discount.Index, discount);
                    break;
            }
        }
        var parents = found
            .Lines.Parents.Concat(found.Shipping.Parents)
            .Concat(found.Discounts.Parents);
        parser.ReportOrphans(parents, found.Roots.ContainsKey, "lines");
        return found;
    }

    static Dictionary<Gid, IReadOnlyList<FulfillmentLineItem>> Sent(
        BucketLines lines,
        LineParser parser
    )
    {
        var known = new HashSet<long>();
        var broken = new HashSet<long>();
        var all = new Children<FulfillmentLineItem>();
        while (lines.MoveNext())
        {
            if (lines.Kind == NodeKind.Fulfillment)
                known.Add(lines.Own);
            else if (parser.Parse(lines, ShopifyJson.Default.FulfillmentLineItem, 0) is { } line)
                all.Add(lines.Parent, lines.Own, line);
            else
                broken.Add(lines.Parent);
        }
        // One with a line set aside counts as not read.
        known.ExceptWith(broken);
        var sent = new Dictionary<Gid, IReadOnlyList<FulfillmentLineItem>>();
        foreach (var number in known)
            sent[Gid.Of("Fulfillment", number)] = OrderAssembly.Sorted(all.Of(number));
        return sent;
    }

    sealed record HeaderBucket(
        SortedDictionary<long, ShopifyOrder> Roots,
        Children<LineItem> Lines,
        Children<ShippingLine> Shipping,
        Children<DiscountApplication> Discounts
    );
}
