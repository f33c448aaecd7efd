using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Sync.Choosing;

/// <summary>Keeps the lists of preparations no longer than they say what is to be done.</summary>
public sealed class RunItems(Database database)
{
    // Nobody waits for it: what is deleted at once is little, so that others write in between.
    const int Portion = 2_000;

    /// <summary>
    /// Deletes what a run that succeeded made out of date: after a preparation the lists of those before it, after a
    /// synchronization all lists of the web shop. What was left out stays so: that is kept on the links.
    /// </summary>
    /// <returns>How many rows were deleted.</returns>
    public async Task<int> ForgetAsync(Run ended, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ended);
        List<long> outdated;
        await using (var db = database.Open(ended.OfficeId))
            outdated = await db
                .Runs.Where(run =>
                    run.WebShopId == ended.WebShopId
                    && run.Kind == RunKind.Preparation
                    && run.Id != ended.Id
                    && db.RunItems.Any(item => item.RunId == run.Id)
                )
                .Select(run => run.Id)
                .ToListAsync(cancellationToken);
        var deleted = 0;
        foreach (var run in outdated)
        {
            int portion;
            do
            {
                portion = await database.WriteAsync(
                    ended.OfficeId,
                    (db, ct) => DeleteSomeAsync(db, run, ct),
                    cancellationToken
                );
                deleted += portion;
            } while (portion > 0);
        }
        return deleted;
    }

    static async Task<int> DeleteSomeAsync(ComptoirDb db, long run, CancellationToken ct)
    {
        var last = await db
            .RunItems.Where(item => item.RunId == run)
            .OrderBy(item => item.Id)
            .Select(item => item.Id)
            .Take(Portion)
            .MaxAsync(id => (long?)id, ct);
        return last is null
            ? 0
            : await db
                .RunItems.Where(item => item.RunId == run && item.Id <= last)
                .ExecuteDeleteAsync(ct);
    }
}
