using Comptoir.Offices;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Backup;

/// <summary>A paused copy becomes the installation that works: its owner says so, knowing that the other one rests.</summary>
public sealed class ResumeOffice(Database database)
{
    /// <summary>Lets the office work by itself again; nothing happens when it does.</summary>
    public Task RunAsync(long officeId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            officeId,
            (db, ct) =>
                db
                    .Offices.Where(office => office.Id == officeId)
                    .ExecuteUpdateAsync(
                        row => row.SetProperty(office => office.PausedAt, (DateTime?)null),
                        ct
                    ),
            cancellationToken
        );
}
