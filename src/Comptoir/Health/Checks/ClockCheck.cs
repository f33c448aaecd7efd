using System.Globalization;
using Comptoir.Web;

namespace Comptoir.Health.Checks;

/// <summary>The clock of this machine and Shopify's show the same.</summary>
sealed class ClockCheck : IShopCheck
{
    static readonly TimeSpan Small = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Large = TimeSpan.FromMinutes(5);

    public HealthFinding? Look(Texts texts, ShopFacts facts)
    {
        // Another process may have asked; this one knows nothing then, and says nothing.
        if (facts.Seen?.ClockDifference is not { } difference)
            return null;
        var apart = difference.Duration();
        return new(
            "clock",
            apart < Small ? HealthState.Ok
                : apart < Large ? HealthState.ToLookAt
                : HealthState.Wrong,
            texts["Clock"],
            apart < Small
                ? texts["The clock of this machine shows what Shopify’s shows."]
                : texts[
                    "The clock of this machine is {0} seconds apart from Shopify’s.",
                    apart.TotalSeconds.ToString("N0", CultureInfo.CurrentCulture)
                ],
            apart < Small
                ? null
                : texts[
                    "Let the system keep the time by NTP; dates of documents come from this clock."
                ]
        );
    }
}
