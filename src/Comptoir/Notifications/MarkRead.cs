using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Notifications;

/// <summary>Notes that a user has seen notifications; of others' nothing is changed.</summary>
sealed class MarkRead(Database database, TimeProvider clock)
{
    /// <summary>Marks one, or all.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="userId">Whose.</param>
    /// <param name="id">Which; null for all of them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<int> RunAsync(
        long officeId,
        long userId,
        long? id,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return database.WriteAsync(
            officeId,
            (db, ct) =>
                db
                    .Notifications.Where(row =>
                        row.UserId == userId && row.ReadAt == null && (id == null || row.Id == id)
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(row => row.ReadAt, now)
                                .SetProperty(row => row.Version, row => row.Version + 1),
                        ct
                    ),
            cancellationToken
        );
    }
}
