using Comptoir.Sync.Scheduling;
using Comptoir.Web;

namespace Comptoir.Health.Checks;

/// <summary>Synchronizations that are to happen by themselves are asked for when they are due.</summary>
sealed class ScheduleCheck : IShopCheck
{
    static readonly TimeSpan Late = TimeSpan.FromMinutes(10);

    public HealthFinding? Look(Texts texts, ShopFacts facts)
    {
        if (!facts.Shop.IsConnected)
            return null;
        HealthFinding Say(HealthState state, string what, string? advice = null) =>
            new(
                "schedule",
                state,
                texts["Schedule"],
                what,
                advice,
                facts.Page("/automatic"),
                texts["Schedule"]
            );
        if (facts.View.Schedule is not { } schedule || schedule.Mode == ScheduleMode.Off)
            return Say(HealthState.Ok, texts["It is synchronized when somebody asks."]);
        return schedule.NextAt is { } due && facts.Now - due > Late && facts.View.Open is null
            ? Say(
                HealthState.Wrong,
                texts[
                    "The synchronization that was due {0} minutes ago was not asked for.",
                    (int)(facts.Now - due).TotalMinutes
                ],
                texts[
                    "No process works on this database, or its clock is wrong. Look whether Comptoir runs, and at its log."
                ]
            )
            : Say(HealthState.Ok, texts["It is synchronized by itself."]);
    }
}
