using System.Globalization;

namespace Comptoir.DemoShop.World;

/// <summary>A product with its variants.</summary>
public sealed class Product : Record
{
    internal string Id => Gid.Of("Product", Number);

    /// <summary>As shown in the shop.</summary>
    public required string Title { get; set; }

    /// <summary>Who makes it; may be empty.</summary>
    public required string Vendor { get; set; }

    /// <summary>Its name in addresses.</summary>
    public required string Handle { get; init; }
    internal string Status { get; set; } = "ACTIVE";
    internal string ProductType { get; init; } = "";
    internal List<string> Tags { get; set; } = [];
    internal bool IsGiftCard { get; init; }
    internal string Text { get; init; } = "";
    internal string DescriptionHtml => Text.Length == 0 ? "" : $"<p>{Text}</p>";
    internal DateTimeOffset? PublishedAt => Status == "ACTIVE" ? CreatedAt : null;
    internal int TotalInventory => Variants.Sum(v => v.InventoryQuantity);
    internal bool TracksInventory => !IsGiftCard;
    internal bool HasOnlyDefaultVariant =>
        Variants.Count == 1 && Options.Count == 1 && Options[0].Name == "Title";
    internal bool HasOutOfStockVariants => Variants.Exists(v => v.InventoryQuantity <= 0);
    internal TaxonomyCategory? Category { get; init; }
    internal List<ProductOption> Options { get; init; } = [];

    /// <summary>Its variants, at least one.</summary>
    public List<ProductVariant> Variants { get; } = [];

    /// <summary>Whether the reduced rate of value added tax applies (food, books).</summary>
    internal bool Reduced { get; init; }

    internal string? OnlineStoreUrl => null;

    internal override bool Knows(string field) =>
        field
            is "id"
                or "created_at"
                or "updated_at"
                or "title"
                or "vendor"
                or "product_type"
                or "status"
                or "tag"
                or "sku"
                or "handle"
                or "gift_card";

    internal override object? Search(string field) =>
        field switch
        {
            "id" => Number,
            "created_at" => CreatedAt,
            "updated_at" => UpdatedAt,
            "title" => Title,
            "vendor" => Vendor,
            "product_type" => ProductType,
            "status" => Status,
            "tag" => Tags,
            "handle" => Handle,
            "gift_card" => IsGiftCard,
            "sku" => Variants.Select(v => v.Sku ?? "").ToList(),
            _ => null,
        };
}

internal sealed record TaxonomyCategory(string Id, string Name, string FullName);

internal sealed record ProductOption(string Id, string Name, int Position, List<string> Values);

internal sealed record SelectedOption(string Name, string Value);

/// <summary>What is really sold: one size, one colour. Its inventory item has the same number.</summary>
public sealed class ProductVariant : Record
{
    /// <summary>What it is a variant of.</summary>
    public required Product Product { get; init; }

    /// <summary>The currency of its price.</summary>
    public required Currency Currency { get; init; }
    internal string Id => Gid.Of("ProductVariant", Number);

    /// <summary>"Default Title" for products without options.</summary>
    public required string Title { get; init; }

    /// <summary>Stock keeping unit; may be missing or used twice.</summary>
    public string? Sku { get; set; }

    /// <summary>Price in minor units of the shop's currency.</summary>
    public required long PriceMinor { get; set; }

    internal string DisplayName => $"{Product.Title} - {Title}";
    internal string? Barcode { get; init; }

    /// <summary>Its place among the variants, from 1.</summary>
    public required int Position { get; init; }
    internal string Price => Decimals(PriceMinor);
    internal long? CompareAtMinor { get; init; }
    internal string? CompareAtPrice => CompareAtMinor is { } minor ? Decimals(minor) : null;
    internal bool Taxable { get; init; } = true;
    internal int InventoryQuantity => Stock.Sum(s => s.Available);
    internal string InventoryPolicy => "DENY";
    internal bool AvailableForSale => Product.IsGiftCard || InventoryQuantity > 0;
    internal bool RequiresComponents => false;
    internal List<SelectedOption> SelectedOptions { get; init; } = [];
    internal InventoryItem InventoryItem => new(this);
    internal List<StockLevel> Stock { get; init; } = [];
    internal Money? UnitCost { get; init; }
    internal double WeightGrams { get; init; }
    internal string? CountryOfOrigin { get; init; } = "FR";
    internal string? HarmonizedSystemCode { get; init; }

    private string Decimals(long minor) =>
        Currency.Exponent == 0
            ? minor.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{minor / 100}.{minor % 100:00}");

    internal override bool Knows(string field) =>
        field
            is "id"
                or "created_at"
                or "updated_at"
                or "sku"
                or "title"
                or "product_id"
                or "barcode"
                or "vendor";

    internal override object? Search(string field) =>
        field switch
        {
            "id" => Number,
            "created_at" => CreatedAt,
            "updated_at" => UpdatedAt,
            "sku" => Sku,
            "title" => Title,
            "barcode" => Barcode,
            "product_id" => Product.Number,
            "vendor" => Product.Vendor,
            _ => null,
        };
}

/// <summary>Units of a variant at a place.</summary>
internal sealed record StockLevel(Location Location, int Available, int Committed);

internal sealed record InventoryItem(ProductVariant Variant)
{
    public string Id => Gid.Of("InventoryItem", Variant.Number);
    public long LegacyResourceId => Variant.Number;
    public string? Sku => Variant.Sku;
    public bool Tracked => !Variant.Product.IsGiftCard;
    public bool RequiresShipping => !Variant.Product.IsGiftCard;
    public string? CountryCodeOfOrigin => Variant.CountryOfOrigin;
    public string? HarmonizedSystemCode => Variant.HarmonizedSystemCode;
    public Money? UnitCost => Variant.UnitCost;
    public InventoryItemMeasurement Measurement =>
        new(
            Gid.Of("InventoryItemMeasurement", Variant.Number),
            new Weight(Variant.WeightGrams, "GRAMS")
        );
    public DateTimeOffset CreatedAt => Variant.CreatedAt;
    public DateTimeOffset UpdatedAt => Variant.UpdatedAt;
    public List<InventoryLevel> Levels =>
        [.. Variant.Stock.Select((stock, i) => new InventoryLevel(this, stock, i))];
}

internal sealed record InventoryItemMeasurement(string Id, Weight Weight);

internal sealed record Weight(double Value, string Unit);

internal sealed record InventoryLevel(InventoryItem Item, StockLevel Stock, int Index)
{
    public string Id =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"gid://shopify/InventoryLevel/{Item.Variant.Number + Index}?inventory_item_id={Item.Variant.Number}"
        );
    public Location Location => Stock.Location;
    public bool IsActive => true;
    public DateTimeOffset CreatedAt => Item.CreatedAt;
    public DateTimeOffset UpdatedAt => Item.UpdatedAt;

    public List<InventoryQuantity> Quantities(IEnumerable<string> names) =>
        [
            .. names.Select(name => new InventoryQuantity(
                Gid.Of("InventoryQuantity", Item.Variant.Number + Index),
                name,
                name switch
                {
                    "available" => Stock.Available,
                    "committed" => Stock.Committed,
                    "on_hand" => Stock.Available + Stock.Committed,
                    _ => 0,
                },
                UpdatedAt
            )),
        ];
}

internal sealed record InventoryQuantity(
    string Id,
    string Name,
    int Quantity,
    DateTimeOffset? UpdatedAt
);
