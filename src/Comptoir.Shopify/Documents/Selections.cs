namespace Comptoir.Shopify.Documents;

/// <summary>
/// Selections that several documents share. They are pasted in rather than written as GraphQL fragments, because the
/// documentation of bulk operations does not say that fragments are allowed there.
/// </summary>
static class Selections
{
    public const string Bag =
        "{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }";

    public const string TaxLine =
        $$"""{ title rate ratePercentage source channelLiable priceSet {{Bag}} }""";

    /// <summary>The fields of an address; company, city and country are no protected data.</summary>
    public static string Address(bool names, bool lines, bool phone) =>
        Join(
            "company",
            names ? "firstName lastName name" : null,
            lines ? "address1 address2 zip" : null,
            "city province provinceCode country countryCodeV2",
            phone ? "phone" : null
        );

    /// <summary>Parts of a selection; those that are null are left out.</summary>
    public static string Join(params ReadOnlySpan<string?> parts)
    {
        var text = new System.Text.StringBuilder();
        foreach (var part in parts)
            if (part is not null)
                text.Append(text.Length == 0 ? "" : " ").Append(part);
        return text.ToString();
    }
}
