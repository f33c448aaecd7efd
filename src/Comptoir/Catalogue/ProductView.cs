using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Catalogue;

/// <summary>Everything the page of a product shows.</summary>
/// <param name="Product">The product with its variants.</param>
/// <param name="Levels">Stock of its variants.</param>
/// <param name="Locations">The places that hold any of it.</param>
/// <param name="SupplierName">Who supplies it.</param>
/// <param name="ShopName">The web shop's name.</param>
/// <param name="ShopAddress">The web shop's address at Shopify.</param>
public sealed record ProductView(
    Product Product,
    IReadOnlyList<StockLevel> Levels,
    IReadOnlyList<ProductLocation> Locations,
    string? SupplierName,
    string? ShopName,
    string? ShopAddress
)
{
    /// <summary>What the office itself keeps; null while it wrote nothing.</summary>
    public ProductDetails? Own { get; init; }

    /// <summary>What the office itself keeps of variants, by their numbers.</summary>
    public IReadOnlyDictionary<long, VariantDetails> VariantsOwn { get; init; } =
        new Dictionary<long, VariantDetails>();

    /// <summary>Where the product is in Shopify's admin; null when it is not, or not any more.</summary>
    public string? AdminHref =>
        ShopAddress is not null && Product is { ExternalId: { } id, DeletedAt: null }
            ? $"https://{ShopAddress}/admin/products/{id}"
            : null;

    /// <summary>The stock of a variant at a location; null where none is kept.</summary>
    public StockLevel? Level(long variant, long location) =>
        Levels.FirstOrDefault(level => level.VariantId == variant && level.LocationId == location);

    /// <summary>Reads a product; null when the office has none of this number.</summary>
    public static async Task<ProductView?> ReadAsync(
        ComptoirDb db,
        long id,
        CancellationToken cancellationToken
    )
    {
        var product = await db
            .Products.AsNoTracking()
            .Include(row => row.Variants)
            .FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (product is null)
            return null;
        var levels = await db
            .StockLevels.AsNoTracking()
            .Where(level =>
                db.Variants.Any(variant => variant.ProductId == id && variant.Id == level.VariantId)
            )
            .ToListAsync(cancellationToken);
        var held = levels.Select(level => level.LocationId).Distinct().ToList();
        var locations = await db
            .Locations.Where(location => held.Contains(location.Id))
            .OrderByDescending(location => location.IsActive)
            .ThenBy(location => location.Name)
            .Select(location => new ProductLocation(location.Id, location.Name, location.IsActive))
            .ToListAsync(cancellationToken);
        var supplier = await db
            .Contacts.Where(contact => contact.Id == product.SupplierId)
            .Select(contact => contact.Name)
            .FirstOrDefaultAsync(cancellationToken);
        var shop = await db
            .WebShops.Where(row => row.Id == product.WebShopId)
            .Select(row => new { row.Name, row.Address })
            .FirstOrDefaultAsync(cancellationToken);
        var variants = product.Variants.Select(variant => variant.Id).ToList();
        return new ProductView(product, levels, locations, supplier, shop?.Name, shop?.Address)
        {
            Own = await db
                .ProductDetails.AsNoTracking()
                .FirstOrDefaultAsync(row => row.ProductId == id, cancellationToken),
            VariantsOwn = await db
                .VariantDetails.AsNoTracking()
                .Where(row => variants.Contains(row.VariantId))
                .ToDictionaryAsync(row => row.VariantId, cancellationToken),
        };
    }
}

/// <summary>A place that holds stock of the product.</summary>
public sealed record ProductLocation(long Id, string Name, bool IsActive);
