using System.Globalization;

namespace Comptoir.DemoShop.World;

/// <summary>Shopify's global identifiers: <c>gid://shopify/Order/123</c>.</summary>
internal static class Gid
{
    private const string Prefix = "gid://shopify/";

    public static string Of(string type, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{type}/{number}");

    /// <summary>Reads a gid; false when it is none. What follows "?" is dropped, as in <c>MailingAddress/1?model_name=Address</c>.</summary>
    public static bool TryParse(string? gid, out string type, out long number)
    {
        type = "";
        number = 0;
        if (gid is null || !gid.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = gid.AsSpan(Prefix.Length);
        var query = rest.IndexOf('?');
        rest = query < 0 ? rest : rest[..query];
        var slash = rest.IndexOf('/');
        if (
            slash <= 0
            || !long.TryParse(
                rest[(slash + 1)..],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out number
            )
        )
        {
            return false;
        }

        type = rest[..slash].ToString();
        return true;
    }
}
