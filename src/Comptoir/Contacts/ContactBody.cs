using System.Text.Json.Nodes;
using Comptoir.Api;

namespace Comptoir.Contacts;

/// <summary>The body of a request that writes a contact, as changes of its fields.</summary>
static class ContactBody
{
    const string Own = "own";
    const string Addresses = "addresses";

    /// <summary>The changes; addresses are given as a whole, so that the places beyond them are emptied.</summary>
    /// <param name="body">The body.</param>
    /// <param name="places">How many addresses the contact has.</param>
    public static Dictionary<string, string?> Changes(JsonObject body, int places)
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        string[] known = [.. ContactFields.Identity.Select(x => x.Name), Addresses, Own];
        foreach (var (name, value) in body)
            if (!known.Contains(name))
                throw FieldBody.Unknown(name, known);
            else if (name is not (Addresses or Own))
                changes[name] = FieldBody.Text(name, value);
        if (FieldBody.List(body, Addresses) is { } addresses)
            for (var place = 0; place < Math.Max(places, addresses.Count); place++)
                Address(changes, place, place < addresses.Count ? addresses[place] : []);
        string[] own =
        [
            .. ContactFields.Own.Select(x => x.Name),
            "version",
            "updatedAt",
            "updatedBy",
        ];
        foreach (var (name, value) in FieldBody.Object(body, Own) ?? [])
            if (!own.Contains(name))
                throw FieldBody.Unknown($"{Own}.{name}", own);
            else if (ContactFields.OwnOf(name) is not null)
                changes[name] = FieldBody.Text(name, value);
        return changes;
    }

    /// <summary>The version the changes were made on.</summary>
    public static long Version(JsonObject body) => FieldBody.Version(FieldBody.Object(body, Own));

    /// <summary>Where a field stands in the body.</summary>
    public static string Place(string field) =>
        ContactFields.OwnOf(field) is null ? field : $"{Own}.{field}";

    static void Address(Dictionary<string, string?> changes, int place, JsonObject address)
    {
        foreach (var (name, _) in address)
            // What the answers reckon from the rest may be sent back.
            if (!AddressFields.Names.Contains(name) && name != "addressee")
                throw FieldBody.Unknown($"{Addresses}[{place}].{name}", AddressFields.Names);
        foreach (var name in AddressFields.Names)
            changes[AddressFields.NameOf(place, name)] = FieldBody.Text(name, address[name]);
    }
}
