using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>Products with their variants: <see cref="ShopifyProduct"/>.</summary>
public static class Products
{
    [StringSyntax("graphql")]
    const string Selection = """
        __typename id updatedAt createdAt publishedAt title handle status vendor productType tags isGiftCard
        descriptionHtml tracksInventory hasOnlyDefaultVariant
        category { fullName }
        options { name position values }
        variants { edges { node {
          __typename id updatedAt createdAt title displayName sku barcode position price compareAtPrice taxable
          inventoryQuantity inventoryPolicy availableForSale requiresComponents
          selectedOptions { name value }
          inventoryItem {
            id tracked requiresShipping countryCodeOfOrigin harmonizedSystemCode
            unitCost { amount currencyCode } measurement { weight { value unit } }
          }
        } } }
        """;

    /// <summary>For a bulk operation. The schema gives <c>active</c> as the default status, so all are named.</summary>
    public static BulkDocument Bulk { get; } =
        new("products", null, "status:active,archived,draft,unlisted", Selection);

    /// <summary>Some products by their ids, with a page of their variants.</summary>
    public static string ByIds(BulkDocument document) => document.ByIds("Product", "variants");
}
