using System.Globalization;

namespace Comptoir.Sync.Scheduling;

/// <summary>Times of the day as people write them: <c>06:00</c>, <c>6:00</c> or <c>6h30</c>.</summary>
static class TimeList
{
    static readonly string[] Formats = ["H:mm", "HH:mm", "H:mm:ss", "H'h'mm", "HH'h'mm"];

    /// <summary>Reads some.</summary>
    /// <exception cref="RefusedException">One is no time of the day.</exception>
    public static IReadOnlyList<TimeOnly> Read(IEnumerable<string> texts) =>
        [
            .. texts.Select(text =>
                TimeOnly.TryParseExact(
                    text?.Trim(),
                    Formats,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var time
                )
                    ? time
                    : throw new RefusedException("Write times of the day as 06:00 or 18:30.")
            ),
        ];

    /// <summary>Writes some.</summary>
    public static IReadOnlyList<string> Write(IEnumerable<TimeOnly> times) =>
        [.. times.Select(time => time.ToString("HH:mm", CultureInfo.InvariantCulture))];
}
