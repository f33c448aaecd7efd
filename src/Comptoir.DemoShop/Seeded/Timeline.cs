namespace Comptoir.DemoShop.Seeded;

/// <summary>
/// Spreads orders over two years: more each month, more before Christmas, at weekends and in the evening. The n-th order always comes
/// after the one before it.
/// </summary>
internal sealed class Timeline
{
    public const int Days = 730;
    private static readonly int[] Hours =
    [
        2,
        1,
        1,
        1,
        1,
        2,
        4,
        8,
        14,
        20,
        24,
        24,
        26,
        24,
        20,
        20,
        22,
        24,
        28,
        34,
        38,
        32,
        18,
        6,
    ];
    private readonly double[] until = new double[Days + 1];
    private readonly double[] untilHour = new double[25];

    public Timeline(DateTimeOffset end)
    {
        End = end;
        Start = end.AddDays(-Days);
        for (var day = 0; day < Days; day++)
        {
            var date = Start.AddDays(day);
            var season = date.Month switch
            {
                11 => 1.5,
                12 => date.Day < 22 ? 2.4 : 0.9,
                8 => 0.7,
                _ => 1.0,
            };
            var week = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1.25 : 1.0;
            until[day + 1] = until[day] + ((0.5 + (1.0 * day / Days)) * season * week);
        }

        for (var hour = 0; hour < 24; hour++)
        {
            untilHour[hour + 1] = untilHour[hour] + Hours[(Start.Hour + hour) % 24];
        }
    }

    public DateTimeOffset Start { get; }

    public DateTimeOffset End { get; }

    /// <summary>The moment at which that part of all orders had come in.</summary>
    /// <param name="part">From 0 to 1.</param>
    public DateTimeOffset At(double part)
    {
        var (day, within) = Place(until, part);
        var (hour, minute) = Place(untilHour, within);
        var at = Start.AddDays(day).AddHours(hour + minute);
        return new DateTimeOffset(
            at.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond,
            TimeSpan.Zero
        );
    }

    private static (int Index, double Within) Place(double[] sums, double part)
    {
        var target = part * sums[^1];
        var index = Array.BinarySearch(sums, target);
        index = index < 0 ? ~index - 1 : index;
        index = Math.Clamp(index, 0, sums.Length - 2);
        return (index, (target - sums[index]) / (sums[index + 1] - sums[index]));
    }
}
