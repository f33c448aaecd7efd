namespace Comptoir.Notifications;

/// <summary>When the daily e-mail goes out.</summary>
static class DigestHour
{
    /// <summary>The next moment, UTC, at which the clocks of a time zone show an hour; an hour that summer time skips is the one after it.</summary>
    public static DateTime Next(int hour, DateTime now, TimeZoneInfo zone)
    {
        var here = TimeZoneInfo.ConvertTimeFromUtc(
            DateTime.SpecifyKind(now, DateTimeKind.Utc),
            zone
        );
        for (var day = here.Date; ; day = day.AddDays(1))
        {
            var local = DateTime.SpecifyKind(day.AddHours(hour), DateTimeKind.Unspecified);
            while (zone.IsInvalidTime(local))
                local = local.AddMinutes(15);
            // Of an hour that comes twice the first: the greater offset.
            var offset = zone.IsAmbiguousTime(local)
                ? zone.GetAmbiguousTimeOffsets(local).Max()
                : zone.GetUtcOffset(local);
            var utc = new DateTimeOffset(local, offset).UtcDateTime;
            if (utc > now)
                return utc;
        }
    }
}
