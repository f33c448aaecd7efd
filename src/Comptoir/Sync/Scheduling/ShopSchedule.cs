using Comptoir.Storage;

namespace Comptoir.Sync.Scheduling;

/// <summary>
/// When a web shop is synchronized by itself. The moments that come next are columns: whoever finds one to be over, in whatever
/// process, moves it on and asks for the run in one transaction, so that none is asked for twice, and one that came while
/// nothing ran is made up for once.
/// </summary>
public sealed class ShopSchedule : IOfficeOwned
{
    /// <summary>In live mode what webhooks say is checked so often, in minutes: they are not certain to arrive.</summary>
    public const int LiveMinutes = 15;

    /// <summary>The shortest and the longest interval, in minutes.</summary>
    public const int ShortestMinutes = 1;
    public const int LongestMinutes = 7 * 24 * 60;

    /// <summary>As many times of the day as a schedule may name.</summary>
    public const int MostTimes = 24;

    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    public required long WebShopId { get; init; }

    public ScheduleMode Mode { get; private set; }

    /// <summary>Between two synchronizations, in <see cref="ScheduleMode.Interval"/>.</summary>
    public int Minutes { get; private set; } = LiveMinutes;

    /// <summary>When, by the clock of <see cref="TimeZone"/>, in <see cref="ScheduleMode.Times"/>; in order, each once.</summary>
    public TimeOnly[] Times { get; private set; } = [];

    /// <summary>IANA name of the time zone of <see cref="Times"/> and of the night.</summary>
    public string TimeZone { get; private set; } = "UTC";

    /// <summary>When the next synchronization is due, UTC; null when none is.</summary>
    public DateTime? NextAt { get; set; }

    /// <summary>When the next wider one is due, UTC; null when none is.</summary>
    public DateTime? NightlyAt { get; set; }

    /// <summary>When the subscriptions to webhooks are looked at next, UTC.</summary>
    public DateTime? WebhooksAt { get; set; }

    /// <summary>Chooses another one.</summary>
    public void Choose(Timetable timetable, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(timetable);
        (Mode, Minutes, Times, TimeZone) = (
            timetable.Mode,
            timetable.Minutes,
            [.. timetable.Times],
            timetable.TimeZone
        );
        NextAt = timetable.Next(now);
        NightlyAt = timetable.NextNight(now);
        // Also when it is not live any more: the shop is asked to be silent.
        WebhooksAt = now;
    }

    /// <summary>What was chosen.</summary>
    public Timetable Timetable => new(Mode, Minutes, Times, TimeZone);
}

/// <summary>When a web shop is synchronized by itself.</summary>
public enum ScheduleMode
{
    /// <summary>When somebody asks.</summary>
    Off,

    /// <summary>Every so many minutes.</summary>
    Interval,

    /// <summary>At times of the day.</summary>
    Times,

    /// <summary>When the shop's webhooks say that something changed, and now and then in case one was lost.</summary>
    Live,
}
