using Comptoir.Sales;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Applying;

/// <summary>
/// Keeps what is known of an order's buyer when the shop hides it now: an approval that was taken away, or a smaller plan, must
/// not empty the office's books.
/// </summary>
static class WithheldOfOrders
{
    /// <summary>Fills in what is hidden from what is stored.</summary>
    public static async Task KeepAsync(
        ComptoirDb db,
        ShopContext shop,
        IReadOnlyList<SalesOrder> orders,
        CancellationToken ct
    )
    {
        if (shop.Withheld.Count == 0 || orders.Count == 0)
            return;
        var ids = orders.Select(order => order.Id).ToList();
        var stored = await db
            .Orders.AsNoTracking()
            .Where(order => ids.Contains(order.Id))
            .Select(order => new
            {
                order.Id,
                order.ContactId,
                order.CustomerExternalId,
                order.CustomerName,
                order.Email,
                order.Phone,
                order.BillingAddress,
                order.ShippingAddress,
            })
            .ToDictionaryAsync(order => order.Id, ct);
        var hidesAddresses =
            Hides(ProtectedData.OrderAddresses)
            || Hides(ProtectedData.OrderNames)
            || Hides(ProtectedData.OrderPhones);
        foreach (var order in orders)
        {
            if (!stored.TryGetValue(order.Id, out var known))
                continue;
            if (Hides(ProtectedData.Customers))
            {
                order.ContactId ??= known.ContactId;
                order.CustomerExternalId ??= known.CustomerExternalId;
            }
            if (Hides(ProtectedData.OrderNames) && known.CustomerName.Length > 0)
                order.CustomerName = known.CustomerName;
            if (Hides(ProtectedData.OrderEmails))
                order.Email ??= known.Email;
            if (Hides(ProtectedData.OrderPhones))
                order.Phone ??= known.Phone;
            if (!hidesAddresses)
                continue;
            order.BillingAddress = known.BillingAddress ?? order.BillingAddress;
            order.ShippingAddress = known.ShippingAddress ?? order.ShippingAddress;
        }

        bool Hides(ProtectedData group) => shop.Withheld.Contains(group);
    }
}
