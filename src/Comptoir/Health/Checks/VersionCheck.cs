using System.Globalization;
using Comptoir.Shopify;
using Comptoir.Web;

namespace Comptoir.Health.Checks;

/// <summary>
/// Shopify serves the version of its API that is asked for, and goes on to for a while. A stable version is served for twelve
/// months at least, from the first day of the month in its name.
/// </summary>
sealed class VersionCheck : IShopCheck
{
    const int MonthsServed = 12;
    static readonly TimeSpan Notice = TimeSpan.FromDays(60);

    /// <summary>The day from which the version in use may not be served any more.</summary>
    public static DateTime EndsOn { get; } =
        DateTime
            .ParseExact(
                ShopifyClientFactory.ApiVersion,
                "yyyy-MM",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
            )
            .AddMonths(MonthsServed);

    public HealthFinding? Look(Texts texts, ShopFacts facts)
    {
        HealthFinding Say(HealthState state, string what) =>
            new(
                "version",
                state,
                texts["Version of the API"],
                what,
                state == HealthState.Ok
                    ? null
                    : texts["Install the newest version of Comptoir; nothing is lost by it."]
            );
        if (facts.Seen?.ApiVersion is { } served && served != ShopifyClientFactory.ApiVersion)
            return Say(
                HealthState.Wrong,
                texts[
                    "Shopify answers with version {0} instead of {1}: what was read may be incomplete.",
                    served,
                    ShopifyClientFactory.ApiVersion
                ]
            );
        return facts.Now > EndsOn - Notice
            ? Say(
                HealthState.ToLookAt,
                texts[
                    "Version {0} is served until {1} at least.",
                    ShopifyClientFactory.ApiVersion,
                    DateOnly.FromDateTime(EndsOn).ToString("d", CultureInfo.CurrentCulture)
                ]
            )
            : Say(HealthState.Ok, texts["Version {0} is in use.", ShopifyClientFactory.ApiVersion]);
    }
}
