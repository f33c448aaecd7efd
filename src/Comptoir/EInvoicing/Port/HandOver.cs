using System.Globalization;
using Comptoir.Invoicing;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.EInvoicing.Port;

/// <summary>
/// Hands what is due to the platform. A file has always the same name and the same bytes, so that a process which dies between
/// writing and noting leaves nothing that could go twice.
/// </summary>
sealed class HandOver(
    Database database,
    IdSequence ids,
    DocumentFiles files,
    IInvoicePlatform platform,
    TimeProvider clock
)
{
    const int AtOnce = 200;

    /// <summary>Hands over.</summary>
    /// <returns>How many documents went.</returns>
    /// <exception cref="IOException">The platform takes nothing now; what went before stays noted.</exception>
    public async Task<int> RunAsync(long officeId, CancellationToken cancellationToken)
    {
        var went = 0;
        while (true)
        {
            List<long> due;
            HandedFile kind;
            await using (var db = database.Open(officeId))
            {
                var settings = await db
                    .EInvoicingSettings.AsNoTracking()
                    .FirstOrDefaultAsync(cancellationToken);
                if (settings is not { IsOn: true })
                    return went;
                kind = settings.File;
                due =
                [
                    .. (
                        await db
                            .ElectronicInvoices.AsNoTracking()
                            .Where(row =>
                                row.Way == ElectronicWay.Platform
                                && row.Platform == PlatformState.NotSent
                                && row.IsReady
                            )
                            .OrderBy(row => row.DocumentId)
                            .Take(AtOnce)
                            .ToListAsync(cancellationToken)
                    ).Select(row => row.DocumentId),
                ];
            }
            foreach (var id in due)
                await OneAsync(officeId, id, kind, cancellationToken);
            went += due.Count;
            if (due.Count < AtOnce)
                return went;
        }
    }

    async Task OneAsync(
        long officeId,
        long id,
        HandedFile kind,
        CancellationToken cancellationToken
    )
    {
        var file =
            (
                kind == HandedFile.Xml
                    ? await files.XmlAsync(officeId, id, cancellationToken)
                    : await files.PdfAsync(officeId, id, cancellationToken)
            ) ?? throw new InvalidOperationException($"Document {id} has no file.");
        // Number and row together are never another document's.
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileNameWithoutExtension(file.Name)}-{officeId}-{id}{Path.GetExtension(file.Name)}"
        );
        await platform.HandOverAsync(officeId, name, file.Bytes, cancellationToken);
        var number = await ids.NextAsync(officeId, cancellationToken);
        await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var invoice = await db.ElectronicInvoices.SingleAsync(
                    row => row.DocumentId == id,
                    ct
                );
                // Another process may have been as fast.
                if (!invoice.IsDue)
                    return;
                invoice.HandedOver(name);
                var now = clock.GetUtcNow().UtcDateTime;
                db.ElectronicEvents.Add(
                    new ElectronicEvent
                    {
                        OfficeId = officeId,
                        Id = number,
                        DocumentId = id,
                        Code = LifeCycle.HandedOver,
                        At = now,
                        NotedAt = now,
                    }
                );
                await db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
    }
}
