using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Vat;

/// <summary>What is said of the VAT of web shops.</summary>
static class ShopVatView
{
    /// <summary>What is said of a web shop; nothing said when it has no row. Null when the office has no such web shop.</summary>
    public static async Task<(string Shop, ShopVat Vat)?> ReadAsync(
        ComptoirDb db,
        long webShopId,
        CancellationToken cancellationToken
    )
    {
        var shop = await db
            .WebShops.Where(row => row.Id == webShopId)
            .Select(row => row.Name)
            .FirstOrDefaultAsync(cancellationToken);
        return shop is null
            ? null
            : (
                shop,
                await db
                    .ShopVats.AsNoTracking()
                    .FirstOrDefaultAsync(row => row.WebShopId == webShopId, cancellationToken)
                    ?? new ShopVat { OfficeId = db.OfficeId, WebShopId = webShopId }
            );
    }
}
