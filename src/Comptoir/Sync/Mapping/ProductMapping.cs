using Comptoir.Catalogue;
using Comptoir.Contacts;
using Comptoir.Money;
using Comptoir.Shopify;
using Comptoir.Storage;

namespace Comptoir.Sync.Mapping;

/// <summary>The office's rows for a shop's product, its variants, its stock and the places where that lies.</summary>
static class ProductMapping
{
    /// <param name="shop">The shop.</param>
    /// <param name="product">As read.</param>
    /// <param name="id">The office's number.</param>
    /// <param name="supplierId">The contact who stands for the vendor.</param>
    /// <param name="variantId">The office's number for a variant of the shop's.</param>
    public static Product Map(
        ShopContext shop,
        ShopifyProduct product,
        long id,
        long? supplierId,
        Func<long, long> variantId
    ) =>
        new()
        {
            OfficeId = shop.OfficeId,
            Id = id,
            WebShopId = shop.WebShopId,
            ExternalId = product.Id.Number,
            SupplierId = supplierId,
            Title = product.Title,
            Handle = product.Handle,
            Status = product.Status ?? "ACTIVE",
            Vendor = Convert.Text(product.Vendor),
            ProductType = Convert.Text(product.ProductType),
            DescriptionHtml = Convert.Text(product.DescriptionHtml),
            Tags = [.. product.Tags],
            IsGiftCard = product.IsGiftCard,
            CreatedAt = product.CreatedAt.UtcDateTime,
            UpdatedAt = product.UpdatedAt.UtcDateTime,
            SortTitle = SearchText.Sort(product.Title),
            Search = SearchText.Words([
                product.Title,
                product.Vendor,
                .. product.Variants.SelectMany(v => new[] { v.Sku, v.Barcode }),
            ]),
            Variants =
            [
                .. product
                    .Variants.DistinctBy(variant => variant.Id.Number)
                    .OrderBy(variant => variant.Id.Number)
                    .Select(variant => Map(shop, variant, id, variantId(variant.Id.Number))),
            ],
        };

    static Variant Map(ShopContext shop, ShopifyVariant variant, long productId, long id) =>
        new()
        {
            OfficeId = shop.OfficeId,
            Id = id,
            ProductId = productId,
            ExternalId = variant.Id.Number,
            InventoryItemExternalId = variant.InventoryItem?.Id.Number,
            Title = Convert.Text(variant.Title) ?? "",
            Sku = Convert.Text(variant.Sku),
            Barcode = Convert.Text(variant.Barcode),
            Position = variant.Position,
            Price = Millionths.Of(variant.Price),
            CompareAtPrice = variant.CompareAtPrice is { } price ? Millionths.Of(price) : null,
            Currency = shop.Currency,
            Taxable = variant.Taxable,
        };

    public static Location Map(ShopContext shop, ShopifyLocation location, long id) =>
        new()
        {
            OfficeId = shop.OfficeId,
            Id = id,
            WebShopId = shop.WebShopId,
            ExternalId = location.Id.Number,
            Name = location.Name,
            IsActive = location.IsActive,
            Address = location.Address is { } place
                ? new Address
                {
                    Line1 = Convert.Text(place.Address1),
                    Line2 = Convert.Text(place.Address2),
                    PostalCode = Convert.Text(place.Zip),
                    City = Convert.Text(place.City),
                    CountryCode = Convert.Text(place.CountryCode),
                    Phone = Convert.Text(place.Phone),
                }
                : null,
        };

    public static StockLevel Map(
        ShopContext shop,
        InventoryLevel level,
        long variantId,
        long locationId
    ) =>
        new()
        {
            OfficeId = shop.OfficeId,
            VariantId = variantId,
            LocationId = locationId,
            Available = level.Available ?? 0,
            OnHand = level.OnHand ?? 0,
            Committed = level.Committed ?? 0,
            Incoming = level.Incoming ?? 0,
            UpdatedAt = level.UpdatedAt.UtcDateTime,
        };
}
