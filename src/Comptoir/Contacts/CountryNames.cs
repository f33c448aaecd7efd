using System.Collections.Frozen;
using System.Globalization;
using Comptoir.Storage;

namespace Comptoir.Contacts;

/// <summary>Countries by their codes and by their names in English, French and their own language.</summary>
static class CountryNames
{
    static readonly Lazy<FrozenDictionary<string, string>> Codes = new(Collect);

    /// <summary>The code of two letters.</summary>
    /// <exception cref="RefusedException">It names no country.</exception>
    public static string Code(string text) =>
        Codes.Value.TryGetValue(SearchText.Words(text), out var code)
            ? code
            : throw new RefusedException(
                "This is no country we know. Write its code of two letters, such as FR."
            );

    static FrozenDictionary<string, string> Collect()
    {
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        // Codes first: no name may take the place of one.
        var regions = CultureInfo
            .GetCultures(CultureTypes.SpecificCultures)
            .Select(culture => (Culture: culture, Region: Region(culture.Name)))
            .Where(x =>
                x.Region is { TwoLetterISORegionName: { Length: 2 } code }
                && code.All(char.IsAsciiLetterUpper)
            )
            .ToList();
        foreach (var (_, region) in regions)
        {
            codes.TryAdd(
                SearchText.Words(region!.TwoLetterISORegionName),
                region.TwoLetterISORegionName
            );
            codes.TryAdd(
                SearchText.Words(region.ThreeLetterISORegionName),
                region.TwoLetterISORegionName
            );
        }
        codes.TryAdd(SearchText.Words("UK"), "GB");
        foreach (var (_, region) in regions)
        {
            codes.TryAdd(SearchText.Words(region!.EnglishName), region.TwoLetterISORegionName);
            codes.TryAdd(SearchText.Words(region.NativeName), region.TwoLetterISORegionName);
            if (French(region.TwoLetterISORegionName) is { } french)
                codes.TryAdd(SearchText.Words(french), region.TwoLetterISORegionName);
        }
        return codes.ToFrozenDictionary(StringComparer.Ordinal);
    }

    static RegionInfo? Region(string culture)
    {
        try
        {
            return new RegionInfo(culture);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // The name that a region has in its own language is the French one, when the language is made out to be French.
    static string? French(string code) => Region($"fr-{code}")?.NativeName;
}
