using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Reconciling;

/// <summary>The last comparison of a web shop.</summary>
/// <param name="Result">What was compared.</param>
/// <param name="Days">The newest first.</param>
/// <param name="Differences">The newest first.</param>
sealed record ComparisonView(
    ShopComparison Result,
    IReadOnlyList<DayComparison> Days,
    IReadOnlyList<OrderDifference> Differences
)
{
    /// <summary>Reads it; null when the web shop was never compared.</summary>
    public static async Task<ComparisonView?> ReadAsync(
        ComptoirDb db,
        long webShopId,
        CancellationToken ct
    )
    {
        var result = await db
            .ShopComparisons.AsNoTracking()
            .FirstOrDefaultAsync(x => x.WebShopId == webShopId, ct);
        if (result is null)
            return null;
        return new(
            result,
            await db
                .DayComparisons.AsNoTracking()
                .Where(x => x.WebShopId == webShopId)
                .OrderByDescending(x => x.Day)
                .ThenBy(x => x.Currency)
                .ToListAsync(ct),
            await db
                .OrderDifferences.AsNoTracking()
                .Where(x => x.WebShopId == webShopId)
                .OrderByDescending(x => x.Day)
                .ThenByDescending(x => x.ExternalId)
                .ToListAsync(ct)
        );
    }
}
