using System.Collections.Frozen;
using System.Text.Json.Serialization;

namespace Comptoir.DemoShop.Schema;

/// <summary>Kinds of protected customer data, as Shopify approves an app for them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PersonalData>))]
public enum PersonalData
{
    /// <summary>The customer object at all (level 1).</summary>
    Customers,

    /// <summary>Names of customers and in addresses (level 2, as all that follow).</summary>
    Names,

    /// <summary>E-mail addresses.</summary>
    Emails,

    /// <summary>Phone numbers.</summary>
    Phones,

    /// <summary>Street and postcode of addresses; city, province, country and company are not protected.</summary>
    Addresses,
}

/// <summary>Which fields hold which kind. From the flag <c>isProtected</c> of the official schema.</summary>
internal static class PersonalFields
{
    private static readonly FrozenDictionary<(string, string), PersonalData> Kinds = new Dictionary<
        (string Type, string Field),
        PersonalData
    >
    {
        [("Customer", "displayName")] = PersonalData.Names,
        [("Customer", "firstName")] = PersonalData.Names,
        [("Customer", "lastName")] = PersonalData.Names,
        [("CustomerEmailAddress", "emailAddress")] = PersonalData.Emails,
        [("CustomerPhoneNumber", "phoneNumber")] = PersonalData.Phones,
        [("MailingAddress", "firstName")] = PersonalData.Names,
        [("MailingAddress", "lastName")] = PersonalData.Names,
        [("MailingAddress", "name")] = PersonalData.Names,
        [("MailingAddress", "phone")] = PersonalData.Phones,
        [("MailingAddress", "address1")] = PersonalData.Addresses,
        [("MailingAddress", "address2")] = PersonalData.Addresses,
        [("MailingAddress", "formatted")] = PersonalData.Addresses,
        [("MailingAddress", "latitude")] = PersonalData.Addresses,
        [("MailingAddress", "longitude")] = PersonalData.Addresses,
        [("MailingAddress", "zip")] = PersonalData.Addresses,
        [("Order", "email")] = PersonalData.Emails,
        [("Order", "phone")] = PersonalData.Phones,
        [("Order", "statusPageUrl")] = PersonalData.Names,
    }.ToFrozenDictionary();

    /// <summary>Shopify's words when a field is withheld from the app; null when it may be read.</summary>
    /// <param name="type">The type that has the field.</param>
    /// <param name="field">The field.</param>
    /// <param name="returned">The type of the field, without list and non-null.</param>
    /// <param name="session">Who asks.</param>
    public static string? Withheld(string type, string field, string returned, ShopSession session)
    {
        if (session.Withheld.Count == 0)
        {
            return null;
        }

        if (
            returned is "Customer" or "CustomerConnection"
            && session.Withheld.Contains(PersonalData.Customers)
        )
        {
            return "This app is not approved to access the Customer object. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.";
        }

        return Kinds.TryGetValue((type, field), out var kind) && session.Withheld.Contains(kind)
            ? $"This app is not approved to use the {field} field. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details."
            : null;
    }
}
