namespace Comptoir.Shopify;

/// <summary>
/// A global id of Shopify's, such as <c>gid://shopify/Order/1001</c>. Every object that Comptoir keeps has a numeric
/// tail; what follows a <c>?</c> (inventory levels, addresses) only repeats the context and is left out.
/// </summary>
[System.Text.Json.Serialization.JsonConverter(typeof(GidJsonConverter))]
public readonly record struct Gid
{
    const string Prefix = "gid://shopify/";

    Gid(string type, long number)
    {
        Type = type;
        Number = number;
    }

    /// <summary>The type's name as Shopify writes it, for example <c>Order</c>.</summary>
    public string Type { get; }

    /// <summary>The number of the object: unique among the objects of its type in one shop, always positive.</summary>
    public long Number { get; }

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not an id with a numeric tail.</exception>
    public static Gid Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException($"'{text}' is not an id of Shopify's with a numeric end.");

    /// <summary>Reads an id; false when the text is not an id with a numeric tail.</summary>
    public static bool TryParse(string? text, out Gid id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var rest = text.AsSpan(Prefix.Length);
        var slash = rest.IndexOf('/');
        if (slash <= 0)
            return false;
        var tail = rest[(slash + 1)..];
        var query = tail.IndexOf('?');
        if (query >= 0)
            tail = tail[..query];
        if (
            !long.TryParse(
                tail,
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture,
                out var number
            )
            || number <= 0
        )
            return false;
        id = new Gid(string.Intern(rest[..slash].ToString()), number);
        return true;
    }

    /// <summary>The id of an object of a known type.</summary>
    public static Gid Of(string type, long number) => new(type, number);

    /// <inheritdoc/>
    public override string ToString() => $"{Prefix}{Type}/{Number}";
}
