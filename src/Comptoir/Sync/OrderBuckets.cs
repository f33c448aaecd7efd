using Comptoir.Shopify;

namespace Comptoir.Sync;

/// <summary>
/// Orders bucket by bucket, each whole: what a file shows broken or half is read again by id, and the lines of deliveries are
/// read in pages where they could not be read in bulk.
/// </summary>
sealed class OrderBuckets(
    ShopifyShop client,
    BulkStage orders,
    BulkStage ledger,
    BulkStage? deliveryLines,
    bool withoutShippingLines
)
{
    /// <summary>The orders of a bucket, in a fixed sequence, and the lines that could not be mended.</summary>
    public async Task<StagedBucket<ShopifyOrder>> ReadAsync(int bucket, CancellationToken ct)
    {
        var read = StagedOrders.Read(bucket, orders, ledger, deliveryLines);
        IReadOnlyList<RejectedLine> rejected =
            bucket > 0
                ? read.Rejected
                :
                [
                    .. orders.Rejected,
                    .. ledger.Rejected,
                    .. deliveryLines?.Rejected ?? [],
                    .. read.Rejected,
                ];
        var items = await WithDeliveryLinesAsync(
            withoutShippingLines ? await WithShippingLinesAsync(read.Orders, ct) : read.Orders,
            ct
        );
        var broken = rejected
            .Where(line => line.Root is { Type: "Order" })
            .ToLookup(line => line.Root!.Value);
        if (broken.Count == 0 && read.WithoutHeader.Count == 0)
            return new StagedBucket<ShopifyOrder>(items, rejected);

        var whole = items
            .Where(order => !broken.Contains(order.Id))
            .ToDictionary(order => order.Id);
        var left = rejected.Where(line => line.Root is not { Type: "Order" }).ToList();
        foreach (var id in broken.Select(group => group.Key).Concat(read.WithoutHeader))
        {
            try
            {
                if (await ReadAgainAsync(id, ct) is { } order)
                    whole[id] = order;
            }
            catch (ShopifyException failure)
                when (failure.Kind
                        is ShopifyFailure.Malformed
                            or ShopifyFailure.AccessDenied
                            or ShopifyFailure.KeepsChanging
                )
            {
                left.Add(new RejectedLine(failure.Message, "", id));
            }
        }
        return new StagedBucket<ShopifyOrder>(
            [.. whole.Values.OrderBy(order => order.Id.Number)],
            left
        );
    }

    /// <summary>One order whole, at one moment; null when it is gone.</summary>
    public Task<ShopifyOrder?> ReadAgainAsync(Gid order, CancellationToken ct) =>
        client.ReadOrderAsync(order, ct);

    /// <summary>Shipping lines in pages; an order that has changed since is read again whole.</summary>
    async Task<IReadOnlyList<ShopifyOrder>> WithShippingLinesAsync(
        IReadOnlyList<ShopifyOrder> read,
        CancellationToken ct
    )
    {
        var lines = await client.ReadShippingLinesAsync(read, ct);
        var whole = new List<ShopifyOrder>(read.Count);
        foreach (var order in read)
            if (lines.TryGetValue(order.Id, out var found))
                whole.Add(order.WithShippingLines(found));
            else if (await ReadAgainAsync(order.Id, ct) is { } again)
                whole.Add(again);
        return whole;
    }

    /// <summary>
    /// Parcels that the bulk file does not hold are read in pages: all of them where the file could not be had, those of
    /// fulfilment services where the token sees the merchant's own fulfilment orders only.
    /// </summary>
    async Task<IReadOnlyList<ShopifyOrder>> WithDeliveryLinesAsync(
        IReadOnlyList<ShopifyOrder> read,
        CancellationToken ct
    )
    {
        var wanted = read.SelectMany(order => order.Fulfillments)
            .Where(fulfillment => fulfillment.Lines is null && fulfillment.TotalQuantity > 0)
            .Select(fulfillment => fulfillment.Id)
            .Distinct()
            .ToList();
        if (wanted.Count == 0)
            return read;
        IReadOnlyDictionary<Gid, IReadOnlyList<FulfillmentLineItem>> lines;
        try
        {
            lines = await client.ReadFulfillmentLinesAsync(wanted, ct);
        }
        catch (ShopifyException withheld)
            when (withheld.Kind is ShopifyFailure.AccessDenied or ShopifyFailure.ScopeMissing)
        {
            // They stay unknown: what is stored of them is kept.
            return read;
        }
        return [.. read.Select(order => order.WithFulfillmentLines(lines))];
    }
}
