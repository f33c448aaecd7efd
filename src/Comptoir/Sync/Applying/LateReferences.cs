using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Applying;

/// <summary>
/// What came before the thing it refers to finds it now: an order whose customer was let in later, a line whose product could
/// not be read at first.
/// </summary>
static class LateReferences
{
    /// <summary>Orders of some customers that have just come in.</summary>
    /// <param name="db">Within a transaction.</param>
    /// <param name="shop">The shop.</param>
    /// <param name="arrived">The office's contact by the shop's number of the customer.</param>
    /// <param name="ct">Stops waiting.</param>
    public static async Task FindCustomersAsync(
        ComptoirDb db,
        ShopContext shop,
        IReadOnlyDictionary<long, long> arrived,
        CancellationToken ct
    )
    {
        var numbers = arrived.Keys.Select(number => (long?)number).ToList();
        var waiting = await db
            .Orders.Where(order =>
                order.WebShopId == shop.WebShopId
                && order.ContactId == null
                && numbers.Contains(order.CustomerExternalId)
            )
            .Select(order => order.CustomerExternalId!.Value)
            .Distinct()
            .ToListAsync(ct);
        foreach (var number in waiting)
            await db
                .Orders.Where(order =>
                    order.WebShopId == shop.WebShopId
                    && order.ContactId == null
                    && order.CustomerExternalId == number
                )
                .ExecuteUpdateAsync(
                    set => set.SetProperty(order => order.ContactId, arrived[number]),
                    ct
                );
    }

    /// <summary>Lines of some variants that have just come in.</summary>
    /// <param name="db">Within a transaction.</param>
    /// <param name="shop">The shop.</param>
    /// <param name="arrived">The office's variant by the shop's number.</param>
    /// <param name="ct">Stops waiting.</param>
    public static async Task FindVariantsAsync(
        ComptoirDb db,
        ShopContext shop,
        IReadOnlyDictionary<long, long> arrived,
        CancellationToken ct
    )
    {
        var numbers = arrived.Keys.Select(number => (long?)number).ToList();
        var lines = db.OrderLines.Where(line =>
            line.VariantId == null
            && db.Orders.Any(order => order.Id == line.OrderId && order.WebShopId == shop.WebShopId)
        );
        var waiting = await lines
            .Where(line => numbers.Contains(line.VariantExternalId))
            .Select(line => line.VariantExternalId!.Value)
            .Distinct()
            .ToListAsync(ct);
        foreach (var number in waiting)
            await lines
                .Where(line => line.VariantExternalId == number)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(line => line.VariantId, arrived[number]),
                    ct
                );
    }
}
