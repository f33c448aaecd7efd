using System.Text.RegularExpressions;

namespace Comptoir.Shopify;

/// <summary>
/// The address a shop has with Shopify for good, <c>my-shop.myshopify.com</c>. Only such a host can be made, so that a
/// token can never be sent anywhere else.
/// </summary>
public readonly partial record struct ShopAddress
{
    const string Suffix = ".myshopify.com";

    ShopAddress(string handle) => Handle = handle;

    /// <summary>The shop's own part, lower case: <c>my-shop</c>.</summary>
    public string Handle { get; }

    /// <summary>The host: <c>my-shop.myshopify.com</c>.</summary>
    public string Host => Handle + Suffix;

    /// <summary>
    /// Reads what people paste: <c>my-shop</c>, <c>my-shop.myshopify.com</c>, an address of the admin in either form.
    /// </summary>
    /// <exception cref="FormatException">It is none of these; the message says what to do.</exception>
    public static ShopAddress Parse(string text) =>
        TryParse(text, out var address, out var problem)
            ? address
            : throw new FormatException(problem);

    /// <summary>As <see cref="Parse"/>; false with the reason, and what to do, when the text is none.</summary>
    public static bool TryParse(string? text, out ShopAddress address, out string problem)
    {
        address = default;
        var rest = (text ?? "").Trim();
        if (rest.Length == 0)
            return Refuse("The address of the shop is missing.", out problem);
        var scheme = rest.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            if (rest[..scheme].ToLowerInvariant() is not ("https" or "http"))
                return Refuse("The address is not a web address.", out problem);
            rest = rest[(scheme + 3)..];
        }
        var match = AdminPattern().Match(rest);
        if (!match.Success)
            match = HostPattern().Match(rest);
        if (!match.Success && scheme < 0)
            match = HandlePattern().Match(rest);
        if (!match.Success)
            return Refuse(
                $"'{Shorten(rest)}' is not the address of a shop with Shopify.",
                out problem
            );
        address = new ShopAddress(match.Groups["shop"].Value.ToLowerInvariant());
        problem = "";
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Host;

    static bool Refuse(string reason, out string problem)
    {
        problem =
            $"{reason} Enter the address that ends in .myshopify.com: in Shopify's admin it is under Settings, Domains. "
            + "The shop's own domain cannot be used here.";
        return false;
    }

    static string Shorten(string text)
    {
        var shown = Secrets.Redact(text.Length > 60 ? text[..60] + "…" : text);
        return new string([.. shown.Select(letter => char.IsControl(letter) ? '?' : letter)]);
    }

    const string Shop = "(?<shop>[a-z0-9][a-z0-9-]{0,98})";
    const string End = @"(?::443)?(?:[/?#][^\s\\]*)?\z";
    const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"\A" + Shop + @"\.myshopify\.com" + End, Options, 1000)]
    private static partial Regex HostPattern();

    [GeneratedRegex(
        @"\Aadmin\.shopify\.com/store/" + Shop + @"(?:[/?#][^\s\\]*)?\z",
        Options,
        1000
    )]
    private static partial Regex AdminPattern();

    [GeneratedRegex(@"\A" + Shop + @"\z", Options, 1000)]
    private static partial Regex HandlePattern();
}
