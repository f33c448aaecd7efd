using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>Inventory items with their stock at each location: <see cref="ShopifyInventoryItem"/>.</summary>
public static class InventoryItems
{
    [StringSyntax("graphql")]
    const string Selection = """
        __typename id updatedAt sku tracked
        inventoryLevels(includeInactive: true) { edges { node {
          __typename id updatedAt isActive
          location { id name }
          quantities(names: ["available", "on_hand", "committed", "incoming"]) { name quantity }
        } } }
        """;

    /// <summary>For a bulk operation.</summary>
    public static BulkDocument Bulk { get; } = new("inventoryItems", null, null, Selection);

    /// <summary>Some items by their ids, with a page of their stock at each place.</summary>
    public static string ByIds(BulkDocument document) =>
        document.ByIds("InventoryItem", "inventoryLevels");
}
