using System.Globalization;

namespace Comptoir.Web;

/// <summary>Shopify's words for what we have no own word for: readable rather than hidden.</summary>
public static class ShopWord
{
    /// <summary>Such as "Request declined" for <c>REQUEST_DECLINED</c>, or for <c>request_declined</c>.</summary>
    public static string Plain(Texts texts, string? word)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (string.IsNullOrEmpty(word))
            return texts["Unknown"];
        var plain = word.Replace('_', ' ').Trim();
        if (plain.All(character => !char.IsLower(character)))
            plain = plain.ToLower(CultureInfo.InvariantCulture);
        return char.ToUpperInvariant(plain[0]) + plain[1..];
    }
}
