using Comptoir.Catalogue;
using Comptoir.Contacts;
using Comptoir.Web;

namespace Comptoir.Importing;

/// <summary>The fields that a column of a file can be imported into.</summary>
static class ImportFields
{
    public const string Reference = "reference";
    public const string Company = "company";
    public const string Role = "role";
    public const string Handle = "handle";
    public const string Option1 = "option1";
    public const string Option2 = "option2";
    public const string Option3 = "option3";
    public const string Customer = "customer";
    public const string Supplier = "supplier";
    public const string Both = "both";

    static readonly IReadOnlyList<EditField> Contacts =
    [
        new(Reference, texts => texts["Reference of the former application"]),
        new(Company, texts => texts["Name of the company"]),
        new(Role, texts => texts["Customer or supplier"]) { Check = ReadRole },
        .. ContactFields
            .Identity.Where(field =>
                field.Name is not (ContactFields.Customer or ContactFields.Supplier)
            )
            .Select(field => field with { Required = false }),
        .. AddressFields.Of(0),
        .. ContactFields.Own,
    ];

    static readonly IReadOnlyList<EditField> Products =
    [
        new(Reference, texts => texts["Reference of the former application"]),
        new(Handle, texts => texts["What the variants of a product share"]),
        new(Option1, texts => texts["First option"]),
        new(Option2, texts => texts["Second option"]),
        new(Option3, texts => texts["Third option"]),
        .. EditProduct.NewFields.Select(field =>
            field.Name == ProductFields.Status
                ? field with
                {
                    Check = ReadStatus,
                    Required = false,
                }
                : field with
                {
                    Required = false,
                }
        ),
    ];

    /// <summary>The fields of contacts or products.</summary>
    public static IReadOnlyList<EditField> Of(ImportKind kind) =>
        kind == ImportKind.Contacts ? Contacts : Products;

    /// <summary>A field by its name; null when there is none.</summary>
    public static EditField? Find(ImportKind kind, string? name) =>
        Of(kind).FirstOrDefault(field => field.Name == name);

    // incwo writes "client", "fournisseur", "prospect"…; whoever is no supplier is a customer, or may become one.
    static string ReadRole(string text)
    {
        var words = Storage.SearchText.Words(text);
        var supplier =
            words.Contains("fourniss", StringComparison.Ordinal)
            || words.Contains("supplier", StringComparison.Ordinal)
            || words.Contains("vendor", StringComparison.Ordinal);
        var customer =
            words.Contains("client", StringComparison.Ordinal)
            || words.Contains("customer", StringComparison.Ordinal);
        return supplier ? (customer ? Both : Supplier) : Customer;
    }

    // Former applications say whether a product is active by yes and no, or by one and nought.
    static string ReadStatus(string text) =>
        text.Trim().ToUpperInvariant() switch
        {
            "1" or "TRUE" or "VRAI" or "YES" or "OUI" or "ACTIF" or "ACTIVE" => "ACTIVE",
            "0" or "FALSE" or "FAUX" or "NO" or "NON" or "INACTIF" or "INACTIVE" => "ARCHIVED",
            "BROUILLON" => "DRAFT",
            "ARCHIVÉ" or "ARCHIVE" => "ARCHIVED",
            _ => ProductFields
                .Identity.First(field => field.Name == ProductFields.Status)
                .Check(text),
        };
}
