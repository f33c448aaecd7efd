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
    public static BulkDocument For(ReadAccess access)
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
                $$"""addressesV2 { edges { node { __typename id {{address}} } } }"""
            )
        );
    }
}
