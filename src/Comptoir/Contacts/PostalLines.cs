using System.Globalization;

namespace Comptoir.Contacts;

/// <summary>A postal address, line by line, as one writes it on a letter.</summary>
static class PostalLines
{
    /// <summary>The lines; none without an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="language">The language of the country's name, two letters.</param>
    /// <param name="named">The name stands above already: lines that only repeat it are left out.</param>
    public static IReadOnlyList<string> Of(Address? address, string language, string? named = null)
    {
        if (address is null)
            return [];
        // Where English is written the code stands behind the town.
        string?[] parts = address.CountryCode is "US" or "CA" or "AU" or "GB" or "IE" or "NZ"
            ? [address.City, address.ProvinceCode, address.PostalCode]
            : [address.PostalCode, address.City, address.ProvinceCode];
        var town = string.Join(' ', parts.Where(part => !string.IsNullOrWhiteSpace(part)));
        return
        [
            .. new[]
            {
                $"{address.FirstName} {address.LastName}".Trim(),
                address.Company,
                address.Line1,
                address.Line2,
                town,
                Country(address.CountryCode, language),
            }
                .OfType<string>()
                .Where(line => !string.IsNullOrWhiteSpace(line) && line != named),
        ];
    }

    /// <summary>The name of a country in a language; null for none.</summary>
    // The name a region has in its own language is its name in the reader's, when the region is one of the reader's language:
    // .NET has no other way to it. A code that it does not know is shown as it is.
    public static string? Country(string? code, string language)
    {
        if (string.IsNullOrEmpty(code))
            return null;
        try
        {
            return new RegionInfo($"{language}-{code}").NativeName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }
}
