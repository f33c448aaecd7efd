using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Comptoir.Web;

/// <summary>
/// The words of the screens. The key is the English text itself, so a page reads like what it shows;
/// each further language is one file beside this one (<c>Texts.fr.resx</c>), and a test holds it complete.
/// </summary>
/// <param name="localizer">Finds the text in the language of the request.</param>
public sealed class Texts(IStringLocalizer<Texts> localizer)
{
    /// <summary>The text in the user's language, with its numbers and dates by the user's culture.</summary>
    public string this[string english, params object?[] values] =>
        values.Length == 0 ? localizer[english].Value : localizer[english, values!].Value;

    /// <summary>The text that agrees with a number, which becomes <c>{0}</c>; the further values follow.</summary>
    public string Count(long count, string one, string many, params object?[] values) =>
        this[
            IsOne(count) ? one : many,
            [count.ToString("N0", CultureInfo.CurrentCulture), .. values]
        ];

    // French counts nought as one; English does not.
    static bool IsOne(long count) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr"
            ? count is 0 or 1
            : count == 1;
}
