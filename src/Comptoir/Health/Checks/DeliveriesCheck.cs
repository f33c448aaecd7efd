using Comptoir.Sync.Scheduling;
using Comptoir.Web;

namespace Comptoir.Health.Checks;

/// <summary>What a shop tells arrives soon, and is looked at soon.</summary>
sealed class DeliveriesCheck : IShopCheck
{
    static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    public HealthFinding? Look(Texts texts, ShopFacts facts)
    {
        if (facts.View.Schedule?.Mode != ScheduleMode.Live)
            return null;
        HealthFinding Say(HealthState state, string what, string? advice = null) =>
            new("deliveries", state, texts["Messages of the shop"], what, advice);
        if (facts.Waiting is { } waiting && facts.Now - waiting.Since > Late)
            return Say(
                HealthState.ToLookAt,
                texts.Count(
                    waiting.Count,
                    "{0} object that the shop named waits to be looked at, for {1} minutes.",
                    "{0} objects that the shop named wait to be looked at, for {1} minutes.",
                    (int)(facts.Now - waiting.Since).TotalMinutes
                ),
                texts[
                    "They are looked at with the next synchronization. If it stays so, look at the log."
                ]
            );
        return facts.Subscriptions?.DelaySeconds > Late.TotalSeconds
            ? Say(
                HealthState.ToLookAt,
                texts[
                    "The last message arrived {0} seconds after what it tells.",
                    facts.Subscriptions.DelaySeconds
                ],
                texts[
                    "Shopify sends again what it could not deliver: look whether this server was reachable."
                ]
            )
            : Say(HealthState.Ok, texts["They arrive and are looked at soon."]);
    }
}
