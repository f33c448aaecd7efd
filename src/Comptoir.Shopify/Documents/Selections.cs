namespace Comptoir.Shopify.Documents;

/// <summary>
/// Selections that several documents share. They are pasted in rather than written as GraphQL fragments, because the
/// documentation of bulk operations does not say that fragments are allowed there.
/// </summary>
static class Selections
{
    public const string Bag =
        "{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }";

    public const string Address =
        "{ company firstName lastName name address1 address2 city zip province provinceCode country countryCodeV2 phone }";

    public const string TaxLine =
        $$"""{ title rate ratePercentage source channelLiable priceSet {{Bag}} }""";
}
