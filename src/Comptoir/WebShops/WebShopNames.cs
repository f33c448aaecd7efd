using System.Globalization;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops;

/// <summary>The names of an office's web shops, for lists and filters: they are few.</summary>
static class WebShopNames
{
    /// <summary>Reads them, by their numbers.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> ReadAsync(
        ComptoirDb db,
        CancellationToken cancellationToken
    ) =>
        await db
            .WebShops.Select(shop => new { shop.Id, shop.Name })
            .ToDictionaryAsync(shop => shop.Id, shop => shop.Name, cancellationToken);

    /// <summary>The choices of a filter.</summary>
    public static IReadOnlyList<(string Value, string Text)> Choices(
        IReadOnlyDictionary<long, string> names
    ) =>
        [
            .. names
                .OrderBy(pair => pair.Value, StringComparer.CurrentCulture)
                .Select(pair => (pair.Key.ToString(CultureInfo.InvariantCulture), pair.Value)),
        ];

    /// <summary>The number in a filter of the address; null when it is none.</summary>
    public static long? Id(string? value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
}
