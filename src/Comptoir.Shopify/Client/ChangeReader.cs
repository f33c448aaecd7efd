using System.Text.Json;
using Comptoir.Shopify.Documents;

namespace Comptoir.Shopify;

/// <summary>Objects that changed since an instant.</summary>
/// <param name="Ids">Each once, least recently changed first.</param>
/// <param name="Latest">The newest moment among them, by the shop's clock; null when there is none.</param>
/// <param name="IsComplete">False when there are more than were wanted: a bulk operation reads them better.</param>
public sealed record ChangedObjects(
    IReadOnlyList<Gid> Ids,
    DateTimeOffset? Latest,
    bool IsComplete
);

/// <summary>Finds what changed since an instant, page by page, until it is more than wanted.</summary>
sealed class ChangeReader(ShopifyShop shop)
{
    const int PageSize = 250;

    public async Task<ChangedObjects> FindAsync(
        string document,
        string root,
        string filter,
        int most,
        CancellationToken cancellation
    )
    {
        var found = new FoundChanges(most);
        string? after = null;
        do
        {
            var answer = await shop.QueryAsync(
                document,
                variables =>
                {
                    variables.WriteString("filter", filter);
                    variables.WriteNumber("first", Math.Min(PageSize, most + 1));
                    variables.WriteString("after", after);
                },
                cancellation
            );
            var page = answer.Data.GetProperty(root);
            if (page.ValueKind != JsonValueKind.Object)
                throw new ShopifyException(
                    ShopifyFailure.AccessDenied,
                    $"The {root} of {shop.Address} cannot be listed: {(answer.Errors.Count > 0 ? answer.Errors[0].Message : "Shopify says nothing of why")}",
                    "Check the scopes of the app."
                )
                {
                    Path = root,
                };
            foreach (var node in page.GetProperty("nodes").EnumerateArray())
                found.Add(node.GetProperty("id"), node);
            after = ShopifyShop.Next(page);
        } while (after is not null && !found.IsTooMany);
        return found.Answer();
    }

    /// <summary>Items of which stock changed at any of some places.</summary>
    public async Task<ChangedObjects> FindStockAsync(
        IReadOnlyCollection<Gid> locations,
        string filter,
        int most,
        CancellationToken cancellation
    )
    {
        var found = new FoundChanges(most);
        foreach (var location in locations)
        {
            string? after = null;
            do
            {
                var answer = await shop.QueryAsync(
                    Changes.Stock,
                    variables =>
                    {
                        variables.WriteString("location", location.ToString());
                        variables.WriteString("filter", filter);
                        variables.WriteNumber("first", Math.Min(PageSize, most + 1));
                        variables.WriteString("after", after);
                    },
                    cancellation
                );
                var place = answer.Data.GetProperty("location");
                // One that is gone is null; one that is denied is null too, and says so.
                if (answer.Errors.Count > 0)
                    throw new ShopifyException(
                        ShopifyFailure.AccessDenied,
                        $"The stock of {shop.Address} cannot be listed: {answer.Errors[0].Message}",
                        "Check the scopes of the app."
                    )
                    {
                        Path = answer.Errors[0].Path,
                    };
                if (place.ValueKind != JsonValueKind.Object)
                    break;
                var page = place.GetProperty("inventoryLevels");
                foreach (var node in page.GetProperty("nodes").EnumerateArray())
                    found.Add(node.GetProperty("item").GetProperty("id"), node);
                after = ShopifyShop.Next(page);
            } while (after is not null && !found.IsTooMany);
        }
        return found.Answer();
    }
}
