using Comptoir.Shopify.Documents;

namespace Comptoir.Shopify;

/// <summary>Reads headers of orders page by page, until it is more than wanted.</summary>
sealed class OrderHeaderReader(ShopifyShop shop)
{
    public async Task<OrderHeaderList> ReadAsync(
        string? filter,
        int most,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<Gid, OrderHeader>();
        string? after = null;
        do
        {
            var answer = await shop.QueryAsync(
                OrderHeaders.Page,
                variables =>
                {
                    variables.WriteString("filter", filter);
                    variables.WriteNumber("first", OrderHeaders.PageSize);
                    variables.WriteString("after", after);
                },
                cancellation
            );
            var page = shop.Object(answer, "orders");
            // An order that changes between two pages may stand on both: the later one is newer.
            foreach (var node in page.GetProperty("nodes").EnumerateArray())
                if (shop.Record(node, ShopifyJson.Default.OrderHeader) is { } order)
                    found[order.Id] = order;
            after = ShopifyShop.Next(page);
        } while (after is not null && found.Count <= most);
        return new([.. found.Values], after is null);
    }
}
