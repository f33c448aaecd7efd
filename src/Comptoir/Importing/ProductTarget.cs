using Comptoir.Catalogue;
using Comptoir.Money;
using Comptoir.Web;

namespace Comptoir.Importing;

/// <summary>
/// What rows of a file fill of something that is stored, or planned by an earlier row: what is empty there. Whatever a row
/// fills, later rows meet; so the first row wins, and the same file never fills anything twice.
/// </summary>
abstract class ImportTarget
{
    /// <summary>Its number; below zero while it is planned only.</summary>
    public required long Id { get; init; }

    /// <summary>A web shop leads for it.</summary>
    public bool ShopLeads { get; init; }

    /// <summary>What is known of it.</summary>
    public required Dictionary<string, string?> Values { get; init; }

    /// <summary>What rows fill of something stored, to be written.</summary>
    public Dictionary<string, string?> Fills { get; } = new(StringComparer.Ordinal);

    /// <summary>It is made, or something of it filled.</summary>
    public bool HasNews => Id < 0 || Fills.Count > 0;

    /// <summary>Takes from values what is empty here; those that are not of this thing are passed over.</summary>
    /// <returns>What is filled, and what stays although the file says otherwise.</returns>
    public (List<string> Filled, List<string> Stay) Fill(
        IReadOnlyDictionary<string, string?> values
    )
    {
        var filled = new List<string>();
        var stay = new List<string>();
        var open = Open(values);
        foreach (var (name, value) in values)
        {
            if (value is null || !Has(name) || Values.GetValueOrDefault(name) == value)
                continue;
            (open(name) ? filled : stay).Add(name);
        }
        foreach (var name in filled)
            Values[name] = Fills[name] = values[name];
        return (filled, stay);
    }

    /// <summary>Whether a field is one of this thing.</summary>
    protected abstract bool Has(string name);

    /// <summary>Which fields may be filled from these values, as things stand.</summary>
    protected abstract Func<string, bool> Open(IReadOnlyDictionary<string, string?> values);
}

/// <summary>A product that rows of a file are about. Its variants share it.</summary>
sealed class ProductTarget : ImportTarget
{
    /// <summary>What is said of a product, not of one of its variants.</summary>
    public static readonly IReadOnlyList<string> Fields =
    [
        ProductFields.Title,
        ProductFields.Status,
        ProductFields.ProductType,
        ProductFields.Vendor,
        ProductFields.SalesAccount,
        ProductFields.Note,
    ];

    /// <summary>The number a planned product gets, or a stored one has.</summary>
    public long NewId { get; set; }

    /// <summary>A product that is not there yet.</summary>
    public static ProductTarget Plan(long id, IReadOnlyDictionary<string, string?> values)
    {
        var of = Fields.ToDictionary(
            name => name,
            name => values.GetValueOrDefault(name),
            StringComparer.Ordinal
        );
        of[ProductFields.Status] ??= ProductValues.UsualStatus;
        return new() { Id = id, Values = of };
    }

    /// <summary>A stored product.</summary>
    public static ProductTarget Of(Product product, ProductDetails? own) =>
        new()
        {
            Id = product.Id,
            NewId = product.Id,
            ShopLeads = product.WebShopId is not null,
            Values = new(StringComparer.Ordinal)
            {
                [ProductFields.Title] = product.Title,
                [ProductFields.Status] = product.Status,
                [ProductFields.ProductType] = product.ProductType,
                [ProductFields.Vendor] = product.Vendor,
                [ProductFields.SalesAccount] = own?.SalesAccount,
                [ProductFields.Note] = own?.Note,
            },
        };

    /// <inheritdoc/>
    protected override bool Has(string name) => Fields.Contains(name);

    /// <inheritdoc/>
    protected override Func<string, bool> Open(IReadOnlyDictionary<string, string?> values) =>
        name =>
            Values.GetValueOrDefault(name) is null
            && (!ShopLeads || name is ProductFields.SalesAccount or ProductFields.Note);
}

/// <summary>A variant that rows of a file are about.</summary>
sealed class VariantTarget : ImportTarget
{
    static readonly string[] Fields =
    [
        ProductFields.Sku,
        ProductFields.Barcode,
        ProductFields.Price,
        ProductFields.Currency,
        ProductFields.PurchasePrice,
        ProductFields.PurchaseCurrency,
        ProductFields.SupplierReference,
    ];

    /// <summary>Its product.</summary>
    public required ProductTarget Product { get; init; }

    /// <summary>The number a planned variant gets.</summary>
    public long NewId { get; set; }

    /// <summary>What tells a new variant from the others.</summary>
    public string? Title { get; init; }

    /// <summary>A variant that is not there yet.</summary>
    public static VariantTarget Plan(
        long id,
        ProductTarget product,
        string? title,
        IReadOnlyDictionary<string, string?> values
    )
    {
        var of = Fields.ToDictionary(
            name => name,
            name => values.GetValueOrDefault(name),
            StringComparer.Ordinal
        );
        of[ProductFields.Currency] ??= ProductValues.UsualCurrency;
        return new()
        {
            Id = id,
            Product = product,
            Title = title,
            Values = of,
        };
    }

    /// <summary>A stored variant. The product's purchase counts where it has none of its own.</summary>
    public static VariantTarget Of(
        Variant variant,
        ProductTarget product,
        ProductDetails? ofProduct,
        VariantDetails? own
    ) =>
        new()
        {
            Id = variant.Id,
            NewId = variant.Id,
            Product = product,
            ShopLeads = product.ShopLeads,
            Values = new(StringComparer.Ordinal)
            {
                [ProductFields.Sku] = variant.Sku,
                [ProductFields.Barcode] = variant.Barcode,
                [ProductFields.Price] = variant.Price == 0 ? null : Price(variant.Price),
                [ProductFields.Currency] = variant.Currency,
                [ProductFields.PurchasePrice] = Price(
                    own?.PurchasePrice ?? ofProduct?.PurchasePrice
                ),
                [ProductFields.PurchaseCurrency] =
                    own?.PurchaseCurrency ?? ofProduct?.PurchaseCurrency,
                [ProductFields.SupplierReference] =
                    own?.SupplierReference ?? ofProduct?.SupplierReference,
            },
        };

    static string? Price(long? millionths) =>
        millionths is { } price ? PlainText.Price(Millionths.ToUnits(price)) : null;

    /// <inheritdoc/>
    protected override bool Has(string name) => Array.IndexOf(Fields, name) >= 0;

    /// <inheritdoc/>
    protected override Func<string, bool> Open(IReadOnlyDictionary<string, string?> values)
    {
        // A price and its currency are one thing: they come together, or stay together.
        var price = Comes(ProductFields.Price);
        var paid = Comes(ProductFields.PurchasePrice);
        return name =>
            name switch
            {
                ProductFields.Price or ProductFields.Currency => price && !ShopLeads,
                ProductFields.PurchasePrice or ProductFields.PurchaseCurrency => paid,
                ProductFields.SupplierReference => Values.GetValueOrDefault(name) is null,
                _ => Values.GetValueOrDefault(name) is null && !ShopLeads,
            };

        bool Comes(string name) =>
            Values.GetValueOrDefault(name) is null && values.GetValueOrDefault(name) is not null;
    }
}
