using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Offices;

/// <summary>Opens another office in the same installation; the first is made with its owner.</summary>
public sealed class AddOffice(Database database, IdSequence ids, TimeProvider time)
{
    /// <summary>Makes the office, without any user yet.</summary>
    /// <exception cref="RefusedException">The name is taken or missing, the time zone is unknown, or there is no first office.</exception>
    public async Task<Office> RunAsync(
        string name,
        string timeZone,
        CancellationToken cancellationToken
    )
    {
        await using (var installation = database.OpenInstallation())
        {
            if (!await installation.Offices.AnyAsync(cancellationToken))
                throw new RefusedException(
                    "The first office is made with its owner: open the welcome page, or run 'comptoir user add EMAIL --name NAME --role owner --office OFFICE'."
                );
            if (await installation.Offices.AnyAsync(x => x.Name == name.Trim(), cancellationToken))
                throw new RefusedException("An office of this name is there already.");
        }
        var office = New(await ids.NextAsync(0, cancellationToken), name, timeZone, time);
        await database.WriteAsync(
            0,
            (db, ct) =>
            {
                db.Offices.Add(office);
                return db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
        return office;
    }

    /// <summary>An office with a name and a time zone that exist.</summary>
    internal static Office New(long id, string name, string timeZone, TimeProvider time)
    {
        name = name.Trim();
        if (name.Length is 0 or > 100)
            throw new RefusedException(Users.Refusals.OfficeName);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) || !zone.HasIanaId)
            throw new RefusedException(Users.Refusals.TimeZone);
        return new Office
        {
            Id = id,
            Name = name,
            TimeZone = zone.Id,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
    }
}
