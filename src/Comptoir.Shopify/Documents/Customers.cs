using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>Customers with their addresses: <see cref="ShopifyCustomer"/>.</summary>
public static class Customers
{
    /// <summary>
    /// Whom somebody buys for. It needs read_customers or read_companies, and a shop that has B2B: where it is refused, the
    /// customers are read without it.
    /// </summary>
    [StringSyntax("graphql")]
    const string Companies = "companyContactProfiles { company { id } }";

    [StringSyntax("graphql")]
    const string Selection = """
        __typename id updatedAt createdAt firstName lastName displayName state note tags locale
        taxExempt taxExemptions verifiedEmail numberOfOrders amountSpent { amount currencyCode }
        taxSettings { taxId }
        defaultEmailAddress { emailAddress }
        defaultPhoneNumber { phoneNumber }
        defaultAddress { id }
        addressesV2 { edges { node {
          __typename id company firstName lastName name address1 address2 city zip province provinceCode country countryCodeV2 phone
        } } }
        """;

    /// <summary>For a bulk operation.</summary>
    public static BulkDocument Bulk { get; } =
        new("customers", null, null, $"{Selection}\n{Companies}");

    /// <summary>The same without the companies that they buy for.</summary>
    public static BulkDocument WithoutCompanies { get; } = new("customers", null, null, Selection);

    /// <summary>One of them with the metafields in which a shop keeps a buyer's numbers.</summary>
    public static BulkDocument With(BuyerFields fields, bool companies = true)
    {
        var document = companies ? Bulk : WithoutCompanies;
        return document with { Selection = $"{document.Selection}\n{fields.Selection}" };
    }
}
