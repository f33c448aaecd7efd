using Comptoir.Sync.Scheduling;
using Comptoir.Web;

namespace Comptoir.Health.Checks;

/// <summary>Shopify and people reach this server under an address that it knows.</summary>
sealed class AddressCheck : IInstallationCheck
{
    public HealthFinding Look(Texts texts, InstallationFacts facts)
    {
        HealthFinding Say(HealthState state, string what, string? advice = null) =>
            new(
                "address",
                state,
                texts["Public address"],
                what,
                advice,
                "/settings/network",
                texts["Network"]
            );
        if (facts.Options.PublicUrl is not { } url)
            return Say(
                facts.IsLive ? HealthState.ToLookAt : HealthState.Ok,
                texts["None is set: this server asks the shops, and nothing comes in."],
                facts.IsLive
                    ? texts[
                        "A web shop is to be live: set Comptoir__PublicUrl, or be content with changes every {0} minutes.",
                        ShopSchedule.LiveMinutes
                    ]
                    : null
            );
        return url.Scheme == Uri.UriSchemeHttps || url.IsLoopback
            ? Say(HealthState.Ok, texts["It is {0}.", url])
            : Say(
                HealthState.ToLookAt,
                texts["It is {0}, which is not encrypted.", url],
                texts[
                    "Shopify sends webhooks to https:// alone: put a reverse proxy with a certificate in front."
                ]
            );
    }
}
