using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Movements;

/// <summary>The moment that is meant by a day on which somebody says that something happened.</summary>
static class OfficeDay
{
    const int NoonHour = 12;

    /// <summary>Now for today and for no day; noon, as the office's clocks show it, for a day before. UTC.</summary>
    /// <exception cref="RefusedException">The day is still to come, or too long ago to be meant.</exception>
    public static async Task<DateTime> MomentAsync(
        ComptoirDb db,
        DateOnly? day,
        DateTime now,
        CancellationToken ct
    )
    {
        if (day is not { } on)
            return now;
        var name = await db
            .Offices.Where(office => office.Id == db.OfficeId)
            .Select(office => office.TimeZone)
            .SingleAsync(ct);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found)
            ? found
            : TimeZoneInfo.Utc;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zone));
        if (on > today)
            throw new RefusedException("This day is still to come. Enter it when it has happened.");
        if (on < today.AddYears(-10))
            throw new RefusedException("This day is more than ten years ago. Look at the year.");
        return on == today
            ? now
            : TimeZoneInfo.ConvertTimeToUtc(on.ToDateTime(new TimeOnly(NoonHour, 0)), zone);
    }
}
