using System.Collections.Frozen;

namespace Comptoir.DemoShop.Retail;

/// <summary>The countries of the file: their codes, and whether they were in the European Union of 2011.</summary>
internal static class RetailCountries
{
    private static readonly FrozenDictionary<string, string> Codes = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["Australia"] = "AU",
        ["Austria"] = "AT",
        ["Bahrain"] = "BH",
        ["Belgium"] = "BE",
        ["Brazil"] = "BR",
        ["Bulgaria"] = "BG",
        ["Canada"] = "CA",
        ["Channel Islands"] = "JE",
        ["Cyprus"] = "CY",
        ["Czech Republic"] = "CZ",
        ["Denmark"] = "DK",
        ["EIRE"] = "IE",
        ["Estonia"] = "EE",
        ["Finland"] = "FI",
        ["France"] = "FR",
        ["Germany"] = "DE",
        ["Greece"] = "GR",
        ["Hong Kong"] = "HK",
        ["Hungary"] = "HU",
        ["Iceland"] = "IS",
        ["Israel"] = "IL",
        ["Italy"] = "IT",
        ["Japan"] = "JP",
        ["Latvia"] = "LV",
        ["Lebanon"] = "LB",
        ["Lithuania"] = "LT",
        ["Luxembourg"] = "LU",
        ["Malta"] = "MT",
        ["Netherlands"] = "NL",
        ["Norway"] = "NO",
        ["Poland"] = "PL",
        ["Portugal"] = "PT",
        ["RSA"] = "ZA",
        ["Romania"] = "RO",
        ["Saudi Arabia"] = "SA",
        ["Singapore"] = "SG",
        ["Slovakia"] = "SK",
        ["Slovenia"] = "SI",
        ["Spain"] = "ES",
        ["Sweden"] = "SE",
        ["Switzerland"] = "CH",
        ["USA"] = "US",
        ["United Arab Emirates"] = "AE",
        ["United Kingdom"] = "GB",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Union = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            "AT",
            "BE",
            "BG",
            "CY",
            "CZ",
            "DE",
            "DK",
            "EE",
            "ES",
            "FI",
            "FR",
            "GB",
            "GR",
            "HU",
            "IE",
            "IT",
            "LT",
            "LU",
            "LV",
            "MT",
            "NL",
            "PL",
            "PT",
            "RO",
            "SE",
            "SI",
            "SK",
        ]
    );

    /// <summary>The ISO code; null for "Unspecified" and "European Community".</summary>
    public static string? Code(string country) => Codes.GetValueOrDefault(country);

    /// <summary>Whether prices to that country contain 20 % value added tax: the 27 members of 2011, the United Kingdom among them.</summary>
    public static bool IsTaxed(string country) =>
        country == "European Community" || (Code(country) is { } code && Union.Contains(code));
}
