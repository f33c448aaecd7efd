namespace Comptoir.Offices;

/// <summary>Which VAT numbers belong to which country.</summary>
public static class VatNumberCountry
{
    /// <summary>The letters with which VAT numbers of a country begin.</summary>
    /// <param name="country">ISO code.</param>
    public static string LettersOf(string country) =>
        country switch
        {
            "GR" => "EL",
            // One VAT area each.
            "MC" or "GP" or "MQ" or "RE" or "GF" or "YT" => "FR",
            "IM" => "GB",
            _ => country,
        };

    /// <summary>A number belongs to a country.</summary>
    /// <param name="number">In capitals, with its country's letters.</param>
    /// <param name="country">ISO code.</param>
    public static bool Belongs(string number, string country)
    {
        ArgumentNullException.ThrowIfNull(number);
        // Northern Ireland has numbers of its own for goods.
        return number.StartsWith(LettersOf(country), StringComparison.Ordinal)
            || (country is "GB" && number.StartsWith("XI", StringComparison.Ordinal));
    }

    /// <summary>A company there has a SIREN.</summary>
    /// <param name="country">ISO code.</param>
    public static bool IsFrench(string country) =>
        country is "FR" or "GP" or "MQ" or "RE" or "GF" or "YT" or "PM" or "BL" or "MF";
}
