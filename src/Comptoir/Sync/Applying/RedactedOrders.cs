using Comptoir.Shopify;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Applying;

/// <summary>
/// Orders whose buyers were erased here: whatever the shop still tells of them is passed over, however often it is read. What the
/// customer orders afterwards is new.
/// </summary>
sealed class RedactedOrders(RunSession session)
{
    HashSet<long> orders = [];
    Dictionary<long, DateTime> customers = [];

    /// <summary>Looks up which of some orders it concerns.</summary>
    public async Task ReadAsync(
        ComptoirDb db,
        IReadOnlyList<ShopifyOrder> batch,
        CancellationToken ct
    )
    {
        var numbers = batch
            .Select(order => order.Id.Number)
            .Concat(batch.Select(order => order.Customer?.Id.Number).OfType<long>())
            .Distinct()
            .ToList();
        var found = await db
            .RedactedObjects.AsNoTracking()
            .Where(x => x.WebShopId == session.Shop.WebShopId && numbers.Contains(x.ExternalId))
            .ToListAsync(ct);
        orders = [.. found.Where(x => x.Kind == LinkKind.Order).Select(x => x.ExternalId)];
        customers = found
            .Where(x => x.Kind == LinkKind.Customer)
            .ToDictionary(x => x.ExternalId, x => x.At);
    }

    /// <summary>The order as it may be stored.</summary>
    public ShopifyOrder Without(ShopifyOrder order) =>
        orders.Contains(order.Id.Number)
        || (
            order.Customer is { } customer
            && customers.TryGetValue(customer.Id.Number, out var at)
            && order.CreatedAt.UtcDateTime < at
        )
            ? order with
            {
                Email = null,
                Phone = null,
                Note = null,
                Tags = [],
                CustomAttributes = [],
                Risk = null,
                BillingAddress = Bare(order.BillingAddress),
                ShippingAddress = Bare(order.ShippingAddress),
                LineItems =
                [
                    .. order.LineItems.Select(line => line with { CustomAttributes = [] }),
                ],
                Fulfillments =
                [
                    .. order.Fulfillments.Select(sent => sent with { TrackingInfo = [] }),
                ],
            }
            : order;

    static ShopifyAddress? Bare(ShopifyAddress? address) =>
        address is null
            ? null
            : new ShopifyAddress
            {
                CountryCodeV2 = address.CountryCodeV2,
                ProvinceCode = address.ProvinceCode,
            };
}
