using System.Globalization;
using Comptoir.Money;
using Comptoir.Storage;
using Comptoir.Web;

namespace Comptoir.Catalogue;

/// <summary>A product with what the office keeps of it.</summary>
sealed record ProductRows(
    Product Product,
    ProductDetails? Details,
    IReadOnlyDictionary<long, VariantDetails> VariantDetails
);

/// <summary>A product as values of its fields, and back.</summary>
static class ProductValues
{
    /// <summary>The currency of a price that says none.</summary>
    public const string UsualCurrency = "EUR";

    /// <summary>The state of a new product that says none.</summary>
    public const string UsualStatus = "ACTIVE";

    /// <summary>What is stored of a product.</summary>
    public static StoredFields Stored(ProductRows rows)
    {
        var (product, details, ofVariants) = rows;
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [ProductFields.Title] = product.Title,
            [ProductFields.Status] = product.Status,
            [ProductFields.ProductType] = product.ProductType,
            [ProductFields.Vendor] = product.Vendor,
            [ProductFields.PurchasePrice] = Price(details?.PurchasePrice),
            [ProductFields.PurchaseCurrency] = details?.PurchaseCurrency,
            [ProductFields.SupplierReference] = details?.SupplierReference,
            [ProductFields.SalesAccount] = details?.SalesAccount,
            [ProductFields.Note] = details?.Note,
        };
        foreach (var variant in product.Variants)
        {
            var own = ofVariants.GetValueOrDefault(variant.Id);
            void Put(string name, string? value) =>
                values[ProductFields.OfVariant(variant.Id, name)] = value;
            Put(ProductFields.Sku, variant.Sku);
            Put(ProductFields.Barcode, variant.Barcode);
            Put(ProductFields.Price, Price(variant.Price));
            Put(ProductFields.Currency, variant.Currency);
            Put(ProductFields.PurchasePrice, Price(own?.PurchasePrice));
            Put(ProductFields.PurchaseCurrency, own?.PurchaseCurrency);
            Put(ProductFields.SupplierReference, own?.SupplierReference);
        }
        return new(
            values,
            details?.Version ?? 0,
            details is { Version: > 0 } ? details.UpdatedAt : null,
            details is { Version: > 0 } ? details.UpdatedBy : null
        );
    }

    /// <summary>A price without a currency is in that of the product's prices; a currency without a price says nothing.</summary>
    public static void Complete(Dictionary<string, string?> values, string prefix, string? usual)
    {
        var price = values.GetValueOrDefault(prefix + ProductFields.PurchasePrice);
        var currency = prefix + ProductFields.PurchaseCurrency;
        values[currency] = price is null
            ? null
            : values.GetValueOrDefault(currency) ?? usual ?? UsualCurrency;
    }

    /// <summary>Writes the office's own fields of the product.</summary>
    public static void Apply(
        this ProductDetails details,
        IReadOnlyDictionary<string, string?> values
    )
    {
        details.PurchasePrice = Millionths(values.GetValueOrDefault(ProductFields.PurchasePrice));
        details.PurchaseCurrency = values.GetValueOrDefault(ProductFields.PurchaseCurrency);
        details.SupplierReference = values.GetValueOrDefault(ProductFields.SupplierReference);
        details.SalesAccount = values.GetValueOrDefault(ProductFields.SalesAccount);
        details.Note = values.GetValueOrDefault(ProductFields.Note);
    }

    /// <summary>Writes the office's own fields of a variant.</summary>
    public static void Apply(
        this VariantDetails details,
        IReadOnlyDictionary<string, string?> values
    )
    {
        string? Of(string name) =>
            values.GetValueOrDefault(ProductFields.OfVariant(details.VariantId, name));
        details.PurchasePrice = Millionths(Of(ProductFields.PurchasePrice));
        details.PurchaseCurrency = Of(ProductFields.PurchaseCurrency);
        details.SupplierReference = Of(ProductFields.SupplierReference);
    }

    /// <summary>Writes a tracked product that no shop knows, with its variants.</summary>
    public static void Apply(
        ComptoirDb db,
        Product product,
        long? supplierId,
        IReadOnlyDictionary<string, string?> values,
        DateTime at
    )
    {
        foreach (var variant in product.Variants)
        {
            var row = db.Entry(variant);
            string? Of(string name) =>
                values.GetValueOrDefault(ProductFields.OfVariant(variant.Id, name));
            row.Property(x => x.Sku).CurrentValue = Of(ProductFields.Sku);
            row.Property(x => x.Barcode).CurrentValue = Of(ProductFields.Barcode);
            row.Property(x => x.Price).CurrentValue =
                Millionths(Of(ProductFields.Price)) ?? variant.Price;
            row.Property(x => x.Currency).CurrentValue =
                Of(ProductFields.Currency) ?? variant.Currency;
        }
        var entry = db.Entry(product);
        entry.Property(x => x.Title).CurrentValue = values[ProductFields.Title]!;
        entry.Property(x => x.Status).CurrentValue = values[ProductFields.Status]!;
        entry.Property(x => x.ProductType).CurrentValue = values.GetValueOrDefault(
            ProductFields.ProductType
        );
        entry.Property(x => x.Vendor).CurrentValue = values.GetValueOrDefault(ProductFields.Vendor);
        entry.Property(x => x.SupplierId).CurrentValue = supplierId;
        entry.Property(x => x.UpdatedAt).CurrentValue = at;
        entry.Property(x => x.SortTitle).CurrentValue = SearchText.Sort(
            values[ProductFields.Title]
        );
        entry.Property(x => x.Search).CurrentValue = Search(
            values[ProductFields.Title]!,
            values.GetValueOrDefault(ProductFields.Vendor),
            product.Variants
        );
    }

    /// <summary>A product that no shop knows, without its variants.</summary>
    public static Product Make(
        long officeId,
        long id,
        long? supplierId,
        IReadOnlyDictionary<string, string?> values,
        IReadOnlyList<Variant> variants,
        DateTime at
    ) =>
        new()
        {
            OfficeId = officeId,
            Id = id,
            SupplierId = supplierId,
            Title = values[ProductFields.Title]!,
            Status = values.GetValueOrDefault(ProductFields.Status) ?? UsualStatus,
            Vendor = values.GetValueOrDefault(ProductFields.Vendor),
            ProductType = values.GetValueOrDefault(ProductFields.ProductType),
            Tags = [],
            IsGiftCard = false,
            CreatedAt = at,
            UpdatedAt = at,
            SortTitle = SearchText.Sort(values[ProductFields.Title]),
            Search = Search(
                values[ProductFields.Title]!,
                values.GetValueOrDefault(ProductFields.Vendor),
                variants
            ),
        };

    /// <summary>A variant that no shop knows, from values without prefix.</summary>
    public static Variant MakeVariant(
        long officeId,
        long id,
        long productId,
        string? title,
        int position,
        IReadOnlyDictionary<string, string?> values
    ) =>
        new()
        {
            OfficeId = officeId,
            Id = id,
            ProductId = productId,
            // Shopify's own word for a product without choices, which the screens know.
            Title = title ?? "Default Title",
            Sku = values.GetValueOrDefault(ProductFields.Sku),
            Barcode = values.GetValueOrDefault(ProductFields.Barcode),
            Position = position,
            Price = Millionths(values.GetValueOrDefault(ProductFields.Price)) ?? 0,
            Currency = values.GetValueOrDefault(ProductFields.Currency) ?? UsualCurrency,
            Taxable = true,
        };

    /// <summary>The text a search looks in.</summary>
    public static string Search(string title, string? vendor, IEnumerable<Variant> variants) =>
        SearchText.Words([
            title,
            vendor,
            .. variants.SelectMany(variant => new[] { variant.Sku, variant.Barcode }),
        ]);

    /// <summary>A plain price in millionths.</summary>
    public static long? Millionths(string? price) =>
        price is null
            ? null
            : Money.Millionths.Of(decimal.Parse(price, CultureInfo.InvariantCulture));

    static string? Price(long? millionths) =>
        millionths is { } price ? PlainText.Price(Money.Millionths.ToUnits(price)) : null;
}
