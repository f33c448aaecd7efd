namespace Comptoir.Shopify.Documents;

/// <summary>Small queries that show what is withheld: a few rows each, because a field is denied only where a row has it.</summary>
public static class AccessProbes
{
    const int Rows = 10;

    /// <summary>What is asked for to see whether a group may be read.</summary>
    static readonly (ProtectedData Group, string Root, string Selection)[] Groups =
    [
        (ProtectedData.Customers, "customers", "id"),
        (
            ProtectedData.CustomerNames,
            "customers",
            "id firstName lastName displayName addressesV2(first: 1) { nodes { id firstName lastName name } }"
        ),
        (ProtectedData.CustomerEmails, "customers", "id defaultEmailAddress { emailAddress }"),
        (
            ProtectedData.CustomerPhones,
            "customers",
            "id defaultPhoneNumber { phoneNumber } addressesV2(first: 1) { nodes { id phone } }"
        ),
        (
            ProtectedData.CustomerAddresses,
            "customers",
            "id addressesV2(first: 1) { nodes { id address1 address2 zip } }"
        ),
        (
            ProtectedData.OrderNames,
            "orders",
            "id billingAddress { firstName lastName name } shippingAddress { firstName lastName name }"
        ),
        (ProtectedData.OrderEmails, "orders", "id email"),
        (
            ProtectedData.OrderPhones,
            "orders",
            "id phone billingAddress { phone } shippingAddress { phone }"
        ),
        (
            ProtectedData.OrderAddresses,
            "orders",
            "id billingAddress { address1 address2 zip } shippingAddress { address1 address2 zip }"
        ),
    ];

    /// <summary>One query for all groups: when nothing of it is denied, nothing is withheld.</summary>
    public static string All { get; } = Text(Groups.Select(probe => probe.Group));

    /// <summary>A query for one group alone.</summary>
    public static string Of(ProtectedData group) => Text([group]);

    static string Text(IEnumerable<ProtectedData> wanted) =>
        "query Access { "
        + string.Join(
            ' ',
            Groups
                .Where(probe => wanted.Contains(probe.Group))
                .GroupBy(probe => probe.Root)
                .Select(probes =>
                    $"{probes.Key}(first: {Rows}, reverse: true) {{ nodes {{ {string.Join(' ', probes.Select(probe => probe.Selection))} }} }}"
                )
        )
        + " }";
}
