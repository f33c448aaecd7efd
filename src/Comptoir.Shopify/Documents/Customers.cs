using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>Customers with their addresses: <see cref="ShopifyCustomer"/>.</summary>
public static class Customers
{
    [StringSyntax("graphql")]
    const string Fields = """
        __typename id updatedAt createdAt state note tags locale
        taxExempt taxExemptions verifiedEmail numberOfOrders amountSpent { amount currencyCode }
        taxSettings { taxId }
        defaultAddress { id }
        """;

    /// <summary>For a bulk operation.</summary>
    public static BulkDocument Bulk { get; } = For(ReadAccess.Everything);

    /// <summary>For a bulk operation that reads no more than is allowed.</summary>
    /// <param name="access">What is allowed.</param>
    /// <param name="numbers">Metafields in which the shop keeps a buyer's numbers.</param>
    public static BulkDocument For(ReadAccess access, BuyerFields? numbers = null)
    {
        ArgumentNullException.ThrowIfNull(access);
        var names = access.May(ProtectedData.CustomerNames);
        var phones = access.May(ProtectedData.CustomerPhones);
        var address = Selections.Address(
            names,
            access.May(ProtectedData.CustomerAddresses),
            phones
        );
        return new(
            "customers",
            null,
            null,
            Selections.Join(
                Fields,
                names ? "firstName lastName displayName" : null,
                access.May(ProtectedData.CustomerEmails)
                    ? "defaultEmailAddress { emailAddress }"
                    : null,
                phones ? "defaultPhoneNumber { phoneNumber }" : null,
                // Needs a shop that has B2B, too: where it is refused, customers are read without it.
                access.Companies
                    ? "companyContactProfiles { company { id } }"
                    : null,
                numbers?.Selection,
                $$"""addressesV2 { edges { node { __typename id {{address}} } } }"""
            )
        );
    }

    /// <summary>Some customers by their ids, with a page of their addresses.</summary>
    public static string ByIds(BulkDocument document) => document.ByIds("Customer", "addressesV2");
}
