using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>
/// Companies that buy (Shopify B2B) with their locations and their people: <see cref="ShopifyCompany"/>. Needs
/// <c>read_customers</c> or <c>read_companies</c>; a shop without B2B may refuse it, and then companies are known from
/// their orders alone.
/// </summary>
public static class Companies
{
    [StringSyntax("graphql")]
    const string Address =
        "{ id companyName address1 address2 city zip zoneCode countryCode firstName lastName phone }";

    const string Selection = $$"""
        __typename id updatedAt createdAt name externalId note
        locations { edges { node {
          __typename id name externalId phone
          taxSettings { taxRegistrationId taxExempt }
          billingAddress {{Address}}
          shippingAddress {{Address}}
        } } }
        contacts { edges { node {
          __typename id isMainContact
          customer { id }
        } } }
        """;

    /// <summary>For a bulk operation.</summary>
    public static BulkDocument Bulk { get; } = new("companies", null, null, Selection);

    /// <summary>The same with the metafields in which a shop keeps a buyer's numbers.</summary>
    public static BulkDocument With(BuyerFields fields) =>
        Bulk with
        {
            Selection = $"{Selection}\n{fields.Selection}",
        };
}
