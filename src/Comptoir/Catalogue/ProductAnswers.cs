using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Comptoir.Api;

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
    IReadOnlyList<ProductVariant> Variants
)
{
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
