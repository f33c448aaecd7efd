using Comptoir.Storage;

namespace Comptoir.Catalogue;

/// <summary>What a shop sells; its variants are the sellable units.</summary>
public sealed class Product : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    /// <summary>The web shop it comes from; null for one entered by hand.</summary>
    public long? WebShopId { get; init; }

    /// <summary>The shop's number of the product.</summary>
    public long? ExternalId { get; init; }

    /// <summary>The contact who supplies it: the shop's vendor.</summary>
    public long? SupplierId { get; init; }

    public required string Title { get; init; }

    /// <summary>The last part of its address in the shop.</summary>
    public string? Handle { get; init; }

    /// <summary>Shopify's word: <c>ACTIVE</c>, <c>DRAFT</c>, <c>ARCHIVED</c>, <c>UNLISTED</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The vendor as the shop writes it.</summary>
    public string? Vendor { get; init; }

    public string? ProductType { get; init; }

    /// <summary>Description as the shop's HTML; not safe to show unless cleaned.</summary>
    public string? DescriptionHtml { get; init; }

    public required string[] Tags { get; init; }
    public required bool IsGiftCard { get; init; }

    /// <summary>The shop's own dates, UTC.</summary>
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    /// <summary>When the shop was found not to have it any more, UTC; null while it has.</summary>
    public DateTime? DeletedAt { get; init; }

    /// <summary>Normalized title, for sorting.</summary>
    public required string SortTitle { get; init; }

    /// <summary>Normalized text that a search looks in: title, vendor, SKUs, barcodes.</summary>
    public required string Search { get; init; }

    public List<Variant> Variants { get; init; } = [];
}

/// <summary>The unit that is sold and stocked.</summary>
public sealed class Variant : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    public required long ProductId { get; init; }

    /// <summary>The shop's number of the variant; null for one entered by hand.</summary>
    public long? ExternalId { get; init; }

    /// <summary>The shop's number of the stock item behind the variant.</summary>
    public long? InventoryItemExternalId { get; init; }

    /// <summary>What tells it from the product's other variants, for example <c>Large / Blue</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Stock keeping unit: neither required nor unique in a shop.</summary>
    public string? Sku { get; init; }

    public string? Barcode { get; init; }

    /// <summary>Place among the product's variants, from 1.</summary>
    public required int Position { get; init; }

    /// <summary>Price shown in the shop, in millionths of the currency's unit.</summary>
    public required long Price { get; init; }

    /// <summary>Former price shown beside it, in millionths of the currency's unit.</summary>
    public long? CompareAtPrice { get; init; }

    /// <summary>ISO code of the prices.</summary>
    public required string Currency { get; init; }

    public required bool Taxable { get; init; }
}

/// <summary>A place where a shop keeps stock.</summary>
public sealed class Location : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Number within the office.</summary>
    public required long Id { get; init; }

    public long? WebShopId { get; init; }

    /// <summary>The shop's number of the location.</summary>
    public long? ExternalId { get; init; }

    public required string Name { get; init; }

    /// <summary>The location can hold stock now.</summary>
    public required bool IsActive { get; init; }

    public Contacts.Address? Address { get; init; }
}

/// <summary>How many units of a variant a location has.</summary>
public sealed class StockLevel : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long VariantId { get; init; }
    public required long LocationId { get; init; }

    /// <summary>Can be sold now; may be below zero when the shop oversells.</summary>
    public required int Available { get; init; }

    /// <summary>Physically there.</summary>
    public required int OnHand { get; init; }

    /// <summary>Sold and not yet sent.</summary>
    public required int Committed { get; init; }

    /// <summary>On its way from a supplier.</summary>
    public required int Incoming { get; init; }

    /// <summary>When the shop last changed it, UTC.</summary>
    public DateTime? UpdatedAt { get; init; }
}
