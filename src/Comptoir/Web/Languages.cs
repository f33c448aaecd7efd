using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Comptoir.Web;

/// <summary>
/// The languages of the screens, and how one is found: what the user chose, else what the browser asks for.
/// The region (order of day and month, separators) follows the browser where it speaks the same language.
/// </summary>
public static class Languages
{
    /// <summary>The cookie that keeps the user's choice.</summary>
    public const string Cookie = "comptoir.language";

    /// <summary>Language codes with their own names.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
    [("en", "English"), ("fr", "Français")];

    // The first of each language is taken when the browser says nothing about the region.
    static readonly CultureInfo[] Cultures =
    [
        .. new[]
        {
            "en-GB",
            "en-US",
            "en-CA",
            "en-AU",
            "en-IE",
            "en-NZ",
            "fr-FR",
            "fr-CA",
            "fr-BE",
            "fr-CH",
            "fr-LU",
        }.Select(CultureInfo.GetCultureInfo),
    ];

    /// <summary>Configures the request culture.</summary>
    public static void Configure(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture(Cultures[0]);
        options.SupportedCultures = Cultures;
        options.SupportedUICultures = Cultures;
        options.RequestCultureProviders =
        [
            new CustomRequestCultureProvider(context =>
                Task.FromResult<ProviderCultureResult?>(
                    new(
                        Choose(
                            context.Request.Cookies[Cookie],
                            context.Request.Headers.AcceptLanguage
                        ).Name
                    )
                )
            ),
        ];
    }

    /// <summary>The best culture for a chosen language (or none) and what the browser accepts.</summary>
    public static CultureInfo Choose(string? chosen, StringValues acceptLanguage)
    {
        var known = All.Any(language => language.Code == chosen) ? chosen : null;
        var wanted = StringWithQualityHeaderValue.TryParseList(acceptLanguage, out var parsed)
            ? parsed
                .OrderByDescending(value => value.Quality ?? 1)
                .Select(value => value.Value.Value!)
            : [];
        foreach (var name in wanted)
        {
            var language = name.Split('-')[0];
            if (known is not null && !language.Equals(known, StringComparison.OrdinalIgnoreCase))
                continue;
            var match =
                Find(culture => culture.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? Find(culture => IsOf(culture, language));
            if (match is not null)
                return match;
        }
        return Find(culture => known is not null && IsOf(culture, known)) ?? Cultures[0];
    }

    static CultureInfo? Find(Predicate<CultureInfo> condition) => Array.Find(Cultures, condition);

    static bool IsOf(CultureInfo culture, string language) =>
        culture.TwoLetterISOLanguageName.Equals(language, StringComparison.OrdinalIgnoreCase);
}
