using System.Globalization;
using System.Text.Json.Nodes;
using Comptoir.Api;

namespace Comptoir.Catalogue;

/// <summary>The body of a request that writes a product, as changes of its fields.</summary>
static class ProductBody
{
    const string Own = "own";
    const string Variants = "variants";

    static readonly string[] Identity = [.. ProductFields.Identity.Select(x => x.Name)];
    static readonly string[] OfVariant =
    [
        ProductFields.Sku,
        ProductFields.Barcode,
        ProductFields.Price,
    ];
    static readonly string[] OwnOfVariant =
    [
        ProductFields.PurchasePrice,
        ProductFields.SupplierReference,
    ];
    static readonly string[] OwnOfProduct =
    [
        .. OwnOfVariant,
        ProductFields.SalesAccount,
        ProductFields.Note,
        "version",
        "updatedAt",
        "updatedBy",
    ];

    /// <summary>The changes of a product with these variants.</summary>
    public static Dictionary<string, string?> Changes(JsonObject body, IReadOnlyList<long> variants)
    {
        var changes = Read(body, "", [.. Identity, Variants, Own]);
        ReadOwn(changes, body, "", OwnOfProduct);
        foreach (var variant in FieldBody.List(body, Variants) ?? [])
        {
            if (
                variant["id"] is not JsonValue value
                || !value.TryGetValue<long>(out var id)
                || !variants.Contains(id)
            )
                throw new RefusedException(
                    "Each of the variants must say which it is: an id of one of this product's variants."
                );
            var prefix = ProductFields.OfVariant(id, "");
            foreach (var (name, text) in Read(variant, prefix, ["id", .. OfVariant, Own]))
                if (name != prefix + "id")
                    changes[name] = text;
            ReadOwn(changes, variant, prefix, OwnOfVariant);
        }
        return changes;
    }

    /// <summary>What a product to be made is to be.</summary>
    public static Dictionary<string, string?> New(JsonObject body)
    {
        var entered = Read(body, "", [.. Identity, .. OfVariant, Own]);
        ReadOwn(entered, body, "", OwnOfProduct);
        return entered;
    }

    /// <summary>The version the changes were made on.</summary>
    public static long Version(JsonObject body) => FieldBody.Version(FieldBody.Object(body, Own));

    /// <summary>Where a field stands in the body.</summary>
    public static string Place(string field)
    {
        var name = field.Split('.')[^1];
        var own = OwnOfProduct.Contains(name) || name == ProductFields.PurchaseCurrency;
        return own
            ? string.Create(CultureInfo.InvariantCulture, $"{field[..^name.Length]}{Own}.{name}")
            : field;
    }

    static Dictionary<string, string?> Read(JsonObject body, string prefix, string[] known)
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in body)
            if (!known.Contains(name))
                throw FieldBody.Unknown(name, known);
            else if (name == ProductFields.Price)
                FieldBody.Money(changes, prefix + name, prefix + ProductFields.Currency, value);
            else if (name is not (Variants or Own))
                changes[prefix + name] = FieldBody.Text(name, value);
        return changes;
    }

    static void ReadOwn(
        Dictionary<string, string?> changes,
        JsonObject body,
        string prefix,
        string[] known
    )
    {
        foreach (var (name, value) in FieldBody.Object(body, Own) ?? [])
            if (!known.Contains(name))
                throw FieldBody.Unknown($"{Own}.{name}", known);
            else if (name == ProductFields.PurchasePrice)
                FieldBody.Money(
                    changes,
                    prefix + name,
                    prefix + ProductFields.PurchaseCurrency,
                    value
                );
            else if (name is not ("version" or "updatedAt" or "updatedBy"))
                changes[prefix + name] = FieldBody.Text(name, value);
    }
}
