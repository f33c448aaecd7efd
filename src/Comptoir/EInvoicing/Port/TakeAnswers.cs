using System.Data.Common;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.EInvoicing.Port;

/// <summary>
/// Takes the platform's answers. A file counts as a whole or not at all; what is in it twice, or came before, is noted once.
/// </summary>
sealed class TakeAnswers(
    Database database,
    IdSequence ids,
    IInvoicePlatform platform,
    TimeProvider clock
)
{
    // All of a file is one transaction, for which others wait.
    const int Most = 500;

    /// <summary>Takes what is there.</summary>
    /// <returns>How many files were taken, and how many set aside.</returns>
    public async Task<(int Taken, int SetAside)> RunAsync(
        long officeId,
        CancellationToken cancellationToken
    )
    {
        var (taken, aside) = (0, 0);
        foreach (var answer in platform.Answers(officeId))
        {
            string? wrong = null;
            try
            {
                await NoteAsync(officeId, ReadAnswer.Of(answer), cancellationToken);
                taken++;
            }
            catch (Exception error)
                when (error
                        is not OperationCanceledException
                            and not DbException { IsTransient: true }
                )
            {
                // Whatever is wrong with one answer, those behind it are taken.
                wrong = error is FormatException ? error.Message : "This answer cannot be read.";
                aside++;
            }
            // Who dies before this finds the file again, and its statuses noted already.
            await platform.TakenAsync(officeId, answer, wrong, cancellationToken);
        }
        return (taken, aside);
    }

    async Task NoteAsync(
        long officeId,
        IReadOnlyList<AnsweredStatus> statuses,
        CancellationToken cancellationToken
    )
    {
        if (statuses.Count == 0)
            return;
        // Clocks differ, and some platforms tell the day on which money is to come.
        var latest = clock.GetUtcNow().UtcDateTime.AddYears(1);
        if (statuses.FirstOrDefault(x => x.At > latest || x.At.Year < 2000) is { } strange)
            throw new FormatException(
                $"The status of {strange.Number} is of a day that cannot be: {strange.At:yyyy-MM-dd}."
            );
        if (statuses.Count > Most)
            throw new FormatException($"An answer holds at most {Most} statuses: divide it.");
        var id = await ids.NextAsync(officeId, statuses.Count, cancellationToken);
        await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                foreach (var status in statuses)
                {
                    var invoice =
                        await db.ElectronicInvoices.FirstOrDefaultAsync(
                            row => row.Number == status.Number && row.Way == ElectronicWay.Platform,
                            ct
                        )
                        ?? throw new FormatException(
                            $"No invoice {status.Number} was handed over by this office."
                        );
                    var events = await db
                        .ElectronicEvents.Where(x => x.DocumentId == invoice.DocumentId)
                        .ToListAsync(ct);
                    if (events.Exists(x => x.Code == status.Code && x.At == status.At))
                        continue;
                    var happened = new ElectronicEvent
                    {
                        OfficeId = officeId,
                        Id = id++,
                        DocumentId = invoice.DocumentId,
                        Code = status.Code,
                        At = status.At,
                        Reason = status.Reason,
                        NotedAt = clock.GetUtcNow().UtcDateTime,
                    };
                    db.ElectronicEvents.Add(happened);
                    invoice.Follow([.. events, happened]);
                    await db.SaveChangesAsync(ct);
                }
            },
            cancellationToken
        );
    }
}
