using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>Customers with their addresses: <see cref="ShopifyCustomer"/>.</summary>
public static class Customers
{
    [StringSyntax("graphql")]
    const string Selection = """
        __typename id updatedAt createdAt firstName lastName displayName state note tags locale
        taxExempt taxExemptions verifiedEmail numberOfOrders amountSpent { amount currencyCode }
        taxSettings { taxId }
        companyContactProfiles { company { id } }
        defaultEmailAddress { emailAddress }
        defaultPhoneNumber { phoneNumber }
        defaultAddress { id }
        addressesV2 { edges { node {
          __typename id company firstName lastName name address1 address2 city zip province provinceCode country countryCodeV2 phone
        } } }
        """;

    /// <summary>For a bulk operation.</summary>
    public static BulkDocument Bulk { get; } = new("customers", null, null, Selection);

    /// <summary>The same with the metafields in which a shop keeps a buyer's numbers.</summary>
    public static BulkDocument With(BuyerFields fields) =>
        Bulk with
        {
            Selection = $"{Selection}\n{fields.Selection}",
        };

    /// <summary>Some customers by their ids, with a page of their addresses.</summary>
    public static string ByIds(BulkDocument document) => document.ByIds("Customer", "addressesV2");
}
