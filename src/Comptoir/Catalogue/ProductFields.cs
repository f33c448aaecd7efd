using System.Globalization;
using Comptoir.Web;

namespace Comptoir.Catalogue;

/// <summary>The fields of a product that people, programs and imports write, and their rules.</summary>
static class ProductFields
{
    public const string Title = "title";
    public const string Vendor = "vendor";
    public const string ProductType = "productType";
    public const string Status = "status";
    public const string Sku = "sku";
    public const string Barcode = "barcode";
    public const string Price = "price";
    public const string Currency = "currency";
    public const string PurchasePrice = "purchasePrice";
    public const string PurchaseCurrency = "purchaseCurrency";
    public const string SupplierReference = "supplierReference";
    public const string SalesAccount = "salesAccount";
    public const string Note = "note";

    /// <summary>What the web shop leads for; the office for a product that comes from none.</summary>
    public static readonly IReadOnlyList<EditField> Identity =
    [
        new(Title, texts => texts["Title"])
        {
            Required = true,
            Width = "w4",
            Check = static text => PlainText.Line(text, 255),
        },
        new(Status, texts => texts["State"])
        {
            Required = true,
            Width = "w2",
            Input = EditInput.Choice,
            Choices =
            [
                ("ACTIVE", texts => texts["On sale"]),
                ("DRAFT", texts => texts["Draft"]),
                ("ARCHIVED", texts => texts["Archived"]),
            ],
            Check = static text =>
                text.Trim().ToUpperInvariant() switch
                {
                    "ACTIVE" or "DRAFT" or "ARCHIVED" => text.Trim().ToUpperInvariant(),
                    // Shopify's list of products may say it, and it is not for sale by search either.
                    "UNLISTED" => "ARCHIVED",
                    _ => throw new RefusedException(
                        "This is no state of a product. Write active, draft or archived."
                    ),
                },
        },
        new(ProductType, texts => texts["Type"]),
        new(Vendor, texts => texts["Supplier"]),
    ];

    /// <summary>The office's own.</summary>
    public static readonly IReadOnlyList<EditField> Own =
    [
        .. Purchase("", texts => texts["Purchase price"]),
        new(SalesAccount, texts => texts["Sales account"])
        {
            Check = Contacts.ContactFields.Account,
            Width = "w2",
        },
        new(Note, texts => texts["Note of the office"])
        {
            Input = EditInput.Text,
            Width = "",
            Check = static text => PlainText.Lines(text, 4_000),
        },
    ];

    /// <summary>What a web shop leads for of a variant.</summary>
    static IEnumerable<EditField> VariantIdentity(string prefix) =>
        [
            new(prefix + Sku, texts => texts["SKU"]) { Width = "w2" },
            new(prefix + Barcode, texts => texts["Barcode"]) { Width = "w2" },
            new(prefix + Price, texts => texts["Price"])
            {
                Input = EditInput.Price,
                Check = PlainText.Price,
                Width = "w2",
            },
            new(prefix + Currency, texts => texts["Currency"])
            {
                Check = PlainText.Currency,
                Width = "w2",
            },
        ];

    /// <summary>The name of a field of a variant.</summary>
    public static string OfVariant(long id, string name) => VariantPrefix(id) + name;

    /// <summary>The fields of a variant.</summary>
    public static IReadOnlyList<EditField> Variant(long id, bool shopLeads) =>
        [
            .. shopLeads ? [] : VariantIdentity(VariantPrefix(id)),
            .. Purchase(VariantPrefix(id), texts => texts["Purchase price of the variant"]),
        ];

    /// <summary>All that can be written of a product with these variants.</summary>
    public static IReadOnlyList<EditField> Of(bool shopLeads, IEnumerable<long> variants) =>
        [
            .. shopLeads ? [] : Identity,
            .. Own,
            .. variants.SelectMany(id => Variant(id, shopLeads)),
        ];

    static string VariantPrefix(long id) =>
        string.Create(CultureInfo.InvariantCulture, $"variants.{id}.");

    static IEnumerable<EditField> Purchase(string prefix, Func<Texts, string> label) =>
        [
            new(prefix + PurchasePrice, label)
            {
                Input = EditInput.Price,
                Check = PlainText.Price,
                Width = "w2",
            },
            new(prefix + PurchaseCurrency, texts => texts["Currency of the purchase"])
            {
                Check = PlainText.Currency,
                Width = "w2",
            },
            new(prefix + SupplierReference, texts => texts["Supplier’s reference"])
            {
                Width = "w2",
            },
        ];
}
