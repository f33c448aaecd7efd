namespace Comptoir.Sync.Scheduling;

/// <summary>
/// Says when a synchronization is due. Times of the day are those of a clock on the wall: on the night when it is put forward, a
/// time that does not exist comes as much later as the clock was put forward; on the night when it is put back, one that comes
/// twice counts the first time. So each day has each time once.
/// </summary>
/// <param name="Mode">How it is said.</param>
/// <param name="Minutes">Between two, for intervals.</param>
/// <param name="Times">Of the day, for times.</param>
/// <param name="TimeZone">IANA name of the time zone of the times and of the night.</param>
public sealed record Timetable(
    ScheduleMode Mode,
    int Minutes,
    IReadOnlyList<TimeOnly> Times,
    string TimeZone
)
{
    /// <summary>When the wider synchronization of the night is due, by the clock of the time zone.</summary>
    public static readonly TimeOnly Night = new(3, 40);

    /// <summary>The first moment after another one at which a synchronization is due, UTC; null when none ever is.</summary>
    public DateTime? Next(DateTime after) =>
        Mode switch
        {
            ScheduleMode.Interval => after.AddMinutes(Minutes),
            ScheduleMode.Live => after.AddMinutes(ShopSchedule.LiveMinutes),
            ScheduleMode.Times => Next(after, Times),
            _ => null,
        };

    /// <summary>
    /// The moment that follows one which is over: of intervals that passed meanwhile, none is made up for.
    /// </summary>
    /// <param name="due">The moment that is over, UTC.</param>
    /// <param name="now">Now, UTC.</param>
    public DateTime? Following(DateTime due, DateTime now)
    {
        var next = Next(due);
        return next is { } moment && moment <= now ? Next(now) : next;
    }

    /// <summary>The next night's moment, UTC; null when nothing is done by itself.</summary>
    public DateTime? NextNight(DateTime after) =>
        Mode == ScheduleMode.Off ? null : Next(after, [Night]);

    DateTime? Next(DateTime after, IReadOnlyList<TimeOnly> times)
    {
        if (times.Count == 0)
            return null;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var found)
            ? found
            : TimeZoneInfo.Utc;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(after, zone));
        // The day before may still have a moment that was put forward into this one.
        DateTime? next = null;
        for (var day = -1; day <= 2; day++)
            foreach (var time in times)
                if (
                    Instant(today.AddDays(day).ToDateTime(time), zone) is var instant
                    && instant > after
                    && !(next <= instant)
                )
                    next = instant;
        return next;
    }

    static DateTime Instant(DateTime wall, TimeZoneInfo zone)
    {
        var offset =
            zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max()
            // The time before the clock was put forward still counts.
            : zone.IsInvalidTime(wall) ? zone.GetUtcOffset(wall.AddHours(-3))
            : zone.GetUtcOffset(wall);
        return DateTime.SpecifyKind(wall - offset, DateTimeKind.Utc);
    }
}
