using Microsoft.AspNetCore.WebUtilities;

namespace Comptoir.Web;

/// <summary>Addresses of lists: the same list with one thing changed.</summary>
public static class ListAddress
{
    /// <summary>
    /// The address with a value set, or removed when null. The place in the list is forgotten,
    /// because it means nothing under another filter or order.
    /// </summary>
    public static string With(string address, string name, string? value)
    {
        var uri = new Uri(address);
        var query = QueryHelpers
            .ParseQuery(uri.Query)
            .Where(pair => pair.Key != name && pair.Key is not ("after" or "before" or "dialog"))
            .SelectMany(pair => pair.Value, (pair, text) => KeyValuePair.Create(pair.Key, text));
        if (value is not null)
            query = query.Append(KeyValuePair.Create(name, (string?)value));
        return QueryHelpers.AddQueryString(uri.AbsolutePath, query);
    }
}
