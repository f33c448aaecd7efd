using System.Text.Json;
using Comptoir.Shopify.Documents;

namespace Comptoir.Shopify;

/// <summary>Reads places with what changed of their stock: several at once, and the rest of a place of which much changed by itself.</summary>
sealed class StockNewsReader(ShopifyShop shop)
{
    const int PlacesTogether = 20;
    const int LevelsOfPlace = 10;

    public async Task<StockNews> ReadAsync(
        DateTimeOffset since,
        int most,
        CancellationToken cancellation
    )
    {
        var filter = SearchFilter.UpdatedSince(since);
        var found = new FoundChanges(most);
        var locations = new List<ShopifyLocation>();
        var rest = new List<Gid>();
        var together = PlacesTogether;
        string? after = null;
        var isFirst = true;
        while (isFirst || after is not null)
        {
            JsonElement page;
            try
            {
                page = await PageAsync(together, after, filter, cancellation);
            }
            catch (ShopifyException failure)
                when (failure.Kind == ShopifyFailure.QueryTooCostly && together > 1)
            {
                together /= 2;
                continue;
            }
            foreach (var node in page.GetProperty("nodes").EnumerateArray())
            {
                var location = shop.Record(node, ShopifyJson.Default.ShopifyLocation)!;
                locations.Add(location);
                var levels = node.GetProperty("inventoryLevels");
                foreach (var level in levels.GetProperty("nodes").EnumerateArray())
                    found.Add(level.GetProperty("item").GetProperty("id"), level);
                if (levels.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
                    rest.Add(location.Id);
            }
            after = ShopifyShop.Next(page);
            isFirst = false;
        }
        if (rest.Count == 0 || found.IsTooMany)
            return new(locations, found.Answer(hasMore: rest.Count > 0));
        var whole = await new ChangeReader(shop).FindStockAsync(rest, filter, most, cancellation);
        return new(locations, found.With(whole));
    }

    async Task<JsonElement> PageAsync(
        int places,
        string? after,
        string filter,
        CancellationToken cancellation
    )
    {
        var answer = await shop.QueryAsync(
            News.Stock,
            variables =>
            {
                variables.WriteNumber("places", places);
                variables.WriteString("after", after);
                variables.WriteString("filter", filter);
                variables.WriteNumber("first", LevelsOfPlace);
            },
            cancellation
        );
        // Stock that is denied would look like stock that did not change.
        return answer.Errors.Count == 0
            ? shop.Object(answer, "locations")
            : throw new ShopifyException(
                ShopifyFailure.AccessDenied,
                $"The stock of {shop.Address} cannot be listed: {answer.Errors[0].Message}",
                "Check the scopes of the app."
            )
            {
                Path = answer.Errors[0].Path,
            };
    }
}
