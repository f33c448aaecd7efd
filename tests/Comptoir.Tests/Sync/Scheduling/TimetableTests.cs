using System.Globalization;
using Comptoir.Sync.Scheduling;
using CsCheck;
using Xunit;

namespace Comptoir.Tests.Sync.Scheduling;

/// <summary>When synchronizations are due: each day has each time once, whatever clocks do in the night.</summary>
public sealed class TimetableTests
{
    static readonly string[] Zones =
    [
        "Europe/Paris",
        "America/New_York",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "Africa/Casablanca",
        "Pacific/Chatham",
        "UTC",
    ];

    static Timetable At(string zone, params string[] times) =>
        new(ScheduleMode.Times, 0, [.. times.Select(TimeOnly.Parse)], zone);

    static List<DateTime> Between(Timetable timetable, DateTime from, DateTime until)
    {
        var found = new List<DateTime>();
        for (var next = timetable.Next(from); next < until; next = timetable.Next(next.Value))
            found.Add(next.Value);
        return found;
    }

    [Fact]
    public void On_the_night_when_the_clock_is_put_forward_half_past_two_comes_an_hour_later()
    {
        // 28 March 2027, 02:00 becomes 03:00 in Paris (01:00 UTC).
        var due = Between(At("Europe/Paris", "02:30"), Utc(2027, 3, 27, 12), Utc(2027, 3, 30, 12));

        Assert.Equal(
            [Utc(2027, 3, 28, 1, 30), Utc(2027, 3, 29, 0, 30), Utc(2027, 3, 30, 0, 30)],
            due
        );
    }

    [Fact]
    public void On_the_night_when_the_clock_is_put_back_half_past_two_comes_once()
    {
        // 25 October 2026, 03:00 becomes 02:00 in Paris (01:00 UTC).
        var due = Between(
            At("Europe/Paris", "02:30"),
            Utc(2026, 10, 24, 12),
            Utc(2026, 10, 27, 12)
        );

        Assert.Equal(
            [Utc(2026, 10, 25, 0, 30), Utc(2026, 10, 26, 1, 30), Utc(2026, 10, 27, 1, 30)],
            due
        );
    }

    [Fact]
    public void Asked_between_the_two_half_past_twos_the_next_is_tomorrow()
    {
        Assert.Equal(
            Utc(2026, 10, 26, 1, 30),
            At("Europe/Paris", "02:30").Next(Utc(2026, 10, 25, 0, 45))
        );
    }

    [Fact]
    public void Each_day_has_each_time_once_and_in_order()
    {
        Gen.Select(
                Gen.Int[0, Zones.Length - 1].Select(i => Zones[i]),
                Gen.Int[0, (24 * 60) - 1].Array[1, 6],
                Gen.Int[0, 3_000]
            )
            .Sample(
                (zone, minutes, day) =>
                {
                    var times = minutes
                        .Distinct()
                        .Select(minute => TimeOnly.MinValue.AddMinutes(minute))
                        .ToArray();
                    var timetable = new Timetable(ScheduleMode.Times, 0, times, zone);
                    var from = Utc(2024, 1, 1).AddDays(day);
                    var due = Between(timetable, from, from.AddDays(200));

                    Assert.Equal(due.Order().Distinct(), due);
                    var local = due.ConvertAll(moment =>
                        TimeZoneInfo.ConvertTimeFromUtc(
                            moment,
                            TimeZoneInfo.FindSystemTimeZoneById(zone)
                        )
                    );
                    // Whole days between the first and the last.
                    foreach (
                        var whole in local
                            .GroupBy(moment => moment.Date)
                            .OrderBy(group => group.Key)
                            .Skip(1)
                            .SkipLast(2)
                    )
                        // Two that are put forward to the same moment are one.
                        Assert.InRange(whole.Count(), 1, times.Length);
                    var seconds = due.Zip(due.Skip(1), (a, b) => b - a);
                    Assert.All(
                        seconds,
                        gap => Assert.InRange(gap, TimeSpan.FromMinutes(1), TimeSpan.FromHours(26))
                    );
                },
                iter: 300
            );
    }

    [Fact]
    public void Days_without_a_change_of_the_clock_have_every_time_to_the_minute()
    {
        Gen.Select(
                Gen.Int[0, Zones.Length - 1].Select(i => Zones[i]),
                Gen.Int[0, (24 * 60) - 1],
                Gen.Int[0, 3_000]
            )
            .Sample(
                (zone, minute, day) =>
                {
                    var rules = TimeZoneInfo.FindSystemTimeZoneById(zone);
                    var time = TimeOnly.MinValue.AddMinutes(minute);
                    var from = Utc(2024, 1, 1).AddDays(day);
                    var next = At(zone, time.ToString("HH:mm", CultureInfo.InvariantCulture))
                        .Next(from)!
                        .Value;
                    var wall = TimeZoneInfo.ConvertTimeFromUtc(next, rules);

                    Assert.True(
                        TimeOnly.FromDateTime(wall) == time
                            || rules.IsInvalidTime(wall.Date + time.ToTimeSpan())
                    );
                },
                iter: 2_000
            );
    }

    [Fact]
    public void Intervals_that_passed_while_nothing_ran_are_made_up_for_once()
    {
        var timetable = new Timetable(ScheduleMode.Interval, 10, [], "UTC");

        Assert.Equal(
            Utc(2026, 1, 1, 0, 20),
            timetable.Following(Utc(2026, 1, 1, 0, 10), Utc(2026, 1, 1, 0, 10))
        );
        Assert.Equal(
            Utc(2026, 1, 2, 0, 13),
            timetable.Following(Utc(2026, 1, 1, 0, 10), Utc(2026, 1, 2, 0, 3))
        );
        Assert.Null(new Timetable(ScheduleMode.Off, 10, [], "UTC").Next(Utc(2026, 1, 1)));
    }

    static DateTime Utc(int year, int month, int day, int hour = 0, int minute = 0) =>
        new(year, month, day, hour, minute, 0, DateTimeKind.Utc);
}
