using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Comptoir.Contacts;

/// <summary>
/// VAT numbers of the European Union, by the forms that the Commission's VIES publishes for each country (VIES, frequently
/// asked questions, "what is the format of a VAT number"). Only the form is checked, and the key of French numbers; whether
/// a number is in force, VIES alone knows. Outside the Union any number with a country's prefix is taken.
/// </summary>
static class VatNumber
{
    static readonly FrozenDictionary<string, string> Forms = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["AT"] = "U[0-9]{8}",
        ["BE"] = "[01][0-9]{9}",
        ["BG"] = "[0-9]{9,10}",
        ["CY"] = "[0-9]{8}[A-Z]",
        ["CZ"] = "[0-9]{8,10}",
        ["DE"] = "[0-9]{9}",
        ["DK"] = "[0-9]{8}",
        ["EE"] = "[0-9]{9}",
        ["EL"] = "[0-9]{9}",
        ["ES"] = "([A-Z][0-9]{7}[0-9A-Z]|[0-9]{8}[A-Z])",
        ["FI"] = "[0-9]{8}",
        ["FR"] = "[0-9A-HJ-NP-Z]{2}[0-9]{9}",
        ["HR"] = "[0-9]{11}",
        ["HU"] = "[0-9]{8}",
        ["IE"] = "([0-9]{7}[A-Z]{1,2}|[0-9][A-Z+*][0-9]{5}[A-Z])",
        ["IT"] = "[0-9]{11}",
        ["LT"] = "([0-9]{9}|[0-9]{12})",
        ["LU"] = "[0-9]{8}",
        ["LV"] = "[0-9]{11}",
        ["MT"] = "[0-9]{8}",
        ["NL"] = "[0-9A-Z+*]{9}B[0-9A-Z+*]{2}",
        ["PL"] = "[0-9]{10}",
        ["PT"] = "[0-9]{9}",
        ["RO"] = "[0-9]{2,10}",
        ["SE"] = "[0-9]{12}",
        ["SI"] = "[0-9]{8}",
        ["SK"] = "[0-9]{10}",
        // Northern Ireland, for goods, since 2021.
        ["XI"] = "([0-9]{9}|[0-9]{12}|GD[0-9]{3}|HA[0-9]{3})",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The letters before a number are those of a member state, or of Northern Ireland.</summary>
    public static bool IsOfUnion(string state) => Forms.ContainsKey(state);

    /// <summary>The number in capitals, without spaces, points and dashes.</summary>
    /// <exception cref="RefusedException">It cannot be a VAT number.</exception>
    public static string Read(string text)
    {
        var number = new string([
            .. text.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-' or '/')),
        ]).ToUpperInvariant();
        // Greece is EL in VAT numbers and GR everywhere else.
        if (number.StartsWith("GR", StringComparison.Ordinal))
            number = "EL" + number[2..];
        if (
            number.Length is < 4 or > 18
            || !number.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '*')
            || !char.IsAsciiLetter(number[0])
            || !char.IsAsciiLetter(number[1])
        )
            throw new RefusedException(
                "A VAT number begins with the two letters of its country, such as FR or DE. Write them too."
            );
        if (
            Forms.TryGetValue(number[..2], out var form)
            && !Regex.IsMatch(
                number[2..],
                $"^{form}$",
                RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
                TimeSpan.FromSeconds(1)
            )
        )
            throw new RefusedException(
                "VAT numbers of this country are written otherwise. Compare it with what the company gave you."
            );
        if (number.StartsWith("FR", StringComparison.Ordinal) && !HasFrenchKey(number))
            throw new RefusedException(
                "The two figures after FR do not agree with the rest of the VAT number. One of its figures is mistyped."
            );
        return number;
    }

    // Article R. 123-221 of the commercial code leaves the key to the tax office, which reckons (12 + 3 × (SIREN mod 97))
    // mod 97 for keys of figures. Keys with letters are taken as they are.
    static bool HasFrenchKey(string number) =>
        !int.TryParse(
            number.AsSpan(2, 2),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var key
        )
        || key == (12 + 3 * (long.Parse(number.AsSpan(4), CultureInfo.InvariantCulture) % 97)) % 97;
}
