using Comptoir.Sync;
using Comptoir.Sync.Scheduling;
using Comptoir.Web;

namespace Comptoir.Health.Checks;

/// <summary>The last synchronization was good, and not too long ago for how the shop is to be synchronized.</summary>
sealed class SynchronizedCheck : IShopCheck
{
    public HealthFinding? Look(Texts texts, ShopFacts facts)
    {
        HealthFinding Say(HealthState state, string what, string? advice = null, Run? run = null) =>
            new(
                "synchronized",
                state,
                texts["Synchronization"],
                what,
                advice,
                run is null ? null : FormattableString.Invariant($"/runs/{run.Id}"),
                run is null ? null : texts["See what happened"]
            );
        if (facts.View.Last is { State: RunState.Failed } broken)
        {
            var (what, advice) = RunWords.Failure(texts, broken);
            return Say(HealthState.Wrong, what, advice, broken);
        }
        if (facts.View.Proof?.FinishedAt is not { } at)
            return facts.View.Open is null
                ? Say(
                    HealthState.ToLookAt,
                    texts["It was never synchronized."],
                    texts[
                        "Prepare for synchronization shows what would come in; Synchronize brings it in."
                    ]
                )
                : Say(HealthState.Ok, texts["The first synchronization is at work."]);
        var age = facts.Now - at;
        var allowed = facts.View.Schedule?.Timetable is { } table ? Longest(table) : Longest(null);
        return age > allowed
            ? Say(
                HealthState.ToLookAt,
                texts["The last good one was {0} hours ago.", (int)age.TotalHours],
                texts["Synchronize it, or choose when it does so by itself."]
            )
            : Say(HealthState.Ok, texts["The last one was good."]);
    }

    /// <summary>So long nothing is wrong with not having synchronized.</summary>
    static TimeSpan Longest(Timetable? table) =>
        table?.Mode switch
        {
            ScheduleMode.Interval => TimeSpan.FromMinutes(table.Minutes * 3)
                + TimeSpan.FromHours(1),
            ScheduleMode.Live => TimeSpan.FromHours(2),
            ScheduleMode.Times => TimeSpan.FromHours(26),
            _ => TimeSpan.FromDays(7),
        };
}
