using System.Text.Json;
using Comptoir.Shopify.Documents;

namespace Comptoir.Shopify;

/// <summary>Reads the lines of many fulfilments a few dozen at a time, and the rest of large ones page by page.</summary>
sealed class FulfillmentLineReader(ShopifyShop shop)
{
    // About 20 × (1 + 2 + 2 × 20) points, under the 1,000 a query may cost.
    const int Together = 20;
    const int FirstLines = 20;
    const int FurtherLines = 200;

    public async Task<IReadOnlyDictionary<Gid, IReadOnlyList<FulfillmentLineItem>>> ReadAsync(
        IReadOnlyCollection<Gid> fulfillments,
        CancellationToken cancellation
    )
    {
        var lines = new Dictionary<Gid, IReadOnlyList<FulfillmentLineItem>>();
        var waiting = new Queue<Gid>(fulfillments.Distinct());
        var together = Together;
        while (waiting.Count > 0)
        {
            var ids = waiting.Take(together).ToArray();
            JsonElement nodes;
            try
            {
                nodes = await PageAsync(ids, FirstLines, null, cancellation);
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
            {
                // Null for an id that is gone or was denied, empty for one of another type: what it holds stays unknown.
                if (
                    node.ValueKind != JsonValueKind.Object
                    || !node.TryGetProperty("id", out var text)
                )
                    continue;
                var id = Gid.Parse(text.GetString()!);
                List<FulfillmentLineItem>? found = [];
                var after = Add(node, found);
                while (after is not null)
                {
                    var further = await PageAsync([id], FurtherLines, after, cancellation);
                    if (further[0].ValueKind != JsonValueKind.Object)
                    {
                        // Gone between two pages: half of its lines are worse than none.
                        found = null;
                        break;
                    }
                    after = Add(further[0], found);
                }
                if (found is not null)
                    lines[id] = OrderAssembly.Sorted(found);
            }
        }
        return lines;
    }

    /// <summary>A page of lines; what may not be read at all is a failure, not an absence.</summary>
    async Task<JsonElement> PageAsync(
        Gid[] ids,
        int lines,
        string? after,
        CancellationToken cancellation
    )
    {
        var answer = await shop.QueryAsync(
            FulfillmentLines.Pages,
            variables =>
            {
                variables.WriteStartArray("ids");
                foreach (var id in ids)
                    variables.WriteStringValue(id.ToString());
                variables.WriteEndArray();
                variables.WriteNumber("lines", lines);
                variables.WriteString("after", after);
            },
            cancellation
        );
        var nodes = answer.Data.GetProperty("nodes");
        // One that is gone is null without an error; an error beside it means that it is there and was not shown.
        if (
            answer.Errors.Count > 0
            && nodes.EnumerateArray().All(node => node.ValueKind != JsonValueKind.Object)
        )
            throw new ShopifyException(
                answer.Errors[0].Code == "ACCESS_DENIED"
                    ? ShopifyFailure.AccessDenied
                    : ShopifyFailure.Unavailable,
                $"The lines of deliveries of {shop.Address} cannot be read: {answer.Errors[0].Message}",
                "Check the scopes of the app in Shopify; otherwise try again later.",
                retryable: answer.Errors[0].Code != "ACCESS_DENIED"
            )
            {
                Path = answer.Errors[0].Path,
            };
        return nodes;
    }

    string? Add(JsonElement fulfillment, List<FulfillmentLineItem> lines)
    {
        var page = fulfillment.GetProperty("fulfillmentLineItems");
        foreach (var node in page.GetProperty("nodes").EnumerateArray())
            lines.Add(shop.Record(node, ShopifyJson.Default.FulfillmentLineItem)!);
        return ShopifyShop.Next(page);
    }
}
