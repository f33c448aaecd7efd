using System.Text.Json;
using Comptoir.Shopify.Documents;

namespace Comptoir.Shopify;

/// <summary>
/// Reads the shipping lines of many orders a few dozen at a time. An order that has changed since its header was read, or
/// has more lines than a page holds, is left for a read of its own.
/// </summary>
sealed class ShippingLineReader(ShopifyShop shop)
{
    // About 20 × (1 + 2 + 5 × 8) points, under the 1,000 a query may cost.
    const int Together = 20;
    const int Lines = 5;

    public async Task<IReadOnlyDictionary<Gid, IReadOnlyList<ShippingLine>>> ReadAsync(
        IReadOnlyCollection<ShopifyOrder> orders,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<Gid, IReadOnlyList<ShippingLine>>();
        var headers = orders.DistinctBy(order => order.Id).ToDictionary(order => order.Id);
        var waiting = new Queue<Gid>(headers.Keys);
        var together = Together;
        while (waiting.Count > 0)
        {
            var ids = waiting.Take(together).ToArray();
            JsonElement nodes;
            try
            {
                nodes = await PageAsync(ids, cancellation);
            }
            catch (ShopifyException failure)
                when (failure.Kind == ShopifyFailure.QueryTooCostly && together > 1)
            {
                together /= 2;
                continue;
            }
            foreach (var _ in ids)
                waiting.Dequeue();
            foreach (var node in nodes.EnumerateArray())
                if (Whole(node, headers) is var (id, lines))
                    found[id] = lines;
        }
        return found;
    }

    (Gid Id, IReadOnlyList<ShippingLine> Lines)? Whole(
        JsonElement node,
        Dictionary<Gid, ShopifyOrder> headers
    )
    {
        // Null for an id that is gone, empty for one of another type.
        if (node.ValueKind != JsonValueKind.Object || !node.TryGetProperty("id", out var text))
            return null;
        var id = Gid.Parse(text.GetString()!);
        var page = node.GetProperty("shippingLines");
        if (
            !headers.TryGetValue(id, out var header)
            || node.GetProperty("updatedAt").GetDateTimeOffset() != header.UpdatedAt
            || ShopifyShop.Next(page) is not null
        )
            return null;
        var lines = new List<ShippingLine>();
        foreach (var line in page.GetProperty("nodes").EnumerateArray())
            lines.Add(shop.Record(line, ShopifyJson.Default.ShippingLine)!);
        return (id, lines);
    }

    async Task<JsonElement> PageAsync(Gid[] ids, CancellationToken cancellation)
    {
        var answer = await shop.QueryAsync(
            Orders.ShippingLinePages,
            variables =>
            {
                variables.WriteStartArray("ids");
                foreach (var id in ids)
                    variables.WriteStringValue(id.ToString());
                variables.WriteEndArray();
                variables.WriteNumber("lines", Lines);
            },
            cancellation
        );
        return answer.Data.GetProperty("nodes");
    }
}
