namespace Comptoir.Web;

/// <summary>The time of the office: what "today" and "10:58" mean on its screens.</summary>
/// <param name="clock">The one clock of the application.</param>
public sealed class OfficeTime(TimeProvider clock)
{
    /// <summary>The time zone of the office; set once per request from the office.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Now, in the office.</summary>
    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zone);

    /// <summary>The office's day of today.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    /// <summary>A moment, given in UTC, as the office's clocks show it.</summary>
    public DateTimeOffset Local(DateTime utc) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(utc.Ticks, TimeSpan.Zero), Zone);

    /// <summary>The moment at which a day of the office begins, in UTC.</summary>
    public DateTime StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where summer time begins at midnight, that hour does not exist and the day begins at one.
        while (Zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).UtcDateTime;
    }
}
