using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Offices;

/// <summary>The day that it is in an office, for what happens without a person asking.</summary>
public sealed class OfficeToday(Database database, TimeProvider clock)
{
    /// <summary>Today in the office's time zone.</summary>
    /// <exception cref="InvalidOperationException">There is no such office.</exception>
    public async Task<DateOnly> OfAsync(long officeId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenInstallation();
        var zone = await db
            .Offices.Where(office => office.Id == officeId)
            .Select(office => office.TimeZone)
            .FirstAsync(cancellationToken);
        return DateOnly.FromDateTime(
            TimeZoneInfo
                .ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone))
                .DateTime
        );
    }
}
