using System.Globalization;
using System.Text.RegularExpressions;
using Comptoir.Money;

namespace Comptoir.Sync.Preparing;

/// <summary>Dates and amounts as texts that do not depend on a language, because they are stored and answered by the API.</summary>
static partial class ShopText
{
    /// <summary>An instant, UTC.</summary>
    public static string Of(DateTime at) =>
        at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>An instant, UTC; null for none.</summary>
    public static string? Of(DateTime? at) => at is { } instant ? Of(instant) : null;

    /// <summary>What people read of a text with HTML tags; null when nothing is left.</summary>
    public static string? Plain(string? html) =>
        html is null ? null
        : System.Net.WebUtility.HtmlDecode(Tags().Replace(html, " ")).Trim() is { Length: > 0 } text
            ? Blanks().Replace(text, " ")
        : null;

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();

    /// <summary>An amount in minor units of a currency.</summary>
    public static string Money(long minor, string currency) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{new Currency(currency).ToUnits(minor)} {currency}"
        );

    /// <summary>A price in millionths of a currency's unit.</summary>
    public static string Price(long millionths, string currency) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{millionths / 1_000_000m:0.00####} {currency}"
        );
}
