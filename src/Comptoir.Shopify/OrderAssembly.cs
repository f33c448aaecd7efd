namespace Comptoir.Shopify;

/// <summary>Puts the parts of an order together, always in the same sequence wherever they come from.</summary>
static class OrderAssembly
{
    public static ShopifyOrder Whole(
        ShopifyOrder header,
        List<LineItem> lines,
        List<ShippingLine> shipping,
        List<DiscountApplication> discounts,
        List<SalesAgreement> agreements
    )
    {
        // Ids rise with the place on the order; bulk lines come in no sure sequence.
        lines.Sort((one, other) => one.Id.Number.CompareTo(other.Id.Number));
        shipping.Sort((one, other) => (one.Id?.Number ?? 0).CompareTo(other.Id?.Number ?? 0));
        discounts.Sort((one, other) => one.Index.CompareTo(other.Index));
        agreements.Sort(
            (one, other) =>
                (one.HappenedAt, one.Id.Number).CompareTo((other.HappenedAt, other.Id.Number))
        );
        return header with
        {
            LineItems = lines,
            ShippingLines = shipping,
            DiscountApplications = discounts,
            Agreements = agreements,
        };
    }

    public static List<Sale> Sorted(List<Sale> sales)
    {
        sales.Sort((one, other) => one.Id.Number.CompareTo(other.Id.Number));
        return sales;
    }

    public static List<FulfillmentLineItem> Sorted(List<FulfillmentLineItem> lines)
    {
        lines.Sort((one, other) => one.Id.Number.CompareTo(other.Id.Number));
        return lines;
    }

    /// <summary>The fulfilments with the lines that were found for them.</summary>
    public static IReadOnlyList<Fulfillment> Sent(
        IReadOnlyList<Fulfillment> fulfillments,
        IReadOnlyDictionary<Gid, IReadOnlyList<FulfillmentLineItem>> lines
    ) =>
        fulfillments.Count == 0
            ? fulfillments
            :
            [
                .. fulfillments.Select(one =>
                    lines.TryGetValue(one.Id, out var found) ? one with { Lines = found } : one
                ),
            ];
}
