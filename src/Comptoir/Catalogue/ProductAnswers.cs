using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Comptoir.Api;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Catalogue;

/// <summary>A product in a list.</summary>
public sealed record ProductItem(
    long Id,
    long? WebShop,
    long? ExternalId,
    string Title,
    string Status,
    string? Vendor,
    string? ProductType,
    long? SupplierId,
    DateTime UpdatedAt,
    DateTime? DeletedAt,
    [property: JsonIgnore] string SortTitle
)
{
    internal static readonly Expression<Func<Product, ProductItem>> Of = x =>
        new(
            x.Id,
            x.WebShopId,
            x.ExternalId,
            x.Title,
            x.Status,
            x.Vendor,
            x.ProductType,
            x.SupplierId,
            x.UpdatedAt,
            x.DeletedAt,
            x.SortTitle
        );
}

/// <summary>A product with its variants.</summary>
public sealed record ProductDetail(
    long Id,
    long? WebShop,
    long? ExternalId,
    string Title,
    string? Handle,
    string Status,
    string? Vendor,
    string? ProductType,
    long? SupplierId,
    string? DescriptionHtml,
    string[] Tags,
    bool IsGiftCard,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    DateTime? DeletedAt,
    IReadOnlyList<ProductVariant> Variants
)
{
    /// <summary>What the office itself keeps.</summary>
    public ProductOwn Own { get; init; } = ProductOwn.Of(null);

    /// <summary>Reads a product; null when the office has none of this number.</summary>
    internal static async Task<ProductDetail?> ReadAsync(
        ComptoirDb db,
        long id,
        CancellationToken cancellationToken
    )
    {
        var product = await db
            .Products.AsNoTracking()
            .Include(x => x.Variants)
            .FirstOrDefaultAsync(x => x.Id == id, cancellationToken);
        if (product is null)
            return null;
        var variants = product.Variants.Select(x => x.Id).ToList();
        var stock = await (
            from level in db.StockLevels
            join location in db.Locations on level.LocationId equals location.Id
            where variants.Contains(level.VariantId)
            orderby location.Name, location.Id
            select new ProductStock(
                level.VariantId,
                location.Id,
                location.Name,
                level.Available,
                level.OnHand,
                level.Committed,
                level.Incoming
            )
        ).ToListAsync(cancellationToken);
        var details = await db
            .ProductDetails.AsNoTracking()
            .FirstOrDefaultAsync(x => x.ProductId == id, cancellationToken);
        var own = await db
            .VariantDetails.AsNoTracking()
            .Where(x => variants.Contains(x.VariantId))
            .ToDictionaryAsync(x => x.VariantId, cancellationToken);
        var answer = Of(product, stock.ToLookup(x => x.VariantId));
        return answer with
        {
            Own = ProductOwn.Of(details),
            Variants =
            [
                .. answer.Variants.Select(x =>
                    x with
                    {
                        Own = VariantOwn.Of(own.GetValueOrDefault(x.Id)),
                    }
                ),
            ],
        };
    }

    internal static ProductDetail Of(Product product, ILookup<long, ProductStock> stock) =>
        new(
            product.Id,
            product.WebShopId,
            product.ExternalId,
            product.Title,
            product.Handle,
            product.Status,
            product.Vendor,
            product.ProductType,
            product.SupplierId,
            product.DescriptionHtml,
            product.Tags,
            product.IsGiftCard,
            product.CreatedAt,
            product.UpdatedAt,
            product.DeletedAt,
            [
                .. product
                    .Variants.OrderBy(x => x.Position)
                    .ThenBy(x => x.Id)
                    .Select(x => ProductVariant.Of(x, [.. stock[x.Id]])),
            ]
        );
}

/// <summary>What is sold, with its stock in each location.</summary>
public sealed record ProductVariant(
    long Id,
    long? ExternalId,
    string Title,
    string? Sku,
    string? Barcode,
    ApiMoney Price,
    ApiMoney? CompareAtPrice,
    bool Taxable,
    IReadOnlyList<ProductStock> Stock
)
{
    /// <summary>What the office itself keeps; where it says nothing, the product's holds.</summary>
    public VariantOwn Own { get; init; } = VariantOwn.Of(null);

    internal static ProductVariant Of(Variant variant, IReadOnlyList<ProductStock> stock) =>
        new(
            variant.Id,
            variant.ExternalId,
            variant.Title,
            variant.Sku,
            variant.Barcode,
            ApiMoney.OfMillionths(variant.Price, variant.Currency),
            variant.CompareAtPrice is { } former
                ? ApiMoney.OfMillionths(former, variant.Currency)
                : null,
            variant.Taxable,
            stock
        );
}

/// <summary>How many units of a variant a location has; <c>available</c> may be below zero when the shop oversells.</summary>
public sealed record ProductStock(
    [property: JsonIgnore] long VariantId,
    long LocationId,
    string Location,
    int Available,
    int OnHand,
    int Committed,
    int Incoming
);
