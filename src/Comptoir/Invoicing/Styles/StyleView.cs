using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Styles;

/// <summary>Reads how documents look and are sent.</summary>
static class StyleView
{
    /// <summary>The number that stands for the office itself.</summary>
    public const long Office = 0;

    /// <summary>The style in force for a web shop: its own, else the office's; null when there is neither.</summary>
    public static async Task<DocumentStyle?> OfAsync(
        ComptoirDb db,
        long? webShopId,
        CancellationToken cancellationToken
    )
    {
        var shop = webShopId ?? Office;
        return await db
            .DocumentStyles.AsNoTracking()
            .Where(style => style.WebShopId == shop || style.WebShopId == Office)
            .OrderByDescending(style => style.WebShopId)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
