using Comptoir.Sync.Scheduling;
using Comptoir.Web;
using Comptoir.WebShops.Webhooks;

namespace Comptoir.Health.Checks;

/// <summary>A shop in live mode tells its changes, and only it does.</summary>
sealed class WebhooksCheck : IShopCheck
{
    static readonly TimeSpan Recent = TimeSpan.FromDays(1);

    public HealthFinding? Look(Texts texts, ShopFacts facts)
    {
        if (!facts.Shop.IsConnected || facts.View.Schedule?.Mode != ScheduleMode.Live)
            return null;
        HealthFinding Say(HealthState state, string what, string? advice = null) =>
            new(
                "webhooks",
                state,
                texts["Webhooks"],
                what,
                advice,
                advice is null ? null : "/settings/network",
                advice is null ? null : texts["Network"]
            );
        var polled = texts[
            "Until then changes arrive every {0} minutes instead of at once; none is lost.",
            ShopSchedule.LiveMinutes
        ];
        if (facts.Subscriptions is not { CheckedAt: not null } known)
            return Say(
                HealthState.ToLookAt,
                texts["The shop was not asked yet to tell its changes."],
                polled
            );
        if (known.Failure is { } failure)
            return Say(HealthState.Wrong, SubscriptionWords.Failure(texts, failure), polled);
        // Anybody can send something false; it is the shop's own only where nothing true comes any more.
        if (
            known.RefusedAt is { } refused
            && facts.Now - refused < Recent
            && !(known.HeardAt > refused - Recent)
        )
            return Say(
                HealthState.ToLookAt,
                texts[
                    "Messages arrived in the shop’s name whose signature is false; they were refused."
                ],
                texts[
                    "If the secret of the app was rotated, enter the new one with the credentials."
                ]
            );
        return known.Missing.Length > 0
            ? Say(
                HealthState.ToLookAt,
                texts["The shop does not tell {0}.", string.Join(", ", known.Missing)],
                polled
            )
            : Say(HealthState.Ok, texts["The shop tells its changes."]);
    }
}
