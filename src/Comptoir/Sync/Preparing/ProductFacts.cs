using Comptoir.Catalogue;

namespace Comptoir.Sync.Preparing;

/// <summary>What people read of a product.</summary>
static class ProductFacts
{
    public static IEnumerable<Fact> Of(Product product)
    {
        yield return new("Title", product.Title);
        yield return new("Vendor", product.Vendor);
        yield return new("Status", product.Status);
        yield return new("ProductType", product.ProductType);
        yield return new("Tags", string.Join(", ", product.Tags));
        yield return new("Description", ShopText.Plain(product.DescriptionHtml));
        foreach (var variant in product.Variants.OrderBy(variant => variant.Position))
            yield return new($"Variant: {variant.Title}", Line(variant));
        yield return new(Facts.Moment, ShopText.Of(product.UpdatedAt));
    }

    static string Line(Variant variant) =>
        string.Join(
            " · ",
            new[]
            {
                variant.Sku,
                ShopText.Price(variant.Price, variant.Currency),
                variant.CompareAtPrice is { } before
                    ? $"({ShopText.Price(before, variant.Currency)})"
                    : null,
                variant.Barcode,
            }.Where(part => !string.IsNullOrEmpty(part))
        );
}
