namespace Comptoir.Shopify;

/// <summary>
/// A group of personal data that Shopify withholds from an app that was not approved for it, or on a plan that does not
/// include it ("protected customer data").
/// </summary>
public enum ProtectedData
{
    /// <summary>Customers altogether.</summary>
    Customers,

    /// <summary>Names of customers, in their addresses too.</summary>
    CustomerNames,

    /// <summary>E-mail addresses of customers.</summary>
    CustomerEmails,

    /// <summary>Phone numbers of customers, in their addresses too.</summary>
    CustomerPhones,

    /// <summary>Street and postcode of customers' addresses; city and country stay visible.</summary>
    CustomerAddresses,

    /// <summary>Names in the addresses of orders.</summary>
    OrderNames,

    /// <summary>E-mail addresses on orders.</summary>
    OrderEmails,

    /// <summary>Phone numbers on orders, in their addresses too.</summary>
    OrderPhones,

    /// <summary>Street and postcode in the addresses of orders.</summary>
    OrderAddresses,
}

/// <summary>
/// What an app may read of a shop beyond what nothing works without. Documents are built from it: in bulk one field that is
/// denied fails the whole operation.
/// </summary>
public sealed record ReadAccess
{
    /// <summary>Nothing is withheld.</summary>
    public static ReadAccess Everything { get; } = new();

    /// <summary>Groups of personal data that are withheld, each once, in the order of the enumeration.</summary>
    public IReadOnlyList<ProtectedData> Withheld { get; private init; } = [];

    /// <summary>Payment terms of orders (<c>read_payment_terms</c>).</summary>
    public bool PaymentTerms { get; private init; } = true;

    /// <summary>Which return a refund belongs to (<c>read_returns</c>).</summary>
    public bool Returns { get; private init; } = true;

    /// <summary>Companies that bought (<c>read_companies</c> or <c>read_customers</c>).</summary>
    public bool Companies { get; private init; } = true;

    /// <summary>The same without companies, for a shop that has none to tell of.</summary>
    public ReadAccess WithoutCompanies => this with { Companies = false };

    /// <summary>What scopes and approvals allow.</summary>
    public static ReadAccess Of(IReadOnlySet<string> scopes, IEnumerable<ProtectedData> withheld)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        bool Has(string what) =>
            scopes.Contains("read_" + what) || scopes.Contains("write_" + what);
        var access = new ReadAccess
        {
            Withheld = [.. withheld.Distinct().Order()],
            PaymentTerms = Has("payment_terms"),
            Returns = Has("returns"),
        };
        return access with
        {
            Companies =
                Has("companies") || (Has("customers") && access.May(ProtectedData.Customers)),
        };
    }

    /// <summary>The same without any personal data and without what needs a scope of its own.</summary>
    public static ReadAccess Least { get; } =
        new()
        {
            Withheld =
            [
                .. Enum.GetValues<ProtectedData>().Where(one => one != ProtectedData.Customers),
            ],
            PaymentTerms = false,
            Returns = false,
            Companies = false,
        };

    /// <summary>Whether a group may be read.</summary>
    public bool May(ProtectedData group) => !Withheld.Contains(group);
}
